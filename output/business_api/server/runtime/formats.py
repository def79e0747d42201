"""The forms of text that JSON Schema's `format` names, as .NET reads them."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable
from datetime import date, datetime, time
from uuid import UUID

Check = Callable[[str], bool]

_DATE_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    r"(?:[Tt ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?([Zz]|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_MICROSOFT_DATE = re.compile(r"/Date\(-?\d{1,17}([+-]\d{4})?\)/", re.ASCII)
_TIME = re.compile(r"(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?([Zz]|[+-]\d\d:\d\d)?", re.ASCII)
_TIME_SPAN = re.compile(
    r"-?(?:\d{1,8}"
    r"|(?:\d{1,8}\.)?([01]?\d|2[0-3]):[0-5]?\d(?::[0-5]?\d(?:\.\d{1,7})?)?)",
    re.ASCII,
)
_GUID = re.compile(
    r"[0-9a-f]{32}"
    r"|(?P<open>[({])?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?(open)[)}])",
    re.ASCII | re.IGNORECASE,
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def _is_date_time(text: str) -> bool:
    found = _DATE_TIME.fullmatch(text)
    if found is None:
        return _MICROSOFT_DATE.fullmatch(text) is not None
    day, clock, offset = found.groups()
    return _reads(datetime.fromisoformat, f"{day}T{clock or '00:00'}{offset or ''}")


def _is_time(text: str) -> bool:
    found = _TIME.fullmatch(text)
    return found is not None and _reads(time.fromisoformat, "".join(found.groups("")))


def _is_date(text: str) -> bool:
    return len(text) == 10 and _reads(date.fromisoformat, text)


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def is_base64(text: str) -> bool:
    """Whether `text` is what .NET writes for a `byte[]`."""
    return _reads(lambda t: binascii.a2b_base64(t, strict_mode=True), text)


CHECKS: dict[str, Check] = {
    "date": _is_date,
    "date-time": _is_date_time,
    "email": lambda text: _EMAIL.fullmatch(text) is not None,
    "time": _is_time,
    "time-span": lambda text: _TIME_SPAN.fullmatch(text) is not None,
    "uuid": lambda text: _GUID.fullmatch(text) is not None,
}
"""By format; a format that is not here is not checked, as .NET checks none. It takes
any text for a URI: what is not absolute is relative.
"""

NET_TYPES = {
    "boolean": "System.Boolean",
    "date": "System.DateTime",
    "date-time": "System.DateTime",
    "integer": "System.Int64",
    "number": "System.Double",
    "decimal": "System.Decimal",
    "string": "System.String",
    "time-span": "System.TimeSpan",
    "uri": "System.Uri",
    "uuid": "System.Guid",
}
"""What an error message calls the type, by `format` or `type`."""


def canonical_guid(text: str) -> str:
    """`text` in .NET's form "D": 32 digits, four hyphens."""
    return text if len(text) == 36 else str(UUID(text.strip("(){}")))
