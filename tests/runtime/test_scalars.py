"""Every scalar of .NET in every form it has on the wire, there and back."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import uuid
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from runtime.jsontext import dumps, loads
from runtime.scalars import (
    NetBytes,
    NetDate,
    NetDateTime,
    NetDecimal,
    NetGuid,
    NetTimeSpan,
)
from runtime.spelling import SpelledDateTime, write_date_time, write_time_span

UTC = dt.UTC
EAST = dt.timezone(dt.timedelta(hours=5, minutes=30))
WEST = dt.timezone(-dt.timedelta(hours=8))
GUID = uuid.UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
MIN, MAX = dt.datetime.min, dt.datetime.max


def read(kind: Any, text: str) -> Any:
    """A JSON text as a value of `kind`."""
    return TypeAdapter(kind).validate_python(loads(text))


def write(kind: Any, value: Any) -> str:
    """A value of `kind` as JSON text."""
    return dumps(TypeAdapter(kind).dump_python(value)).decode()


SPELLINGS: list[tuple[Any, str, object]] = [
    # DateTime: 0 to 7 digits of a second, trailing zeros or not
    (NetDateTime, '"2024-02-29T13:05:09"', dt.datetime(2024, 2, 29, 13, 5, 9)),
    *(
        (
            NetDateTime,
            f'"2024-02-29T13:05:09.{"1234567"[:digits]}"',
            dt.datetime(
                2024, 2, 29, 13, 5, 9, int("1234567"[:digits].ljust(6, "0")[:6])
            ),
        )
        for digits in range(1, 8)
    ),
    (NetDateTime, '"2024-02-29T13:05:09.5000000"', dt.datetime(2024, 2, 29, 13, 5, 9, 500000)),
    (NetDateTime, '"2024-02-29T13:05:09.0"', dt.datetime(2024, 2, 29, 13, 5, 9)),
    # with an offset, or Z
    (NetDateTime, '"2024-02-29T13:05:09Z"', dt.datetime(2024, 2, 29, 13, 5, 9, tzinfo=UTC)),
    (NetDateTime, '"2024-02-29T13:05:09.1Z"', dt.datetime(2024, 2, 29, 13, 5, 9, 100000, UTC)),
    (NetDateTime, '"2024-02-29T13:05:09+00:00"', dt.datetime(2024, 2, 29, 13, 5, 9, tzinfo=UTC)),
    (NetDateTime, '"2024-02-29T13:05:09+05:30"', dt.datetime(2024, 2, 29, 13, 5, 9, tzinfo=EAST)),
    (NetDateTime, '"2024-02-29T13:05:09.1234567-08:00"', dt.datetime(2024, 2, 29, 13, 5, 9, 123456, WEST)),
    # the ends of time
    (NetDateTime, '"0001-01-01T00:00:00"', MIN),
    (NetDateTime, '"9999-12-31T23:59:59.9999999"', MAX),
    (NetDateTime, '"0001-01-01T00:00:00Z"', MIN.replace(tzinfo=UTC)),
    (NetDateTime, '"0001-01-01T00:00:00+05:30"', MIN.replace(tzinfo=EAST)),
    (NetDateTime, '"9999-12-31T23:59:59.9999999-08:00"', MAX.replace(tzinfo=WEST)),
    # only a day, a blank in place of the T, no seconds
    (NetDateTime, '"2024-02-29"', dt.datetime(2024, 2, 29)),
    (NetDateTime, '"2024-02-29 13:05:09"', dt.datetime(2024, 2, 29, 13, 5, 9)),
    (NetDateTime, '"2024-02-29T13:05"', dt.datetime(2024, 2, 29, 13, 5)),
    # Microsoft's own form
    (NetDateTime, '"/Date(0)/"', dt.datetime(1970, 1, 1, tzinfo=UTC)),
    (NetDateTime, '"/Date(1709211909123)/"', dt.datetime(2024, 2, 29, 13, 5, 9, 123000, UTC)),
    (NetDateTime, '"/Date(1709191920000+0530)/"', dt.datetime(2024, 2, 29, 13, 2, tzinfo=EAST)),
    (NetDateTime, '"/Date(-62135596800000)/"', MIN.replace(tzinfo=UTC)),
    (NetDateTime, '"/Date(-62135596800000-0800)/"', MIN.replace(tzinfo=UTC)),
    (NetDateTime, '"/Date(253402300799999)/"', MAX.replace(microsecond=999000, tzinfo=UTC)),
    (NetDate, '"2024-02-29"', dt.date(2024, 2, 29)),
    (NetDate, '"2024-02-29T00:00:00"', dt.date(2024, 2, 29)),
    # TimeSpan
    (NetTimeSpan, '"00:00:00"', dt.timedelta()),
    (NetTimeSpan, '"02:03:04"', dt.timedelta(hours=2, minutes=3, seconds=4)),
    (NetTimeSpan, '"-02:03:04"', -dt.timedelta(hours=2, minutes=3, seconds=4)),
    (NetTimeSpan, '"1.02:03:04"', dt.timedelta(1, hours=2, minutes=3, seconds=4)),
    (NetTimeSpan, '"-1.02:03:04.5000000"', -dt.timedelta(1, 4.5, hours=2, minutes=3)),
    (NetTimeSpan, '"00:00:00.1234567"', dt.timedelta(microseconds=123456)),
    (NetTimeSpan, '"10675199.02:48:05.4775807"', dt.timedelta(10675199, 10085, 477580)),
    (NetTimeSpan, '"-10675199.02:48:05.4775808"', -dt.timedelta(10675199, 10085, 477580)),
    (NetTimeSpan, '"P1DT2H3M4S"', dt.timedelta(1, hours=2, minutes=3, seconds=4)),
    (NetTimeSpan, '"PT0.5S"', dt.timedelta(seconds=0.5)),
    # Guid, in the forms D, N, B, P and X
    (NetGuid, f'"{GUID}"', GUID),
    (NetGuid, f'"{str(GUID).upper()}"', GUID),
    (NetGuid, f'"{GUID.hex}"', GUID),
    (NetGuid, f'"{{{GUID}}}"', GUID),
    (NetGuid, f'"({GUID})"', GUID),
    (NetGuid, '"{0xf8fad5b,0xd9cb,0x469f,{0xa1,0x65,0x70,0x86,0x77,0x28,0x95,0xe}}"', GUID),
    # decimal
    (NetDecimal, "0.0", Decimal("0.0")),
    (NetDecimal, "2.0", Decimal("2.0")),
    (NetDecimal, "12.50", Decimal("12.50")),
    (NetDecimal, "-0.0000000000000000000000000001", Decimal("-1E-28")),
    (NetDecimal, "79228162514264337593543950335", Decimal(2**96 - 1)),
    (NetDecimal, "79228162514264337593.543950335", Decimal("79228162514264337593.543950335")),
    (NetDecimal, "7", Decimal(7)),
    (NetDecimal, "1E+30", Decimal("1E+30")),
    # the rest
    (int, "9223372036854775807", 2**63 - 1),
    (int, "-9223372036854775808", -(2**63)),
    (float, "1.5", 1.5),
    (float, "1.7976931348623157e+308", 1.7976931348623157e308),
    (bool, "true", True),
    (str, '"a\\"\\\\\\n\\u0000é"', 'a"\\\n\0é'),
    (NetBytes, '"AAH/"', b"\x00\x01\xff"),
    (NetBytes, '""', b""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "value"), SPELLINGS, ids=lambda v: str(v)[:40]
)
def test_each_spelling_is_understood_and_kept(
    kind: Any, text: str, value: object
) -> None:
    found = read(kind, text)
    assert found == value
    if isinstance(found, dt.datetime) and isinstance(value, dt.datetime):
        assert found.utcoffset() == value.utcoffset()
    assert loads(write(kind, found)) == loads(text)
    assert write(kind, found) == text or kind in (float, str)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (NetDateTime, dt.datetime(2024, 2, 29), '"2024-02-29T00:00:00"'),
        (NetDateTime, dt.datetime(2024, 2, 29, 1, 2, 3, 500), '"2024-02-29T01:02:03.0005"'),
        (NetDateTime, dt.datetime(2024, 2, 29, tzinfo=UTC), '"2024-02-29T00:00:00Z"'),
        (NetDateTime, dt.datetime(2024, 2, 29, 0, 0, 0, 10, EAST), '"2024-02-29T00:00:00.00001+05:30"'),
        (NetDateTime, dt.date(2024, 2, 29), '"2024-02-29T00:00:00"'),
        (NetDate, dt.datetime(2024, 2, 29, 5), '"2024-02-29"'),
        (NetTimeSpan, dt.timedelta(days=1, hours=2), '"1.02:00:00"'),
        (NetTimeSpan, dt.timedelta(microseconds=-1), '"-00:00:00.0000010"'),
        (NetGuid, GUID, f'"{GUID}"'),
        (NetDecimal, 3, "3"),
        (NetDecimal, 0.1, "0.1"),
        (NetDecimal, "1.10", "1.10"),
        (NetDecimal, Decimal("NaN"), '"NaN"'),
        (NetBytes, bytearray(b"ab"), '"YWI="'),
        (float, float("inf"), '"Infinity"'),
        (float, float("-inf"), '"-Infinity"'),
    ],
    ids=lambda v: str(v)[:40],
)  # fmt: skip
def test_values_of_python_are_written_as_the_server_writes(
    kind: Any, value: object, text: str
) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    assert write(kind, adapter.validate_python(value)) == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (NetDateTime, '""'),
        (NetDateTime, '"tomorrow"'),
        (NetDateTime, '"2023-02-29T00:00:00"'),
        (NetDateTime, '"2024-02-29T24:00:00"'),
        (NetDateTime, '"2024-02-29T00:00:00+2"'),
        (NetDateTime, '"1/2/2024 3:04:05 AM"'),
        (NetDateTime, '"/Date(253402300800000)/"'),
        (NetDateTime, "1709211909"),
        (NetDateTime, "true"),
        (NetTimeSpan, '""'),
        (NetTimeSpan, '"P"'),
        (NetTimeSpan, '"PT"'),
        (NetTimeSpan, '"1:2:3:4:5"'),
        (NetTimeSpan, "5"),
        (NetGuid, '""'),
        (NetGuid, f'"{{{GUID})"'),
        (NetGuid, f'"{GUID}0"'),
        (NetGuid, "5"),
        (NetDecimal, '"twelve"'),
        (NetDecimal, "true"),
        (NetDecimal, "null"),
        (NetBytes, '"A"'),
        (NetBytes, '"é"'),
        (NetBytes, "[1, 2]"),
    ],
)
def test_what_is_no_such_value_is_refused(kind: Any, text: str) -> None:
    with pytest.raises(ValidationError):
        read(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (NetDateTime, '"2024-02-29T13:05:09.1234567Z"'),
        (NetDate, '"2024-02-29T13:05:09"'),
        (NetTimeSpan, '"00:00:00.1234567"'),
        (NetGuid, f'"{GUID.hex}"'),
    ],
)
def test_copies_keep_the_spelling(kind: Any, text: str) -> None:
    value = read(kind, text)
    for other in (
        copy.copy(value),
        copy.deepcopy(value),
        pickle.loads(pickle.dumps(value)),
    ):
        assert other == value
        assert write(kind, other) == text


def test_what_is_calculated_has_no_old_spelling() -> None:
    value = read(NetDateTime, '"2024-02-29T13:05:09.1234567"')
    assert isinstance(value, SpelledDateTime)
    later = value + dt.timedelta(days=1)
    assert write(NetDateTime, later) == '"2024-03-01T13:05:09.123456"'
    assert write(NetDateTime, value.replace(microsecond=0)) == '"2024-02-29T13:05:09"'
    span = read(NetTimeSpan, '"00:00:00.1234567"')
    assert write(NetTimeSpan, span * 2) == '"00:00:00.2469120"'


@given(st.datetimes(timezones=st.none() | st.just(UTC) | st.just(EAST)))
def test_every_datetime_survives(value: dt.datetime) -> None:
    text = write_date_time(value)
    assert read(NetDateTime, f'"{text}"') == value
    assert not text.endswith("0Z") or "." not in text


@given(
    st.timedeltas(min_value=dt.timedelta(-10675199), max_value=dt.timedelta(10675199))
)
def test_every_timedelta_survives(value: dt.timedelta) -> None:
    assert read(NetTimeSpan, f'"{write_time_span(value)}"') == value


@given(
    st.decimals(allow_nan=False, allow_infinity=False).filter(
        lambda value: -400 <= value.adjusted() <= 400
    )
)
def test_every_decimal_survives_with_all_digits(value: Decimal) -> None:
    found = read(NetDecimal, write(NetDecimal, value))
    assert found == value
    assert found.as_tuple().digits == value.as_tuple().digits or value == 0


@given(st.binary())
def test_all_bytes_survive(value: bytes) -> None:
    assert read(NetBytes, write(NetBytes, value)) == value


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        (NetDateTime, {"type": "string", "format": "date-time"}),
        (NetDate, {"type": "string", "format": "date"}),
        (NetTimeSpan, {"type": "string", "format": "time-span"}),
        (NetGuid, {"type": "string", "format": "uuid"}),
        (NetDecimal, {"type": "number", "format": "decimal"}),
        (NetBytes, {"type": "string", "contentEncoding": "base64"}),
    ],
)
@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_schema_is_the_documented_one(kind: Any, schema: Any, mode: Any) -> None:
    assert TypeAdapter(kind).json_schema(mode=mode) == schema
