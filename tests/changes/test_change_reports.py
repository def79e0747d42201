"""How changes are said: for a terminal, a pull request, a program and a changelog."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from page_edits import Pages, pages_in, understood
from sampled import api, operation

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

HARBOUR = Path(__file__).parent / "harbour"
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
