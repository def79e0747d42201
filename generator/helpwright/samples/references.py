"""Takes Json.NET's marks out of a tree: `$id`, `$ref`, `$type` and `$values`.

Source: Newtonsoft.Json, PreserveReferencesHandling and TypeNameHandling. An object that
stands in several places is written once with a `$id`; the others say `$ref`.
"""

from __future__ import annotations

from helpwright.samples.tree import Node

_MARKS = frozenset({"$id", "$ref", "$type", "$values"})


def without_references(root: Node) -> Node:
    """`root` with the marks gone: a `$ref` becomes a node of kind `reference` that names
    the `$id`, a `$values` the array that it holds. Changes the tree in place."""
    todo = [root]
    while todo:
        node = todo.pop()
        if node.kind == "object":
            _simplify(node)
        todo += node.items
        todo += (member.value for member in node.members)
    return root


def _simplify(node: Node) -> None:
    marks = {m.name: m.value for m in node.members if m.name in _MARKS}
    if not marks:
        return
    if "$id" in marks:
        node.identity = marks["$id"].text
    values = marks.get("$values")
    rest = [member for member in node.members if member.name not in _MARKS]
    if "$ref" in marks and not rest:
        node.kind, node.text = "reference", marks["$ref"].text
    elif values is not None and values.kind == "array" and not rest:
        node.kind, node.items, node.cut = "array", values.items, values.cut
        node.deep = values.deep
    node.members = rest
