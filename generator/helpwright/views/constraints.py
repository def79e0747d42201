"""Bounds of a schema as arguments of Pydantic's `Field`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
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


def field_arguments(schema: Json, annotation: str) -> tuple[list[Part], set[Import]]:
    """Arguments for the bounds that `schema` states, and what they need imported.

    Bounds of scalars that have a text form of their own, such as base64, count characters
    of that form and are left to the server.
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
            text = _number(bound, exact="NetDecimal" in annotation)
            arguments.append(f"{argument}={text}")
            if text.startswith("Decimal"):
                imports.add(_DECIMAL)
    if annotation.startswith("str"):
        arguments += _pattern(schema)
    return arguments, imports


def _number(bound: float, *, exact: bool) -> str:
    """`bound` as a literal; a `Decimal` where a double would not be the same number."""
    written = str(getattr(bound, "text", None) or repr(bound))
    try:
        value = Decimal(written)
    except InvalidOperation:
        return repr(float(bound))
    if value == value.to_integral_value() and abs(value) < 10**18:
        return str(int(value))
    if not exact:
        return repr(float(bound))
    return f"Decimal({literal(written)})"


def _pattern(schema: Json) -> Iterator[Part]:
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and (whole := enforced_pattern(pattern)):
        yield Text("pattern=", whole)


@lru_cache(maxsize=1024)
def enforced_pattern(pattern: str) -> str | None:
    """`pattern` as Pydantic can enforce it, None where it can't.

    .NET's RegularExpressionAttribute holds the whole value against it; Pydantic's engine
    searches, so the ends are added where they are missing. It takes linear time, and no
    look-around and no back-reference.
    """
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    closed = pattern.startswith("^") and pattern.endswith("$")
    if not closed or "|" in pattern or pattern.endswith(r"\$"):
        pattern = f"^(?:{pattern})$"
    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern))
    except SchemaError:
        return None
    return pattern
