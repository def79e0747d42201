"""Types as a graph that samples grow: groups of objects that are one model, and slots.

A slot is a place that has one type: a body, a member of a model, the items of a list. A
group is the set of all objects that are of one model. Both are joined when something shows
that two of them are the same, and what hangs below them is joined with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Literal, NamedTuple, TypeAlias

from helpwright.evidence.exhibits import Exhibit
from helpwright.place import Place
from helpwright.samples import Node
from helpwright.spec import Model, Property, TypeRef, Unknown, XmlName
from helpwright.value import dataclass

Key: TypeAlias = int | str
"""Of a member in its group: index of its row, or its wire name where no row has it."""

Visit: TypeAlias = tuple[int, int]
"""An object of a sample: numbers of the exhibit and of the content."""


class Sighting(NamedTuple):
    """A value in a sample."""

    node: Node
    exhibit: Exhibit


class Seen(NamedTuple):
    """An object in a sample, and what each of its members is in the group."""

    node: Node
    exhibit: Exhibit
    keys: tuple[Key, ...]
    rules: tuple[str, ...]
    """How each member was paired with its row; empty where it has none."""


class XmlText(NamedTuple):
    """What XML has where JSON has a simple value."""

    text: str
    json: Node
    place: Place
    element: str
    is_offset: bool
    """Whether the element holds `DateTime` and `OffsetMinutes`."""


class XmlShown(NamedTuple):
    """How XML calls a member or a model, and where."""

    name: XmlName
    place: Place
    serializer: str


@dataclass(slots=True, eq=False)
class Slot:
    declared: TypeRef | None = None
    """What a page states; None where it states nothing."""
    seen: list[Sighting] = field(default_factory=list)
    group: Group | None = None
    item: Slot | None = None
    value: Slot | None = None
    key: Slot | None = None
    is_pair: bool = False
    into: Slot | None = None
    """The slot that this one has become part of."""
    xml: list[XmlShown] = field(default_factory=list)
    xml_texts: list[XmlText] = field(default_factory=list)
    visited: set[Visit] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Group:
    serial: int
    """In the order in which groups were met."""
    name: str = ""
    """As declared; empty where samples alone show the model."""
    derived: str = ""
    """Name of a model that samples alone show, once it has one."""
    model: Model | None = None
    """As the pages describe it."""
    slots: dict[Key, Slot] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    into: Group | None = None
    restored: dict[int, str] = field(default_factory=dict)
    """Wire names that rows without a name were given."""
    xml_names: list[XmlShown] = field(default_factory=list)
    observed: set[Visit] = field(default_factory=set)
    hidden: dict[Visit, frozenset[int]] = field(default_factory=dict)
    """Numbers that XML shows in members that JSON does not have."""
    not_in_xml: dict[Visit, frozenset[Key]] = field(default_factory=dict)
    """Members that XML leaves out, which says that they are read-only."""

    @property
    def rows(self) -> tuple[Property, ...]:
        return self.model.properties if self.model else ()


def slot_of(slot: Slot) -> Slot:
    """The slot that `slot` is part of by now."""
    while slot.into is not None:
        slot = slot.into
    return slot


def group_of(group: Group) -> Group:
    """The group that `group` is part of by now."""
    while group.into is not None:
        group = group.into
    return group


def group_in(slot: Slot) -> Group | None:
    """The group of the objects in `slot`, if it holds objects of a model."""
    group = slot_of(slot).group
    return group_of(group) if group else None


def child(group: Group, key: Key) -> Slot:
    """The slot of a member, made on first use."""
    slot = group.slots.get(key)
    if slot is None:
        declared = group.rows[key].type if isinstance(key, int) else None
        slot = group.slots[key] = Slot(declared=stated(declared))
    return slot_of(slot)


def members_of(group: Group) -> Iterator[tuple[Key, Slot]]:
    """The members that samples show: those with a row first, in the order of the rows."""
    by_row: list[Key] = [*sorted(key for key in group.slots if isinstance(key, int))]
    rest = [key for key in group.slots if isinstance(key, str)]
    for key in by_row + rest:
        yield key, slot_of(group.slots[key])


def inner(
    slot: Slot, which: Literal["item", "value", "key"], declared: TypeRef | None
) -> Slot:
    """The slot of a list's items, or of a dictionary's values or keys."""
    found: Slot | None = getattr(slot, which)
    if found is None:
        found = Slot(declared=stated(declared))
        setattr(slot, which, found)
    return slot_of(found)


def stated(declared: TypeRef | None) -> TypeRef | None:
    return None if isinstance(declared, Unknown) else declared
