"""How changes are said: for a terminal, a pull request, a program and a changelog."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from page_edits import Pages, pages_in, understood
from sampled import api, model, operation
from timing import timed

from helpwright.changes import Change, compare, version_step
from helpwright.changes.accepted import read_accepted
from helpwright.changes.report import (
    as_changelog,
    as_json,
    as_markdown,
    as_text,
    reaches,
)
from helpwright.diagnostics import Findings
from helpwright.spec import Api, Model, Parameter, Property, Scalar, TypeRef, Unknown

HARBOUR = Path(__file__).parent / "harbour"
BOOKING = "add-booking.txt"
DECIMAL = Scalar(name="decimal number", form="decimal")
DOUBLE = Scalar(name="decimal number", form="double")
PILOT = "| Flag | Letters of the country. | string | None. |\n"


def harbour() -> dict[str, str]:
    return pages_in(HARBOUR)


def with_pilot(pages: Pages, *, above: str = "", name: str = "Pilot") -> Pages:
    """`pages` in which a pilot must be booked, and a wording has changed."""
    row = f"| {name} | Hers. | string | Required |\n"
    text = pages["add-booking.txt"].replace(PILOT, PILOT + row)
    text = text.replace("| Who is on board. |", "| Everybody *on* board. |")
    return {**pages, "add-booking.txt": above + text}


@pytest.fixture(scope="module")
def changes() -> tuple[Change, ...]:
    return compare(understood(harbour()), understood(with_pilot(harbour())))


def test_json_is_what_programs_rely_on(changes: tuple[Change, ...]) -> None:
    document = json.loads(as_json(changes, {changes[1].fingerprint: "Only words."}))
    assert document["version_step"] == "major"
    first, second = document["changes"]
    assert first["verdict"] == "wire-breaking"
    assert first["model"] == "Booking" and "operation" not in first
    assert (first["where"], first["old"], first["new"]) == ("Pilot", "", "string")
    assert first["fingerprint"] == changes[0].fingerprint
    assert first["accepted"] is False
    assert second["verdict"] == "documentation"
    assert second["accepted"] is True


def test_an_enumeration_is_a_model_to_programs() -> None:
    pages = harbour()
    pages["kind.txt"] = pages["kind.txt"].replace("| Yacht | 1 |", "| Yacht | 7 |")
    found = compare(understood(harbour()), understood(pages))
    (entry,) = json.loads(as_json(found, {}))["changes"]
    assert entry["model"] == "Kind"


def test_places_and_words_stand_on_the_terminal(changes: tuple[Change, ...]) -> None:
    text = as_text(changes, {})
    line = with_pilot(harbour())["add-booking.txt"].split("| Pilot")[0].count("\n") + 1
    assert f"+ string (add-booking.txt:{line}" in text
    assert "- Who is on board." in text
    assert "+ Everybody *on* board." in text
    assert text.endswith("Version step: major\n")


def test_markdown_of_a_pull_request_escapes_the_words_of_pages(
    changes: tuple[Change, ...],
) -> None:
    text = as_markdown(changes, {})
    assert "**Version step: major**" in text
    assert "- Add required `Booking.Pilot`" in text
    assert r"Everybody \*on\* board\." in text


def test_the_changelog_leaves_words_about_words_out(
    changes: tuple[Change, ...],
) -> None:
    assert as_changelog(changes) == "### Breaking\n\n- Add required `Booking.Pilot`\n"


def test_no_change_says_so_and_asks_for_no_version() -> None:
    assert as_text((), {}) == "Nothing has changed, samples aside.\n"
    assert json.loads(as_json((), {})) == {"changes": [], "version_step": "none"}
    assert version_step(()) == "none"
    assert as_changelog(()) == ""


def test_fingerprints_do_not_depend_on_lines_or_other_changes(
    changes: tuple[Change, ...],
) -> None:
    moved = with_pilot(harbour(), above="\n\n\n\n")
    moved = {**moved, "get-tide.txt": moved["get-tide.txt"].replace("high", "low")}
    found = compare(understood(harbour()), understood(moved))
    assert changes[0].new_place != found[0].new_place
    fingerprints = {change.fingerprint for change in changes}
    assert fingerprints < {change.fingerprint for change in found}


def test_other_changes_have_other_fingerprints(changes: tuple[Change, ...]) -> None:
    other = with_pilot(harbour(), name="Tug")
    found = compare(understood(harbour()), understood(other))
    assert changes[0].fingerprint not in {change.fingerprint for change in found}


def test_a_fingerprint_stays_where_its_subject_is_called_otherwise() -> None:
    """What was accepted stays accepted when a path or a model gets another name."""
    typed = {**harbour()}
    for page, old, new in (
        (
            "get-berth.txt",
            "| Number of the berth. | integer |",
            "| The berth. | string |",
        ),
        ("change-ship.txt", "Required Max length: 40", "Required Max length: 30"),
    ):
        assert old in typed[page]
        typed[page] = typed[page].replace(old, new)
    renamed = {**typed}
    for page, old, new in (
        ("get-berth.txt", "api/berths/{id}", "api/Berths/{number}"),
        ("get-berth.txt", "| id |", "| number |"),
    ):
        renamed[page] = renamed[page].replace(old, new)
    before = understood(harbour())
    accepted = {each.fingerprint for each in compare(before, understood(typed))}
    again = {each.fingerprint for each in compare(before, understood(renamed))}
    assert accepted < again


def test_a_fingerprint_tells_what_must_be_sent_from_what_may_be() -> None:
    pages = with_pilot(harbour())
    text = pages["add-booking.txt"]
    optional = text.replace("Hers. | string | Required", "Hers. | string | None.")
    assert optional != text
    before = understood(harbour())
    needed, *_ = compare(before, understood(pages))
    allowed = compare(before, understood({**pages, "add-booking.txt": optional}))
    assert needed.message == "Add required `Booking.Pilot`"
    assert needed.fingerprint not in {each.fingerprint for each in allowed}


def test_a_fingerprint_does_not_depend_on_the_order_of_a_choice() -> None:
    prints = set()
    for names in ("Flag, Remark or Crew", "Crew, Remark or Flag"):
        pages = harbour()
        text = pages["add-booking.txt"].replace(
            "Crew | Who is on board. | Collection of string | None.",
            "Crew | Who is on board. | Collection of string | Optionally required : "
            f"{names} must be provided",
        )
        found = compare(understood(harbour()), understood({**pages, BOOKING: text}))
        prints.add(frozenset(each.fingerprint for each in found))
        assert "must be given" in found[0].message
    assert len(prints) == 1


def test_members_that_differ_in_case_may_become_one() -> None:
    """Two rows of one name in another case, of which one is left in a third case."""
    row = "| Flag | Letters of the country. | string | None. |\n"
    sample = '  "Flag": "sample string 4",\n'
    pages = harbour()
    text = pages[BOOKING].replace(row, row + row.replace("Flag", "flag"))
    text = text.replace(sample, sample + sample.replace("Flag", "flag"))
    one = harbour()[BOOKING].replace("Flag", "FLAG")
    found = compare(
        understood({**pages, BOOKING: text}), understood({**pages, BOOKING: one})
    )
    assert [(each.verdict, each.message) for each in found] == [
        ("wire-breaking", "`Booking.Flag` is now written `FLAG`"),
        ("code-breaking", "Remove `Booking.flag`"),
    ]


def test_another_name_for_a_number_is_a_suggestion() -> None:
    pages = harbour()
    pages["kind.txt"] = pages["kind.txt"].replace("| Yacht | 1 |", "| Sail | 1 |")
    (change,) = compare(understood(harbour()), understood(pages))
    assert change.note == "a suggestion: both have the same number"


@pytest.mark.parametrize("kind", ["members", "operations"])
@timed
def test_time_grows_with_what_has_changed(kind: str) -> None:
    """Many members that say nothing, and many operations at one path."""

    def state(prefix: str) -> Api:
        names = [f"{prefix}{number}" for number in range(4_000)]
        if kind == "members":
            return api(
                models=[model("M", *((name, "string", "Same.") for name in names))]
            )
        return api(*(replace(operation("GET /a"), query=f"{n}={{{n}}}") for n in names))

    old, new = state("a"), state("b")
    started = time.process_time()
    found = compare(old, new)
    assert time.process_time() - started < 5
    assert len(found) == (8_000 if kind == "members" else 0)


@pytest.mark.parametrize(
    "old, new, verdict",
    [
        # Neither tells a program anything.
        (Unknown(text="Frob?"), Unknown(text="Frob!"), "documentation"),
        (Scalar(name="Object"), Unknown(text="Frob?"), "documentation"),
        (Unknown(text="Frob?"), Scalar(name="Object"), "documentation"),
        (Unknown(text="Frob?"), Scalar(name="string"), "code-breaking"),
        # A sample that is gone: the type in Python stays, unless it was a float.
        (DECIMAL, Scalar(name="decimal number"), "documentation"),
        (DOUBLE, Scalar(name="decimal number"), "code-breaking"),
        (DECIMAL, DOUBLE, "code-breaking"),
    ],
)
def test_types_that_are_the_same_to_programs(
    old: TypeRef, new: TypeRef, verdict: str
) -> None:
    was, now = (
        Model(name="M", properties=(Property(name="A", wire_name="A", type=each),))
        for each in (old, new)
    )
    (change,) = compare(api(models=[was]), api(models=[now]))
    assert (change.verdict, change.where) == (verdict, "A, type")


def test_a_parameter_that_no_longer_takes_slashes_refuses_some() -> None:
    def files(*, catch_all: bool) -> Api:
        name = Parameter(
            name="name",
            location="path",
            type=Scalar(name="string"),
            required=True,
            catch_all=catch_all,
        )
        return api(replace(operation("GET /files/{name}"), parameters=(name,)))

    rest, step = files(catch_all=True), files(catch_all=False)
    assert [each.verdict for each in compare(rest, step)] == ["wire-breaking"]
    assert [each.verdict for each in compare(step, rest)] == ["addition"]


def test_renames_are_suggestions() -> None:
    """Nothing proves a rename; the verdict is that of a loss and an addition."""
    pages = harbour()
    pages["add-booking.txt"] = pages["add-booking.txt"].replace("Remark", "Note")
    old, new = understood(harbour()), understood(pages)
    removed = [each for each in compare(old, new) if "Remove" in each.message]
    assert [each.note for each in removed] == ["looks as if it were now called `Note`"]
    assert "suggestion: looks as if" in as_text(compare(old, new), {})


def test_a_moved_operation_is_a_suggestion() -> None:
    pages = harbour()
    pages["add-booking.txt"] = pages["add-booking.txt"].replace(
        "POST api/bookings", "POST api/v2/bookings"
    )
    first = compare(understood(harbour()), understood(pages))[0]
    assert first.note == "looks as if it had moved to `POST /api/v2/bookings`"


def test_a_renamed_model_breaks_programs_and_not_the_wire() -> None:
    pages = harbour()
    text = pages["change-ship.txt"]
    pages["change-ship.txt"] = text.replace("\nShip\n", "\nVessel\n")
    (change,) = compare(understood(harbour()), understood(pages))
    assert (change.verdict, change.message) == (
        "code-breaking",
        "Rename `Ship` to `Vessel`",
    )


def test_what_was_accepted_fails_nothing(changes: tuple[Change, ...]) -> None:
    accepted = {changes[0].fingerprint: "We book no pilots."}
    assert reaches(changes, {}, "wire-breaking")
    assert not reaches(changes, accepted, "addition")
    assert reaches(changes, accepted, "documentation")
    assert "accepted: We book no pilots." in as_text(changes, accepted)
    assert json.loads(as_json(changes, accepted))["version_step"] == "patch"


def test_accepting_needs_a_reason() -> None:
    findings = Findings()
    text = """
