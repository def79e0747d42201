"""Solves the numbering of sample objects: which members took a number, and which did not.

The generator of samples fills an object member by member and numbers what it fills
(`ObjectGenerator` of Microsoft.AspNet.WebApi.HelpPage). A value of a simple type takes the
next number; a `Nullable<T>` is filled by a generator of its own, shows 1 and takes none.
Not every value shows its number. What took one is therefore a constraint problem: the
numbers that do show have to come out right.

One variable a member ("takes a number"), one counter an object. Forwards and backwards
over the members, the sets of counter states that can occur are kept as bits of an integer,
for all objects of a model at once, so that the answer is exact: a choice is open if and
only if some assignment of all the others goes with it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import field
from typing import Literal, TypeAlias

from helpwright.limits import DEFAULTS, Limits
from helpwright.value import dataclass

StepKind: TypeAlias = Literal[
    "numbered", "silent", "shown", "hidden", "loose", "gap", "jump"
]


@dataclass(frozen=True, slots=True)
class Step:
    """What one member does to the counter of one object.

    - `numbered`: takes the next number, which is `value` (`sample string 3`)
    - `silent`: takes the next number and does not show it (an `Object`)
    - `shown`: takes the next number, which is `value`; or shows 1 and takes none
    - `hidden`: takes the next number or none, and does not show which
    - `loose`: as `hidden`, but no choice of the member: it may be read-only, or changed
    - `gap`: members that do not stand in the sample take any count of numbers
    - `jump`: the counter stands at `value` afterwards, whatever was before
    """

    kind: StepKind
    value: int = 0


CLAIMS = frozenset({"shown", "hidden"})
"""Steps in which the member's choice shows whether it is nullable."""


