"""What every form of table hands back, and the landmarks that end one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field

from helpwright.blocks import Cell, Link, Row
from helpwright.read.text.annotations import split_annotations
from helpwright.read.text.heads import Head
from helpwright.read.text.lines import Line
from helpwright.read.text.rows import Piece, RawRow
from helpwright.value import dataclass, replace
from helpwright.vocabulary import fold

Stops = Callable[[int], bool]
"""Whether the line of this index begins something that no table holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The rows of a table, and where they end."""

    rows: tuple[Row, ...]
    """With lines counted from that of the page."""
    end: int
    """Index of the first line behind the table."""
    form: str
    """Name of the form that was read."""
    unfinished: Piece | None = None
    """First piece of a row that ends with the source before it has all it must have."""
    doubts: tuple[Doubt, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A row, or another line, that was read with doubt or not at all."""

    number: int
    text: str
    lost_name: bool = False
    """True where the row's name is missing; else its cells do not fit the head."""
    limit: str = ""
    """Name of the limit that the line is beyond, where that is the reason."""


def piece_of(line: Line, text: str, gap: int) -> Piece:
    """The piece that `text` on `line` is, with those of its links that lie in it."""
    links = tuple(link for link in line.links if link.text in text)
    open_end = line.open_end and line.words.endswith(text)
    return Piece(text=text, number=line.number, gap=gap, links=links, open_end=open_end)


def row_of(pieces: Sequence[Piece], raw: RawRow, head: Head) -> Row:
    """The row whose cells hold these `pieces`."""
    first = min((index for cell in raw for index in cell), default=0)
    line = pieces[first].number
    cells: list[Cell] = []
    for indexes, rule in zip(raw, head.rules, strict=True):
        mine = [pieces[index] for index in indexes]
        cells.append(
            Cell(
                paragraphs=tuple(_paragraphs(mine, rule.column == "annotations")),
                line=mine[0].number if mine else line,
                links=tuple(link for piece in mine for link in piece.links),
            )
        )
    return Row(cells=tuple(cells), line=line)


def below(rows: Iterable[Row], top: int) -> tuple[Row, ...]:
    """`rows` with their lines counted from line `top`, not from that of the page."""
    return tuple(
        Row(
            cells=tuple(replace(cell, line=cell.line - top) for cell in row.cells),
            line=row.line - top,
        )
        for row in rows
    )


def _paragraphs(pieces: Sequence[Piece], annotations: bool) -> Iterable[str]:
    """The paragraphs of one cell: a piece right below another goes on with it."""
    if annotations:
        for piece in pieces:
            yield from split_annotations(piece.text)
        return
    text = ""
    for piece in pieces:
        if text and piece.gap:
            yield text
            text = piece.text
        else:
            text = f"{text}\n{piece.text}" if text else piece.text
    if text:
        yield text


def plain_row(
    number: int, texts: Sequence[str], links: Sequence[Sequence[Link]]
) -> Row:
    """The row whose cells hold one paragraph each, as a table of any other head has it."""
    # One and the same: what a pipe asks for costs a few bytes.
    empty = Cell(paragraphs=(), line=number)
    cells = (
        (
            Cell(paragraphs=(fold(text),), line=number, links=tuple(mine))
            if text.strip()
            else empty
        )
        for text, mine in zip(texts, links, strict=True)
    )
    return Row(cells=tuple(cells), line=number)


def next_words(lines: Sequence[Line], at: int) -> int:
    """Index of the first line from `at` on that is not blank; their count if none is."""
    while at < len(lines) and not lines[at].words:
        at += 1
    return at


def line_at(lines: Sequence[Line], number: int, start: int) -> int:
    """Index of the first line from `start` on that stands on line `number` or below."""
    while lines[start].number < number:
        start += 1
    return start
