"""Samples that do not keep to the documentation that shows them."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from templates.server.runtime.binding import Binder, Report
from templates.server.runtime.mending import mended
from templates.server.runtime.pattern_texts import text_of_pattern
from templates.server.runtime.patterns import compile_pattern
from timing import timed

from .test_binding import JSON_VALUES, SCHEMAS

BERTH: dict[str, Any] = {
    "type": "object",
    "required": ["Code", "Kind"],
    "properties": {
        "Code": {"type": "string", "maxLength": 6},
        "Mail": {"type": ["string", "null"], "format": "email"},
        "Plate": {"type": "string", "pattern": r"^[A-Z]{2}-\d{4}$"},
        "Metres": {"type": "number", "minimum": 2, "maximum": 30},
        "Kind": {"type": "integer", "enum": [3, 4], "x-enum-varnames": ["Dry", "Wet"]},
        "Piers": {"type": "array", "items": {"type": "string"}, "minItems": 2},
        "Link": {"$ref": "#/components/schemas/Berth"},
    },
}
BINDER = Binder({"Berth": BERTH, **SCHEMAS})


def test_only_what_is_refused_is_replaced() -> None:
    sample = {
        "Code": "sample string 1",
        "Mail": "sample string 2",
        "Plate": "sample string 3",
        "Metres": 64,
        "kind": "wet",
        "Piers": ["North"],
        "Link": {"Code": "A1", "Kind": 3, "Mail": None},
        "Colour": "red",
    }
    assert mended(sample, {"$ref": "#/components/schemas/Berth"}, BINDER) == {
        "Code": "sample",
        "Mail": "user@mail.example",
        "Plate": "AA-0000",
        "Metres": 30,
        "Kind": 4,
        "Piers": ["North", "North"],
        "Link": {"Code": "A1", "Kind": 3, "Mail": None},
        "Colour": "red",
    }


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(JSON_VALUES, st.sampled_from(["Berth", "Crate", "Line"]))
def test_whatever_the_sample_is_it_fits_afterwards(value: Any, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}"}
    fitting = mended(value, schema, BINDER)
    report = Report()
    BINDER.compile(schema)(fitting, report)
    assert not report.problems
    assert mended(fitting, schema, BINDER) == fitting


@pytest.mark.parametrize(
    "pattern",
    [
        r"^[A-Z]{2}-\d{4}$",
        r"^(?:\+\d{1,3} )?\d{5,}$",
        r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$",
        r"^(red|green)+[\w.-]*?\t?$",
        r"^[]x-]{3}[^a]$",
        r"\.\(\)\\",
    ],
)
@pytest.mark.parametrize("least", [0, 5])
def test_a_text_for_a_pattern(pattern: str, least: int) -> None:
    matches = compile_pattern(pattern)
    assert matches is not None
    text = text_of_pattern(pattern, least)
    # Where a pattern has an end, there may be no longer text.
    assert least if text is None else matches(text)


@pytest.mark.parametrize(
    "pattern", ["(?=x)x", "(" * 500 + ")" * 500, "((a{999}){999}){999}", "[z", "a**"]
)
@timed
def test_what_is_not_understood_is_left_alone_at_once(pattern: str) -> None:
    started = time.perf_counter()
    assert text_of_pattern(pattern) is None
    assert time.perf_counter() - started < 1
