"""Reads the numbering of a model's objects, so that `counting` can solve it.

The order in which the generator fills an object is that of the table, not that of the
JSON: properties as the class declares them, base members last, then public fields with a
count of their own (`ObjectGenerator.SetPublicProperties`, then `SetPublicFields`). Where
no table gives the order, that of the sample is tried first, and then those in which a
serializer has moved fields or base members to the front.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from helpwright.diagnostics import Finding, Findings
from helpwright.evidence.counting import Column, Options, Step, solve
from helpwright.evidence.graph import Group, Key, Seen
from helpwright.evidence.steps import RESET, Numbered, numbered
from helpwright.evidence.values import number_in
from helpwright.limits import Limits, advice
from helpwright.value import dataclass

Order = tuple[Key, ...]

_BOUNDED = {
    "counted_members": "members in an object",
    "counted_orders": "places from which members may have been moved",
    "counted_states": "states of their counters",
    "counted_work": "states of their counters over all members",
}
"""What there may be too many of, by the name of the limit."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What the numbering of a model's objects leaves possible."""

    options: dict[Hashable, Options]
    objects: tuple[Numbered, ...]
    """Those that say something of their own."""
    broken: tuple[Numbered, ...] = ()
    """Those of which some numbers come out right in no way."""


def solve_group(group: Group, findings: Findings, limits: Limits) -> Solution | None:
    """Solves the numbering of `group`; None where no object of it was generated."""
    beyond: set[str] = set()
    solution = _solution(group, limits, beyond)
    for name in sorted(beyond):
        findings.add(_too_many(group, name, getattr(limits, name)))
    return solution


def _too_many(group: Group, name: str, most: int) -> Finding:
    seen = group.seen[0]
    called = group.name or group.derived
    return Finding(
        code="HW315",
        severity="note",
        message=f"the numbers of {called} are too many to be counted: more than"
        f" {most:,} {_BOUNDED[name]}",
        place=seen.exhibit.at(seen.node.line),
        text=called,
        made_of_it="they prove less, or nothing, of who may be null",
        advice=advice(name),
    )


def _solution(group: Group, limits: Limits, beyond: set[str]) -> Solution | None:
    distinct: dict[Hashable, Seen] = {}
    contents = _contents(group)
    for seen in group.seen:
        if max(len(group.rows), len(seen.keys)) > limits.counted_members:
            beyond.add("counted_members")
            continue
        if seen.exhibit.from_xml and not group.rows:
            continue  # XML sorts members by name, and no table has their order
        # The generator makes one object of a type: two that differ are not its work.
        if seen.exhibit.generated and len(contents[seen.exhibit.number]) == 1:
            distinct.setdefault(seen.node.content, seen)
    if not distinct:
        return None
    sightings = list(distinct.values())
    first, *others = _orders(group, sightings[0], limits, beyond)
    for orders in (first, *others):
        solved = [
            (options, objects)
            for order in orders
            if (objects := _objects(group, sightings, order))
            and (options := _solve(objects, limits, beyond)) is not None
        ]
        if solved:
            if orders is first:
                beyond.discard("counted_orders")  # No other order was needed.
            return Solution(_agreed([o for o, _ in solved]), solved[0][1])
    return _piecemeal(_objects(group, sightings, first[0]), limits, beyond)


def _contents(group: Group) -> dict[int, set[int]]:
    """The different objects of `group` in each sample."""
    found: dict[int, set[int]] = {}
    for seen in group.seen:
        found.setdefault(seen.exhibit.number, set()).add(seen.node.content)
    return found


def _objects(
    group: Group, sightings: Sequence[Seen], order: Order
) -> tuple[Numbered, ...]:
    objects: dict[Hashable, Numbered] = {}
    for seen in sightings:
        each = numbered(group, seen, order)
        objects.setdefault((each.steps, each.elsewhere), each)
    return tuple(objects.values())


def _solve(
    objects: Sequence[Numbered], limits: Limits, beyond: set[str]
) -> dict[Hashable, Options] | None:
    columns = [
        Column(key, tuple(each.steps[at] for each in objects))
        for at, key in enumerate(objects[0].keys)
    ]
    return solve(columns, [each.elsewhere for each in objects], limits, beyond)


def _agreed(readings: Sequence[dict[Hashable, Options]]) -> dict[Hashable, Options]:
    """What is possible in one reading or another."""
    possible: dict[Hashable, Options] = {}
    for options in readings:
        for key, found in options.items():
            old = possible.get(key, found)
            possible[key] = Options(
                old.takes or found.takes, old.restarts or found.restarts
            )
    return possible


# --- orders -------------------------------------------------------------------------------


