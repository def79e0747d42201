"""Objects drawn at random and filled as the generator fills them: what is said is true."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from sampled import api, enumeration, model, operation

from helpwright.diagnostics import Findings
from helpwright.evidence import weigh
from helpwright.spec import Property

SHOWN = {"integer": "{n}", "unsigned integer": "{n}", "decimal number": "{n}.1"}
HIDDEN = {
    "boolean": "true",
    "globally unique identifier": '"6fa459ea-ee8a-3ca4-894e-db77e160355e"',
    "date": '"2026-01-02T03:04:05.1234567Z"',
    "byte": "64",
    "character": '"A"',
    "time interval": '"00:00:00.1234567"',
}
ALWAYS = {"string": '"sample string {n}"', "URI": '"http://webapihelppage{n}.com"'}
NEVER = {"Kind": "0", "Collection of integer": "[1, 2]", "Other": '{"X": 1}'}
SILENT = {"Object": "{{}}"}
VALUES = SHOWN | HIDDEN | ALWAYS | NEVER | SILENT


@dataclass(frozen=True)
class Drawn:
    """A member of a class."""

    type: str
    nullable: bool
    in_json: bool = True


def filled(members: list[Drawn]) -> Iterator[str]:
    """The values that the generator gives to the members, in JSON."""
    count = 0
    for member in members:
        counts = member.type not in NEVER and not member.nullable
        count += counts
        number = count if counts else 1
        yield VALUES[member.type].replace("{n}", str(number)).replace("{{}}", "{}")


def verdicts(members: list[Drawn]) -> list[str]:
    """What Helpwright says of each member that JSON has."""
    values = list(filled(members))
    shown = {
        f"M{at}": value
        for at, (member, value) in enumerate(zip(members, values, strict=True))
        if member.in_json
    }
    # A second page, so that the generator is known to leave nullable values out.
    restart = model("Restart", ["A", "string"], ["B", "integer"])
    rows = [[f"M{at}", m.type] for at, m in enumerate(members) if m.in_json]
    weighed = weigh(
        api(
            operation("GET /a", returns="Drawn", json=written(shown)),
            operation(
                "GET /b", returns="Restart", json='{"A": "sample string 1", "B": 1}'
            ),
            models=[model("Drawn", *rows), restart, model("Other", ["X", "integer"])],
            enumerations=[enumeration("Kind", None_=0)],
            site=True,
        ),
        Findings(),
    )
    properties: tuple[Property, ...] = weighed.models[0].properties
    return [each.nullable for each in properties]


def written(values: dict[str, str]) -> str:
    return "{" + ", ".join(f"{json.dumps(k)}: {v}" for k, v in values.items()) + "}"


MEMBERS = st.builds(
    Drawn,
    type=st.sampled_from([*SHOWN, *SHOWN, *HIDDEN, *ALWAYS, *NEVER, *SILENT]),
    nullable=st.booleans(),
)


def possible(member: Drawn) -> bool:
    """Whether a class can have the member: only value types can be nullable."""
    return not member.nullable or member.type in SHOWN | HIDDEN


CLASSES = st.lists(MEMBERS.filter(possible), min_size=1, max_size=10)


@settings(max_examples=60, deadline=None)
@given(CLASSES)
def test_decides_exactly_what_every_assignment_agrees_on(members: list[Drawn]) -> None:
    target = list(filled(members))
    free = [at for at, m in enumerate(members) if m.type in SHOWN | HIDDEN]
    seen: dict[int, set[bool]] = {at: set() for at in free}
    for choices in itertools.product([False, True], repeat=len(free)):
        other = list(members)
        for at, choice in zip(free, choices, strict=True):
            other[at] = Drawn(members[at].type, choice)
        if list(filled(other)) == target:
            for at, choice in zip(free, choices, strict=True):
                seen[at].add(choice)
    words = {True: "nullable", False: "not-nullable"}
    expected = [
        words[next(iter(seen[at]))] if len(seen.get(at, ())) == 1 else "unknown"
        for at in range(len(members))
    ]
    assert verdicts(members) == expected


@settings(max_examples=60, deadline=None)
@given(CLASSES, st.sets(st.integers(0, 9)))
def test_members_that_json_hides_never_make_it_say_nullable(
    members: list[Drawn], hidden: set[int]
) -> None:
    members = [
        Drawn(m.type, m.nullable, in_json=at not in hidden)
        for at, m in enumerate(members)
    ]
    kept = [member for member in members if member.in_json]
    for member, verdict in zip(kept, verdicts(members), strict=True):
        assert verdict != "nullable" or member.nullable
