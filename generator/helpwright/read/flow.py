"""Puts blocks together from text and from where blocks begin and end.

A page is a flow of runs: a run is the text between two tags of a block. Cells of a table
hold flows of their own. Whether a table is data or only holds the layout together shows
when it ends: then its blocks go where they belong.
"""

from __future__ import annotations

from dataclasses import field

from helpwright.blocks import (
    Block,
    Cell,
    Heading,
    Image,
    Link,
    Paragraph,
    Preformatted,
    Row,
    Table,
)
from helpwright.limits import Limits
from helpwright.place import Place
from helpwright.read.seen import SeenTable
from helpwright.value import dataclass


@dataclass(slots=True)
class _Cell:
    line: int
    is_head: bool
    width: int = 1
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    line: int
    cells: list[_Cell] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    line: int
    rows: list[_Row] = field(default_factory=list)
    outside: list[Block] = field(default_factory=list)
    """What stands in the table and in no cell: a caption, or text that lost its cell."""
    row: _Row | None = None
    cell: _Cell | None = None


Mark = tuple[int, int]
"""How many blocks and parts there were."""


class FullError(Exception):
    """The page has more parts than its limit."""


class Flow:
    """Collects the blocks of a page."""

    def __init__(self, page: str, limits: Limits) -> None:
        self.page = page
        self._limits = limits
        self._count = 0
        self.preformatted = ""
        """Tag of the sample that is open, if one is."""
        self.too_deep = 0
        """Line of the first table that nests deeper than its limit."""
        self.too_wide = 0
        """Line of the first cell that reaches beyond the limit of columns."""
        self._blocks: list[Block] = []
        self._tables: list[_Table] = []
        self._ignored_tables = 0
        self._parts: list[str] = []
        self._line = 0
        self._links: list[Link] = []
        self._heading = 0
        self._in_paragraph = False
        self._href: str | None = None
        self._link_start = 0

    def is_open(self) -> bool:
        """Whether a table, a sample or a heading has begun and not ended."""
        return bool(self._tables or self.preformatted or self._heading)

    def finish(self, *, cut: bool) -> tuple[Block, ...]:
        """All blocks, after whatever is still open was ended.

        On a page that is cut, the words at hand are left out: half a heading, a type or a
        number may be another one's whole. A sample is kept, since its text shows that it
        is not whole.
        """
        self._count = 0  # What is open is little.
        if cut and not self.preformatted:
            self._line = 0
        self.end_run()
        while self._tables:
            self._end_table(cut=cut)
        return tuple(self._blocks)

    # --- runs ---------------------------------------------------------------------------

    def add_text(self, text: str, line: int) -> None:
        """Adds `text`, which begins on `line`, to the run at hand."""
        if not self._line:
            stripped = text.lstrip()
            if not stripped and not self.preformatted:
                return
            self._line = line + text.count("\n", 0, len(text) - len(stripped))
        self._parts.append(text)

    def add_image(self, image: Image) -> None:
        """Adds an image as a block of its own."""
        if not self._heading:
            self._counted()
            self._emit(image)

    def begin_paragraph(self) -> None:
        """Marks the run at hand as one that stands in a paragraph element."""
        self._in_paragraph = True

    def begin_heading(self, level: int) -> None:
        """Begins the text of a heading."""
        self.end_run()
        self._heading = level

    def begin_preformatted(self, tag: str, line: int) -> None:
        """Begins text whose white space counts; lasts until `tag` ends."""
        self.end_run()
        self.preformatted, self._line = tag, line

    def begin_link(self, href: str) -> None:
        """Begins the text of a link; without an address it is plain text."""
        self.end_link()
        if href:
            self._href, self._link_start = href, len(self._parts)

    def end_link(self) -> None:
        """Ends a link."""
        self._close_link()
        self._href = None

    def _close_link(self) -> None:
        if self._href is not None:
            text = " ".join("".join(self._parts[self._link_start :]).split())
            if text:
                self._counted()
                self._links.append(Link(text=text, href=self._href))
            self._link_start = 0

    def end_run(self) -> None:
        """Ends the run at hand and keeps it as a block, if there is anything in it."""
        self._close_link()
        if self._line:
            text = "".join(self._parts)
            place = Place(page=self.page, line=self._line)
            self._counted()
            self._keep(text, place)
            self._parts, self._links, self._line = [], [], 0
        self._link_start = 0
        self.preformatted = ""
        self._heading = 0
        self._in_paragraph = False

    def _keep(self, text: str, place: Place) -> None:
        if self.preformatted:
            self._emit(Preformatted(text=text.strip("\n"), place=place))
        elif self._heading:
            folded = " ".join(text.split())
            self._emit(Heading(text=folded, level=self._heading, place=place))
        elif stripped := text.strip():
            paragraph = Paragraph(
                text=stripped,
                place=place,
                links=tuple(self._links),
                bare=not self._in_paragraph,
            )
            self._emit(paragraph)

    def _counted(self) -> None:
        self._count += 1
        if self._count > self._limits.page_parts:
            raise FullError

    def _emit(self, block: Block) -> None:
        if not self._tables:
            self._blocks.append(block)
            return
        table = self._tables[-1]
        (table.cell.blocks if table.cell else table.outside).append(block)

    # --- tables -------------------------------------------------------------------------

    def is_apart(self) -> bool:
        """Whether a table that begins now has nothing to do with what stands before it."""
        return not self._tables and self._href is None

    def mark(self) -> Mark:
        """What there is before a table that stands apart."""
        self.end_run()
        return len(self._blocks), self._count

    def table_since(self, mark: Mark) -> SeenTable | None:
        """The table that came since `mark`, if it and nothing else did."""
        blocks, count = mark
        table = self._blocks[-1] if len(self._blocks) == blocks + 1 else None
        if not isinstance(table, Table) or not self.is_apart() or self.too_wide:
            return None
        parts = self._count - count
        return SeenTable(head=table.head, rows=table.rows, parts=parts)

    def repeat(self, seen: SeenTable, line: int) -> bool:
        """Adds a table on `line` as it was read before, where there is room for it."""
        self.end_run()
        if self._count + seen.parts > self._limits.page_parts:
            return False
        self._count += seen.parts
        place = Place(page=self.page, line=line)
        self._emit(Table(head=seen.head, rows=seen.rows, place=place))
        return True

    def begin_table(self, line: int) -> None:
        """Begins a table, nested in the cell at hand if there is one."""
        self.end_run()
        if len(self._tables) >= self._limits.table_depth:
            self._ignored_tables += 1
            self.too_deep = self.too_deep or line
        else:
            self._tables.append(_Table(line))

    def begin_row(self, line: int) -> None:
        """Begins a row; one that is still open ends."""
        self.end_run()
        if self._tables and not self._ignored_tables:
            table = self._tables[-1]
            table.row, table.cell = _Row(line), None

    def begin_cell(self, line: int, *, is_head: bool, width: int = 1) -> None:
        """Begins a cell as wide as `width` columns; one that is still open ends."""
        self.end_run()
        if not self._tables or self._ignored_tables:
            return
        table = self._tables[-1]
        if table.row is None:
            self.begin_row(line)
        assert table.row is not None
        self._counted()
        if not table.row.cells:
            table.rows.append(table.row)
        table.cell = _Cell(line, is_head, width)
        table.row.cells.append(table.cell)

    def end_table_part(self, tag: str) -> None:
        """Ends what `tag` names: a cell, a row, a group of rows or a table."""
        self.end_run()
        if not self._tables:
            return
        if self._ignored_tables:
            self._ignored_tables -= tag == "table"
            return
        table = self._tables[-1]
        if tag == "table":
            self._end_table()
            return
        table.cell = None
        if tag not in ("td", "th"):
            table.row = None

    def _end_table(self, *, cut: bool = False) -> None:
        table = self._tables.pop()
        for block in table.outside:
            self._emit(block)
        if _is_layout(table):
            for row in table.rows:
                for cell in row.cells:
                    for block in cell.blocks:
                        self._emit(block)
        elif any(block for row in table.rows for c in row.cells for block in c.blocks):
            self._emit(self._table(table, cut))

    def _table(self, table: _Table, cut: bool) -> Table:
        rows = [row for row in table.rows if row.cells]
        head: tuple[str, ...] = ()
        if rows and _is_head(rows[0]):
            cells = self._spread(rows.pop(0))
            head = tuple(" ".join(_paragraphs(cell)) for cell in cells)
        return Table(
            head=head,
            rows=tuple(_finished(r, self._spread(r), table.line) for r in rows),
            place=Place(page=self.page, line=table.line),
            cut=cut,
        )

    def _spread(self, row: _Row) -> list[_Cell]:
        """The cells of a row; one that is wide is followed by empty ones."""
        if all(cell.width == 1 for cell in row.cells):
            return row.cells
        spread: list[_Cell] = []
        for cell in row.cells:
            spread.append(cell)
            free = max(0, self._limits.row_columns - len(spread))
            if cell.width - 1 > free:
                self.too_wide = self.too_wide or cell.line
            # One and the same: what a few letters ask for costs a few bytes.
            spread += [_Cell(cell.line, cell.is_head)] * min(cell.width - 1, free)
        return spread


