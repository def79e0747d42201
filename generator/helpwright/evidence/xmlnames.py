"""Walks a JSON sample and the XML sample beside it together: both show the same object.

XML tells what JSON does not: names of enumeration values, an offset kept apart from its
date, a character's code, members that JSON hides, and how everything is called in XML.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpwright.evidence.alignment import RULES, decoded
from helpwright.evidence.contracts import OFFSET
from helpwright.evidence.exhibits import Exchange, XmlExhibit
from helpwright.evidence.graph import (
    Group,
    Key,
    Slot,
    XmlShown,
    XmlText,
    child,
    group_in,
    slot_of,
)
from helpwright.evidence.placing import Graph
from helpwright.evidence.values import number_in
from helpwright.samples import Element, Node
from helpwright.spec import XmlName


def pair_with_xml(graph: Graph, number: int, exchange: Exchange) -> None:
    """Takes in the XML samples of a body whose JSON sample `graph` has."""
    slot = graph.bodies.get(number)
    if slot is None or not exchange.json:
        return
    exhibit = exchange.json[0]
    for xml in exchange.xml:
        walk = _Walk(graph, exhibit.number, xml)
        walk.root(slot, exhibit.root)


class _Walk:
    def __init__(self, graph: Graph, exhibit: int, xml: XmlExhibit) -> None:
        self.graph = graph
        self.exhibit = exhibit
        self.xml = xml
        self.visited: set[tuple[int, int]] = set()
        self.todo: list[tuple[Slot, Node, Element]] = []

    def root(self, slot: Slot, node: Node) -> None:
        element = self.xml.root
        group = group_in(slot)
        if group is not None:
            group.xml_names.append(self._shown(element))
        self.todo.append((slot, node, element))
        while self.todo:
            self._pair(*self.todo.pop())

    def _shown(self, element: Element, order: int | None = None) -> XmlShown:
        items = {below.name for below in element.children}
        item = items.pop() if len(items) == 1 and order is not None else ""
        name = XmlName(
            name=element.name,
            namespace=element.namespace,
            order=order,
            item_name=item,
        )
        return XmlShown(name, self.xml.at(element.line), self.xml.serializer)

    def _pair(self, slot: Slot, node: Node, element: Element) -> None:
        slot = slot_of(slot)
        visit = id(slot), node.content
        if visit in self.visited or element.nil:
            return
        self.visited.add(visit)
        group = group_in(slot)
        if node.kind == "object" and group is not None:
            self._pair_members(group, node, element)
        elif node.kind == "array" and slot.item is not None:
            self._pair_items(slot_of(slot.item), node, element)
        elif node.kind == "object" and slot.value is not None:
            self._pair_values(slot, node, element)
        elif node.kind in ("string", "number", "boolean"):
            offset = tuple(below.name for below in element.children) == OFFSET
            if offset or not element.children:
                place = self.xml.at(element.line)
                text = XmlText(element.text, node, place, element.name, offset)
                slot.xml_texts.append(text)

    def _pair_items(self, item: Slot, node: Node, element: Element) -> None:
        group = group_in(item)
        for value, below in zip(node.items, element.children, strict=False):
            if group is not None and (id(item), value.content) not in self.visited:
                group.xml_names.append(self._shown(below))
            self.todo.append((item, value, below))

    def _pair_values(self, slot: Slot, node: Node, element: Element) -> None:
        assert slot.value is not None
        value = slot_of(slot.value)
        if slot.is_pair:
            for member in node.members:
                for below in element.children:
                    if below.name.lower() == member.name.lower() == "value":
                        self.todo.append((value, member.value, below))
            return
        for member, entry in zip(node.members, element.children, strict=False):
            for below in entry.children:
                if below.name == "Value":
                    self.todo.append((value, member.value, below))

    def _pair_members(self, group: Group, node: Node, element: Element) -> None:
        aligned = self.graph.keys_of(group, node)
        keys: list[Key] = [
            pair[0] if pair else member.name
            for member, pair in zip(node.members, aligned.pairing, strict=True)
        ]
        names = [
            (group.rows[key].name if isinstance(key, int) else "") or member.name
            for member, key in zip(node.members, keys, strict=True)
        ]
        found = _matched(names, node, element.children)
        for at, below_at in found.items():
            below = element.children[below_at]
            slot = child(group, keys[at])
            if all(shown.name.name != below.name for shown in slot.xml):
                slot.xml.append(self._shown(below, below_at))
            self.todo.append((slot, node.members[at].value, below))
        visit = self.exhibit, node.content
        paired = set(found.values())
        rest = [e for i, e in enumerate(element.children) if i not in paired]
        numbers = {number_in(each.text) for each in rest} - {0}
        if hidden := frozenset(numbers - _numbers_shown(node)):
            group.hidden[visit] = hidden
        if found and not element.cut:
            texts = {each.text for each in rest}
            group.not_in_xml[visit] = frozenset(
                key
                for at, key in enumerate(keys)
                if at not in found and _as_xml(node.members[at].value) not in texts
            )


def _matched(
    names: Sequence[str], node: Node, children: Sequence[Element]
) -> dict[int, int]:
    """For each member its element: by name, then by a value that only those two have."""
    found: dict[int, int] = {}
    free = dict(enumerate(children))
    texts = [_as_xml(member.value) for member in node.members]
    for by_wire in (False, True):
        for _, row_key, member_key in RULES:
            waiting: dict[str, list[int]] = {}
            for at in sorted(free, reverse=True):
                name = decoded(free[at].name)
                waiting.setdefault(member_key(name), []).append(at)
            for at, member in enumerate(node.members):
                name = row_key(member.name if by_wire else names[at])
                if at in found or not (hits := waiting.get(name)):
                    continue
                # A member declared anew stands twice in XML, and once in JSON.
                same = [hit for hit in hits if children[hit].text == texts[at]]
                found[at] = same[-1] if same else hits[-1]
                hits.remove(found[at])
                del free[found[at]]
    by_text: dict[str, list[int]] = {}
    for at, element in free.items():
        if not element.children and element.text:
            by_text.setdefault(element.text, []).append(at)
    left = {at: texts[at] for at in range(len(names)) if at not in found}
    for at, text in left.items():
        hits = by_text.get(text, [])
        if text and len(hits) == 1 and [*left.values()].count(text) == 1:
            found[at] = hits[0]
    return found


def _numbers_shown(node: Node) -> set[int]:
    return {number_in(member.value.text) for member in node.members}


def _as_xml(value: Node) -> str:
    """How a simple value is written in XML; empty where that is not sure."""
    if value.kind == "string" and value.text == "A":
        return "65"
    if value.kind == "number":
        return value.text.removesuffix(".0")
    return value.text if value.kind in ("string", "boolean") else ""
