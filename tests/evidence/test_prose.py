"""Descriptions suggest, and only where their words can hardly mean anything else."""

from __future__ import annotations

import pytest
from sampled import api, model, operation

from helpwright.diagnostics import Findings
from helpwright.evidence import weigh
from helpwright.evidence.prose import suggestions


@pytest.mark.parametrize(
    "text",
    [
        "Read-only: the server sets it.",
        "Readonly system field.",
        "This is a READ ONLY value",
        "The field is filled automatically from the order.",
        "Ignored on update.",
        "Cannot be changed; not editable.",
    ],
)
def test_read_only(text: str) -> None:
    assert suggestions(text).read_only


@pytest.mark.parametrize(
    "text",
    [
        "The reader only sees this in print.",
        "Read by the meter once a day.",
        "True if read-only users may see it.",
        "Not read-only any more.",
        "Set automatically when it is missing, or by the caller.",
    ],
)
def test_not_read_only(text: str) -> None:
    assert not suggestions(text).read_only


@pytest.mark.parametrize(
    ("text", "deprecated"),
    [
        ("Deprecated. Use Berth instead.", True),
        ("Obsolete since 2.0", True),
        ("No longer used.", True),
        ("Date on which the price becomes obsolete or not", False),
        ("Returns deprecated items as well.", False),
        ("The field is now deprecated", True),
        ("Key of the pier (deprecated)", True),
        ("Whether the boat is obsolete or not.", False),
    ],
)
def test_deprecated(text: str, deprecated: bool) -> None:
    assert suggestions(text).deprecated is deprecated


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            'Use "Open,Closed, Waiting or Done" for the state',
            "Open Closed Waiting Done",
        ),
        ("One of 'open', 'closed' or 'done'.", "open closed done"),
        ('Either "A" or "B".', "A B"),
        ("Allowed values: red, green, blue", "red green blue"),
        ("Possible values are: 1, 2 and 3.", "1 2 3"),
        ("Must be “north”, “south”.", "north south"),
        ("Valid values = draft | final", "draft final"),
        ('Embedded entity "boat" when adding a job', ""),
        ('The user who is the "skipper"', ""),
        ("Use 'Pier' to say where it lies.", ""),
        ("Values: see the list at the harbour office, or ask.", ""),
        ("Use it, or leave it.", ""),
    ],
)
def test_allowed_values(text: str, values: str) -> None:
    assert suggestions(text).allowed_values == tuple(values.split())


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Estimated time (in minutes).", "minutes"),
        ("Mooring fee, in EUR.", "EUR"),
        ("Weight [kg]", "kg"),
        ("Depth in metres", "metres"),
        ("Minutes of the meeting", ""),
        ("Called in days of old", ""),
        ("Built in May", ""),
    ],
)
def test_unit(text: str, unit: str) -> None:
    assert suggestions(text).unit == unit


@pytest.mark.parametrize(
    ("text", "dependency"),
    [
        (
            "The pier. If Kind=Guest AND pier is empty THEN a pier is chosen. Optional.",
            "If Kind=Guest AND pier is empty THEN a pier is chosen.",
        ),
        ("Required if Berth is not given.", "Required if Berth is not given."),
        ("Mandatory when Kind is Guest", "Mandatory when Kind is Guest"),
        ("True if the boat is afloat.", ""),
        ("Required.", ""),
        ("The date, if known.", ""),
    ],
)
def test_dependency_is_the_sentence_word_for_word(text: str, dependency: str) -> None:
    assert suggestions(text).dependency == dependency


def test_is_marked_as_a_suggestion_with_the_place_of_the_description() -> None:
    boat = model("Boat", ["Id", "integer", "Read-only."])
    weighed = weigh(
        api(operation("GET /boats", returns="Boat"), models=[boat]), Findings()
    )
    (member,) = weighed.models[0].properties
    assert member.suggestions.read_only
    (origin,) = (o for o in member.origins if o.fact == "suggestions.read_only")
    assert origin.strength == "suggested"
    assert origin.text == "Read-only."
    assert origin.place.page == "page.html"


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "if " * 50_000, '"' * 100_000, "use 'a', " * 20_000, "," * 99_999],
)
def test_takes_long_descriptions(text: str) -> None:
    suggestions(text)
