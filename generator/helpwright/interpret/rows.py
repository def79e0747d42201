"""Tables as rows of named cells, whatever the columns are called and wherever they stand."""

from __future__ import annotations

from helpwright.blocks import Cell, Link, Row, Table
from helpwright.interpret.outline import columns
from helpwright.interpret.reporting import Reporter
from helpwright.interpret.types import read_type
from helpwright.limits import advice
from helpwright.place import Place
from helpwright.value import dataclass
from helpwright.vocabulary import Column, is_none

_EMPTY = Cell(paragraphs=())


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRow:
    """A row whose cells are told by their column. A cell that is missing is empty."""

    place: Place
    """Of the row; its words are the section and the number of the row."""
    top: int
    """Line of the table."""
    cells: dict[Column, Cell]

    def text(self, column: Column) -> str:
        """The words of a cell, paragraphs on lines of their own."""
        return "\n".join(self.paragraphs(column))

    def paragraphs(self, column: Column) -> tuple[str, ...]:
        return self.cells.get(column, _EMPTY).paragraphs

    def links(self, column: Column) -> tuple[Link, ...]:
        return self.cells.get(column, _EMPTY).links

    def has(self, column: Column) -> bool:
        """Whether the row has this cell, be it empty."""
        return column in self.cells

    def where(self, column: Column, title: str) -> Place:
        """The place of a cell, with the words that name it."""
        cell = self.cells.get(column)
        line = self.top + cell.line if cell else self.place.line
        return Place(
            page=self.place.page, line=line, cell=f"{self.place.cell}, {title}"
        )


def read_rows(table: Table, section: str, report: Reporter) -> tuple[NamedRow, ...]:
    """The rows of `table`, which stands in `section`."""
    head = columns(table)
    body = table.rows
    if not table.head and any(head):
        body = body[1:]
    rows: list[NamedRow] = []
    page, top = table.place.page, table.place.line
    for number, row in enumerate(body, start=1):
        words = f"{section}, row {number}"
        place = Place(page=page, line=top + row.line, cell=words)
        if not any(cell.paragraphs for cell in row.cells) or _only_none(row):
            continue
        cells = row.cells
        if row is body[-1] and _is_cut_off(table, head, row, report):
            report.doubt(
                "HW211",
                "the page ends in the middle of this row",
                place,
                " | ".join(" ".join(cell.paragraphs) for cell in cells),
                "the row was left out",
                "save the page again",
            )
            continue
        if len(cells) != len(head):
            cells = _put_in_place(cells, head, place, report)
        named = {
            column: cell for column, cell in zip(head, cells, strict=False) if column
        }
        rows.append(NamedRow(place=place, top=top, cells=named))
    return tuple(rows)


def _is_cut_off(
    table: Table, head: tuple[Column | None, ...], row: Row, report: Reporter
) -> bool:
    """Whether the page ends in this row before the words that settle what it is.

    Text forms do not tell in which table their text ends.
    """
    document = report.document
    if not (table.cut or (document.cut and document.form != "html")):
        return False
    settling = next((c for c in ("type", "value", "annotations") if c in head), None)
    if settling is None:
        return False
    at = head.index(settling)
    return not any(cell.paragraphs for cell in row.cells[at:])


def _put_in_place(
    cells: tuple[Cell, ...],
    head: tuple[Column | None, ...],
    place: Place,
    report: Reporter,
) -> tuple[Cell, ...]:
    """As many of `cells` as `head` has columns, empty ones among them."""
    most = report.limits.fitted_columns
    message = f"the row has {len(cells)} cells and its table {len(head)} columns"
    words = " | ".join(" ".join(cell.paragraphs) for cell in cells)
    if max(len(cells), len(head)) > most:
        report.doubt(
            "HW210",
            f"{message}, more than the {most} for which all ways are tried",
            place,
            words,
            "the row was filled up, or cut, at its end",
            advice("fitted_columns"),
            severity="error",
        )
        return (*cells, *[_EMPTY] * len(head))[: len(head)]
    made_of_it = "cells were put where their words fit best"
    report.doubt("HW210", message, place, words, made_of_it, severity="error")
    return _fitted(cells, head)


def _only_none(row: Row) -> bool:
    texts = [text for cell in row.cells for text in cell.paragraphs]
    return len(texts) == 1 and is_none(texts[0])


def _fitted(
    cells: tuple[Cell, ...], head: tuple[Column | None, ...]
) -> tuple[Cell, ...]:
    """`cells` filled up or thinned out to the width of `head`.

    The name comes first; of all other ways to fit them in, the one that puts words of a
    type under the type wins.
    """
    fitted = cells
    while len(fitted) < len(head):
        blank = Cell(paragraphs=(), line=cells[-1].line if cells else 0)
        ways = [
            (*fitted[:at], blank, *fitted[at:])
            for at in range(min(1, len(fitted)), len(fitted) + 1)
        ]
        fitted = max(ways, key=lambda way: _fit(way, head))
    while len(fitted) > len(head):
        ways = [
            (*fitted[:at], *fitted[at + 1 :])
            for at in range(len(fitted) - 1, -1, -1)
            if at or not fitted[0].paragraphs
        ]
        fitted = max(ways, key=lambda way: _fit(way, head))
    return fitted


def _fit(cells: tuple[Cell, ...], head: tuple[Column | None, ...]) -> int:
    """How well cells suit their columns."""
    fit = sum(bool(cell.paragraphs) for cell in cells)
    for column, cell in zip(head, cells, strict=False):
        text = " ".join(cell.paragraphs)
        if column == "type":
            fit += 8 * (
                bool(text) and read_type(text, cell.links, all_links=True).certain
            )
        elif column == "value":
            fit += 8 * text.lstrip("-").isdigit()
        elif column == "annotations":
            fit += 4 * (is_none(text) or text.startswith("Required"))
    return fit
