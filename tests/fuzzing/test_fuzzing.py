"""Inputs that once were too much, and some that nobody has tried."""

from __future__ import annotations

from pathlib import Path

import pytest
from judging import judge
from kinds import KINDS
from short import short_run

CASES = Path(__file__).parents[1] / "cases" / "fuzzing"
INPUTS = 150
"""Of each kind: some two seconds in all. `python tests/fuzzing` tries more."""


@pytest.mark.parametrize(
    "path",
    sorted(path for path in CASES.rglob("*") if path.is_file()),
    ids=lambda path: str(path.relative_to(CASES)),
)
def test_what_was_found_stays_mended(path: Path) -> None:
    kind = KINDS[path.parent.name]
    find = judge(kind, path.read_bytes())
    assert find is None, f"{find.title}\n{find.trace}"


@pytest.mark.parametrize("name", KINDS)
def test_takes_whatever_is_made_of_the_seeds(name: str) -> None:
    finds = short_run(KINDS[name], INPUTS)
    assert not finds, f"{finds[0].title}\n{finds[0].trace}\n{finds[0].content!r}"
