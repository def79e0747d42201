"""Renders the blocks of a page as the texts that people and tools make of pages.

Each form loses what it is known to lose: cells that are empty, links, blank lines, or
where one cell ends and the next begins.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence

from helpwright.blocks import (
    Block,
    Document,
    Heading,
    Paragraph,
    Preformatted,
    Row,
    Table,
)


def fold(text: str) -> str:
    return " ".join(text.split())


def cells_of(row: Row) -> list[str]:
    """The words of each cell, its paragraphs run together."""
    return [fold(" ".join(cell.paragraphs)) for cell in row.cells]


class Form:
    """How a text shows headings, words, samples and tables; spaced by blank lines."""

    between = "\n\n"
    glues_model = False
    """Whether the line above a table stands before its head without a break."""

    def render(self, document: Document) -> str:
        """The text of the page."""
        parts: list[str] = []
        glue = ""
        blocks = document.blocks
        for block, below in zip(blocks, [*blocks[1:], None], strict=True):
            if isinstance(block, Table):
                parts.append(self.table(block, glue))
                glue = ""
            elif isinstance(block, Heading):
                parts.append(self.heading(block))
            elif isinstance(block, Preformatted):
                parts.append(self.sample(block.text))
            elif isinstance(block, Paragraph):
                text = self.paragraph(block)
                if self.glues_model and isinstance(below, Table) and block.bare:
                    glue = text
                else:
                    parts.append(text)
        return self.between.join(part for part in parts if part) + "\n"

    def heading(self, block: Heading) -> str:
        return block.text

    def paragraph(self, block: Paragraph) -> str:
        return fold(block.text)

    def sample(self, text: str) -> str:
        return text

    def table(self, block: Table, glue: str) -> str:
        raise NotImplementedError


class BlankLines(Form):
    """Cells are paragraphs; nothing marks an empty one."""

    def table(self, block: Table, glue: str) -> str:
        paragraphs: list[str] = []
        for row in block.rows:
            for cell in row.cells:
                paragraphs += cell.paragraphs
        return "".join(block.head) + "\n" + "\n\n".join(paragraphs)


class Lines(BlankLines):
    """As the text of a parsed page with a line for each string."""

    between = "\n"

    def table(self, block: Table, glue: str) -> str:
        lines = list(block.head)
        for row in block.rows:
            for cell in row.cells:
                lines += (fold(paragraph) for paragraph in cell.paragraphs)
        return "\n".join(lines)


class Tabs(Form):
    """As copied from a browser's window."""

    def table(self, block: Table, glue: str) -> str:
        rows = ["\t".join(block.head)]
        for row in block.rows:
            cells = ["\n\n".join(cell.paragraphs) for cell in row.cells]
            rows.append("\n\n\t".join(f"\n\n{cell}" if cell else "" for cell in cells))
        return "\n\n\n".join(rows)


class Pipes(Form):
    """One cell a line, pipes of dropped cells at the end of a row."""

    between = "\n"
    glues_model = True
    lead = ""
    divider = "---|"

    def sample(self, text: str) -> str:
        return "\n".join(line.strip() for line in text.splitlines())

    def table(self, block: Table, glue: str) -> str:
        head = f"{glue}{self.lead}{' | '.join(block.head)} |"
        lines = [head]
        if self.divider:
            lines.append(f"{self.lead.strip()}{self.divider * len(block.head)}")
        for number, row in enumerate(block.rows):
            last = number == len(block.rows) - 1
            lines += self.row(cells_of(row), last)
        return "\n".join(lines)

    def row(self, cells: list[str], last: bool) -> list[str]:
        """The lines of a row; the last one of a table lacks its pads."""
        full = [cell for cell in cells if cell]
        pads = "" if last else "|" * (len(cells) - len(full))
        if len(full) == len(cells):
            return [f"{self.lead}{full[0]} |", *(f"{cell} |" for cell in full[1:])]
        if len(cells) == 4 and cells[1]:
            front, rest = full[:1], full[1:]
        else:
            front, rest = full[:2], full[2:]
        lines = [f"{self.lead}{' | '.join(front)} |", *(f"{cell} |" for cell in rest)]
        if len(lines) == 1 or not cells[-1]:
            return [*lines[:-1], lines[-1] + pads]
        return [*lines, pads] if pads else lines


class LeadingPipes(Pipes):
    lead = "| "


class UndividedPipes(Pipes):
    divider = ""


class RowPipes(LeadingPipes):
    """A row a line, dropped cells at its end."""

    def row(self, cells: list[str], last: bool) -> list[str]:
        full = [cell for cell in cells if cell]
        pads = "" if last else "|" * (len(cells) - len(full))
        return [f"| {' | '.join(full)} | {pads}"]


