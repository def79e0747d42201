"""Finds the rows in a run of pieces whose cells and rows have lost their borders.

A table is a repetition of its columns: a name, perhaps a description, a type, any number of
annotations. Every piece is given to one column, or to none when the table is over, so
that the sum of all costs is least. One pass, a handful of states.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from helpwright.blocks import Link
from helpwright.read.text.kinds import COSTS, lone_description_cost, source_cost
from helpwright.value import dataclass
from helpwright.vocabulary import Column, is_none

_INFINITE = float("inf")
_OUTSIDE_COST = 3.5
_OUTSIDE_INDEX_COST = 1.5
"""Below the rows of an index stand the next group's name and description."""
_UNFINISHED_COST = 3.0
_SKIPPED_COST = 3.0


class Piece(NamedTuple):
    """Words that lie in one cell."""

    text: str
    number: int
    """Line in the source."""
    gap: int = 1
    """Blank lines before it, 0 where it follows the line above."""
    links: tuple[Link, ...] = ()
    open_end: bool = False
    """True where the source ends within these words."""


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """What a column may hold."""

    column: Column | None
    optional: bool
    """True where a row can do without."""
    repeats: bool
    """True where one cell may hold several pieces."""
    cost: Callable[[str], float]


RawRow = list[list[int]]
"""For each column of the table, the indexes of its pieces."""


def rules_of(roles: Sequence[Column | None]) -> tuple[ColumnRule, ...]:
    """The rules of a table with these columns."""
    typed = "type" in roles
    rules: list[ColumnRule] = []
    for role in roles:
        cost: Callable[[str], float] = COSTS.get(role, _any_cost)
        optional = role not in ("name", "type", "annotations", "value", "api", "status")
        if role == "annotations":
            optional = typed
            cost = cost if typed else source_cost
        if role == "description" and "annotations" not in roles:
            cost = lone_description_cost
        repeats = role in ("description", "annotations", "message", None)
        rules.append(ColumnRule(role, optional, repeats and role != "value", cost))
    return tuple(rules)


