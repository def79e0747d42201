"""What holds each model that only samples show: members of other models, and bodies."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from helpwright.evidence.exhibits import Exchange
from helpwright.evidence.graph import (
    Group,
    Slot,
    group_in,
    members_of,
    slot_of,
)
from helpwright.evidence.offered import class_name, resource_name
from helpwright.evidence.placing import Graph
from helpwright.evidence.words import singular


class Label(NamedTuple):
    """One place that holds objects of a group."""

    holder: Group | None
    """The model whose member this is; None for a body."""
    name: str
    """Of the member, one of several in the singular; or the resource that the operation's
    path names."""
    member: str
    """The member's own name; empty for a body."""
    exchange: Exchange | None
    """The body, where nothing else holds the group."""


def labels_of(
    graph: Graph, order: Sequence[int], exchanges: Sequence[Exchange]
) -> dict[Group, list[Label]]:
    """The labels of every group that samples reach, the outermost groups first.

    `order` has the numbers of the exchanges in an order that does not depend on that of
    the pages.
    """
    found: dict[Group, list[Label]] = {}
    todo: deque[tuple[Slot, Group | None, str, Exchange | None]] = deque()
    for number in order:
        if number in graph.bodies:
            name = resource_name(exchanges[number].operation.path)
            todo.append((graph.bodies[number], None, name, exchanges[number]))
    seen: set[tuple[int, int]] = set()
    while todo:
        slot, holder, name, exchange = todo.popleft()
        slot, is_item = _innermost(slot)
        visit = id(slot), id(exchange)
        group = group_in(slot)
        if group is None or visit in seen:
            continue
        seen.add(visit)
        known = group in found
        one = singular(name) if is_item or exchange else name
        label = Label(holder, one, "" if exchange else name, exchange)
        found.setdefault(group, []).append(label)
        if not known:
            todo.extend(
                (member, group, class_name(group, key, member), None)
                for key, member in members_of(group)
            )
    return found


def _innermost(slot: Slot) -> tuple[Slot, bool]:
    """The slot of the objects in a list of lists, or in a dictionary."""
    slot, is_item = slot_of(slot), False
    while slot.group is None:
        below = slot.item or slot.value
        if below is None:
            break
        slot, is_item = slot_of(below), True
    return slot, is_item
