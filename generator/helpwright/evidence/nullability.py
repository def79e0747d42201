"""Who may be null: what the numbering proves of value types, and the nulls that stand there."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import NamedTuple, TypeAlias

from helpwright.evidence.counting import CLAIMS, Options, Step
from helpwright.evidence.graph import Slot
from helpwright.evidence.numbering import Solution
from helpwright.evidence.statements import Statement, quoted
from helpwright.evidence.steps import Numbered
from helpwright.samples import Node
from helpwright.spec import Nullability, Scalar
from helpwright.value import dataclass

VALUE_TYPES = frozenset(
    {
        "integer",
        "unsigned integer",
        "byte",
        "signed byte",
        "character",
        "boolean",
        "decimal number",
        "date",
        "time interval",
        "globally unique identifier",
    }
)
"""Types that .NET holds by value: only `Nullable<T>` makes them null."""

_MOST_NAMES = 8


def by_counting(
    solution: Solution, *, trusted: bool
) -> dict[Hashable, list[Statement[Nullability]]]:
    """What the numbering says of each member that it bears on.

    `trusted` is False where no value of the API restarts (see `trust`): then nothing is
    proved to be not nullable.
    """
    found: dict[Hashable, list[Statement[Nullability]]] = {}
    for each in solution.objects:
        stretches = _stretches(solution.options, each)
        members = _members(each)
        for key, step in zip(each.keys, each.steps, strict=True):
            options = solution.options.get(key)
            if step is None or step.kind not in CLAIMS or options is None:
                continue
            name, node = members[key]
            statement = _statement(
                name, node, step, options, stretches[key], each, trusted=trusted
            )
            found.setdefault(key, []).append(statement)
    return found


def by_null(slot: Slot, name: str) -> list[Statement[Nullability]]:
    """Nulls of value types, which only a `Nullable<T>` can be."""
    declared = slot.declared
    if not isinstance(declared, Scalar) or declared.name not in VALUE_TYPES:
        return []
    return [
        Statement(
            fact="nullable",
            value="nullable",
            strength="proved",
            place=exhibit.at(node.line),
            words=f'"{name}": null',
            rule="null.shown",
            note="the sample shows null",
        )
        for node, exhibit in slot.seen
        if node.kind == "null" and not exhibit.from_xml
    ]


Member: TypeAlias = tuple[str, Node]


class _Anchor(NamedTuple):
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The members between two numbers that are sure."""

    left: _Anchor | None
    right: _Anchor | None
    between: tuple[str, ...]
    """Members that may have taken a number."""
    elsewhere: int
    """How many numbers in between went to members that JSON does not have."""


def _statement(
    name: str,
    node: Node,
    step: Step,
    options: Options,
    stretch: _Stretch,
    each: Numbered,
    *,
    trusted: bool,
) -> Statement[Nullability]:
    value: Nullability = "unknown"
    rule = "counting.open"
    if options.decided:
        value = "not-nullable" if options.takes else "nullable"
        rule = "counting.takes-number" if options.takes else "counting.takes-none"
        if not options.takes and step.kind == "shown":
            rule = "counting.restart"
    note = _note(name, step, options, stretch)
    if value == "not-nullable" and not trusted:
        value, rule = "unknown", "counting.no-restart"
        note += (
            "; but no value of this API restarts at 1, so that its generator may count"
            " nullable values too"
        )
    return Statement(
        fact="nullable",
        value=value,
        strength="proved",
        place=each.seen.exhibit.at(node.line),
        words=quoted(name, node),
        rule=rule,
        note=note,
    )


def _members(each: Numbered) -> dict[Hashable, Member]:
    """Name and value of each member in the sample, by its key."""
    return {
        key: (member.name, member.value)
        for key, member in zip(each.seen.keys, each.seen.node.members, strict=True)
    }


def _stretches(
    options: Mapping[Hashable, Options], each: Numbered
) -> dict[Hashable, _Stretch]:
    """For each member, the numbers before and behind it that are sure."""
    members = _members(each)
    anchors = [
        _anchor(options, key, step, members)
        for key, step in zip(each.keys, each.steps, strict=True)
    ]
    found: dict[Hashable, _Stretch] = {}
    left: _Anchor | None = None
    start = 0
    for end in (*(at for at, anchor in enumerate(anchors) if anchor), len(anchors)):
        right = anchors[end] if end < len(anchors) else None
        between = tuple(
            members[each.keys[at]][0]
            for at in range(start, end)
            if each.keys[at] in members and _may_take(options, each, at)
        )
        low = left.number if left else 0
        elsewhere = sum(
            1 for n in each.elsewhere if low < n and (not right or n < right.number)
        )
        for at in range(start, end):
            found[each.keys[at]] = _Stretch(left, right, between, elsewhere)
        if right is not None:
            # The anchor itself is judged by what stands on both sides of it.
            behind = next((a for a in anchors[end + 1 :] if a), None)
            found[each.keys[end]] = _Stretch(left, behind, (), 0)
        left, start = right, end + 1
    return found


def _anchor(
    options: Mapping[Hashable, Options],
    key: Hashable,
    step: Step | None,
    members: Mapping[Hashable, Member],
) -> _Anchor | None:
    """The member, if it is sure to have taken the number that it shows."""
    if step is None or step.kind not in ("numbered", "shown") or key not in members:
        return None
    choice = options.get(key)
    if step.kind == "shown" and (choice is None or choice.restarts):
        return None
    return _Anchor(members[key][0], step.value)


def _may_take(options: Mapping[Hashable, Options], each: Numbered, at: int) -> bool:
    step = each.steps[at]
    if step is None:
        return False
    if step.kind == "shown":
        choice = options.get(each.keys[at])
        return choice is None or choice.takes
    return step.kind in ("hidden", "loose", "silent")


def _note(name: str, step: Step, options: Options, stretch: _Stretch) -> str:
    left, right = stretch.left, stretch.right
    if step.kind == "shown" and step.value > 1 and options.takes:
        return f"it took number {step.value}, and a nullable value would show 1"
    if step.kind == "shown" and not options.takes:
        if left:
            return (
                f"it shows 1 although “{left.name}” before it has {left.number}:"
                " only a nullable value starts again"
            )
        return "it shows 1, and another member took that number"
    if right is None:
        return "nothing behind it shows whether it took a number"
    started = f"“{left.name}” has {left.number}" if left else "the count starts at 1"
    taken = right.number - 1 - (left.number if left else 0) - stretch.elsewhere
    if step.kind == "shown" and not options.restarts:
        return f"“{right.name}” has {right.number}, so that 1 was taken before it"
    counted = f"{started} and “{right.name}” has {right.number}"
    if len(stretch.between) == 1 and options.decided:
        verb = "takes the number between" if options.takes else "takes no number"
        return f"{counted}: “{name}” {verb}"
    if taken > len(stretch.between):
        return f"{counted}: members that the sample does not show took numbers as well"
    names = ", ".join(stretch.between[:_MOST_NAMES])
    if len(stretch.between) > _MOST_NAMES:
        names += ", …"
    if taken == 0:
        return f"{counted}: none of {names} took a number"
    if taken == len(stretch.between):
        return f"{counted}: each of {names} took a number"
    return f"{counted}: of {names}, exactly {taken} took a number"
