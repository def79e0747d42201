"""Tables whose cells end in pipes: one row a line, or one cell a line.

Where an extractor wrote one cell a line, it dropped empty cells and put their pipes at
the end of the row, so a row is told by the number of its pipes and its cells by what
they hold. A cell that holds nothing but the word Email was dropped as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpwright.blocks import Row
from helpwright.limits import Limits
from helpwright.read.text.annotations import PATTERN
from helpwright.read.text.endings import settle
from helpwright.read.text.fitting import Fitted, Fitter, PipedRow
from helpwright.read.text.heads import Head
from helpwright.read.text.kinds import COSTS
from helpwright.read.text.lines import Line, cells_in
from helpwright.read.text.rows import Piece, fit_row
from helpwright.read.text.tables import (
    Body,
    Doubt,
    Stops,
    next_words,
    piece_of,
    plain_row,
    row_of,
)

_ONLY_PIPES = re.compile(r"\|[\s|]*")
_DOUBTFUL = 4.0
_CUT_DIVIDER = re.compile(r"[|\s]*-[-|\s:]*")
_END_PIPES = re.compile(r"(?<![\s|])[\s|]++$")
_CELL_END = re.compile(r"(?<!\\)\|")


def applies(lines: Sequence[Line], head: Head, stops: Stops) -> bool:
    """Whether pipes stand in the head."""
    return head.form == "pipes"


def read_pipes(lines: Sequence[Line], head: Head, stops: Stops, limits: Limits) -> Body:
    """The rows below `head`."""
    reader = _Reader(lines, head, stops, limits)
    end = reader.run()
    rows: list[Row] = []
    doubts = [
        Doubt(number=line.number, text=line.words[:80], limit="text_cells")
        for line in reader.beyond
    ]
    known = all(rule.column for rule in head.rules) and head.rules[0].column != "value"
    if not known:
        for raw in reader.rows:
            rows.append(_plain(raw, len(head.columns)))
        return Body(rows=tuple(rows), end=end, form="pipes", doubts=tuple(doubts))
    fitter = Fitter(reader.joined_rows(), head.rules, limits.text_cells)
    unfinished = None
    for fitted in fitter.run():
        if (
            fitted.lost_name
            and reader.ends(fitted.pieces)
            and _may_be_name(fitted.pieces)
        ):
            unfinished = fitted.pieces[0]
            continue
        if fitted.lost_name:
            doubts.append(_doubt(fitted.pieces, lost_name=True))
        doubtful = reader.ends_with(fitted) and fitted.cost > _DOUBTFUL
        if doubtful and reader.typed and not fitted.row[-1]:
            unfinished = fitted.pieces[0]
            continue
        settled = settle(fitted.pieces, fitted.row, head.rules, annotated=doubtful)
        unfinished = settled.piece
        if settled.row:
            rows.append(row_of(settled.pieces, settled.row, head))
    for pieces in fitter.misfits:
        if reader.ends(pieces):
            unfinished = pieces[0]
        else:
            doubts.append(_doubt(pieces, lost_name=False))
    return Body(
        rows=tuple(rows),
        end=end,
        form="pipes",
        unfinished=unfinished or reader.rest,
        doubts=tuple(doubts),
    )


def _may_be_name(pieces: Sequence[Piece]) -> bool:
    """Whether what looks like a row without its name may be the start of a row."""
    return len(pieces) == 1 or COSTS["type"](pieces[0].text) > 0


def _doubt(pieces: Sequence[Piece], *, lost_name: bool) -> Doubt:
    text = " | ".join(piece.text for piece in pieces)
    return Doubt(number=pieces[0].number, text=text, lost_name=lost_name)


def _plain(raw: PipedRow, width: int) -> Row:
    texts = [*raw.texts(), *[""] * width][:width]
    links = [*(cell.links for cell in raw.cells), *[()] * width][:width]
    return plain_row(raw.number, texts, links)


def _with_whole_pattern(texts: list[str]) -> list[str]:
    """Cells of a line, those that are parts of one pattern joined again."""
    for at, text in enumerate(texts):
        if PATTERN in text:
            pads = len(texts)
            while pads > at + 1 and not texts[pads - 1].strip():
                pads -= 1
            return [*texts[:at], "|".join(texts[at:pads]), *texts[pads:]]
    return texts


class _Reader:
    """Takes lines apart into the cells of rows."""

    def __init__(
        self, lines: Sequence[Line], head: Head, stops: Stops, limits: Limits
    ) -> None:
        self.beyond: list[Line] = []
        """Lines that have too many cells."""
        self.rows: list[PipedRow] = []
        self.at_end = False
        """Whether the table reaches the end of the source."""
        self.last_number = 0
        self.rest: Piece | None = None
        """A last line without a pipe, with which the source ends."""
        self._lines = lines
        self._head = head
        self._stops = stops
        self._most = limits.text_cells
        self._width = len(head.columns)
        self.typed = any(rule.column == "type" for rule in head.rules)
        self._whole_lines = not head.trailing
        self._row: PipedRow | None = None

    def ends_with(self, fitted: Fitted) -> bool:
        """Whether the source ends with the row."""
        last = max(index for cell in fitted.row for index in cell)
        return last == len(fitted.pieces) - 1 and self.ends(fitted.pieces)

    def ends(self, pieces: Sequence[Piece]) -> bool:
        """Whether the source ends with `pieces`."""
        return self.at_end and pieces[-1].number >= self.last_number

    def run(self) -> int:
        """Reads all rows; returns the index of the first line behind them."""
        at = self._head.end
        while at < len(self._lines):
            line = self._lines[at]
            if not line.words:
                following = next_words(self._lines, at)
                if not self._goes_on(following):
                    break
                at = following
                continue
            if _CUT_DIVIDER.fullmatch(line.words) and at == self._head.end:
                at += 1
                continue
            if self._stops(at) or not self._take(at, line):
                break
            self.last_number = line.number
            at += 1
        self.at_end = next_words(self._lines, at) == len(self._lines)
        self._end_row()
        return at

    def joined_rows(self) -> list[PipedRow]:
        """The rows; all cells as one where nothing shows how many a row has."""
        shown = any(
            row.hard or row.padded or not all(row.texts()) or row.on_first_line > 1
            for row in self.rows
        )
        uneven = any(len(row.cells) != self._width for row in self.rows)
        if shown or not self.rows or not (uneven or self._head.leading):
            return self.rows
        cells = [cell for row in self.rows for cell in row.cells]
        return [PipedRow(number=self.rows[0].number, cells=cells)]

    def _goes_on(self, at: int) -> bool:
        """Whether the table goes on behind blank lines."""
        if at == len(self._lines) or self._stops(at):
            return False
        return "|" in self._lines[at].text or self._is_open_line(at)

    def _take(self, at: int, line: Line) -> bool:
        words = line.words
        if "|" not in words:
            return self._take_bare(at, line)
        if cells_in(words) > self._most:
            self._end_row()
            self.beyond.append(line)
            return True
        row = self._row
        if _ONLY_PIPES.fullmatch(words) and not self._whole_lines:
            self._take_pads(line, words.count("|"))
        elif row and row.cells and words[0] == "|" and not self._is_row_start(words):
            self._take_rest(row, line, words[1:])
        elif row and len(row.cells) < self._width and not self._is_row_start(words):
            self._take_rest(row, line, words)
        else:
            self._begin(line, words)
        if (
            self._row
            and len(self._row.cells) >= self._width
            and not self._row.open_lines
        ):
            self._end_row()
        return True

    def _is_row_start(self, words: str) -> bool:
        return self._head.leading and words[0] == "|"

    def _take_bare(self, at: int, line: Line) -> bool:
        """A line without a pipe: part of a cell, or no part of the table."""
        if self._is_open_line(at):
            assert self._row is not None
            self._row.open_lines.append(line.words)
            return True
        last = next_words(self._lines, at + 1) == len(self._lines)
        if last and (line.open_end or self._row):
            self.rest = Piece(text=line.words, number=line.number)
            self._row = None
        return False

    def _is_open_line(self, at: int) -> bool:
        """Whether the line without a pipe lies in a cell that ends further down."""
        row = self._row
        if row is None or len(row.cells) >= self._width and not row.open_lines:
            return False
        if self._whole_lines:
            return not self._stops(at)
        for below in range(at, min(at + 60, len(self._lines))):
            line = self._lines[below]
            if below > at and (self._stops(below) or self._is_start_at(below)):
                return False
            if line.words.endswith("|"):
                return not _ONLY_PIPES.fullmatch(line.words) or not row.cells
        return self._lines[-1].open_end and len(row.cells) < 2

    def _is_start_at(self, at: int) -> bool:
        words = self._lines[at].words
        return bool(words) and self._is_row_start(words)

    def _begin(self, line: Line, words: str) -> None:
        self._end_row()
        hard = words[0] == "|"
        texts = _CELL_END.split(words[1:] if hard else words)
        texts = _with_whole_pattern(texts)
        if len(texts) > self._width + 1:
            texts = self._rejoin(texts)
        closed = texts[-1].strip() == "" and len(texts) > 1
        row = PipedRow(number=line.number, hard=hard)
        self._row = row
        for text in texts[:-1]:
            self._add(row, line, text)
        if not closed and (not self._whole_lines or len(texts) < self._width):
            row.open_lines = [texts[-1].strip()] if texts[-1].strip() else []
        elif not closed or self._whole_lines:
            self._add(row, line, texts[-1])
        row.on_first_line = len(row.cells)
        row.hard = hard or row.on_first_line >= self._width

    def _rejoin(self, texts: list[str]) -> list[str]:
        """Cells of a line with more pipes than its table has columns.

        The surplus ones stand in a description or a pattern.
        """
        full = [index for index, text in enumerate(texts) if text.strip()]
        pieces = [Piece(text=texts[index].strip(), number=0) for index in full]
        found = fit_row(pieces, self._head.rules, self._most)
        if found is None or len(full) <= self._width:
            return texts
        joined = [
            "|".join(texts[full[cell[0]] : full[cell[-1]] + 1]) if cell else ""
            for cell in found[1]
        ]
        return [*joined, ""]

    def _take_rest(self, row: PipedRow, line: Line, words: str) -> None:
        """A further line of a row: one cell, and pipes of dropped ones."""
        if self._whole_lines:
            first, *others = _CELL_END.split(words)
            is_new = line.words[0] == "|"
            if is_new and row.open_lines:
                self._add(row, line, "")
            for text in (first, *others):
                self._add(row, line, text)
            return
        end = _END_PIPES.search(words)
        if end is None:
            row.open_lines.append(words)
            return
        self._add(row, line, words[: end.start()])
        self._add_empty(row, line, end[0].count("|") - 1)

    def _take_pads(self, line: Line, count: int) -> None:
        row = self._row
        if row is None:
            self._row = PipedRow(number=line.number, hard=True, nameless=True)
            return
        row.padded = True
        if row.open_lines:
            self._add(row, line, "")
        self._add_empty(row, line, count)

    def _add_empty(self, row: PipedRow, line: Line, count: int) -> None:
        """Adds empty cells, though no more than show that they are too many."""
        for _ in range(min(count, self._width + 1)):
            self._add(row, line, "")

    def _add(self, row: PipedRow, line: Line, text: str) -> None:
        text = text.replace("\\|", "|").strip()
        if row.open_lines:
            text = "\n".join((*row.open_lines, text)).strip()
            row.open_lines.clear()
        row.cells.append(piece_of(line, text, 1))

    def _end_row(self) -> None:
        row, self._row = self._row, None
        if row is None:
            return
        if row.open_lines:
            number = self.last_number or row.number
            text = "\n".join(row.open_lines)
            row.cells.append(Piece(text=text, number=number, open_end=self.at_end))
        if any(cell.text for cell in row.cells):
            self.rows.append(row)
