"""Collects the blocks of a text, and puts paragraphs together from lines."""

from __future__ import annotations

from collections.abc import Sequence

from helpwright.blocks import Block, Heading, Link, Paragraph
from helpwright.place import Place
from helpwright.read.text.kinds import is_plain_type, type_cost, type_goes_on
from helpwright.read.text.lines import Line
from helpwright.vocabulary import Section, fold, is_none

_SHORT = 60
"""A line shorter than this was not broken to fit a page's width."""
_LIKELY_MODEL = 9
"""Cost up to which the line above a table is the name of what it describes."""


class Collected:
    """Blocks in the order of the text."""

    def __init__(self, page: str, *, spaced: bool) -> None:
        self.blocks: list[Block] = []
        self.section: Section | None = None
        """What the last heading opened."""
        self.is_bare = True
        """Whether nothing has been collected since that heading."""
        self._page = page
        self._spaced = spaced
        """Whether blank lines stand between paragraphs; else each line is one."""
        self._lines: list[Line] = []

    def place_of(self, line: Line) -> Place:
        """Where `line` stands."""
        return Place(page=self._page, line=line.number)

    def add(self, block: Block) -> None:
        """Adds a block that is neither heading nor paragraph."""
        self.end_paragraph()
        self.blocks.append(block)
        self.is_bare = False

    def add_heading(self, line: Line) -> Heading:
        """Adds a heading that opens no section."""
        self.end_paragraph()
        place = self.place_of(line)
        heading = Heading(text=fold(line.words), level=line.level, place=place)
        self.blocks.append(heading)
        return heading

    def open_section(self, line: Line, section: Section | None) -> None:
        """Adds a heading, and goes on in the section that it opens."""
        self.add_heading(line)
        self.section, self.is_bare = section, True

    def describes(self) -> bool:
        """Whether a body or a resource is being described."""
        return self.section in ("body", "resource")

    # --- paragraphs ---------------------------------------------------------------------

    def add_words(self, line: Line) -> None:
        """Adds a line to the paragraph at hand, or begins another with it."""
        above = self._lines[-1] if self._lines else None
        if above and type_goes_on(above.words, line.words):
            words = f"{above.words} {line.words}"
            links = (*above.links, *line.links)
            self._lines[-1] = above._replace(words=words, links=links)
            return
        if not self._spaced:
            self.end_paragraph()
        self._lines.append(line)

    def add_paragraph(self, line: Line) -> None:
        """Adds a paragraph of its own."""
        self.end_paragraph()
        self._keep([line])

    def end_paragraph(self) -> None:
        """Ends the paragraph at hand; a type below the words on it is one of its own."""
        lines, self._lines = self._lines, []
        if len(lines) > 1 and self._is_type_below(lines):
            self._keep(lines[:-1])
            lines = lines[-1:]
        if lines:
            self._keep(lines)

    def end_above_table(self) -> None:
        """Ends the paragraph above a table, whose last line is the model's name."""
        lines = self._lines
        if len(lines) > 1 and type_cost(lines[-1].words) <= _LIKELY_MODEL:
            self._lines = lines[:-1]
            self.end_paragraph()
            self._lines = lines[-1:]
        self.end_paragraph()

    def _is_type_below(self, lines: Sequence[Line]) -> bool:
        if not self.describes():
            return False
        *_, above, last = lines
        if is_none(last.words) or is_plain_type(last.words):
            return True
        return type_cost(last.words) <= 2 and len(above.text) < _SHORT

    def _keep(self, lines: Sequence[Line]) -> None:
        text = "\n".join(line.words for line in lines)
        links: list[Link] = []
        for line in lines:
            folded = fold(line.words) if line.links else ""
            links += (link for link in line.links if link.text in folded)
        place = self.place_of(lines[0])
        self.blocks.append(Paragraph(text=text, place=place, links=tuple(links)))
        self.is_bare = False
