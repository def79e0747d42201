"""Puts the values of samples where they belong: walks types and trees side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from helpwright.evidence.alignment import Aligned, Rows
from helpwright.evidence.exhibits import Exchange, Exhibit
from helpwright.evidence.graph import (
    Group,
    Key,
    Seen,
    Sighting,
    Slot,
    child,
    group_of,
    inner,
    slot_of,
    stated,
)
from helpwright.evidence.values import is_key, is_random
from helpwright.samples import Node
from helpwright.spec import Api, ListOf, MapOf, Model, Named, PairOf, TypeRef
from helpwright.vocabulary import PLUMBING

Mark: TypeAlias = tuple[int, int | str]
PAIR = ("Key", "Value")
_TOO_MANY_ALIKE = 50
"""So many members with objects of one shape are keys of a dictionary, not of a class."""


class Graph:
    """All groups and slots of an API."""

    def __init__(self, api: Api) -> None:
        self.models: Mapping[str, Model] = {m.name: m for m in reversed(api.models)}
        self.enumerations = {each.name for each in api.enumerations}
        self.groups: list[Group] = []
        self.named: dict[str, Group] = {}
        self.bodies: dict[int, Slot] = {}
        """By the number of the exchange."""
        self._work: deque[tuple[Slot, Node, Exhibit]] = deque()
        self._joins: deque[tuple[Group, Group]] = deque()
        self._marked: dict[Mark, Group] = {}
        self._rows: dict[int, Rows] = {}
        self._alignments: dict[tuple[object, ...], Aligned] = {}
        for model in api.models:
            self.group_named(model.name)

    def group_named(self, name: str) -> Group:
        """The group of a declared model, made where no page describes it."""
        if name not in self.named:
            self.named[name] = self._new_group(name, self.models.get(name))
        return group_of(self.named[name])

    def _new_group(self, name: str = "", model: Model | None = None) -> Group:
        group = Group(len(self.groups), name, model=model)
        self.groups.append(group)
        return group

    def add(self, number: int, exchange: Exchange, exhibit: Exhibit) -> None:
        """Takes in a sample of a body."""
        slot = self.bodies.setdefault(number, Slot(stated(exchange.body.type)))
        self._work.append((slot, exhibit.root, exhibit))
        self._run()

    def join(self, first: Group, second: Group) -> None:
        """Makes one group of two, unless pages give them two names."""
        self._joins.append((first, second))
        self._run()

    def keys_of(self, group: Group, node: Node) -> Aligned:
        """How the members of an object pair with the rows of its model."""
        names = tuple(member.name for member in node.members)
        # Only for rows that lost their name the values matter as well.
        rows = self._rows.get(group.serial)
        if rows is None:
            rows = self._rows[group.serial] = Rows(group.rows)
        lost = bool(rows.lost)
        kinds = tuple(member.value.content for member in node.members) if lost else ()
        cache = group.serial, names, kinds
        if cache not in self._alignments:
            values = [(member.name, member.value) for member in node.members]
            self._alignments[cache] = rows.align(values)
        return self._alignments[cache]

    def _run(self) -> None:
        while self._work or self._joins:
            if self._joins:
                self._join(*self._joins.popleft())
            else:
                self._place(*self._work.popleft())

    def _place(self, slot: Slot, node: Node, exhibit: Exhibit) -> None:
        slot = slot_of(slot)
        if node.kind == "reference":
            node = exhibit.identified.get(node.text, node)
        visit = exhibit.number, node.content
        if visit in slot.visited or node.kind == "reference":
            return
        slot.visited.add(visit)
        slot.seen.append(Sighting(node, exhibit))
        match slot.declared:
            case None:
                self._place_undeclared(slot, node, exhibit)
            case Named(name=name):
                is_model = name not in self.enumerations and name not in PLUMBING
                if node.kind == "object" and is_model:
                    slot.group = self.group_named(name)
                    self._observe(slot.group, node, exhibit)
            case ListOf(items=items):
                self._place_items(slot, items, node, exhibit)
            case MapOf(key=key, value=value) if node.kind == "object":
                self._place_values(slot, key, value, node, exhibit)
            case PairOf(key=key, value=value) if node.kind == "object":
                self._place_pair(slot, key, value, node, exhibit)

    def _place_undeclared(self, slot: Slot, node: Node, exhibit: Exhibit) -> None:
        if node.kind == "array":
            self._place_items(slot, None, node, exhibit)
        elif node.kind != "object" or not node.members:
            return
        elif is_map(node):
            self._place_values(slot, None, None, node, exhibit)
        elif is_pair(node):
            self._place_pair(slot, None, None, node, exhibit)
        else:
            group = slot.group or self._known(node, exhibit)
            slot.group = group_of(group) if group else self._new_group()
            self._observe(slot.group, node, exhibit)

    def _place_items(
        self, slot: Slot, items: TypeRef | None, node: Node, exhibit: Exhibit
    ) -> None:
        children = node.items
        if exhibit.from_xml and node.kind == "object":
            # A list of one in XML looks like an object of one member.
            children = [member.value for member in node.members]
        if children:
            target = inner(slot, "item", items)
            self._work.extend((target, item, exhibit) for item in children)

    def _place_values(
        self,
        slot: Slot,
        key: TypeRef | None,
        value: TypeRef | None,
        node: Node,
        exhibit: Exhibit,
    ) -> None:
        keys, values = inner(slot, "key", key), inner(slot, "value", value)
        for member in node.members:
            text = Node("string", member.line, member.name)
            keys.seen.append(Sighting(text, exhibit))
            self._work.append((values, member.value, exhibit))

    def _place_pair(
        self, slot: Slot, key: TypeRef | None, value: TypeRef | None, *seen: object
    ) -> None:
        node, exhibit = seen
        assert isinstance(node, Node) and isinstance(exhibit, Exhibit)
        slot.is_pair = True
        for member in node.members:
            if member.name.lower() == "key":
                self._work.append((inner(slot, "key", key), member.value, exhibit))
            elif member.name.lower() == "value":
                self._work.append((inner(slot, "value", value), member.value, exhibit))

    def _observe(self, group: Group, node: Node, exhibit: Exhibit) -> None:
        """Takes `node` for an object of `group`."""
        group = group_of(group)
        visit = exhibit.number, node.content
        if visit in group.observed:
            return
        group.observed.add(visit)
        for mark in _marks(node, exhibit):
            known = group_of(self._marked.setdefault(mark, group))
            if known is not group:
                self._joins.append((known, group))
        aligned = self.keys_of(group, node)
        keys: list[Key] = []
        rules: list[str] = []
        for member, pair in zip(node.members, aligned.pairing, strict=True):
            key = pair[0] if pair else member.name
            keys.append(key)
            rules.append(pair[1] if pair else "")
            if pair and pair[0] in aligned.restored:
                group.restored.setdefault(pair[0], member.name)
            self._work.append((child(group, key), member.value, exhibit))
        group.seen.append(Seen(node, exhibit, tuple(keys), tuple(rules)))

    def _known(self, node: Node, exhibit: Exhibit) -> Group | None:
        """The group of the very object that `node` shows, if it was met before."""
        for mark in _marks(node, exhibit):
            if mark in self._marked:
                return self._marked[mark]
        return None

    def _join(self, first: Group, second: Group) -> None:
        first, second = group_of(first), group_of(second)
        if first is second or (first.name and second.name):
            return
        kept, gone = sorted((first, second), key=lambda g: (not g.name, g.serial))
        gone.into = kept
        kept.derived = "" if kept.name else kept.derived or gone.derived
        kept.xml_names += gone.xml_names
        below = dict(gone.slots)
        for node, exhibit, old_keys, _ in gone.seen:
            self._observe(kept, node, exhibit)
            pairing = self.keys_of(kept, node).pairing
            for member, pair, old in zip(node.members, pairing, old_keys, strict=True):
                if old in below:
                    key = pair[0] if pair else member.name
                    self._merge(child(kept, key), slot_of(below.pop(old)))

    def _merge(self, kept: Slot, gone: Slot) -> None:
        """Makes `gone` part of `kept`."""
        if kept is gone:
            return
        gone.into = kept
        again = gone.seen
        if kept.declared is None and gone.declared is not None:
            kept.declared = gone.declared
            again = kept.seen + gone.seen
            kept.seen = []
            kept.visited.clear()
        self._work.extend((kept, node, exhibit) for node, exhibit in again)
        kept.xml += gone.xml
        kept.xml_texts += gone.xml_texts
        if gone.group is not None:
            if kept.group is None and isinstance(kept.declared, Named):
                kept.group = self.group_named(kept.declared.name)
            if kept.group is None:
                kept.group = gone.group
            else:
                self._joins.append((kept.group, gone.group))
        for which in ("item", "value", "key"):
            own, other = getattr(kept, which), getattr(gone, which)
            if own is not None and other is not None:
                self._merge(slot_of(own), slot_of(other))
            elif other is not None:
                setattr(kept, which, other)


def _marks(node: Node, exhibit: Exhibit) -> Iterator[Mark]:
    """What tells an object from all others of its sample: the `$id` that references to it
    name, and its content where that holds a value which no two objects share."""
    if node.identity:
        yield exhibit.number, node.identity
    if any(
        member.value.kind == "string" and is_random(member.value.text)
        for member in node.members
    ):
        yield exhibit.number, node.content


def is_map(node: Node) -> bool:
    """Whether the names of an object are keys that the generator made."""
    names = [member.name for member in node.members]
    if node.is_dictionary:
        return True
    if all(map(is_key, names)) or all(name.isdecimal() for name in names):
        return True
    if len(names) < _TOO_MANY_ALIKE:
        return False
    shapes = {tuple(m.name for m in member.value.members) for member in node.members}
    return len(shapes) == 1 and () not in shapes


def is_pair(node: Node) -> bool:
    return tuple(member.name for member in node.members) == PAIR