def _finished(row: _Row, spread: list[_Cell], top: int) -> Row:
    """`row` with the cells `spread`, of a table that begins on line `top`."""
    cells: list[Cell] = []
    last: _Cell | None = None
    for cell in spread:
        if cell is last:
            cells.append(cells[-1])
            continue
        last, paragraphs = cell, _paragraphs(cell)
        line = cell.line - top
        cells.append(Cell(paragraphs=paragraphs, line=line, links=_links(cell)))
    return Row(cells=tuple(cells), line=row.line - top)


def _is_head(row: _Row) -> bool:
    return all(cell.is_head for cell in row.cells)


def _is_layout(table: _Table) -> bool:
    """Whether the table holds parts of the page rather than data.

    A head of two columns or more makes it data. Without one, a heading or a table in a
    cell shows that the table only puts them in their place; so does a sample, unless
    there are columns enough for it to be a description.
    """
    rows = [row for row in table.rows if row.cells]
    if rows and len(rows[0].cells) > 1 and _is_head(rows[0]):
        return False
    is_narrow = all(len(row.cells) < 3 for row in rows)
    parts = Heading | Preformatted | Table if is_narrow else Heading | Table
    return any(
        isinstance(block, parts)
        for row in rows
        for cell in row.cells
        for block in cell.blocks
    )


def _paragraphs(cell: _Cell) -> tuple[str, ...]:
    texts: list[str] = []
    for block in cell.blocks:
        if isinstance(block, Table):
            texts += (" ".join(_row_texts(row)) for row in block.rows)
        elif not isinstance(block, Image):
            texts.append(block.text.strip())
    return tuple(text for text in texts if text)


def _row_texts(row: Row) -> list[str]:
    return [" ".join(cell.paragraphs) for cell in row.cells]


def _links(cell: _Cell) -> tuple[Link, ...]:
    links: list[Link] = []
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            links += block.links
        elif isinstance(block, Table):
            links += (
                link
                for row in block.rows
                for inner in row.cells
                for link in inner.links
            )
    return tuple(links)
