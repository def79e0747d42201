"""Walks a value beside its schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Any

from helpwright.mock.shared import binding, typed_text
from helpwright.value import dataclass

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


class Sent:
    """Which documented members the values of a schema had, over all values."""

    def __init__(self, schema: Mapping[str, Any], binder: binding.Binder) -> None:
        self._binder = binder
        self._nodes: dict[str, _Node] = {}
        self._root = self._node(schema)

    def add(self, value: Any) -> None:
        """Notes the members of one value."""
        if self._root is not None:
            self._root.add(value)

    def members(self) -> Iterator[tuple[str, str]]:
        """Component and name of every documented member that some value had."""
        for component, node in self._nodes.items():
            yield from ((component, name) for name in node.seen)

    def _node(self, schema: Mapping[str, Any]) -> _Node | None:
        """What to look at in values of `schema`; None where there are no members."""
        component = self._binder.name_of(schema)
        if component in self._nodes:
            return self._nodes[component]
        plain = typed_text.plain(schema, self._binder)
        properties: Mapping[str, Any] = plain.get("properties", {})
        inner = {
            place: plain[place]
            for place in ("items", "additionalProperties")
            if isinstance(plain.get(place), Mapping)
        }
        if not properties and not inner:
            return None
        node = _Node(frozenset(properties) if component else frozenset())
        if component:
            self._nodes[component] = node
        for name, member in properties.items():
            child = self._node(member)
            if child is not None:
                node.children[name] = child
        node.items, node.others = (
            self._node(inner[place]) if place in inner else None
            for place in ("items", "additionalProperties")
        )
        return node


@dataclass(slots=True)
class _Node:
    """A schema with members, and those that were seen."""

    names: frozenset[str]
    seen: set[str] = field(default_factory=set[str])
    children: dict[str, _Node] = field(default_factory=dict[str, "_Node"])
    """Members that have members themselves."""
    items: _Node | None = None
    others: _Node | None = None

    def add(self, value: Any) -> None:
        if isinstance(value, list):
            if self.items is not None:
                for item in value:
                    self.items.add(item)
        elif isinstance(value, dict):
            self.seen |= self.names & value.keys()
            for name, child in self.children.items():
                if name in value:
                    child.add(value[name])
            if self.others is not None:
                for name in value.keys() - self.names:
                    self.others.add(value[name])


def _members(
    value: dict[str, Any], schema: Mapping[str, Any]
) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties")
    for name, inner in value.items():
        yield name, inner, properties.get(name, others if others else {})
