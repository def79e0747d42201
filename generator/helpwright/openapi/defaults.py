"""`Default value is V`, typed by the schema of its parameter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from helpwright.openapi.dump import JSON, Number
from helpwright.spec import Enumeration, Named, Scalar, TypeRef, Unknown

_INTEGER = re.compile(r"[+-]?[0-9]{1,100}")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_UUID = re.compile(r"\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?")
_ISO_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]{8,16}(?:Z|[+-][0-9:]{5})?)?"
)
_INVARIANT_DATE = re.compile(
    r"([0-9]{2})/([0-9]{2})/([0-9]{4}) ([0-9]{2}(?::[0-9]{2}){2})"
)
_TIME_SPAN = re.compile(r"-?(?:[0-9]+\.)?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?")

_LIMITS = {"byte": (0, 255), "signed byte": (-128, 127), "unsigned integer": (0, None)}


class NoDefault(Enum):
    """Says that no default was read; None would be a value."""

    NO_DEFAULT = "no default"


NO_DEFAULT = NoDefault.NO_DEFAULT


def typed_default(
    text: str, type_: TypeRef, enumerations: Mapping[str, Enumeration]
) -> JSON | NoDefault:
    """The value that `text` is for a parameter of `type_`, or NO_DEFAULT.

    The page prints defaults in .NET's invariant culture. An enumeration's is the name, or
    several of them: that is what its parameter carries in an address.
    """
    match type_:
        case Scalar(name="string" | "URI"):
            return text
        case Unknown():
            return text
        case Scalar(name=name):
            return _scalar(text.strip(), name)
        case Named(name=name) if name in enumerations:
            return _enumeration(text.strip(), enumerations[name])
    return NO_DEFAULT


def _scalar(text: str, name: str) -> JSON | NoDefault:
    match name:
        case "boolean":
            return {"true": True, "false": False}.get(text.lower(), NO_DEFAULT)
        case "integer" | "unsigned integer" | "byte" | "signed byte":
            return _integer(text, name)
        case "decimal number":
            if _INTEGER.fullmatch(text):
                return int(text)
            return Number(text) if _NUMBER.fullmatch(text) else NO_DEFAULT
        case "character":
            return text if len(text) == 1 else NO_DEFAULT
        case "date":
            return _date(text)
        case "time interval":
            return text if _TIME_SPAN.fullmatch(text) else NO_DEFAULT
        case "globally unique identifier":
            return text.strip("{}") if _UUID.fullmatch(text) else NO_DEFAULT
    return NO_DEFAULT


def _integer(text: str, name: str) -> JSON | NoDefault:
    if not _INTEGER.fullmatch(text):
        return NO_DEFAULT
    number = int(text)
    low, high = _LIMITS.get(name, (None, None))
    too_small = low is not None and number < low
    too_big = high is not None and number > high
    return NO_DEFAULT if too_small or too_big else number


def _date(text: str) -> JSON | NoDefault:
    if found := _INVARIANT_DATE.fullmatch(text):
        return f"{found[3]}-{found[1]}-{found[2]}T{found[4]}"
    return text if _ISO_DATE.fullmatch(text) else NO_DEFAULT


def _enumeration(text: str, enumeration: Enumeration) -> JSON | NoDefault:
    names = {member.name.lower() for member in enumeration.members}
    given = [part.strip().lower() for part in text.split(",")]
    if names.issuperset(given) or _INTEGER.fullmatch(text):
        return text
    return NO_DEFAULT
