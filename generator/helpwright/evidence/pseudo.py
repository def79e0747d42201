"""XML samples as if they were JSON, for bodies of which nothing else is shown."""

from __future__ import annotations

import re

from helpwright.evidence.alignment import decoded
from helpwright.evidence.contracts import OFFSET, is_system
from helpwright.samples import Element, Member, Node

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def as_json(element: Element) -> Node:
    """The value that `element` shows, as JSON would have it."""
    # Recursion goes as deep as the reader of XML lets an element nest.
    children = element.children
    if element.nil or (not children and not element.text):
        return Node("null", element.line, "null", cut=element.cut)
    if not children:
        return _simple(element)
    names = [child.name for child in children]
    if tuple(names) == OFFSET:
        return Node("string", element.line, children[0].text)
    if all(name.startswith("KeyValueOf") for name in names):
        return _dictionary(element)
    if len(set(names)) == 1 and (
        len(names) > 1
        or element.name.startswith("ArrayOf")
        or is_system(children[0].namespace)
    ):
        items = [as_json(child) for child in children]
        return Node("array", element.line, items=items, cut=element.cut)
    if names == ["key", "value"]:
        names = ["Key", "Value"]
    members = [
        Member(decoded(name), as_json(child), child.line)
        for name, child in zip(names, children, strict=True)
    ]
    return Node("object", element.line, members=members, cut=element.cut)


def _dictionary(element: Element) -> Node:
    members = []
    for entry in element.children:
        parts = {child.name: child for child in entry.children}
        if "Key" in parts and "Value" in parts:
            value = as_json(parts["Value"])
            members.append(Member(parts["Key"].text, value, entry.line))
    return Node(
        "object", element.line, members=members, cut=element.cut, is_dictionary=True
    )


def _simple(element: Element) -> Node:
    text = element.text
    if text in ("true", "false"):
        return Node("boolean", element.line, text)
    if _NUMBER.fullmatch(text):
        return Node("number", element.line, text)
    return Node("string", element.line, text)
