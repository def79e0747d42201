"""Goes over all slots of a graph, in an order that does not depend on that of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from helpwright.evidence.exhibits import Exchange
from helpwright.evidence.graph import Group, Slot, group_of, members_of, slot_of
from helpwright.evidence.offered import class_name, resource_name
from helpwright.evidence.placing import Graph
from helpwright.evidence.words import singular


class Stand(NamedTuple):
    """A slot and where it stands."""

    slot: Slot
    holder: Group | None
    name: str
    """Of the member or the body, one of several in the singular."""

    @property
    def subject(self) -> str:
        """In words, for messages."""
        if self.holder is None:
            return f"the body of {self.name}"
        holder = group_of(self.holder)
        return f"{holder.name or holder.derived}.{self.name}"


def all_slots(
    graph: Graph,
    order: Sequence[int],
    exchanges: Sequence[Exchange],
    groups: Iterable[Group],
) -> Iterator[Stand]:
    """The slots of all bodies and of all members of `groups`, and those inside of them.

    Those of dictionary keys are left out: there enumerations are always names.
    """
    for number in order:
        if number in graph.bodies:
            name = resource_name(exchanges[number].operation.path)
            yield from _inside(graph.bodies[number], None, name)
    for group in groups:
        for key, slot in members_of(group):
            yield from _inside(slot, group, class_name(group, key, slot))


def _inside(slot: Slot, holder: Group | None, name: str) -> Iterator[Stand]:
    slot = slot_of(slot)
    yield Stand(slot, holder, name)
    for below in (slot.item, slot.value):
        if below is not None:
            yield from _inside(slot_of(below), holder, singular(name))
