"""Annotations: what becomes a keyword, and what stays text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpwright.openapi.constraints import bound
from helpwright.openapi.dump import dumps
from helpwright.spec import (
    Bytes,
    Constraints,
    ListOf,
    MapOf,
    Property,
    Scalar,
    TypeRef,
)

STRING = Scalar(name="string")
INTEGER = Scalar(name="integer")
NUMBER = Scalar(name="decimal number")


def _keywords(build: Any, type_: TypeRef, **stated: Any) -> dict[str, Any]:
    member = Property(
        name="Member",
        wire_name="member",
        type=type_,
        required=True,
        constraints=Constraints(**stated),
    )
    schema: dict[str, Any] = build.property(member)
    plain = build.property(
        Property(name="Member", wire_name="member", type=type_, required=True)
    )
    build.property(member)
    return {k: v for k, v in schema.items() if k not in plain or plain[k] != v}


def test_max_and_min_length_of_a_string(build: Any) -> None:
    found = _keywords(build, STRING, min_length=2, max_length=50)
    assert found == {"minLength": 2, "maxLength": 50}


def test_max_and_min_length_of_a_collection(build: Any) -> None:
    found = _keywords(build, ListOf(items=STRING), min_length=1, max_length=3)
    assert found == {"minItems": 1, "maxItems": 3}


def test_max_and_min_length_of_a_dictionary(build: Any) -> None:
    found = _keywords(
        build, MapOf(key=STRING, value=STRING), min_length=1, max_length=3
    )
    assert found == {"minProperties": 1, "maxProperties": 3}


def test_max_and_min_length_of_bytes_count_bytes_and_not_base64(build: Any) -> None:
    found = _keywords(build, Bytes(), min_length=1, max_length=4)
    assert found == {"minLength": 4, "maxLength": 8}


def test_string_length_leaves_out_a_minimum_of_nothing(build: Any) -> None:
    assert _keywords(build, STRING, min_length=0, max_length=9) == {"maxLength": 9}


def test_max_length_minus_one_is_no_bound(build: Any) -> None:
    assert _keywords(build, STRING, max_length=-1) == {}


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("1", "500", {"minimum": 1, "maximum": 500}),
        ("-1.5", "2.50", {"minimum": -1.5, "maximum": 2.5}),
        ("-1,5", "2,50", {"minimum": -1.5, "maximum": 2.5}),
        ("0", "1.79769313486232E+308", {"minimum": 0}),
        ("-1,79769313486232E+308", "1E+3", {"maximum": 1000}),
        ("-Infinity", "∞", {}),
        ("-9.22337203685478E+18", "7", {"minimum": -9.22337203685478e18, "maximum": 7}),
    ],
)
def test_range_in_either_decimal_mark(
    build: Any, low: str, high: str, expected: dict[str, Any]
) -> None:
    assert _keywords(build, NUMBER, minimum=low, maximum=high) == expected
    assert build.codes == []


def test_range_keeps_every_digit() -> None:
    assert dumps([bound("0,10"), bound("007"), bound("+1E+3"), bound(".5")]) == (
        "[\n  0.10,\n  7,\n  1E+3,\n  0.5\n]\n"
    )


def test_range_never_widens_what_the_type_holds(build: Any) -> None:
    byte = Scalar(name="byte")
    assert _keywords(build, byte, minimum="-5", maximum="9") == {"maximum": 9}
    assert _keywords(build, byte, minimum="5", maximum="999") == {"minimum": 5}


def test_range_between_dates_is_kept_as_text(build: Any) -> None:
    found = _keywords(
        build, Scalar(name="date"), minimum="1/1/2000", maximum="2/1/2001"
    )
    assert found == {"description": "Range: inclusive between 1/1/2000 and 2/1/2001"}
    assert build.codes == ["HW603"]


def test_max_length_of_a_number_is_kept_as_text(build: Any) -> None:
    assert _keywords(build, INTEGER, max_length=5) == {"description": "Max length: 5"}
    assert build.codes == ["HW603"]


@given(st.text(max_size=30) | st.from_regex(r"[-+]?[0-9.,]{0,9}([eE][-+]?[0-9]{1,4})?"))
def test_a_bound_is_a_number_of_json_or_none(text: str) -> None:
    value = bound(text)
    if value not in ("none", None):
        assert isinstance(value, (int, float))
        written = dumps(value).strip()
        assert float(written) == float(value)


def test_pattern_that_both_dialects_know(build: Any) -> None:
    assert _keywords(build, STRING, pattern=r"^\d{3}$") == {"pattern": r"^\d{3}$"}


def test_pattern_of_dotnet_alone(build: Any) -> None:
    found = _keywords(build, STRING, pattern=r"(?i)\Aabc\z")
    assert found == {"x-dotnet-pattern": r"(?i)\Aabc\z"}


@pytest.mark.parametrize(
    ("data_type", "form"),
    [
        ("Password", "password"),
        ("EmailAddress", "email"),
        ("Url", "uri"),
        ("Date", "date"),
        ("Time", "time"),
        ("DateTime", "date-time"),
    ],
)
def test_data_type_that_openapi_has_a_format_for(
    build: Any, data_type: str, form: str
) -> None:
    found = _keywords(build, STRING, data_type=data_type)
    assert found == {"format": form, "x-data-type": data_type}


@pytest.mark.parametrize("data_type", ["Currency", "PhoneNumber", "Html", "My own"])
def test_data_type_without_a_format(build: Any, data_type: str) -> None:
    assert _keywords(build, STRING, data_type=data_type) == {"x-data-type": data_type}


def test_data_type_does_not_change_what_the_wire_holds(build: Any) -> None:
    found = _keywords(build, Scalar(name="date"), data_type="Date")
    assert found == {"x-data-type": "Date"}


def test_data_type_that_says_what_the_type_does_says_nothing(build: Any) -> None:
    assert _keywords(build, Scalar(name="date"), data_type="DateTime") == {}


def test_any_other_text_stands_at_the_end_of_the_description(build: Any) -> None:
    member = Property(
        name="Member",
        wire_name="member",
        type=INTEGER,
        description="Weight in kilograms.",
        constraints=Constraints(notes=("Must be even.", "Ask the harbour master.")),
    )
    assert build.property(member)["description"] == (
        "Weight in kilograms.\n\nMust be even.\n\nAsk the harbour master."
    )
