"""The documents name what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "helpwright"


def test_architecture_names_every_module_at_the_top_and_nothing_that_is_gone() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = set(re.findall(r"`([\w/]+(?:/|\.py))`", text))
    there = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in PACKAGE.iterdir()
        if not path.name.startswith("__") and path.suffix in ("", ".py")
    }
    assert there <= named
    places = (PACKAGE, PACKAGE / "read", ROOT)
    gone = [name for name in named if not any((p / name).exists() for p in places)]
    assert gone == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_to_files_that_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_finding_code_is_documented_and_every_documented_one_is_used() -> None:
    """A user who meets a code finds it in docs/findings.md."""
    text = (ROOT / "docs" / "findings.md").read_text("utf-8")
    documented = re.findall(r"^\| (HW\d{3}) \|", text, re.MULTILINE)
    used = set()
    for path in PACKAGE.rglob("*.py"):
        used |= set(re.findall(r"\bHW\d{3}\b", path.read_text("utf-8")))
    assert sorted(documented) == sorted(set(documented))
    assert set(documented) == used
