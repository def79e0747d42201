"""What Zensical is given: settings that hold whatever a page says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

from helpwright.documentation import Documentation, Entry
from helpwright.site.project import write_project

ODD = (
    "😀 # x",
    'a: "b"',
    "---\nx: y",
    "{{ x }}",
    "\u2028\x85\x00",
    "\ufeff\ud800",
    "'",
)


@pytest.mark.parametrize("text", ODD)
def test_whatever_a_page_says_is_a_text(tmp_path: Path, text: str) -> None:
    documentation = Documentation(
        files={"index.md": "# x\n"},
        navigation=(Entry(title=text, path="index.md"),),
        members=(),
        descriptions={"index.md": text},
    )
    configuration = write_project(
        documentation, tmp_path, title=text, reference="", templates=None
    )
    settings = tomllib.loads(configuration.read_text(encoding="utf-8"))
    assert list(settings["project"]["nav"][0].values()) == ["index.md"]
    page = (tmp_path / "docs" / "index.md").read_text(encoding="utf-8")
    if page.startswith("---"):
        head = yaml.safe_load(page.split("\n---\n")[0])
        assert set(head) <= {"name", "verb", "description"}
        assert all(isinstance(each, str) for each in head.values())
    assert page.endswith("# x\n")
