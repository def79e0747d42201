"""Each limit has a name: just below it nothing is said, just above a finding names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from helpwright.diagnostics import Finding, Findings
from helpwright.interpret import interpret
from helpwright.limits import Limits
from helpwright.read import read
from helpwright.sources import Source
from helpwright.value import dataclass

TESTS = Path(__file__).parents[1]
HEAD = "<tr><th>Name</th><th>Type</th></tr>"

Said = Callable[[Limits, int], list[Finding]]
"""What is said, under limits, of an input that has so much of what one of them bounds."""


def said_of(content: str, limits: Limits) -> list[Finding]:
    """What reading says of a page."""
    findings = Findings()
    read(Source(name="page", content=content.encode(), limits=limits), findings)
    return list(findings)


def html(body: str) -> str:
    return f"<!DOCTYPE html><html><body><h1>GET api/boats</h1>{body}</body></html>"


# --- reading ------------------------------------------------------------------------------


def parts(limits: Limits, count: int) -> list[Finding]:
    return said_of(html("<p>x</p>" * (count - 1)), limits)


def text(limits: Limits, count: int) -> list[Finding]:
    page = "GET api/boats\n\nBody Parameters\n\nNone.\n"
    return said_of(page.ljust(count), limits)


def nested_tables(limits: Limits, count: int) -> list[Finding]:
    return said_of(html("<table><tr><td>" * count + "x"), limits)


def wide_row(limits: Limits, count: int) -> list[Finding]:
    row = f"<tr><td>Id</td><td colspan={count - 1}>integer</td></tr>"
    return said_of(html(f"<table>{HEAD}{row}</table>"), limits)


# --- interpretation -----------------------------------------------------------------------


def understood(body: str, limits: Limits) -> list[Finding]:
    """What interpretation says of the page of an operation."""
    findings = Findings()
    source = Source(name="page", content=html(body).encode())
    document = read(source, findings)
    assert document is not None
    interpret((document,), findings, limits=limits)
    return list(findings)


def nested_type(limits: Limits, count: int) -> list[Finding]:
    words = "Collection of " * count + "integer"
    row = f"<tr><td>Id</td><td>{words}</td></tr>"
    body = f"<h2>Body Parameters</h2><p>Boat</p><table>{HEAD}{row}</table>"
    return understood(body, limits)


def misfit_row(limits: Limits, count: int) -> list[Finding]:
    row = f"<tr>{'<td>x</td>' * count}</tr>"
    return understood(f"<h2>Body Parameters</h2><table>{HEAD}{row}</table>", limits)


def sample_headings(limits: Limits, count: int) -> list[Finding]:
    names = "".join(f"<h4>text/x-{number}</h4>" for number in range(count))
    body = f"<h3>Request Formats</h3>{names}<h4>text/json</h4><pre>1</pre>"
    return understood(body, limits)


@dataclass(frozen=True, slots=True)
class Case:
    """A limit, tried with a number smaller than its default."""

    most: int
    said: Said


CASES = {
    "page_parts": Case(5, parts),
    "text_bytes": Case(100, text),
    "table_depth": Case(3, nested_tables),
    "row_columns": Case(5, wide_row),
    "type_depth": Case(3, nested_type),
    "sample_headings": Case(4, sample_headings),
    "fitted_columns": Case(5, misfit_row),
}

ELSEWHERE = {
    "pages": "sources/test_listing.py",
    "page_bytes": "sources/test_listing.py",
    "total_bytes": "sources/test_listing.py",
    "file_bytes": "cli/test_odd_input.py",
    "har_bytes": "cli/test_odd_input.py",
    "overlay_values": "corrections/test_overlay.py",
    "fetch_seconds": "sources/test_t17_fetching.py",
    "fetch_total_seconds": "sources/test_t17_fetching.py",
    "fetch_redirects": "sources/test_t17_fetching.py",
    "fetch_depth": "sources/test_t17_fetching.py",
    "fetch_address_length": "sources/test_t17_fetching.py",
    "wait_seconds": "transaction/test_transaction.py",
}
"""Limits of files, of sites and of time, which their own tests try on both sides."""


def test_every_limit_is_tried() -> None:
    assert {field.name for field in fields(Limits)} == CASES.keys() | ELSEWHERE.keys()
    for name, file in ELSEWHERE.items():
        assert name in (TESTS / file).read_text("utf-8")


@pytest.mark.parametrize("name", CASES)
def test_what_is_just_below_a_limit_passes_and_what_is_just_above_is_told(
    name: str,
) -> None:
    case = CASES[name]
    limits = Limits(**{name: case.most})  # type: ignore[arg-type]
    assert [f for f in case.said(limits, case.most) if name in f.advice] == []
    told = [f for f in case.said(limits, case.most + 1) if name in f.advice]
    assert told
    for finding in told:
        assert f"raise `{name}` under [limits]" in finding.advice
        assert f"{case.most:,}" in finding.message
        assert finding.made_of_it
        assert finding.place.page
