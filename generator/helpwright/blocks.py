"""What a reader makes of a page: blocks in the order of the page, each with its place.

Every form of a page, HTML or text, comes down to these. A reader knows tags, pipes and
blank lines; it knows no meaning beyond what it needs to find where a cell ends.
"""

from __future__ import annotations

from typing import TypeAlias

from helpwright.place import Place
from helpwright.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    text: str
    href: str
    """As it stands on the page, resolved against nothing; `urlsplit` takes it apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    text: str
    """White space folded; a colon at the end is kept."""
    level: int
    """1 to 6; 0 where the form does not show it."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    text: str
    """Ends trimmed, inner line breaks kept."""
    place: Place
    links: tuple[Link, ...] = ()
    bare: bool = False
    """True where the form has paragraphs and this text stands in none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    paragraphs: tuple[str, ...]
    """One entry a paragraph, ends trimmed, inner line breaks kept, empty ones left out."""
    line: int = 0
    """Counted from the line of the table, so that tables of the same text are equal."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    cells: tuple[Cell, ...]
    """In the order of the table's head; fewer where the page lost some."""
    line: int = 0
    """Counted from the line of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    place: Place
    cut: bool = False
    """True where the source ends within the last row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preformatted:
    """A sample's text, line breaks and indentation as they came."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    address: str
    text: str
    place: Place


Block: TypeAlias = Heading | Paragraph | Table | Preformatted | Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page as blocks."""

    page: str
    """Name of its source, as in `Place.page`."""
    form: str
    """`html`, or the name of the text form."""
    blocks: tuple[Block, ...]
    title: str = ""
    """Text of the title element, where the form has one."""
    address: str = ""
    """Address that the page is known to have come from; empty where nothing says so."""
    cut: bool = False
    """True where the source ends in the middle of something."""
