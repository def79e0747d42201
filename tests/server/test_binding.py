"""What a server makes of JSON, and what it says of JSON that does not fit."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from templates.server.runtime.binding import Binder, Report
from templates.server.runtime.problems import MAX_PROBLEMS, model_state
from timing import timed

SCHEMAS: dict[str, Any] = {
    "Crate": {
        "type": "object",
        "required": ["Label"],
        "properties": {
            "Label": {"type": "string", "maxLength": 5},
            "Lines": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/Line"},
                "maxItems": 3,
            },
            "Inner": {
                "anyOf": [{"$ref": "#/components/schemas/Crate"}, {"type": "null"}]
            },
            "Weights": {"type": "object", "additionalProperties": {"type": "integer"}},
        },
    },
    "Line": {
        "type": "object",
        "properties": {"Qty": {"type": "integer", "minimum": 1, "maximum": 9}},
    },
    "Key": {
        "type": "object",
        "properties": {"id": {"type": "string"}, "code": {"type": "string"}},
        "allOf": [{"anyOf": [{"required": ["id"]}, {"required": ["code"]}]}],
    },
}


def bound(value: Any, schema: Any) -> tuple[Any, dict[str, list[str]], list[str]]:
    report = Report()
    result = Binder(SCHEMAS).compile(schema)(value, report)
    return result, model_state(report.problems), report.unknown


def crate(value: Any) -> tuple[Any, dict[str, list[str]], list[str]]:
    return bound(value, {"$ref": "#/components/schemas/Crate"})


def test_names_take_their_documented_spelling_at_every_depth() -> None:
    value, problems, unknown = crate(
        {"LABEL": "a", "lines": [{"qty": 2}], "inner": {"label": "b"}}
    )
    assert value == {"Label": "a", "Lines": [{"Qty": 2}], "Inner": {"Label": "b"}}
    assert not problems
    assert not unknown


def test_names_of_a_dictionary_stay_as_they_are() -> None:
    value, _, unknown = crate({"Label": "a", "Weights": {"Left": 1, "left": 2}})
    assert value["Weights"] == {"Left": 1, "left": 2}
    assert not unknown


def test_what_nobody_documents_is_dropped_and_reported() -> None:
    value, problems, unknown = crate({"Label": "a", "Colour": "red"})
    assert value == {"Label": "a"}
    assert unknown == ["Colour"]
    assert not problems


def test_each_problem_stands_under_the_path_of_its_member() -> None:
    _, problems, _ = crate(
        {"lines": [{"Qty": 1}, {"qty": "2"}], "Inner": {"Label": "abcdef"}}
    )
    assert problems == {
        "Lines[1].Qty": [
            "Error converting value \"2\" to type 'System.Int64'. Path 'Lines[1].Qty'."
        ],
        "Inner.Label": [
            "The field Label must be a string with a maximum length of '5'."
        ],
        "Label": ["The Label field is required."],
    }


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 9}, 10, "between 1 and 9"),
        ({"type": "integer", "minimum": 1}, 0, "greater than or equal to 1"),
        ({"type": "number", "maximum": 9}, Decimal("9.1"), "less than or equal to 9"),
        ({"type": "integer"}, True, "Error converting value true"),
        ({"type": "integer"}, Decimal("1.5"), "Error converting value 1.5"),
        ({"type": "boolean"}, 1, "'System.Boolean'"),
        ({"type": "boolean"}, None, "Error converting value {null}"),
        ({"type": "number"}, "1", "'System.Double'"),
        ({"type": "number", "format": "decimal"}, "1", "'System.Decimal'"),
        ({"type": "string"}, 5, "'System.String'"),
        ({"type": "string", "format": "uuid"}, "x", "'System.Guid'"),
        ({"type": "string", "format": "date-time"}, "2024-02-30", "'System.DateTime'"),
        ({"type": "string", "format": "time-span"}, "25:00:00", "'System.TimeSpan'"),
        ({"type": "string", "contentEncoding": "base64"}, "QEA", "Error converting"),
        ({"type": "string", "minLength": 2, "maxLength": 3}, "a", "length of 2 and a"),
        ({"type": "string", "pattern": "^a+$"}, "b", "expression '^a+$'"),
        ({"type": "array", "items": {}}, {}, "requires a JSON array"),
        ({"type": "object", "properties": {}}, [], "requires a JSON object"),
        ({"type": "array", "items": {}, "minItems": 1}, [], "minimum length of '1'"),
        ({"type": "string", "enum": ["A"]}, "B", "'System.Enum'"),
        ({"type": "integer", "enum": [0]}, False, "'System.Enum'"),
        ({"$ref": "#/components/schemas/Key"}, {}, "One of these fields is required"),
    ],
)
def test_what_does_not_fit_is_said_in_the_words_of_asp_net(
    schema: Any, value: Any, message: str
) -> None:
    _, problems, _ = bound(value, schema)
    [[text]] = problems.values()
    assert message in text


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"type": "integer"}, Decimal("1.0"), 1),
        ({"type": "number"}, Decimal("12.50"), Decimal("12.50")),
        ({"type": ["string", "null"]}, None, None),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, None, None),
        ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, "a", "a"),
        ({"type": "string", "enum": ["Sail"]}, "SAIL", "Sail"),
        (
            {"type": "integer", "enum": [0, 4], "x-enum-varnames": ["Sail", "Oars"]},
            "oars",
            4,
        ),
        (
            {"type": "integer", "enum": [0], "x-extensible-enum": True},
            17,
            17,
        ),
        (
            {"type": "string", "format": "uuid"},
            "{6F9619FF-8B86-D011-B42D-00CF4FC964FF}",
            "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
        ),
        ({"type": "string", "format": "date-time"}, "/Date(0+0100)/", "/Date(0+0100)/"),
        (
            {"type": "string", "format": "date-time"},
            "2024-02-29T23:59:59.1234567",
            "2024-02-29T23:59:59.1234567",
        ),
        ({"type": "string", "format": "time-span"}, "-1.02:03:04.5", "-1.02:03:04.5"),
        ({"type": "string", "format": "made-up"}, "any", "any"),
        ({"type": "string", "pattern": "(?<=a)b"}, "c", "c"),
        ({}, [1, {"a": None}], [1, {"a": None}]),
    ],
)
def test_what_fits_is_kept_or_takes_its_canonical_form(
    schema: Any, value: Any, expected: Any
) -> None:
    result, problems, _ = bound(value, schema)
    assert not problems
    assert result == expected
    assert type(result) is type(expected)


@timed
def test_a_hostile_pattern_takes_no_time() -> None:
    started = time.perf_counter()
    _, problems, _ = bound("a" * 5000 + "!", {"type": "string", "pattern": "^(a+)+$"})
    assert problems
    assert time.perf_counter() - started < 1


def test_a_body_full_of_mistakes_gives_a_short_answer() -> None:
    _, problems, _ = bound(
        ["x"] * 5000, {"type": "array", "items": {"type": "integer"}}
    )
    assert len(problems) == MAX_PROBLEMS


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False).filter(
        lambda number: -400 <= number.adjusted() <= 400
    )
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["label", "Lines", "inner", "Weights", "qty", "x"]), inner
        )
    ),
)


@given(JSON_VALUES)
def test_any_json_is_bound_or_refused_and_never_breaks_the_server(value: Any) -> None:
    result, problems, _ = crate(value)
    if not problems:
        assert result["Label"] is not None
        assert crate(result) == (result, {}, [])
