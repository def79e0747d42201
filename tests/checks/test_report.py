"""Findings and runs as people and machines read them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from helpwright import report
from helpwright.diagnostics import Finding, Severity
from helpwright.place import Place


def _finding(
    code: str = "HW301", severity: Severity = "warning", **facts: Any
) -> Finding:
    place = facts.pop("place", Place(page="works.html", line=12, cell="row 3, Type"))
    facts.setdefault("message", "the type is not known")
    return Finding(code=code, severity=severity, place=place, **facts)


FULL = _finding(text="integre", made_of_it="any value fits", advice="correct the type")


def test_a_finding_reads_like_a_message_of_a_compiler() -> None:
    assert report.as_text([FULL]) == (
        "works.html:12: warning HW301: the type is not known\n"
        "    at row 3, Type\n"
        "    reads: integre\n"
        "    made of it: any value fits\n"
        "    to do: correct the type\n"
        "Findings: 1 warning.\n"
    )


def test_what_a_finding_lacks_takes_no_line() -> None:
    bare = _finding(place=Place(page="works.html"))
    assert report.one_as_text(bare) == (
        "works.html: warning HW301: the type is not known\n"
    )


def test_findings_are_counted_by_severity() -> None:
    found = [_finding(severity=s) for s in ("note", "error", "error", "warning")]
    assert report.counted(found) == "2 errors, 1 warning, 1 note"
    assert report.counted([]) == "none"


HOSTILE = "\x1b[31m\x1b]0;title\x07red\u202egnp.exe\r\nnext\x9bline\ud800\u2066\x00"


@pytest.mark.parametrize("field", ["message", "text", "made_of_it", "advice", "place"])
def test_nothing_that_a_page_says_reaches_the_terminal_as_a_control(field: str) -> None:
    place = Place(page=HOSTILE, line=1, cell=HOSTILE)
    hostile: dict[str, Any] = {field: place if field == "place" else HOSTILE}
    text = report.as_text([_finding(**hostile)])
    assert "\\x1b[31m" in text
    assert all(character == "\n" or character.isprintable() for character in text)
    assert not any("\nnext" in line for line in text.split("\n"))
    text.encode()


def test_long_words_are_shortened() -> None:
    (line,) = (
        line
        for line in report.as_text([_finding(text="x" * 5000)]).splitlines()
        if "reads" in line
    )
    assert len(line) < 120
    assert line.endswith("…")


def test_json_leaves_out_what_is_empty() -> None:
    assert json.loads(report.as_json([_finding(place=Place(page="p"))])) == {
        "version": 1,
        "findings": [
            {
                "code": "HW301",
                "severity": "warning",
                "message": "the type is not known",
                "page": "p",
            }
        ],
    }


def test_json_keeps_the_words_of_the_page() -> None:
    (finding,) = json.loads(report.as_json([_finding(text=HOSTILE)]))["findings"]
    assert finding["text"] == HOSTILE
    assert "\x1b" not in report.as_json([_finding(text=HOSTILE)])


def test_sarif_names_rule_level_place_and_words() -> None:
    log = json.loads(report.as_sarif([FULL, _finding("HW101", "error")]))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["HW101", "HW301"]
    first, second = run["results"]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == (
        "HW301",
        1,
        "warning",
    )
    assert first["message"]["text"] == (
        "The type is not known. Any value fits. Correct the type."
    )
    (location,) = first["locations"]
    assert location == {
        "physicalLocation": {
            "artifactLocation": {"uri": "works.html"},
            "region": {"startLine": 12, "snippet": {"text": "integre"}},
        },
        "logicalLocations": [{"fullyQualifiedName": "row 3, Type"}],
    }
    assert second["level"] == "error"


@pytest.mark.parametrize(
    ("page", "uri"),
    [
        ("Api (3).html", "Api%20%283%29.html"),
        ("ids[0]_#1?.html", "ids%5B0%5D_%231%3F.html"),
        ("https://example.com/Help", "https://example.com/Help"),
    ],
)
def test_sarif_names_pages_by_valid_references(page: str, uri: str) -> None:
    log = json.loads(report.as_sarif([_finding(place=Place(page=page))]))
    (location,) = log["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_of_nothing_is_still_a_run() -> None:
    (run,) = json.loads(report.as_sarif([]))["runs"]
    assert run["results"] == []


def _run(**facts: Any) -> report.Run:
    defaults: dict[str, Any] = {
        "pages": 3,
        "given": 3,
        "operations": 3,
        "models": 31,
        "enumerations": 1,
        "written": ["specs/spec.json", "output/client.py"],
        "unchanged": 40,
        "seconds": 1.23,
    }
    return report.Run(**(defaults | facts))


def test_a_run_says_what_was_read_doubted_and_written() -> None:
    assert report.run_as_text(_run(findings=[_finding()] * 2)) == (
        "Read 3 pages: 3 operations, 31 models, 1 enumeration.\n"
        "Findings: 2 warnings.\n"
        "  works.html:12: warning HW301: the type is not known\n"
        "  works.html:12: warning HW301: the type is not known\n"
        "  All of them, and what to do: helpwright lint\n"
        "Wrote 2 files, left 40 as they were, in 1.2 s.\n"
        "  specs/spec.json, output/client.py\n"
    )


def test_many_warnings_are_counted_by_their_codes() -> None:
    findings = [_finding()] * 20 + [_finding("HW302", message="odd")]
    lines = report.run_as_text(_run(findings=findings)).splitlines()
    assert lines[2:4] == [
        "    20 × HW301  the type is not known",
        "     1 × HW302  odd",
    ]


def test_a_run_without_doubt_is_three_lines() -> None:
    text = report.run_as_text(_run(written=(), given=5, removed=["old.py"]))
    assert text == (
        "Read 3 pages of 5 files: 3 operations, 31 models, 1 enumeration.\n"
        "Findings: none.\n"
        "Wrote 0 files, left 40 as they were, removed 1, in 1.2 s.\n"
    )


def test_a_report_fits_on_a_screen_whatever_was_found() -> None:
    findings = [
        _finding(f"HW{number:03}", severity, message="x" * 5000)
        for number in range(1, 300)
        for severity in ("error", "warning", "note")
    ]
    lines = report.run_as_text(_run(findings=findings)).splitlines()
    assert len(lines) <= 24
