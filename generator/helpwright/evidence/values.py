"""What a value of a sample looks like: one of the generator's constants, a number, a date.

Source: `SimpleTypeObjectGenerator` of Microsoft.AspNet.WebApi.HelpPage, and the forms in
which Json.NET and the XML serializers write its values.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from helpwright.samples import Node
from helpwright.spec import Scalar

Look: TypeAlias = Literal[
    "numbered string",
    "numbered URI",
    "identifier",
    "date",
    "interval",
    "character",
    "bytes",
    "text",
    "integer",
    "decimal",
    "double",
    "number",
    "true",
    "false",
    "null",
]
"""What a simple value looks like; `text` and `number` are of no form that gives it away."""

_SAMPLE_STRING = re.compile(r"sample string ([1-9][0-9]{0,8})")
_SAMPLE_URI = re.compile(
    r"https?://webapihelppage([1-9][0-9]{0,8})\.com/?", re.IGNORECASE
)
_IDENTIFIER = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE
)
_DATE = re.compile(
    r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](?:\.[0-9]{1,7})?"
    r"(?:Z|[+-][01][0-9]:?[0-5][0-9])?"
    r"|\\?/Date\(-?[0-9]+(?:[+-][0-9]{4})?\)\\?/"
)
_INTERVAL = re.compile(
    r"-?(?:[0-9]+\.)?[0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,7})?"
    r"|-?P(?=[0-9T])(?:[0-9]+D)?(?:T(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9.]+S)?)?"
)
_INTEGER = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"[0-9]+\.0")
_DOUBLE = re.compile(r"[0-9]+\.1")
_NO_IDENTIFIER = "00000000-0000-0000-0000-000000000000"
_SAMPLE_BYTES = frozenset({"QEA=", "QEBA"})
"""Two bytes of 64, and three as the generators up to 5.0 make them."""


def look_of(node: Node) -> Look:
    """What `node`, a simple value, looks like."""
    match node.kind:
        case "string":
            return _look_of_text(node.text)
        case "number":
            return look_of_number(node.text)
        case "boolean":
            return "true" if node.text == "true" else "false"
    return "null"


def look_of_number(lexeme: str) -> Look:
    if _INTEGER.fullmatch(lexeme):
        return "integer"
    if _DECIMAL.fullmatch(lexeme):
        return "decimal"
    return "double" if _DOUBLE.fullmatch(lexeme) else "number"


def _look_of_text(text: str) -> Look:
    if _SAMPLE_STRING.fullmatch(text):
        return "numbered string"
    if _SAMPLE_URI.fullmatch(text):
        return "numbered URI"
    if _IDENTIFIER.fullmatch(text):
        return "identifier"
    if _DATE.fullmatch(text):
        return "date"
    if _INTERVAL.fullmatch(text):
        return "interval"
    if text == "A":
        return "character"
    return "bytes" if text in _SAMPLE_BYTES else "text"


def number_in(text: str) -> int:
    """The number that a generated string or URI shows; 0 where it shows none."""
    found = _SAMPLE_STRING.fullmatch(text) or _SAMPLE_URI.fullmatch(text)
    return int(found[1]) if found else 0


def is_key(name: str) -> bool:
    """Whether `name` is a dictionary's key as the generator makes them, not a member's."""
    return _look_of_text(name) in (
        "numbered string",
        "numbered URI",
        "identifier",
        "date",
    ) or name in ("System.Object", "True")


def is_random(text: str) -> bool:
    """Whether no two objects would have `text` in common by chance."""
    return _IDENTIFIER.fullmatch(text) is not None and text != _NO_IDENTIFIER


def is_default(node: Node) -> bool:
    """Whether this is what .NET puts where nothing was set, so no value of the generator:
    the member is read-only."""
    if node.kind == "null":
        return True
    if node.kind == "string":
        return node.text in ("", _NO_IDENTIFIER) or node.text.startswith("0001-01-01T")
    return node.text in ("0", "0.0", "false")


SCALARS_BY_LOOK: dict[Look, Scalar] = {
    "numbered string": Scalar(name="string"),
    "numbered URI": Scalar(name="URI"),
    "identifier": Scalar(name="globally unique identifier"),
    "date": Scalar(name="date"),
    "interval": Scalar(name="time interval"),
    "character": Scalar(name="string"),
    "text": Scalar(name="string"),
    "integer": Scalar(name="integer"),
    "decimal": Scalar(name="decimal number", form="decimal"),
    "double": Scalar(name="decimal number", form="double"),
    "number": Scalar(name="decimal number"),
    "true": Scalar(name="boolean"),
    "false": Scalar(name="boolean"),
}
"""The type that a value speaks for where no page states one."""
