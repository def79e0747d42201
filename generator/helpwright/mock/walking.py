"""Walks a value beside its schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from helpwright.mock.shared import binding, typed_text

Change = Callable[[Any, Mapping[str, Any]], Any]
"""Gets an inner value and its schema, gives what is to stand in its place."""


def changed(
    value: Any, schema: Mapping[str, Any], binder: binding.Binder, change: Change
) -> Any:
    """`value` with everything inside it changed, from the outside inwards."""
    plain = typed_text.plain(schema, binder)
    if isinstance(value, list):
        items = plain.get("items", {})
        return [changed(change(v, items), items, binder, change) for v in value]
    if isinstance(value, dict):
        return {
            name: changed(change(inner, of), of, binder, change)
            for name, inner, of in _members(value, plain)
        }
    return value


def members(
    value: Any, schema: Mapping[str, Any], binder: binding.Binder
) -> Iterator[tuple[str, str]]:
    """Component and name of every documented member that `value` has."""
    plain = typed_text.plain(schema, binder)
    if isinstance(value, list):
        for item in value:
            yield from members(item, plain.get("items", {}), binder)
    elif isinstance(value, dict):
        component = binder.name_of(schema)
        for name, inner, of in _members(value, plain):
            if component and name in plain.get("properties", {}):
                yield component, name
            yield from members(inner, of, binder)


def _members(
    value: dict[str, Any], schema: Mapping[str, Any]
) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties")
    for name, inner in value.items():
        yield name, inner, properties.get(name, others if others else {})
