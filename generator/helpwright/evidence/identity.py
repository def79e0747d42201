"""Which models are one: the same values, or the same name and shape.

The generator creates one object a type and sample (`createdObjectReferences`). So equal
objects are of one type if they hold a value that is nobody else's, as a GUID is; `Graph`
joins those as it meets them. Equal objects without such a value may be two types that look
alike: they are joined where their names say the same. And objects of one sample that
differ are of two types, whatever they are called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpwright.diagnostics import Finding, Findings
from helpwright.evidence.alignment import Rows, fits
from helpwright.evidence.graph import Group, Slot, group_in, group_of, slot_of
from helpwright.evidence.labels import Label
from helpwright.evidence.placing import Graph
from helpwright.evidence.values import SCALARS_BY_LOOK, look_of
from helpwright.evidence.words import trailing
from helpwright.limits import DEEPEST, Limits, advice


def join_equals(
    graph: Graph,
    labels: Mapping[Group, Sequence[Label]],
    findings: Findings,
    limits: Limits,
) -> None:
    """Joins models that samples show with equal objects under names that go together."""
    holders: dict[tuple[int, int], list[Group]] = {}
    for group in labels:
        for visit in group.observed:
            holders.setdefault(visit, []).append(group)
    most = limits.compared_objects
    for groups in holders.values():
        if len(groups) > most:
            findings.add(_too_many(groups[most], most))
    pairs = {
        (first, second): None
        for groups in holders.values()
        for at, first in enumerate(groups[:most])
        for second in groups[at + 1 : most]
    }
    ranks = {group: rank for rank, group in enumerate(labels)}
    for first, second in sorted(
        pairs, key=lambda pair: tuple(sorted((ranks[pair[0]], ranks[pair[1]])))
    ):
        names = [_names(group, labels[group]) for group in (first, second)]
        if any(trailing(a, b) for a in names[0] for b in names[1]):
            graph.join(first, second)


def _too_many(group: Group, most: int) -> Finding:
    seen = group.seen[0]
    return Finding(
        code="HW316",
        severity="note",
        message=f"more than {most} members and bodies hold equal objects",
        place=seen.exhibit.at(seen.node.line),
        made_of_it="this one and the others are not compared with them:"
        " they have types of their own",
        advice=advice("compared_objects"),
    )


def _names(group: Group, labels: Sequence[Label]) -> set[str]:
    return {label.name for label in labels} | ({group.name} if group.name else set())


def are_distinct(first: Group, second: Group) -> bool:
    """Whether some sample has an object of each, and the two objects differ."""
    contents: dict[int, set[int]] = {}
    for seen in first.seen:
        if seen.exhibit.generated:
            contents.setdefault(seen.exhibit.number, set()).add(seen.node.content)
    shared: dict[int, set[int]] = {}
    for seen in second.seen:
        if seen.exhibit.number in contents:
            shared.setdefault(seen.exhibit.number, set()).add(seen.node.content)
    return any(not (contents[number] & found) for number, found in shared.items())


def same_shape(first: Group, second: Group) -> bool:
    """Whether two models have the same members, of types that do not disagree.

    Where one of them has a table, the other's members have to stand in it.
    """
    assumed: set[tuple[int, int]] = set()
    todo: list[tuple[Group, Group]] = [(first, second)]
    while todo:
        a, b = (group_of(group) for group in todo.pop())
        pair = a.serial, b.serial
        if a is b or pair in assumed:
            continue
        assumed.add(pair)
        if a.rows or b.rows:
            if not (_in_table(a, b) if b.rows else _in_table(b, a)):
                return False
            continue
        if not _same_members(a, b):
            return False
        for key in a.slots.keys() & b.slots.keys():
            below = _agree(slot_of(a.slots[key]), slot_of(b.slots[key]))
            if below is None:
                return False
            todo += below
    return True


def _same_members(a: Group, b: Group) -> bool:
    names, others = set(a.slots), set(b.slots)
    if names == others:
        return True
    cut = [all(seen.node.cut for seen in group.seen) for group in (a, b)]
    return (cut[0] and names < others) or (cut[1] and others < names)


def _in_table(group: Group, table: Group) -> bool:
    if group.rows:
        return False
    rows = Rows(table.rows)
    for seen in group.seen:
        members = [(member.name, member.value) for member in seen.node.members]
        pairing = rows.align(members).pairing
        for (_, value), pair in zip(members, pairing, strict=True):
            if pair is None or not fits(table.rows[pair[0]], value):
                return False
    return True


def _agree(a: Slot, b: Slot) -> list[tuple[Group, Group]] | None:
    """The models that have to have one shape for two slots to agree; None where the
    slots disagree already."""
    for _ in range(DEEPEST):
        groups = group_in(a), group_in(b)
        if groups[0] and groups[1]:
            return [(groups[0], groups[1])]
        if not (_kind(a) and _kind(b)):
            return []
        if _kind(a) != _kind(b):
            return None
        below = (a.item, b.item) if a.item else (a.value, b.value)
        if below[0] is None or below[1] is None:
            return []
        a, b = slot_of(below[0]), slot_of(below[1])
    return []


def _kind(slot: Slot) -> str:
    """What a slot holds, in a word; empty where nothing tells."""
    if group_in(slot):
        return "object"
    if slot.item or slot.value:
        return "list" if slot.item else "map"
    kinds = {
        SCALARS_BY_LOOK[look].name
        for node, _ in slot.seen
        if node.kind in ("string", "number", "boolean")
        and (look := look_of(node)) in SCALARS_BY_LOOK
    }
    return kinds.pop() if len(kinds) == 1 else ""
