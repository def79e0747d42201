"""JSON text to values and back, with every digit and with the references of Json.NET."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import secrets
import uuid
from base64 import b64encode
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from .scalars import write_date, write_date_time, write_guid, write_time_span

__all__ = ["decode_text", "dumps", "loads", "to_wire"]


def loads(data: str | bytes, charset: str | None = None) -> Any:
    """The value in a JSON text. Numbers with a fraction or an exponent become `Decimal`.

    Raises:
        ValueError: `data` is not JSON, or is nested too deeply to be read.
    """
    text = data if isinstance(data, str) else decode_text(data, charset)
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except RecursionError as error:
        raise ValueError("the JSON text is nested too deeply") from error


def decode_text(data: bytes, charset: str | None = None) -> str:
    """`data` as text: UTF-8 as JSON must be, else `charset`, else what the bytes show.

    Raises:
        ValueError: the bytes are in none of these.
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
    raise ValueError(f"the text is not in UTF-8 and not in {charset or 'UTF-16'}")


# `json` writes no number of any length, so a Decimal leaves it as a string behind this
# mark and loses the quotes afterwards. The mark is drawn at random and never sent, so no
# text from outside can bear it.
_MARK = f"{secrets.token_hex(16)}:"
_MARKED = re.compile(rf'"{_MARK}([^"]*)"')


def dumps(value: object) -> bytes:
    """`value` as JSON in UTF-8, as Json.NET would write it.

    Raises:
        TypeError: something in `value` has no form in JSON.
    """
    marked = False

    def default(item: object) -> object:
        nonlocal marked
        if isinstance(item, Decimal) and item.is_finite():
            marked = True
            return _MARK + _digits(item)
        return to_wire(item)

    try:
        text = _encode(value, default)
    except ValueError:
        text = _encode(_without_nan(value), default)
    if marked:
        text = _MARKED.sub(r"\1", text)
    return text.encode()


def _encode(value: object, default: Any) -> str:
    return json.dumps(
        value,
        default=default,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )


def _digits(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    plain = isinstance(exponent, int) and -29 < exponent <= 0
    return format(number, "f") if plain else str(number)


def to_wire(value: Any) -> Any:
    """A value of Python in the form that JSON and addresses carry.

    Raises:
        TypeError: `value` has none.
    """
    match value:
        case BaseModel():
            return value.model_dump(by_alias=True, exclude_unset=True, warnings=False)
        case Enum():
            return value.value
        case dt.datetime():
            return write_date_time(value)
        case dt.date():
            return write_date(value)
        case dt.time():
            return value.isoformat()
        case dt.timedelta():
            return write_time_span(value)
        case uuid.UUID():
            return write_guid(value)
        case Decimal() | float():
            return _NOT_FINITE.get(str(value).lower(), value)
        case bytes() | bytearray() | memoryview():
            return b64encode(value).decode("ascii")
        case Mapping():
            return dict(value)
        case AbstractSet() | tuple():
            return list(value)
        case _:
            name = type(value).__name__
            raise TypeError(f"{name} has no form in JSON: {value!r:.80}")


_NOT_FINITE = {
    "nan": "NaN",
    "inf": "Infinity",
    "infinity": "Infinity",
    "-inf": "-Infinity",
    "-infinity": "-Infinity",
}
"""Json.NET writes these as strings (`FloatFormatHandling.String`)."""


def _without_nan(value: Any) -> Any:
    match value:
        case float() if not math.isfinite(value):
            return to_wire(value)
        case dict():
            return {key: _without_nan(item) for key, item in value.items()}
        case list() | tuple():
            return [_without_nan(item) for item in value]
        case BaseModel():
            return _without_nan(to_wire(value))
        case _:
            return value
