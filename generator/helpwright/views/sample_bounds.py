"""Samples within the bounds of their types, so that a server takes what readers send.

The samples of help pages are made by a machine that knows types and no bounds: it fills a
code of 12 characters with `sample string 1`, which the server refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpwright.names import document as doc
from helpwright.names.document import Json

_LONGEST = 1000
"""Characters that are filled in; a page may ask for two thousand million."""

_EMAIL = "somebody@example.com"


def within_bounds(value: Any, schema: Json, schemas: Mapping[str, Json]) -> Any:
    """`value`, with what breaks a bound of `schema` moved to that bound.

    Values of enumerations, of types with a form of their own and patterns stay.
    """
    schema = _read(schema, schemas)
    match value:
        case dict():
            own = schema.get("properties", {})
            others = schema.get("additionalProperties")
            others = others if isinstance(others, dict) else {}
            return {
                name: within_bounds(each, own.get(name, others), schemas)
                for name, each in value.items()
            }
        case list():
            items = schema.get("items", {})
            return [within_bounds(each, items, schemas) for each in value]
        case str():
            return _text(value, schema)
        case bool():
            return value
        case int() | float():
            return _number(value, schema)
    return value


def _read(schema: Json, schemas: Mapping[str, Json]) -> Json:
    """What `schema` refers to, or what it says beside null."""
    if component := doc.component(schema):
        return schemas.get(component, {})
    choices = schema.get("anyOf", ())
    return next((each for each in choices if each.get("type") != "null"), schema)


def _text(value: str, schema: Json) -> str:
    if schema.get("format") == "email" and "@" not in value:
        return _EMAIL
    if "format" in schema or "enum" in schema or "pattern" in schema:
        return value
    return filled(value, schema)


def filled(text: str, schema: Json) -> str:
    """`text` within the bounds of its length, as far as an example can show it."""
    text = text.ljust(min(int(schema.get("minLength", 0)), _LONGEST), "x")
    return text[: int(schema.get("maxLength", len(text)))]


def _number(value: Any, schema: Json) -> Any:
    if "enum" in schema:
        return value
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and value < low:
        return low
    return high if high is not None and value > high else value
