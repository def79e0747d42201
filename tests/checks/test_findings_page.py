"""Every code that the tool reports is explained in docs/findings.md, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"\bHW[0-9]{3}\b")
SECTION = re.compile(r"^## .*\(HW([0-9])xx\)$")


def test_every_code_is_explained_and_no_other() -> None:
    sources = (ROOT / "generator").rglob("*.py")
    reported = {
        code for path in sources for code in CODE.findall(path.read_text("utf-8"))
    }
    assert set(_explained()) == reported


def test_codes_stand_once_under_the_heading_of_their_stage_in_order() -> None:
    explained = _explained()
    assert explained == sorted(set(explained))


def _explained() -> list[str]:
    """Codes of the tables, each checked against the heading above it."""
    found = []
    stage = ""
    page = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    for line in page.splitlines():
        if heading := SECTION.match(line):
            stage = heading[1]
        if line.startswith("| HW"):
            code = line[2:7]
            assert code[2] == stage, f"{code} stands under HW{stage}xx"
            found.append(code)
    return found