def _orders(
    group: Group, seen: Seen, limits: Limits, beyond: set[str]
) -> list[list[Order]]:
    """Orders in which the generator may have filled the members.

    All that are equally likely stand together; later ones count where no earlier one
    explains the numbers.
    """
    if group.rows:
        return [_orders_of_table(len(group.rows), seen)]
    keys = list(dict.fromkeys(key for each in group.seen for key in each.keys))
    moved = _moved(seen, limits, beyond) if keys == list(seen.keys) else []
    return [[tuple(keys)], moved]


def _orders_of_table(rows: int, seen: Seen) -> list[Order]:
    order: list[Key] = list(range(rows))
    before: Key | None = None
    for key in seen.keys:
        if key not in order:
            # A member without a row stands where the sample has it.
            order.insert(order.index(before) + 1 if before is not None else 0, key)
        before = key
    shown = [key for key in seen.keys if isinstance(key, int)]
    if "backing-field" in seen.rules:
        # A [Serializable] class: JSON has the fields of properties, and public fields.
        of_properties = {
            key
            for key, rule in zip(seen.keys, seen.rules, strict=True)
            if rule == "backing-field"
        }
        split = order.index(max(of_properties, key=order.index)) + 1
        return [(*order[:split], RESET, *order[split:])]
    table = sorted(shown)
    for at in range(1, len(table)):
        if shown == table[at:] + table[:at]:
            # The end of the table comes first in JSON, as fields do; base members may.
            split = order.index(table[at])
            return [tuple(order), (*order[:split], RESET, *order[split:])]
    return [tuple(order)]


def _moved(seen: Seen, limits: Limits, beyond: set[str]) -> list[Order]:
    """Orders for an object whose numbers go down once on the way through the sample."""
    numbers = [_number(member.value.text) for member in seen.node.members]
    drop = next(
        (at for at in range(1, len(numbers)) if 0 < numbers[at] < max(numbers[:at])), 0
    )
    if not drop:
        return []
    start = max(at for at in range(drop) if numbers[at] > numbers[drop])
    keys = seen.keys
    splits = range(start + 1, drop + 1)
    if len(splits) > limits.counted_orders:
        beyond.add("counted_orders")
        return []
    return [(*keys[at:], *keys[:at]) for at in splits] + [
        (*keys[at:], RESET, *keys[:at]) for at in splits
    ]


def _number(text: str) -> int:
    whole = text.split(".")[0]
    if whole.isdecimal() and whole != "1":
        return int(whole[:6])
    return number_in(text)


# --- numbers that do not come out right as a whole ----------------------------------------


def _piecemeal(
    objects: Sequence[Numbered], limits: Limits, beyond: set[str]
) -> Solution:
    """Solves each object on its own, piece by piece between the numbers that are sure."""
    options: dict[Hashable, Options] = {}
    broken = []
    for each in objects:
        found, whole = _pieces(each, limits, beyond)
        if not whole and _has_strings(each):
            broken.append(each)
        for key, possible in found.items():
            old = options.get(key, Options(True, True))
            both = Options(
                old.takes and possible.takes, old.restarts and possible.restarts
            )
            # Objects that contradict each other leave the member open.
            options[key] = both if both.takes or both.restarts else Options(True, True)
    return Solution(options, tuple(objects), tuple(broken))


def _has_strings(each: Numbered) -> bool:
    """Whether the generator's own strings stand in the object, so that it is its work."""
    return any(step and step.kind == "numbered" for step in each.steps)


def _pieces(
    each: Numbered, limits: Limits, beyond: set[str]
) -> tuple[dict[Hashable, Options], bool]:
    options: dict[Hashable, Options] = {}
    whole = True
    has_strings = _has_strings(each)
    start, piece = 0, []
    for key, step in [*zip(each.keys, each.steps, strict=True), (None, None)]:
        end = step if step and step.kind in ("numbered", "jump") else None
        if key is not None and end is None:
            piece.append(Column(key, (step,)))
            continue
        target = end if end and end.kind == "numbered" else None
        taken = each.elsewhere
        found = _piece(start, piece, target, taken, limits, beyond, gaps=has_strings)
        whole = whole and found is not None
        options.update(found or {})
        start, piece = end.value if end else 0, []
    return options, whole


def _piece(
    start: int,
    piece: list[Column],
    target: Step | None,
    elsewhere: frozenset[int],
    limits: Limits,
    beyond: set[str],
    *,
    gaps: bool,
) -> dict[Hashable, Options] | None:
    """Solves the members between two strings, if need be with members in between that
    take numbers and are not shown."""
    begin = Column(None, (Step("jump", start),))
    end = [Column(None, (target,))] if target else []
    known = frozenset(number for number in elsewhere if number > start)
    found = solve([begin, *piece, *end], [known], limits, beyond)
    if found is None and gaps:
        gap = Column(None, (Step("gap"),))
        spread = [column for each in piece for column in (gap, each)]
        found = solve([begin, *spread, gap, *end], [known], limits, beyond)
    return found
