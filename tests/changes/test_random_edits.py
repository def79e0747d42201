"""Of a thousand random edits, none that breaks something is called harmless."""

from __future__ import annotations

from random import Random

import pytest
from breakage import program_breaks, surface, wire_breaks
from drawn_edits import drawn_api, drawn_edit

from helpwright.changes import compare

HARMLESS = {"addition", "documentation"}


@pytest.mark.parametrize("seed", range(40))
def test_no_edit_that_breaks_something_is_called_harmless(seed: int) -> None:
    """Twenty-five edits of each of forty APIs."""
    random = Random(seed)
    old = drawn_api(random)
    client = surface(old)
    for _ in range(25):
        new = drawn_edit(random, old)
        changes = compare(old, new)
        if {change.verdict for change in changes} <= HARMLESS:
            said = [change.message for change in changes]
            assert wire_breaks(old, new) == [], said
            assert program_breaks(client, surface(new)) == [], said


@pytest.mark.parametrize("seed", range(20))
def test_nothing_has_changed_between_a_state_and_itself(seed: int) -> None:
    api = drawn_api(Random(seed))
    assert compare(api, api) == ()
    assert program_breaks(surface(api), surface(api)) == []
    assert wire_breaks(api, api) == []


def test_the_edits_are_of_every_verdict() -> None:
    """Edits that were all harmless, or all harmful, would show nothing."""
    random = Random(0)
    verdicts = {
        change.verdict
        for _ in range(200)
        for old in (drawn_api(random),)
        for change in compare(old, drawn_edit(random, old))
    }
    assert verdicts == {"wire-breaking", "code-breaking", *HARMLESS}
