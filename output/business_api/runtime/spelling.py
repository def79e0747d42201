"""Dates, time spans and GUIDs of .NET, which remember how they were spelled; and
numbers.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from decimal import MAX_PREC, Context, InvalidOperation, Overflow, Subnormal
from typing import Any

__all__ = [
    "HYPHENATED_GUID",
    "SpelledDate",
    "SpelledDateTime",
    "SpelledGuid",
    "SpelledTimeSpan",
    "parse_date",
    "parse_date_time",
    "parse_decimal",
    "parse_guid",
    "parse_iso",
    "parse_time_span",
    "write_date",
    "write_date_time",
    "write_guid",
    "write_time_span",
]

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


# --- values that remember their spelling ----------------------------------------------


def _spelling_of(value: object) -> str:
    """The text that `value` was read from; empty where there is none to write back."""
    return getattr(value, "spelling", "")


class SpelledDateTime(dt.datetime):
    """A `datetime` that knows the text it was read from, tenth microseconds included.

    It compares and calculates as the `datetime` it is; what is calculated from it has
    no spelling.
    """

    # A dictionary for one attribute takes half of the time that reading a date does.

    __slots__ = ("spelling",)

    spelling: str

    def __reduce_ex__(self, protocol: Any) -> str | tuple[Any, ...]:
        if not _spelling_of(self):
            return super().__reduce_ex__(protocol)
        return parse_date_time, (self.spelling,)


class SpelledDate(dt.date):
    """A `date` that was read from a text with a time of day in it."""

    __slots__ = ("spelling",)

    spelling: str

    def __reduce_ex__(self, protocol: Any) -> str | tuple[Any, ...]:
        if not _spelling_of(self):
            return super().__reduce_ex__(protocol)
        return parse_date, (self.spelling,)


class SpelledTimeSpan(dt.timedelta):
    """A `timedelta` that knows the text it was read from, tenth microseconds
    included.
    """

    __slots__ = ("spelling",)

    spelling: str

    def __reduce_ex__(self, protocol: Any) -> str | tuple[Any, ...]:
        if not _spelling_of(self):
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


# --- dates ----------------------------------------------------------------------------

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
    if spelling := _spelling_of(value):
        return spelling
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


def parse_iso(text: str) -> dt.datetime:
    """`parse_date_time` for text that is known to be ISO 8601 with a time, and
    faster.
    """
    value = _from_iso(text)
    value.spelling = text
    return value


_from_iso = SpelledDateTime.fromisoformat


def parse_date(text: str) -> dt.date:
    """The day of the point in time that `text` names.

    Raises:
        ValueError: `text` is no date.
    """
    moment = parse_date_time(text)
    day = SpelledDate(moment.year, moment.month, moment.day)
    day.spelling = text
    return day


def write_date(value: dt.date) -> str:
    """`value` as `yyyy-MM-dd`, or in the spelling it was read in."""
    if spelling := _spelling_of(value):
        return spelling
    return value.isoformat()


# --- time spans -----------------------------------------------------------------------

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

    The constant format, `c`, of .NET's standard TimeSpan format strings.
    """
    if spelling := _spelling_of(value):
        return spelling
    ticks = abs(value)
    minutes, seconds = divmod(ticks.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if value < dt.timedelta() else ""
    days = f"{ticks.days}." if ticks.days else ""
    fraction = f".{ticks.microseconds:06d}0" if ticks.microseconds else ""
    return f"{sign}{days}{hours:02d}:{minutes:02d}:{seconds:02d}{fraction}"


# --- GUIDs ----------------------------------------------------------------------------

HYPHENATED_GUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
"""Pattern of a GUID as .NET writes it."""
_GUID = re.compile(
    rf"[0-9a-f]{{32}}|{HYPHENATED_GUID}|\{{{HYPHENATED_GUID}\}}|\({HYPHENATED_GUID}\)",
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
    return _spelling_of(value) or str(value)


# --- numbers --------------------------------------------------------------------------

parse_decimal = Context(
    prec=MAX_PREC, Emax=400, Emin=-400, traps=[InvalidOperation, Overflow, Subnormal]
).create_decimal
"""The number that a text names, with all its digits; raises ArithmeticError.

A few bytes such as `1e999999999` would keep whoever makes an integer of them busy for
ever. No number of .NET has an exponent of more than 308.
"""