@dataclass(frozen=True, slots=True)
class Column:
    """A member, and its step in each of the objects; None where it has none there."""

    key: Hashable
    steps: tuple[Step | None, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What is still possible for a member."""

    takes: bool
    restarts: bool

    @property
    def decided(self) -> bool:
        return self.takes != self.restarts


def solve(
    columns: Sequence[Column],
    elsewhere: Sequence[frozenset[int]] = (),
    limits: Limits = DEFAULTS,
    beyond: set[str] | None = None,
) -> dict[Hashable, Options] | None:
    """What each member of `columns` with a choice can have done.

    Columns are in the order in which the generator fills the members; keys are unique
    among columns with a choice. `elsewhere` has, for each object, the numbers that are
    known to have gone to members outside of `columns`.

    Returns None where no assignment explains the numbers, or where the objects together
    have more states than `limits` allows; then `beyond` gets the limit's name.
    """
    if not columns:
        return {}
    count = len(columns[0].steps)
    elsewhere = tuple(elsewhere) or (frozenset(),) * count
    space = _Space.of(columns, elsewhere, limits.counted_states)
    work = space.size * len(columns)
    if space.size > limits.counted_states or work > limits.counted_work:
        is_wide = space.size > limits.counted_states
        if beyond is not None:
            beyond.add("counted_states" if is_wide else "counted_work")
        return None
    before = [1]
    for column in columns:
        before.append(space.forwards(column.steps, before[-1]))
    # Any state is a fine end: what follows the last number decides nothing.
    after = before[-1]
    if not after:
        return None
    possible = {}
    for column, start in zip(reversed(columns), reversed(before[:-1]), strict=True):
        takes = space.choice(column.steps, after, takes=True)
        restarts = space.choice(column.steps, after, takes=False)
        start = space.slipped(start)
        if _has_choice(column):
            possible[column.key] = Options(bool(takes & start), bool(restarts & start))
        after = space.unslipped((takes | restarts) & start)
    return possible


def _has_choice(column: Column) -> bool:
    return any(step is not None and step.kind in CLAIMS for step in column.steps)


@dataclass(slots=True)
class _Space:
    """Sets of counter states, as bits: state (n0, n1, …) is bit n0*s0 + n1*s1 + …"""

    widths: tuple[int, ...]
    strides: tuple[int, ...]
    size: int
    elsewhere: tuple[int, ...]
    """For each object, the states from which a member outside takes the next number."""
    slips: tuple[int, ...]
    """How many numbers in a row such members can take."""
    masks: dict[tuple[int, int], int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        columns: Sequence[Column],
        elsewhere: Sequence[frozenset[int]],
        most: int,
    ) -> _Space:
        widths = []
        for number, taken in enumerate(elsewhere):
            steps = [step for c in columns if (step := c.steps[number])]
            highest = max([0, *taken, *(step.value for step in steps)])
            reach = len(steps) + len(taken)
            leaps = any(step.kind in ("jump", "gap") for step in steps)
            widths.append((highest + reach if leaps else max(highest, reach)) + 2)
        strides, size = [], 1
        for width in widths:
            strides.append(size)
            size *= width
        space = cls(tuple(widths), tuple(strides), size, (), ())
        if size <= most:
            space.elsewhere = tuple(
                sum(space.mask(i, n - 1) for n in taken if n > 0)
                for i, taken in enumerate(elsewhere)
            )
            space.slips = tuple(len(taken) for taken in elsewhere)
        return space

    def mask(self, index: int, value: int) -> int:
        """All states in which counter `index` stands at `value`."""
        key = index, value
        if key not in self.masks:
            lowest = self.below(index, 1)
            self.masks[key] = lowest << (value * self.strides[index])
        return self.masks[key]

    def below(self, index: int, limit: int) -> int:
        """All states in which counter `index` stands below `limit`."""
        stride = self.strides[index]
        period = stride * self.widths[index]
        repeat = ((1 << self.size) - 1) // ((1 << period) - 1)
        return ((1 << (stride * limit)) - 1) * repeat

    def slipped(self, states: int) -> int:
        """`states`, and those after members outside have taken their numbers."""
        for index, allowed in enumerate(self.elsewhere):
            for _ in range(self.slips[index]):
                more = states | (states & allowed) << self.strides[index]
                if more == states:
                    break
                states = more
        return states

    def unslipped(self, states: int) -> int:
        """The states from which `states` can come about by members outside."""
        for index, allowed in enumerate(self.elsewhere):
            for _ in range(self.slips[index]):
                more = states | (states >> self.strides[index]) & allowed
                if more == states:
                    break
                states = more
        return states

    def forwards(self, steps: tuple[Step | None, ...], states: int) -> int:
        """The states after one member."""
        states = self.slipped(states)
        return self._run(steps, states, takes=True, back=False) | self._run(
            steps, states, takes=False, back=False
        )

    def choice(
        self, steps: tuple[Step | None, ...], states: int, *, takes: bool
    ) -> int:
        """The states before one member that chose `takes`, for those after it."""
        return self._run(steps, states, takes=takes, back=True)

    def _run(
        self, steps: tuple[Step | None, ...], states: int, *, takes: bool, back: bool
    ) -> int:
        for index, step in enumerate(steps):
            if step is None or not states:
                continue
            move = self._retreat if back else self._advance
            match step.kind:
                case "numbered":
                    states = move(index, states, only=step.value)
                case "silent":
                    states = move(index, states)
                case "shown" if takes:
                    states = move(index, states, only=step.value)
                case "shown":
                    states = states if step.value == 1 else 0
                case "hidden" if takes:
                    states = move(index, states)
                case "loose":
                    states |= move(index, states)
                case "gap":
                    states = self._spread(index, states, back=back)
                case "jump":
                    states = self._jump(index, states, step.value, back=back)
        return states

    def _advance(self, index: int, states: int, *, only: int = 0) -> int:
        """Counter `index` up by one; `only` allows none but the number of that value."""
        states &= ~self.elsewhere[index]
        if only:
            states &= self.mask(index, only - 1)
        else:
            states &= ~self.mask(index, self.widths[index] - 1)
        return states << self.strides[index]

    def _retreat(self, index: int, states: int, *, only: int = 0) -> int:
        if only:
            states &= self.mask(index, only)
        else:
            states &= ~self.mask(index, 0)
        return (states >> self.strides[index]) & ~self.elsewhere[index]

    def _spread(self, index: int, states: int, *, back: bool) -> int:
        stride, width, distance = self.strides[index], self.widths[index], 1
        while distance < width:
            if back:
                inner = states & ~self.below(index, distance)
                states |= inner >> (stride * distance)
            else:
                inner = states & self.below(index, width - distance)
                states |= inner << (stride * distance)
            distance *= 2
        return states

    def _jump(self, index: int, states: int, value: int, *, back: bool) -> int:
        stride = self.strides[index]
        if len(self.widths) == 1:
            if back:
                everywhere = (1 << self.size) - 1
                return everywhere if states & self.mask(index, value) else 0
            return self.mask(index, value) if states else 0
        if back:
            states &= self.mask(index, value)
        at_zero = 0
        for number in range(self.widths[index]):
            at_zero |= (states & self.mask(index, number)) >> (number * stride)
        if not back:
            return at_zero << (value * stride)
        spread = 0
        for number in range(self.widths[index]):
            spread |= at_zero << (number * stride)
        return spread
