"""Bounds of a schema as arguments of Pydantic's `Field`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from helpwright.escape import literal
from helpwright.names.document import Json
from helpwright.views.imports import Import
from helpwright.views.layout import Part, Text

_LENGTHS = (
    ("minLength", "min_length"),
    ("minItems", "min_length"),
    ("minProperties", "min_length"),
    ("maxLength", "max_length"),
    ("maxItems", "max_length"),
    ("maxProperties", "max_length"),
)
_RANGES = (("minimum", "ge"), ("maximum", "le"))
_DECIMAL = Import("decimal", "Decimal")

_MOST_REPEATED = 1_000
"""Parts that the counts in a pattern may come to, those inside others multiplied."""
_COUNTED = re.compile(
    r"\\.|\[(?:\\.|[^\]\\])*\]|(\()|(\))|\{([0-9]+)(?:,([0-9]*))?\}", re.DOTALL
)
"""What is escaped or in a class; else a bracket, or a count after what it repeats."""


def field_arguments(schema: Json, annotation: str) -> tuple[list[Part], set[Import]]:
    """Arguments for the bounds that `schema` states, and what they need imported.

    Bounds of scalars that have a text form of their own, such as base64, count
    characters of that form and are left to the server.
    """
    arguments: list[Part] = []
    imports: set[Import] = set()
    if "Net" not in annotation:
        for keyword, argument in _LENGTHS:
            if isinstance(schema.get(keyword), int):
                arguments.append(f"{argument}={schema[keyword]}")
    for keyword, argument in _RANGES:
        bound = schema.get(keyword)
        if isinstance(bound, int | float) and not isinstance(bound, bool):
            text = _number(bound, annotation)
            if text:
                arguments.append(f"{argument}={text}")
            if text.startswith("Decimal"):
                imports.add(_DECIMAL)
    if annotation.startswith("str"):
        arguments += _pattern(schema)
    return arguments, imports


def _number(bound: float, annotation: str) -> str:
    """`bound` as a literal, empty where Pydantic can't enforce it on the type."""
    written = str(getattr(bound, "text", None) or repr(bound))
    value = Decimal(written)
    is_whole = value == value.to_integral_value()
    if annotation.startswith("int"):
        # Pydantic takes bounds of 64 bits; .NET has no larger integers.
        return str(int(value)) if is_whole and abs(value) < 2**63 else ""
    if is_whole and abs(value) < 10**15:
        return str(int(value))
    if annotation.startswith("NetDecimal"):
        return f"Decimal({literal(written)})"
    if annotation.startswith("float"):
        return repr(float(bound)).replace("e+", "e")
    return ""


def _pattern(schema: Json) -> Iterator[Part]:
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and (whole := enforced_pattern(pattern)):
        yield Text("pattern=", whole)


@lru_cache(maxsize=1024)
def enforced_pattern(pattern: str) -> str | None:
    """`pattern` as Pydantic can enforce it, None where it can't.

    .NET's RegularExpressionAttribute holds the whole value against it; Pydantic's
    engine searches, so the ends are added where they are missing. It takes no look-around
    and no back-reference, and time that grows with the text times the pattern, in which
    it writes out what is counted: more than `_MOST_REPEATED` is left to the server.
    """
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    if _repeated(pattern) > _MOST_REPEATED:
        return None
    closed = pattern.startswith("^") and pattern.endswith("$")
    if not closed or "|" in pattern or pattern.endswith(r"\$"):
        pattern = f"^(?:{pattern})$"
    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern))
    except SchemaError:
        return None
    return pattern


def _repeated(pattern: str) -> int:
    """How many parts the counts in `pattern` come to, written out."""
    # For each bracket that is open, the parts inside it so far.
    parts, inside, closed = [0], 0, -1
    for found in _COUNTED.finditer(pattern):
        opens, closes, low, high = found.groups()
        if opens:
            parts.append(0)
        elif closes and len(parts) > 1:
            inside, closed = parts.pop(), found.end()
            parts[-1] += inside
        elif low is not None:
            count = max(int(low[:9]), int((high or low)[:9]), 1)
            # What is counted is the group that has just ended, or one character.
            group = inside if found.start() == closed else 0
            parts[-1] += max(group, 1) * count - group
    return sum(parts)
