"""The fast check may only accept what careful binding would hand on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from templates.server.runtime.binding import Binder, Report
from templates.server.runtime.fitting import fits

from .test_binding import JSON_VALUES, SCHEMAS

BINDER = Binder(SCHEMAS)
CRATE = {"$ref": "#/components/schemas/Crate"}
MEMBERS = [
    {},
    {"type": "integer", "minimum": 1},
    {"type": "number"},
    {"type": "boolean"},
    {"type": ["string", "null"], "maxLength": 3},
    {"type": "string", "pattern": "^a"},
    {"type": "integer", "enum": [0, 1], "x-enum-varnames": ["No", "Yes"]},
    {"type": "array", "items": {"type": "integer"}, "maxItems": 2},
    {"type": "object", "additionalProperties": {"type": "string"}},
    {"type": "object"},
    {"anyOf": [CRATE, {"type": "null"}]},
    {"anyOf": [{"type": "string"}, {"type": "integer"}]},
    {"$ref": "#/components/schemas/Key"},
]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(JSON_VALUES, st.sampled_from(MEMBERS))
def test_what_fits_is_bound_as_it_is(value: Any, schema: Any) -> None:
    if fits(schema, BINDER)(value):
        report = Report()
        assert BINDER.compile(schema)(value, report) == value
        assert not report.problems
        assert not report.unknown


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Label": "a", "Lines": [{"Qty": 3}], "Inner": {"Label": "b"}}, True),
        ({"Label": "a", "Inner": None, "Weights": {"x": 1}}, True),
        ({"label": "a"}, False),
        ({"Label": "a", "Colour": 1}, False),
        ({"Label": "a", "Lines": [{"Qty": True}]}, False),
        ({}, False),
    ],
)
def test_crate(value: Any, expected: bool) -> None:
    assert fits(CRATE, BINDER)(value) is expected


def test_a_group_of_which_one_must_be_there() -> None:
    is_key = fits({"$ref": "#/components/schemas/Key"}, BINDER)
    assert is_key({"id": "a"})
    assert not is_key({})
