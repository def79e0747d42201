"""The scalar types of .NET as they stand in JSON, read and written without loss.

A value that was read remembers how it was spelled and is written back in that spelling;
a value made in Python is written as Json.NET writes it. Annotate a field with the alias
(`NetDateTime`, `NetGuid` …) and use the plain Python type everywhere else.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .spelling import (
    HYPHENATED_GUID,
    parse_date,
    parse_date_time,
    parse_decimal,
    parse_guid,
    parse_iso,
    parse_time_span,
    write_date,
    write_date_time,
    write_guid,
    write_time_span,
)

__all__ = [
    "NetBytes",
    "NetDate",
    "NetDateTime",
    "NetDecimal",
    "NetGuid",
    "NetTimeSpan",
]


# --- what Pydantic hands over: text from the wire, or a value of Python ---------------


def _read_date_time(value: object) -> object:
    if isinstance(value, str):
        return parse_date_time(value)
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    raise ValueError("a date and time, or text in ISO 8601, was expected")


def _read_date(value: object) -> object:
    if isinstance(value, str):
        return parse_date(value)
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    raise ValueError("a date, or text in ISO 8601, was expected")


def _read_time_span(value: object) -> object:
    if isinstance(value, str):
        return parse_time_span(value)
    if isinstance(value, dt.timedelta):
        return value
    raise ValueError("a timedelta, or text like 1.02:03:04, was expected")


def _read_guid(value: object) -> object:
    if isinstance(value, str):
        return parse_guid(value)
    if isinstance(value, uuid.UUID):
        return value
    raise ValueError("a UUID, or the text of one, was expected")


def _read_decimal(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str):
        try:
            return parse_decimal(value)
        except ArithmeticError:
            pass
    raise ValueError("a decimal number was expected")


def _read_bytes(value: Any) -> bytes:
    if isinstance(value, str):
        try:
            return base64.b64decode("".join(value.split()), validate=True)
        except binascii.Error as error:
            raise ValueError(f"not base64: {error}") from error
    if isinstance(value, bytes | bytearray):
        return bytes(value)
    raise ValueError("bytes, or text in base64, were expected")


def _write_bytes(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


# --- what Pydantic is told ------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Wire:
    """Reads and writes one scalar. Hashable, as unions of annotated types ask.

    Most values arrive in the plainest spelling. Those are read by the schemas in
    `fast`, in native code; `read` sees the rest, and the values of Python.
    """

    python_type: type
    fast: tuple[CoreSchema, ...]
    read: Callable[[Any], object]
    write: Callable[[Any], str] | None
    json_schema: dict[str, str]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        serialization = None
        if (write := self.write) is not None:
            python_type = self.python_type

            def serialize(value: object) -> object:
                # A server may have sent something else, which is sent back as it came.
                return write(value) if isinstance(value, python_type) else value

            serialization = core_schema.plain_serializer_function_ser_schema(serialize)
        return core_schema.union_schema(
            [*self.fast, core_schema.no_info_plain_validator_function(self.read)],
            mode="left_to_right",
            custom_error_type=f"net_{self.python_type.__name__.lower()}",
            custom_error_message=f"Input should be {_NAMES[self.python_type]}",
            serialization=serialization,
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.json_schema)


_NAMES: dict[type, str] = {
    dt.datetime: "a date and time",
    dt.date: "a date",
    dt.timedelta: "a time span such as 1.02:03:04",
    uuid.UUID: "a GUID",
    Decimal: "a decimal number",
    bytes: "bytes in base64",
}


def _text(pattern: str, then: CoreSchema, *, longest: int | None = None) -> CoreSchema:
    """What `then` makes of a text of this pattern.

    A text of more than `longest` characters is left to what comes next, which is found
    out sooner than that it does not match.
    """
    text = core_schema.str_schema(
        pattern=f"^(?:{pattern})$", max_length=longest, strict=True
    )
    return core_schema.chain_schema([text, then])


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_OFFSET = r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?"

NetDateTime: TypeAlias = Annotated[
    dt.datetime,
    _Wire(
        dt.datetime,
        (
            # What `write_date_time` gives back without help: no zero at the end of a
            # fraction, no seventh digit, no offset.
            _text(
                rf"{_DAY}T{_CLOCK}(?:\.[0-9]{{0,5}}[1-9])?Z?",
                core_schema.datetime_schema(),
                longest=26,
            ),
            _text(
                rf"{_DAY}T{_CLOCK}(?:\.[0-9]{{1,7}})?{_OFFSET}",
                core_schema.no_info_plain_validator_function(parse_iso),
            ),
        ),
        _read_date_time,
        write_date_time,
        {"type": "string", "format": "date-time"},
    ),
]
"""A `DateTime` or `DateTimeOffset`."""

NetDate: TypeAlias = Annotated[
    dt.date,
    _Wire(
        dt.date,
        (_text(_DAY, core_schema.date_schema()),),
        _read_date,
        write_date,
        {"type": "string", "format": "date"},
    ),
]
"""A `DateTime` of which only the date counts."""

NetTimeSpan: TypeAlias = Annotated[
    dt.timedelta,
    _Wire(
        dt.timedelta,
        (_text(_CLOCK, core_schema.timedelta_schema()),),
        _read_time_span,
        write_time_span,
        {"type": "string", "format": "time-span"},
    ),
]
"""A `TimeSpan`."""

NetGuid: TypeAlias = Annotated[
    uuid.UUID,
    _Wire(
        uuid.UUID,
        (
            _text(
                HYPHENATED_GUID,
                core_schema.uuid_schema(),
            ),
        ),
        _read_guid,
        write_guid,
        {"type": "string", "format": "uuid"},
    ),
]
"""A `Guid`."""

NetDecimal: TypeAlias = Annotated[
    Decimal,
    _Wire(
        Decimal,
        (core_schema.is_instance_schema(Decimal),),
        _read_decimal,
        None,
        {"type": "number", "format": "decimal"},
    ),
]
"""A `decimal`, with all its digits."""

NetBytes: TypeAlias = Annotated[
    bytes,
    _Wire(
        bytes,
        (core_schema.is_instance_schema(bytes),),
        _read_bytes,
        _write_bytes,
        {"type": "string", "contentEncoding": "base64"},
    ),
]
"""A `byte[]`, which JSON carries in base64."""