class Markdown(Form):
    """Headings, links and tables as Markdown has them."""

    def heading(self, block: Heading) -> str:
        return f"{'#' * block.level} {self.escaped(block.text)}"

    def paragraph(self, block: Paragraph) -> str:
        text = self.escaped(fold(block.text))
        if text == "Sample:":
            return "**Sample:**"
        for link in block.links:
            name = self.escaped(link.text)
            text = text.replace(name, f"[{name}]({link.href})", 1)
        return text

    def sample(self, text: str) -> str:
        return f"```\n{text}\n```"

    def escaped(self, text: str) -> str:
        return re.sub(r"(\\*)([*_`~\[\]<])", r"\1\1\\\2", text)

    def table(self, block: Table, glue: str) -> str:
        lines = [f"| {' | '.join(block.head)} |", f"|{'---|' * len(block.head)}"]
        for row in block.rows:
            cells = (
                self.linked(cell, self.escaped(text).replace("|", "\\|"))
                for cell, text in zip(row.cells, cells_of(row), strict=True)
            )
            lines.append(f"| {' | '.join(cells)} |")
        return "\n".join(lines)

    def linked(self, cell: object, text: str) -> str:
        for link in getattr(cell, "links", ()):
            name = self.escaped(link.text)
            text = text.replace(name, f"[{name}]({link.href})", 1)
        return text


class Inline(Form):
    """A row stands on one line, its annotations below it."""

    def table(self, block: Table, glue: str) -> str:
        parts = [" ".join(block.head)]
        for row in block.rows:
            *front, last = row.cells
            words = " ".join(fold(" ".join(cell.paragraphs)) for cell in front)
            parts[-1] += "\n" + fold(words)
            if len(row.cells) == 4:
                parts += [fold(paragraph) for paragraph in last.paragraphs]
            elif last.paragraphs:
                parts[-1] += " " + fold(" ".join(last.paragraphs))
        return "\n\n".join(parts)


class Columns(Form):
    """Cells broken over lines and set in the middle of their row."""

    widths = (18, 24, 26, 30)

    def table(self, block: Table, glue: str) -> str:
        widths = [*self.widths][: len(block.head)]
        for number, head in enumerate(block.head):
            texts = [head, *(cells_of(row)[number] for row in block.rows)]
            words = [word for text in texts for word in text.split()]
            widths[number] = max(widths[number], *map(len, words))
        lines = self.spread([[head] for head in block.head], widths)
        for row in block.rows:
            cells = [
                self.broken(cell.paragraphs, width)
                for cell, width in zip(row.cells, widths, strict=True)
            ]
            for number, head in enumerate(block.head):
                if head in ("Description", "Additional information"):
                    cells[number].append("")
            lines += self.spread(cells, widths)
        return "\n".join(lines)

    def broken(self, paragraphs: Sequence[str], width: int) -> list[str]:
        lines: list[str] = []
        for paragraph in paragraphs:
            lines += [""] if lines else []
            lines += textwrap.wrap(fold(paragraph), width, break_long_words=False)
        return lines

    def spread(self, cells: list[list[str]], widths: list[int]) -> list[str]:
        height = max(map(len, cells))
        columns = []
        for cell in cells:
            above = (height - len(cell)) // 2
            columns.append([*[""] * above, *cell, *[""] * (height - len(cell) - above)])
        return [
            " ".join(
                text.ljust(width) for text, width in zip(line, widths, strict=True)
            ).rstrip()
            for line in zip(*columns, strict=True)
        ]


class Numbered(BlankLines):
    """As lynx prints a page: numbers before links, addresses at the end."""

    between = "\n\n"

    def render(self, document: Document) -> str:
        self.addresses: list[str] = []
        text = super().render(document)
        numbers = (
            f"   {number}. file://{address}"
            for number, address in enumerate(self.addresses, 1)
        )
        listed = "\n".join(numbers)
        return f"{text}\nReferences\n\n{listed}\n" if listed else text

    def paragraph(self, block: Paragraph) -> str:
        return "   " + self.numbered(fold(block.text), block)

    def numbered(self, text: str, holder: object) -> str:
        for link in getattr(holder, "links", ()):
            self.addresses.append(link.href)
            text = text.replace(link.text, f"[{len(self.addresses)}]{link.text}", 1)
        return text

    def table(self, block: Table, glue: str) -> str:
        parts = ["   " + " ".join(block.head)]
        for row in block.rows:
            for cell in row.cells:
                texts = [fold(paragraph) for paragraph in cell.paragraphs]
                if texts and cell.links:
                    texts[0] = self.numbered(texts[0], cell)
                parts += ("   " + text for text in texts)
        return parts[0] + "\n" + "\n\n".join(parts[1:])


class Running(Form):
    """All on one line, samples excepted."""

    between = " "

    def table(self, block: Table, glue: str) -> str:
        rows = (fold(" ".join(cells_of(row))) for row in block.rows)
        return " ".join([*block.head, *rows])


FORMS: dict[str, Callable[[Document], str]] = {
    name: form().render
    for name, form in {
        "blank-lines": BlankLines,
        "lines": Lines,
        "tabs": Tabs,
        "pipes": Pipes,
        "leading-pipes": LeadingPipes,
        "undivided-pipes": UndividedPipes,
        "row-pipes": RowPipes,
        "markdown": Markdown,
        "inline": Inline,
        "columns": Columns,
        "numbered": Numbered,
        "running": Running,
    }.items()
}
"""Name of each form to what renders it."""


def shown(blocks: Sequence[Block]) -> list[Block]:
    """The blocks from the title on, as extractors keep them."""
    titles = (
        number
        for number, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level == 1
    )
    return list(blocks[next(titles, 0) :])