def _any_cost(text: str) -> float:
    return 1


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was found in a run of pieces."""

    rows: list[RawRow]
    end: int
    """Index of the first piece that is in no row."""
    unfinished: RawRow | None
    """A row at the very end that lacks a cell it must have."""


def parse_rows(pieces: Sequence[Piece], rules: Sequence[ColumnRule]) -> Parsed:
    """The cheapest way to read `pieces` as rows with something else behind them."""
    if not pieces:
        return Parsed([], 0, None)
    path = _Search(pieces, rules).run()
    rows: list[RawRow] = []
    end = len(pieces)
    previous = -1
    for index, state in enumerate(path):
        if state == len(rules):
            end = index
            break
        again = state == previous and not rules[state].repeats
        if not rows or state < previous or again:
            rows.append([[] for _ in rules])
        rows[-1][state].append(index)
        previous = state
    unfinished = None
    if rows and end == len(pieces) and not _is_whole(rows[-1], rules):
        unfinished = rows.pop()
    return Parsed(rows, end, unfinished)


def _is_whole(row: RawRow, rules: Sequence[ColumnRule]) -> bool:
    return all(cell or rule.optional for cell, rule in zip(row, rules, strict=True))


class _Search:
    """Least cost over all ways to give pieces to columns."""

    def __init__(self, pieces: Sequence[Piece], rules: Sequence[ColumnRule]) -> None:
        self._pieces = pieces
        self._rules = rules
        self._outside = len(rules)
        self._is_index = rules[0].column == "api"
        self._outside_cost = _OUTSIDE_INDEX_COST if self._is_index else _OUTSIDE_COST
        annotated = any(is_none(piece.text) for piece in pieces)
        self._skipped = _SKIPPED_COST if annotated else 0.5
        costs = (*(rule.cost for rule in rules), self._cost_outside)
        self._costs: tuple[Callable[[str], float], ...] = costs
        self._moves = [self._moves_into(state) for state in range(len(rules) + 1)]

    def _moves_into(self, state: int) -> list[tuple[int, float]]:
        """The states that `state` can follow, each with what the step costs.

        Cost -1 marks one more piece of the same cell.
        """
        rules = self._rules
        moves: list[tuple[int, float]] = []
        for before in range(len(rules)):
            tail_skipped = [rule.column for rule in rules[before + 1 :]]
            row_over = all(rule.optional for rule in rules[before + 1 :])
            skips = self._skipped if "annotations" in tail_skipped else 0.0
            if state in (0, self._outside):
                if row_over:
                    moves.append((before, skips))
            elif before < state and all(
                rule.optional for rule in rules[before + 1 : state]
            ):
                moves.append((before, 0.0))
            elif before == state and rules[state].repeats:
                moves.append((before, -1.0))
        if state == self._outside:
            moves.append((self._outside, 0.0))
        return moves

    def run(self) -> list[int]:
        """The state of each piece on the cheapest path."""
        costs = [_INFINITE] * (self._outside + 1)
        costs[0] = self._costs[0](self._pieces[0].text)
        costs[self._outside] = self._outside_cost
        back: list[list[int]] = []
        for before, piece in zip(self._pieces, self._pieces[1:], strict=False):
            costs, origins = self._step(costs, before, piece)
            back.append(origins)
        for state in range(self._outside):
            if not all(rule.optional for rule in self._rules[state + 1 :]):
                costs[state] += _UNFINISHED_COST
        state = min(range(self._outside + 1), key=costs.__getitem__)
        path = [state]
        for origins in reversed(back):
            state = origins[state]
            path.append(state)
        path.reverse()
        return path

    def _cost_outside(self, text: str) -> float:
        return self._outside_cost

    def _step(
        self, costs: list[float], before: Piece, piece: Piece
    ) -> tuple[list[float], list[int]]:
        reached: list[float] = []
        origins: list[int] = []
        for state, moves in enumerate(self._moves):
            best, origin = _INFINITE, 0
            for source, price in moves:
                if costs[source] >= best:
                    continue
                if price < 0:
                    price = self._price_of_more(state, before, piece)
                if costs[source] + price < best:
                    best, origin = costs[source] + price, source
            if best < _INFINITE:
                best += self._costs[state](piece.text)
            reached.append(best)
            origins.append(origin)
        return reached, origins

    def _price_of_more(self, state: int, before: Piece, piece: Piece) -> float:
        """Price of one more piece in a cell that already holds one."""
        if self._rules[state].column == "annotations":
            return 5.0 if is_none(before.text) or is_none(piece.text) else 0.0
        apart = 0.2 if piece.gap == 0 else 1.5
        return apart + 2 if self._is_index else apart


def fit_row(
    pieces: Sequence[Piece], rules: Sequence[ColumnRule], most: int, first: int = 0
) -> tuple[float, RawRow] | None:
    """The cheapest way to read all `pieces` as one row, from column `first` on.

    None where there are too few pieces, or more than `most`.
    """
    if len(pieces) > most:
        return None
    best: dict[int, tuple[float, tuple[int, ...]]] = {first - 1: (0.0, ())}
    for piece in pieces:
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for column in range(first, len(rules)):
            ways = [
                way
                for before, way in best.items()
                if _may_follow(rules, before, column)
            ]
            if ways:
                cost, taken = min(ways)
                again = 0.5 if taken and taken[-1] == column else 0.0
                own = rules[column].cost(piece.text)
                reached[column] = cost + again + own, (*taken, column)
        best = reached
    whole = [
        way
        for column, way in best.items()
        if all(rule.optional for rule in rules[column + 1 :])
    ]
    if not whole:
        return None
    cost, taken = min(whole)
    row: RawRow = [[] for _ in rules]
    for index, column in enumerate(taken):
        row[column].append(index)
    return cost, row


def _may_follow(rules: Sequence[ColumnRule], before: int, column: int) -> bool:
    if before == column:
        return rules[column].repeats
    if before > column:
        return False
    return all(rule.optional for rule in rules[before + 1 : column])
