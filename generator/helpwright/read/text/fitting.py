"""Puts the cells of rows under their columns, where pipes show how rows are cut.

What the pipes do not show, the words must: which cell was empty and dropped, whether
the name itself was, and where a row ends that has too few or too many cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from helpwright.read.text.kinds import is_plain_type
from helpwright.read.text.rows import (
    ColumnRule,
    Piece,
    RawRow,
    fit_row,
    parse_rows,
)
from helpwright.value import dataclass

_LOST_NAME = 6.0
_MISFIT = 24.0
"""Cost from which cells do not make a row at all."""
_DOUBTFUL = 6.5
"""Cost from which the rows around have to be looked at too."""


@dataclass(slots=True)
class PipedRow:
    """Cells of a row in the order of the source, dropped ones at the end."""

    number: int
    cells: list[Piece] = field(default_factory=list)
    hard: bool = False
    """True where a leading pipe, or a whole row on the line, shows that it begins here."""
    nameless: bool = False
    """True where the leading pipe stands alone: the first cell was dropped."""
    on_first_line: int = 0
    padded: bool = False
    """True where pipes of dropped cells stand on a line of their own."""
    open_lines: list[str] = field(default_factory=list)
    """First lines of a cell whose end is still to come."""

    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Pieces, and the columns that they belong to."""

    pieces: Sequence[Piece]
    row: RawRow
    cost: float = 0.0
    lost_name: bool = False


class Fitter:
    """Puts cells under the columns they belong to."""

    def __init__(
        self, rows: Sequence[PipedRow], rules: Sequence[ColumnRule], most: int
    ) -> None:
        self.misfits: list[Sequence[Piece]] = []
        self._rows = rows
        self._rules = rules
        self._most = most
        self._named = any(rule.column == "type" for rule in rules)
        self._kept_empty = any(self._shows_empty_cell(row) for row in rows)

    def _shows_empty_cell(self, row: PipedRow) -> bool:
        """Whether an empty cell stands before a full one, so that none was dropped."""
        texts = row.texts()
        if len(texts) != len(self._rules) or not self._has_required(texts):
            return False
        last = max(index for index, text in enumerate(texts) if text)
        return "" in texts[:last]

    def _has_required(self, texts: Sequence[str]) -> bool:
        return all(
            text or rule.optional for text, rule in zip(texts, self._rules, strict=True)
        )

    def run(self) -> Iterator[Fitted]:
        """Each row, its cells where they belong."""
        at = 0
        while at < len(self._rows):
            row = self._rows[at]
            at += 1
            goes_on = row.hard and at < len(self._rows) and not self._rows[at].hard
            fitted = None if goes_on else self._fit(row)
            if fitted and fitted.cost < _DOUBTFUL:
                yield fitted
                continue
            pieces = _full(row)
            while at < len(self._rows) and not self._stands_alone(self._rows[at]):
                pieces += _full(self._rows[at])
                at += 1
            yield from self._read_run(pieces, fitted)

    def _stands_alone(self, row: PipedRow) -> bool:
        """Whether a row certainly begins and ends where the pipes say."""
        fitted = self._fit(row) if row.hard else None
        return fitted is not None and fitted.cost < _DOUBTFUL

    def _read_run(self, pieces: list[Piece], fitted: Fitted | None) -> Iterator[Fitted]:
        """Rows in pieces whose pipes do not show where one ends."""
        parsed = parse_rows(pieces, self._rules)
        taken = sum(len(cell) for raw in parsed.rows for cell in raw)
        if taken < len(pieces) and fitted and len(fitted.pieces) == len(pieces):
            yield fitted
            return
        for raw in parsed.rows:
            yield Fitted(pieces, raw, _DOUBTFUL)
        if taken < len(pieces):
            self.misfits.append(pieces[taken:])

    def _fit(self, row: PipedRow) -> Fitted | None:
        texts = row.texts()
        if len(texts) > len(self._rules) and not row.hard:
            return None
        kept = self._kept_empty or all(texts)
        if kept and len(texts) == len(self._rules) and self._has_required(texts):
            placed = zip(texts, self._rules, strict=True)
            cost = sum(rule.cost(text) for text, rule in placed if text)
            if self._kept_empty or cost < _MISFIT:
                return Fitted(row.cells, _in_place(texts))
        pieces = _full(row)
        found = fit_row(pieces, self._rules, self._most)
        cost = found[0] if found else float("inf")
        if found and row.padded and row.on_first_line < 2 and not found[1][1]:
            cost += _MISFIT / 2
        if row.nameless:
            cost += _MISFIT
        lone = len(pieces) == 1 and not is_plain_type(pieces[0].text)
        named = self._named and not lone
        lost = fit_row(pieces, self._rules, self._most, 1) if named else None
        if lost and lost[0] + _LOST_NAME < min(cost, _MISFIT):
            return Fitted(pieces, lost[1], lost[0], lost_name=True)
        if found and cost < _MISFIT:
            return Fitted(pieces, found[1], cost)
        return None


def _in_place(texts: Sequence[str]) -> RawRow:
    return [[index] if text else [] for index, text in enumerate(texts)]


def _full(row: PipedRow) -> list[Piece]:
    return [cell for cell in row.cells if cell.text]
