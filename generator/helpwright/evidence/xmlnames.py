"""Walks a JSON sample and the XML sample beside it together: both show the same object.

XML tells what JSON does not: names of enumeration values, an offset kept apart from its
date, a character's code, members that JSON hides, and how everything is called in XML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

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
            inside = [m.value for m in node.members if m.name.lower() == "value"]
            below = [e for e in element.children if e.name.lower() == "value"]
            self.todo += ((value, *pair) for pair in zip(inside, below, strict=False))
            return
        for member, entry in zip(node.members, element.children, strict=False):
            for part in entry.children:
                if part.name == "Value":
                    self.todo.append((value, member.value, part))

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
            if not slot.xml:
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
            alike: dict[tuple[str, str], list[int]] = {}
            for at in sorted(free, reverse=True):
                name = member_key(decoded(free[at].name))
                waiting.setdefault(name, []).append(at)
                alike.setdefault((name, free[at].text), []).append(at)
            for at, member in enumerate(node.members):
                if at in found:
                    continue
                name = row_key(member.name if by_wire else names[at])
                # A member declared anew stands twice in XML, and once in JSON.
                hit = _last(alike.get((name, texts[at])), free)
                if hit is None:
                    hit = _last(waiting.get(name), free)
                if hit is not None:
                    found[at] = hit
                    del free[hit]
    by_text: dict[str, list[int]] = {}
    for at, element in free.items():
        if not element.children and element.text:
            by_text.setdefault(element.text, []).append(at)
    left = {at: texts[at] for at in range(len(names)) if at not in found}
    counts = Counter(left.values())
    for at, text in left.items():
        hits = by_text.get(text, [])
        if text and len(hits) == 1 and counts[text] == 1:
            found[at] = hits[0]
    return found


def _last(hits: list[int] | None, free: Container[int]) -> int | None:
    """The last of `hits` that is still free; those behind it are taken off."""
    while hits and hits[-1] not in free:
        hits.pop()
    return hits[-1] if hits else None


def _numbers_shown(node: Node) -> set[int]:
    return {number_in(member.value.text) for member in node.members}


def _as_xml(value: Node) -> str:
    """How a simple value is written in XML; empty where that is not sure."""
    if value.kind == "string" and value.text == "A":
        return "65"
    if value.kind == "number":
        return value.text.removesuffix(".0")
    return value.text if value.kind in ("string", "boolean") else ""
