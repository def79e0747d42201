"""The scalar types of .NET as they stand in JSON, read and written without loss.

A value that was read remembers how it was spelled and is written back in that spelling;
a value made in Python is written as Json.NET writes it. Annotate a field with the alias
(`NetDateTime`, `NetGuid` …) and use the plain Python type everywhere else.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

__all__ = [
    "NetBytes",
    "NetDate",
    "NetDateTime",
    "NetDecimal",
    "NetGuid",
    "NetTimeSpan",
    "SpelledDate",
    "SpelledDateTime",
    "SpelledGuid",
    "SpelledTimeSpan",
    "parse_date_time",
    "parse_decimal",
    "parse_guid",
    "parse_time_span",
    "write_date",
    "write_date_time",
    "write_guid",
    "write_time_span",
]

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


# --- values that remember their spelling --------------------------------------------------


class SpelledDateTime(dt.datetime):
    """A `datetime` that knows the text it was read from, tenth microseconds included.

    It compares and calculates as the `datetime` it is; what is calculated from it has no
    spelling of its own.
    """

    spelling: str = ""

    def __reduce_ex__(self, protocol: Any) -> str | tuple[Any, ...]:
        if not self.spelling:
            return super().__reduce_ex__(protocol)
        return parse_date_time, (self.spelling,)


class SpelledDate(dt.date):
    """A `date` that was read from a text with a time of day in it."""

    spelling: str = ""

    def __reduce_ex__(self, protocol: Any) -> str | tuple[Any, ...]:
        if not self.spelling:
            return super().__reduce_ex__(protocol)
        return _read_date, (self.spelling,)


class SpelledTimeSpan(dt.timedelta):
    """A `timedelta` that knows the text it was read from, tenth microseconds included."""

    spelling: str = ""

    def __reduce_ex__(self, protocol: Any) -> str | tuple[Any, ...]:
        if not self.spelling:
            return super().__reduce_ex__(protocol)
        return parse_time_span, (self.spelling,)


class SpelledGuid(uuid.UUID):
    """A `UUID` that was read from a text other than its lower-case, hyphenated form."""

    __slots__ = ("spelling",)

    spelling: str

    def __init__(self, value: int, spelling: str) -> None:
        super().__init__(int=value)
        object.__setattr__(self, "spelling", spelling)

    def __reduce__(self) -> tuple[Any, ...]:
        return SpelledGuid, (self.int, self.spelling)

    def __copy__(self) -> SpelledGuid:
        return self

    def __deepcopy__(self, memo: object) -> SpelledGuid:
        return self


# --- dates --------------------------------------------------------------------------------

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?"
    r"\s*(?:([Zz])|([+-])(\d\d):?(\d\d))?",
    re.ASCII,
)
_MICROSOFT = re.compile(r"\\?/Date\((-?\d+)(?:([+-])(\d\d):?(\d\d))?\)\\?/", re.ASCII)


def parse_date_time(text: str) -> dt.datetime:
    """The point in time that `text` names, in ISO 8601 or as `/Date(…)/`.

    Without an offset it stays naive, as .NET's `Unspecified` does. In `/Date(…)/` the
    milliseconds count from 1970 in UTC and the offset only says where it was written.

    Raises:
        ValueError: `text` is no date, or one outside the years 1 to 9999.
    """
    if match := _ISO.fullmatch(text):
        year, month, day, hour, minute, second, fraction = match.groups()[:7]
        value = SpelledDateTime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int((fraction or "0")[:6].ljust(6, "0")),
            tzinfo=dt.UTC if match[8] else _offset(*match.groups()[8:]),
        )
    elif match := _MICROSOFT.fullmatch(text):
        value = _from_milliseconds(int(match[1]), _offset(*match.groups()[1:]))
    else:
        raise ValueError(f"not a date in ISO 8601 or /Date(…)/: {text[:60]!r}")
    value.spelling = text
    return value


def write_date_time(value: dt.datetime) -> str:
    """`value` as Json.NET writes it, or in the spelling it was read in."""
    if isinstance(value, SpelledDateTime) and value.spelling:
        return value.spelling
    text = value.isoformat()
    if value.microsecond:
        point = text.index(".")
        text = text[: point + 7].rstrip("0") + text[point + 7 :]
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _offset(
    sign: str | None, hours: str | None, minutes: str | None
) -> dt.timezone | None:
    if hours is None or minutes is None:
        return None
    distance = dt.timedelta(hours=int(hours), minutes=int(minutes))
    return dt.timezone(-distance if sign == "-" else distance)


def _from_milliseconds(
    milliseconds: int, offset: dt.timezone | None
) -> SpelledDateTime:
    try:
        moment = _EPOCH + dt.timedelta(milliseconds=milliseconds)
    except OverflowError as error:
        raise ValueError("the date lies outside the years 1 to 9999") from error
    try:
        moment = moment.astimezone(offset or dt.UTC)
    except OverflowError:
        # DateTime.MinValue and MaxValue as a server west or east of Greenwich has them.
        pass
    return SpelledDateTime.combine(moment.date(), moment.timetz())


def _read_iso(text: str) -> dt.datetime:
    value = SpelledDateTime.fromisoformat(text)
    value.spelling = text
    return value


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
        moment = parse_date_time(value)
        day = SpelledDate(moment.year, moment.month, moment.day)
        day.spelling = value
        return day
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    raise ValueError("a date, or text in ISO 8601, was expected")


def write_date(value: dt.date) -> str:
    """`value` as `yyyy-MM-dd`, or in the spelling it was read in."""
    if isinstance(value, SpelledDate) and value.spelling:
        return value.spelling
    return value.isoformat()


# --- time spans ---------------------------------------------------------------------------

_SPAN = re.compile(
    r"(-)?(?:(\d{1,8})\.)?(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?", re.ASCII
)
_ISO_SPAN = re.compile(
    r"(-)?P(?:(\d{1,8})D)?"
    r"(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d+))?S)?)?",
    re.ASCII,
)


def parse_time_span(text: str) -> dt.timedelta:
    """The time span that `text` names: `[-][d.]hh:mm[:ss[.fffffff]]`, or ISO 8601.

    Raises:
        ValueError: `text` is no time span.
    """
    match = _SPAN.fullmatch(text) or _ISO_SPAN.fullmatch(text)
    if match is None or text.endswith(("P", "T")):
        raise ValueError(f"not a time span like 1.02:03:04: {text[:60]!r}")
    sign, days, hours, minutes, seconds, fraction = match.groups()
    distance = dt.timedelta(
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=int(seconds or 0),
        microseconds=int((fraction or "0")[:6].ljust(6, "0")),
    )
    if sign:
        distance = -distance
    value = SpelledTimeSpan(distance.days, distance.seconds, distance.microseconds)
    value.spelling = text
    return value


def write_time_span(value: dt.timedelta) -> str:
    """`value` as `TimeSpan.ToString()` has it, or in the spelling it was read in.

    See https://learn.microsoft.com/dotnet/standard/base-types/standard-timespan-format-strings
    """
    if isinstance(value, SpelledTimeSpan) and value.spelling:
        return value.spelling
    ticks = abs(value)
    minutes, seconds = divmod(ticks.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if value < dt.timedelta() else ""
    days = f"{ticks.days}." if ticks.days else ""
    fraction = f".{ticks.microseconds:06d}0" if ticks.microseconds else ""
    return f"{sign}{days}{hours:02d}:{minutes:02d}:{seconds:02d}{fraction}"


def _read_time_span(value: object) -> object:
    if isinstance(value, str):
        return parse_time_span(value)
    if isinstance(value, dt.timedelta):
        return value
    raise ValueError("a timedelta, or text like 1.02:03:04, was expected")


# --- GUIDs --------------------------------------------------------------------------------

_HYPHENATED = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_GUID = re.compile(
    rf"[0-9a-f]{{32}}|{_HYPHENATED}|\{{{_HYPHENATED}\}}|\({_HYPHENATED}\)",
    re.IGNORECASE,
)
_GUID_IN_HEX = re.compile(
    r"\{0x([0-9a-f]{1,8}),0x([0-9a-f]{1,4}),0x([0-9a-f]{1,4}),"
    r"\{0x([0-9a-f]{1,2})" + r",0x([0-9a-f]{1,2})" * 7 + r"\}\}",
    re.IGNORECASE,
)


def parse_guid(text: str) -> uuid.UUID:
    """The GUID that `text` names, in any of .NET's forms N, D, B, P and X.

    Raises:
        ValueError: `text` is no GUID.
    """
    if _GUID.fullmatch(text):
        digits = re.sub(r"[-{}()]", "", text)
    elif match := _GUID_IN_HEX.fullmatch(text.replace(" ", "")):
        widths = (8, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2)
        digits = "".join(
            part.rjust(width, "0")
            for part, width in zip(match.groups(), widths, strict=True)
        )
    else:
        raise ValueError(f"not a GUID: {text[:60]!r}")
    return SpelledGuid(int(digits, 16), text)


def write_guid(value: uuid.UUID) -> str:
    """`value` in lower case with hyphens, or in the spelling it was read in."""
    return value.spelling if isinstance(value, SpelledGuid) else str(value)


def _read_guid(value: object) -> object:
    if isinstance(value, str):
        return parse_guid(value)
    if isinstance(value, uuid.UUID):
        return value
    raise ValueError("a UUID, or the text of one, was expected")


# --- decimals and bytes -------------------------------------------------------------------


def parse_decimal(value: object) -> Decimal:
    """`value` as a decimal number with every digit that it shows.

    Raises:
        ValueError: `value` is no number.
    """
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation:
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


# --- what Pydantic is told ----------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Wire:
    """Reads and writes one scalar. Hashable, as unions of annotated types ask.

    Most values arrive in the plainest spelling. Those are read by the schemas in `fast`,
    in native code; `read` sees the rest, and the values of Python.
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


def _text(pattern: str, then: CoreSchema) -> CoreSchema:
    text = core_schema.str_schema(pattern=f"^(?:{pattern})$", strict=True)
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
            ),
            _text(
                rf"{_DAY}T{_CLOCK}(?:\.[0-9]{{1,7}})?{_OFFSET}",
                core_schema.no_info_plain_validator_function(_read_iso),
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
                _HYPHENATED,
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
        parse_decimal,
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
