"""Enumerations that a newer server may extend without breaking this client.

A value without a name becomes a member of its own: it keeps its value, is equal to it,
and is sent back as it came. `is_known` tells the difference.
"""

from __future__ import annotations

import threading
from enum import IntEnum, StrEnum
from typing import Any, Self

__all__ = ["OpenIntEnum", "OpenStrEnum", "unknown_seen"]


class _Seen(threading.local):
    unknown = False


unknown_seen = _Seen()
"""Whether this thread met a value without a name. Set here, cleared by who asks."""


def _plain(name: str) -> str:
    return name.replace("_", "").casefold()


class OpenIntEnum(IntEnum):
    """An enumeration that JSON carries as a number.

    The name is understood too, in any casing, and so are several names with commas
    between them, as `[Flags]` enumerations are written.
    """

    @property
    def is_known(self) -> bool:
        """Whether the documentation has a name for this value."""
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if isinstance(value, str):
            number = _number(cls, value)
        elif isinstance(value, int) and not isinstance(value, bool):
            number = value
        else:
            return None
        if number is None:
            return None
        known = cls._value2member_map_.get(number)
        if isinstance(known, cls):
            return known
        unknown_seen.unknown = True
        member = int.__new__(cls, number)
        member._name_ = f"VALUE_{number}".replace("-", "MINUS_")
        member._value_ = number
        return member


def _number(enumeration: type[OpenIntEnum], text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        pass
    members = {_plain(member.name): member.value for member in enumeration}
    number = 0
    for name in text.split(","):
        value = members.get(_plain(name.strip()))
        if value is None:
            return None
        number |= value
    return number


class OpenStrEnum(StrEnum):
    """An enumeration that JSON carries as a name, which is understood in any casing."""

    @property
    def is_known(self) -> bool:
        """Whether the documentation lists this name."""
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        for member in cls:
            if member.value.casefold() == value.casefold():
                return member
        unknown_seen.unknown = True
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member


def is_unknown(value: Any) -> bool:
    """Whether `value` is a member that the documentation does not list."""
    return isinstance(value, OpenIntEnum | OpenStrEnum) and not value.is_known