[[accepted]]
fingerprint = "0123456789abcdef"
reason = "We never sent it."

[[accepted]]
fingerprint = "fedcba9876543210"
reason = " "
"""
    found = read_accepted(text, "accepted.toml", findings)
    assert found == {"0123456789abcdef": "We never sent it."}
    (finding,) = findings.sorted_findings()
    assert finding.code == "HW410" and "entry 2" in finding.message


@pytest.mark.parametrize("name", ["accepted", "acepted"])
def test_accepted_changes_under_another_heading_are_a_finding(name: str) -> None:
    """One bracket too few, or a slip of the pen, must not look like nothing to accept."""
    findings = Findings()
    entry = 'fingerprint = "0123456789abcdef"\nreason = "Seen."\n'
    heading = f"[{name}]" if name == "accepted" else f"[[{name}]]"
    assert read_accepted(f"{heading}\n{entry}", "accepted.toml", findings) == {}
    (finding,) = findings.sorted_findings()
    assert finding.code == "HW410" and name in finding.message


def test_accepted_changes_that_are_no_toml_are_a_finding() -> None:
    findings = Findings()
    assert read_accepted("[[accepted", "accepted.toml", findings) == {}
    assert [finding.code for finding in findings] == ["HW410"]


def test_an_answer_that_no_page_shows_any_more_breaks_programs() -> None:
    """Of an operation that only the index still lists, as of one with no answer."""
    shown = operation("GET /ships", returns="string", json='"sample string 1"')
    listed = replace(shown, responses=(), documented=False)
    found = compare(api(shown), api(listed))
    assert [(c.verdict, c.message) for c in found] == [
        ("code-breaking", "Remove the response of `GET /ships`")
    ]
    found = compare(api(listed), api(shown))
    assert [(c.verdict, c.message) for c in found] == [
        ("addition", "Add the response of `GET /ships`")
    ]
