"""Counting decides exactly what can be decided: compared with every assignment there is."""

from __future__ import annotations

import itertools
import time
from collections.abc import Hashable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from timing import timed

from helpwright.evidence.counting import CLAIMS, Column, Options, Step, solve

ENOUGH = 40
"""More than any counter of these tests reaches."""


def by_brute_force(
    columns: Sequence[Column], elsewhere: Sequence[frozenset[int]]
) -> dict[Hashable, Options] | None:
    """What is possible for each member, by trying all assignments."""
    keys = [c.key for c in columns if any(s and s.kind in CLAIMS for s in c.steps)]
    possible: dict[Hashable, set[bool]] = {key: set() for key in keys}
    any_holds = False
    for choices in itertools.product([False, True], repeat=len(keys)):
        chosen = dict(zip(keys, choices, strict=True))
        if all(
            runs(columns, number, chosen, taken)
            for number, taken in enumerate(elsewhere)
        ):
            any_holds = True
            for key, choice in chosen.items():
                possible[key].add(choice)
    if not any_holds:
        return None
    return {key: Options(True in seen, False in seen) for key, seen in possible.items()}


def runs(
    columns: Sequence[Column],
    number: int,
    chosen: dict[Hashable, bool],
    taken: frozenset[int],
) -> bool:
    """Whether the numbers of one object come out right."""
    states = {0}
    for column in columns:
        for _ in taken:
            states |= {state + 1 for state in states if state + 1 in taken}
        step = column.steps[number]
        if step is not None:
            states = after(step, states, chosen.get(column.key, False), taken)
    return bool(states)


def after(step: Step, states: set[int], takes: bool, taken: frozenset[int]) -> set[int]:
    next_ones = {state + 1 for state in states if state + 1 not in taken}
    match step.kind:
        case "numbered":
            return next_ones & {step.value}
        case "silent":
            return next_ones
        case "shown" if takes:
            return next_ones & {step.value}
        case "shown":
            return states if step.value == 1 else set()
        case "hidden":
            return next_ones if takes else states
        case "loose":
            return states | next_ones
        case "gap":
            return {to for state in states for to in range(state, ENOUGH)}
    return {step.value} if states else set()


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Column], list[frozenset[int]]]:
    """Members of one to three objects, numbered as the generator numbers them; now and
    then a number is changed, so that nothing comes out right."""
    objects = draw(st.integers(1, 3))
    counters = [0] * objects
    outside: list[set[int]] = [set() for _ in range(objects)]
    columns = []
    for key in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(["numbered", "silent", "shown", "hidden", "loose"]))
        nullable = draw(st.booleans())
        steps: list[Step | None] = []
        for at in range(objects):
            if draw(st.integers(0, 9)) == 0:
                counters[at] += 1
                outside[at].add(counters[at])
            if draw(st.integers(0, 9)) == 0:
                steps.append(None)
                continue
            if kind in ("numbered", "silent") or not nullable:
                counters[at] += 1
            shown = 1 if kind == "shown" and nullable else counters[at]
            wrong = draw(st.integers(0, 30)) == 0
            value = shown + wrong if kind in ("numbered", "shown") else 0
            steps.append(Step(kind, value))
            if draw(st.integers(0, 15)) == 0:
                steps[-1] = Step(draw(st.sampled_from(["gap", "loose"])))
        columns.append(Column(key, tuple(steps)))
    return columns, [frozenset(numbers) for numbers in outside]


@settings(max_examples=150, deadline=None)
@given(problems())
def test_is_exact(problem: tuple[list[Column], list[frozenset[int]]]) -> None:
    columns, elsewhere = problem
    assert solve(columns, elsewhere) == by_brute_force(columns, elsewhere)


def one_object(*steps: Step) -> list[Column]:
    return [Column(at, (step,)) for at, step in enumerate(steps)]


def test_a_number_that_starts_again_took_none() -> None:
    found = solve(one_object(Step("numbered", 1), Step("shown", 1), Step("shown", 2)))
    assert found == {1: Options(False, True), 2: Options(True, False)}


def test_the_first_number_alone_decides_nothing() -> None:
    assert solve(one_object(Step("shown", 1))) == {0: Options(True, True)}


def test_of_two_ones_exactly_one_is_nullable_and_nobody_knows_which() -> None:
    found = solve(one_object(Step("shown", 1), Step("shown", 1), Step("numbered", 2)))
    assert found == {0: Options(True, True), 1: Options(True, True)}


def test_a_step_that_is_missing_is_seen_in_the_next_number() -> None:
    found = solve(one_object(Step("numbered", 1), Step("hidden"), Step("numbered", 2)))
    assert found == {1: Options(False, True)}


def test_two_objects_decide_together_what_neither_does_alone() -> None:
    # One of a and b took a number, and one of a and c did not.
    columns = [
        Column("a", (Step("hidden"), Step("hidden"))),
        Column("b", (Step("hidden"), None)),
        Column("c", (None, Step("hidden"))),
        Column("end", (Step("numbered", 3), Step("numbered", 1))),
    ]
    found = solve(columns)
    assert found is None
    columns[3] = Column("end", (Step("numbered", 2), Step("numbered", 1)))
    assert solve(columns) == {
        "a": Options(False, True),
        "b": Options(True, False),
        "c": Options(False, True),
    }


def test_numbers_known_to_have_gone_elsewhere_are_no_gaps() -> None:
    steps = one_object(Step("numbered", 1), Step("hidden"), Step("numbered", 3))
    assert solve(steps) == {1: Options(True, False)}
    assert solve(steps, [frozenset({2})]) == {1: Options(False, True)}


def test_says_when_no_assignment_explains_the_numbers() -> None:
    assert solve(one_object(Step("numbered", 1), Step("numbered", 3))) is None


@timed
def test_a_thousand_members_take_less_than_a_second() -> None:
    columns = [Column(at, (Step("hidden"),)) for at in range(999)]
    columns.append(Column("end", (Step("numbered", 500),)))
    start = time.process_time()
    found = solve(columns)
    assert time.process_time() - start < 1
    assert found is not None
    assert found[0] == Options(True, True)
