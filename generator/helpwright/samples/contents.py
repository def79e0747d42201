"""Numbers values by their content, so that equal ones are told by comparing integers."""

from __future__ import annotations

from collections.abc import Hashable

from helpwright.samples.tree import Node


class Contents:
    """Gives equal values the same number, over all the trees it is shown."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def number(self, root: Node) -> int:
        """Sets `content` on `root` and on every value in it, and returns that of `root`.

        Names, their order, kinds and lexemes count; lines and cuts do not.
        """
        todo = [(root, False)]
        while todo:
            node, children_done = todo.pop()
            if not children_done and (node.members or node.items):
                todo.append((node, True))
                todo += ((member.value, False) for member in node.members)
                todo += ((item, False) for item in node.items)
                continue
            node.content = self._numbers.setdefault(_key(node), len(self._numbers))
        return root.content


def _key(node: Node) -> Hashable:
    if node.kind == "object":
        return "object", tuple((m.name, m.value.content) for m in node.members)
    if node.kind == "array":
        return "array", tuple(item.content for item in node.items)
    return node.kind, node.text
