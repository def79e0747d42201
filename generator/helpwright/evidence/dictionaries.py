"""Tells dictionaries from classes by XML, which writes an entry of its own for each key.

The generator's keys mostly give themselves away; those that are names of an enumeration
look like members in JSON.
"""

from __future__ import annotations

from helpwright.evidence.alignment import decoded, letters
from helpwright.samples import Element, Node

_ENTRY = "KeyValueOf"


def mark_dictionaries(root: Node, xml: Element) -> None:
    """Sets `is_dictionary` on the objects in `root` that `xml` shows to be one."""
    todo = [(root, xml)]
    while todo:
        node, element = todo.pop()
        if node.kind == "array":
            todo += zip(node.items, element.children, strict=False)
        elif node.kind == "object" and element.children:
            if all(child.name.startswith(_ENTRY) for child in element.children):
                node.is_dictionary = True
                for member, entry in zip(node.members, element.children, strict=False):
                    todo += [
                        (member.value, c) for c in entry.children if c.name == "Value"
                    ]
                continue
            by_name = {
                letters(decoded(child.name)): child for child in element.children
            }
            for member in node.members:
                child = by_name.get(letters(member.name))
                if child is not None:
                    todo.append((member.value, child))
