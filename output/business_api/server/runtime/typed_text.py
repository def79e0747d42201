"""Gives text the types of a schema: what forms and XML carry has none of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from ...runtime.spelling import parse_time_span, write_time_span
from .binding import Binder, Schema
from .json_values import is_object

Text: TypeAlias = "str | None | dict[str, Text] | list[Text]"
"""Text, and what holds text."""

_INTEGER = re.compile(r"[+-]?\d{1,400}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)


def parser_of(schema: Schema) -> Callable[[str], Any]:
    """A function that reads text as the type of `schema`; it raises ValueError."""
    types = types_of(schema)
    if "enum" in schema and "integer" in types:
        return lambda text: int(text) if _INTEGER.fullmatch(text) else text
    if "integer" in types:
        return _integer
    if "number" in types:
        return _number
    if "boolean" in types:
        return _boolean
    return str


def types_of(schema: Schema) -> Sequence[str]:
    """What `type` says, as a list."""
    types = schema.get("type", ())
    return [types] if isinstance(types, str) else list(types)


def plain(schema: Schema, binder: Binder) -> Schema:
    """`schema` without the choice of null, and the component where it refers to one."""
    resolved = binder.resolve(schema)
    choices = [s for s in resolved.get("anyOf", ()) if s.get("type") != "null"]
    if "type" not in resolved and len(choices) == 1:
        return plain(choices[0], binder)
    return resolved


def allows_null(schema: Schema, binder: Binder) -> bool:
    """Whether null is among the values of `schema`."""
    resolved = binder.resolve(schema)
    choices = (resolved, *resolved.get("anyOf", ()))
    return any("null" in types_of(choice) for choice in choices)


def stands_for_null(text: str, schema: Schema, binder: Binder) -> bool:
    """Whether `text` is the word null where no text of any kind is expected."""
    if text.strip() != "null" or not allows_null(schema, binder):
        return False
    resolved = plain(schema, binder)
    return "string" not in types_of(resolved) or "format" in resolved


def typed(value: Text, schema: Schema, binder: Binder) -> Any:
    """`value` with its text read by `schema`; text that does not fit stays text."""
    if value is None:
        return None
    if isinstance(value, str) and stands_for_null(value, schema, binder):
        return None
    schema = plain(schema, binder)
    if isinstance(value, dict) and "array" in types_of(schema):
        value = list(value.values())
    if isinstance(value, dict):
        members = {n.casefold(): s for n, s in schema.get("properties", {}).items()}
        others = schema.get("additionalProperties")
        other = others if is_object(others) else {}
        return {
            name: typed(item, members.get(name.casefold(), other), binder)
            for name, item in value.items()
        }
    if isinstance(value, list):
        items = schema.get("items", {})
        return [typed(item, items, binder) for item in value]
    if "array" in types_of(schema):
        return [typed(value, schema.get("items", {}), binder)]
    if schema.get("format") == "time-span" and "P" in value:
        return _time_span(value)
    try:
        return parser_of(schema)(value)
    except ValueError:
        return value


def from_fields(fields: Text, schema: Schema, binder: Binder) -> Any:
    """What the fields of a form, or of a query, come to by `schema`."""
    filled = without_blanks(_with_dictionaries(fields, schema, binder), schema, binder)
    return typed(filled, schema, binder)


def is_dictionary(schema: Schema) -> bool:
    """Whether the names in an object of `schema` are values themselves."""
    others, known = schema.get("additionalProperties"), schema.get("properties")
    return is_object(others) and not known


def _with_dictionaries(value: Text, schema: Schema, binder: Binder) -> Text:
    """`value` with dictionaries for Web API's `[0].key=a&[0].value=1`."""
    resolved = plain(schema, binder)
    if is_dictionary(resolved):
        value = _from_pairs(value)
    items = resolved.get("items")
    others = items if is_object(items) else resolved.get("additionalProperties")
    other = others if is_object(others) else {}
    if isinstance(value, list):
        return [_with_dictionaries(item, other, binder) for item in value]
    if isinstance(value, dict):
        members = {n.casefold(): s for n, s in resolved.get("properties", {}).items()}
        return {
            name: _with_dictionaries(item, members.get(name.casefold(), other), binder)
            for name, item in value.items()
        }
    return value


def _from_pairs(value: Text) -> Text:
    """The dictionary that numbered keys and values make; otherwise `value`."""
    given = list(value.values()) if isinstance(value, dict) else value
    whole: dict[str, Text] = {}
    for item in given if isinstance(given, list) else ():
        pair = {n.casefold(): v for n, v in item.items()} if is_object(item) else {}
        key = pair.get("key")
        if not isinstance(key, str) or not pair.keys() <= {"key", "value"}:
            return value
        whole[key] = pair.get("value", "")
    return whole or value


def without_blanks(value: Text, schema: Schema, binder: Binder) -> Text:
    """`value` with null for empty text, which is a field not filled in."""
    resolved = plain(schema, binder)
    if isinstance(value, dict):
        members = {n.casefold(): s for n, s in resolved.get("properties", {}).items()}
        return {
            name: without_blanks(item, members.get(name.casefold(), {}), binder)
            for name, item in value.items()
        }
    if value == "" and allows_null(schema, binder):
        is_free = "string" in types_of(resolved) and "format" not in resolved
        return value if is_free else None
    return value


def _integer(text: str) -> int:
    if _INTEGER.fullmatch(text) is None:
        raise ValueError(text)
    return int(text)


def _number(text: str) -> Decimal:
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(text)
    return Decimal(text)


def _boolean(text: str) -> bool:
    if text.casefold() not in ("true", "false"):
        raise ValueError(text)
    return text.casefold() == "true"


def _time_span(text: str) -> str:
    """The ISO 8601 duration `text` as JSON has it."""
    try:
        span = parse_time_span(text)
    except ValueError:
        return text
    return write_time_span(timedelta(span.days, span.seconds, span.microseconds))
