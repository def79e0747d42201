"""JSON text to values and back, with every digit and with the references of
Json.NET.
"""

from __future__ import annotations

import codecs
import datetime as dt
import json
import os
import uuid
from base64 import b64encode
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import Any, cast

from .modelkind import is_model, members_of
from .spelling import (
    parse_decimal,
    write_date,
    write_date_time,
    write_guid,
    write_time_span,
)

__all__ = ["decode_text", "dumps", "is_charset", "loads", "to_wire"]


_decoder = json.JSONDecoder(parse_float=parse_decimal)


def loads(data: str | bytes, charset: str | None = None) -> Any:
    """The value in a JSON text. Numbers with a fraction or an exponent become
    `Decimal`.

    Raises:
        ValueError: `data` is not JSON, is nested too deeply to be read, or has a number
            in it that is beyond all numbers of .NET.
    """
    text = data if isinstance(data, str) else decode_text(data, charset)
    try:
        return _decoder.decode(text.removeprefix("\ufeff"))
    except RecursionError as error:
        raise ValueError("the JSON text is nested too deeply") from error
    except ArithmeticError as error:
        raise ValueError("a number in the JSON text is beyond all bounds") from error


def decode_text(data: bytes, charset: str | None = None) -> str:
    """`data` as text: UTF-8 as JSON must be, else `charset`, else what the bytes show.

    Raises:
        UnicodeError: the bytes are in none of these.
    """
    try:
        return data.decode("utf-8-sig" if data[:2] != b"\x00\x00" else "utf-32")
    except UnicodeDecodeError:
        pass
    for encoding in (charset, json.detect_encoding(data)):
        try:
            if encoding:
                return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    raise UnicodeError(f"the text is not in UTF-8 and not in {charset or 'UTF-16'}")


_NO_CHARSETS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
"""Encodings of Python that no text comes in; one takes time beyond measure."""


def is_charset(name: str) -> bool:
    """Whether `name` is an encoding that text comes in; Python has others, such as
    zip.
    """
    try:
        b"text".decode(name, "replace")
        return codecs.lookup(name).name.replace("_", "-") not in _NO_CHARSETS
    except (LookupError, ValueError):
        return False


# `json` can't write a Decimal as a number. It leaves as a string between these marks
# and loses the quotes afterwards. The marks are drawn at random and never sent, so no
# text from outside can bear them.
_DRAWN = os.urandom(16).hex()
_OPEN, _CLOSE = f"{_DRAWN}<", f">{_DRAWN}"


def dumps(value: object) -> bytes:
    """`value` as JSON in UTF-8, as Json.NET would write it.

    Raises:
        TypeError: something in `value` has no form in JSON.
    """
    try:
        text = _encoder.encode(value)
    except ValueError:
        text = _encoder.encode(_without_nan(value))
    if _OPEN in text:
        text = text.replace(f'"{_OPEN}', "").replace(f'{_CLOSE}"', "")
    # Half a character of UTF-16 has no form in UTF-8; JSON has an escape for it.
    return text.encode(errors="backslashreplace")


def _default(value: object) -> object:
    if isinstance(value, Decimal) and value.is_finite():
        return f"{_OPEN}{_digits(value)}{_CLOSE}"
    return to_wire(value)


_encoder = json.JSONEncoder(
    default=_default, ensure_ascii=False, allow_nan=False, separators=(",", ":")
)


def _digits(number: Decimal) -> str:
    text = str(number)
    if "E" not in text:
        return text
    exponent = number.as_tuple().exponent
    plain = isinstance(exponent, int) and -29 < exponent <= 0
    return format(number, "f") if plain else text


def to_wire(value: Any) -> Any:
    """A value of Python in the form that JSON and addresses carry.

    Raises:
        TypeError: `value` has none.
    """
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    if is_model(value):
        return members_of(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON: {repr(value)[:80]}")


_NOT_FINITE = {
    "nan": "NaN",
    "inf": "Infinity",
    "infinity": "Infinity",
    "-inf": "-Infinity",
    "-infinity": "-Infinity",
}
"""Json.NET writes these as strings (`FloatFormatHandling.String`)."""


def _finite(number: Decimal | float) -> object:
    return _NOT_FINITE.get(str(number).lower(), number)


def _base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


_WRITERS: tuple[tuple[type[Any], Callable[[Any], Any]], ...] = (
    (Enum, attrgetter("value")),
    (dt.datetime, write_date_time),
    (dt.date, write_date),
    (dt.time, dt.time.isoformat),
    (dt.timedelta, write_time_span),
    (uuid.UUID, write_guid),
    (Decimal, _finite),
    (float, _finite),
    (bytes, _base64),
    (bytearray, _base64),
    (Mapping, dict),
    (AbstractSet, list),
    (tuple, list),
)


def _without_nan(value: Any) -> Any:
    if isinstance(value, float):
        return _finite(value)
    if is_model(value):
        return _without_nan(members_of(value))
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Any]", value)
        return {key: _without_nan(item) for key, item in members.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(item) for item in cast("list[Any]", value)]
    return value
