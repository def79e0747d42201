"""Cuts a page's blocks into its title, what stands before the first section, and sections.

Sections are found by the words of their headings, never by the form of the page.
"""

from __future__ import annotations

from itertools import pairwise

from helpwright.blocks import Block, Document, Heading, Paragraph, Table
from helpwright.place import Place
from helpwright.value import dataclass
from helpwright.vocabulary import (
    OLD_GENERATION,
    Column,
    Section,
    columns_of,
    is_method,
    is_path,
    media_types,
    section_of,
    title_parts,
    wording,
)

_WORDS_THAT_STAND_ALONE = frozenset(
    {
        "request information",
        "parameters",
        "uri parameters",
        "body parameters",
        "request formats",
        "request body formats",
        "response information",
        "resource description",
        "response formats",
        "response body formats",
    }
)
"""Headings that nobody writes as a sentence; a page without tags of headings has these."""

_GROUPS = frozenset({"request information", "response information"})
_INSIDE_FORMATS: frozenset[Section] = frozenset({"request-formats", "response-formats"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A page's title as method and address."""

    method: str
    address: str
    place: Place
    text: str
    from_words: bool = False
    """True where it stands in a paragraph, which may be documentation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section: its heading and what stands under it."""

    section: Section
    heading: str
    level: int
    """Of the heading; 0 where the form does not show it."""
    place: Place
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    title: Title | None
    path: Title | None
    """A heading that reads as a path without a method; the method is empty."""
    heading: Heading | None
    """The first heading of the page that opens no section."""
    lead: tuple[Block, ...]
    """What stands between the title and the first section."""
    parts: tuple[Part, ...]
    old_generation: bool
    """True where only headings of 4.0 and 5.0, or none at all, stand on the page."""

    def all_of(self, section: Section) -> tuple[Part, ...]:
        """The sections of this kind, in the order of the page."""
        return tuple(part for part in self.parts if part.section == section)


def outline(document: Document) -> Outline:
    """The outline of a page."""
    blocks = document.blocks
    marks = _section_marks(blocks)
    first = marks[0][0] if marks else len(blocks)
    title_at, title = _title(blocks[:first])
    heading_at, heading = _first_heading(blocks[:first])
    begin = 1 + (title_at if title else heading_at)
    ends = [at for at, _ in marks[1:]] + [len(blocks)] * bool(marks)
    parts = tuple(
        _part(section, blocks[at], blocks[at + 1 : end])
        for (at, section), end in zip(marks, ends, strict=True)
    )
    words = {wording(part.heading) for part in parts if part.section != "other"}
    return Outline(
        title=title or _title_of_document(document),
        path=None if title else _path(blocks[:first]),
        heading=heading,
        lead=blocks[begin:first],
        parts=parts,
        old_generation=words <= OLD_GENERATION | _GROUPS,
    )


def _part(section: Section, heading: Block, blocks: tuple[Block, ...]) -> Part:
    assert isinstance(heading, Heading | Paragraph)
    return Part(
        section=section,
        heading=heading.text,
        level=heading.level if isinstance(heading, Heading) else 0,
        place=heading.place,
        blocks=blocks,
    )


def _section_marks(blocks: tuple[Block, ...]) -> list[tuple[int, Section]]:
    """Where each section begins.

    Paragraphs count as headings where no heading of the page opens a section and at least
    two of them are worded like one; a single one may be documentation. After a section, a
    heading with words of the vendor's own opens a section that nobody reads, unless it
    stands below the section's own heading: then it may be the name of a model.
    """
    by_paragraphs = _has_sections_in_paragraphs(blocks)
    marks: list[tuple[int, Section]] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            section = section_of(block.text) or _unknown(block, marks, blocks)
        elif by_paragraphs and isinstance(block, Paragraph):
            section = section_of(_standing_alone(block))
        else:
            continue
        if section and (marks or section != "other"):
            marks.append((at, section))
    return marks


def _has_sections_in_paragraphs(blocks: tuple[Block, ...]) -> bool:
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Heading) and section_of(block.text):
            return False
        if isinstance(block, Paragraph):
            found.add(_standing_alone(block))
    return len(found - {""}) > 1


def _standing_alone(block: Paragraph) -> str:
    """The words of a paragraph that reads as a heading; else nothing."""
    words = wording(block.text) if len(block.text) < 40 else ""
    return words if words in _WORDS_THAT_STAND_ALONE else ""


def _unknown(
    heading: Heading, marks: list[tuple[int, Section]], blocks: tuple[Block, ...]
) -> Section | None:
    if not marks or (marks[-1][1] in _INSIDE_FORMATS and _of_sample(heading.text)):
        return None
    above = blocks[marks[-1][0]]
    if isinstance(above, Heading) and 0 < above.level < heading.level:
        return None
    if media_types(heading.text) or title_parts(heading.text):
        return None
    return "other"


def _of_sample(text: str) -> bool:
    return bool(media_types(text)) or wording(text) in ("sample", "example", "samples")


def _title(blocks: tuple[Block, ...]) -> tuple[int, Title | None]:
    """The first heading that reads as a title, or else the first such paragraph.

    A paragraph that is a link leads to an operation and is not about it.
    """
    for kind in (Heading, Paragraph):
        for at, block in enumerate(blocks):
            if isinstance(block, kind) and not getattr(block, "links", ()):
                parts = title_parts(block.text)
                if parts:
                    return at, _title_at(block, *parts)
    return _title_in_pieces(blocks)


def _title_at(block: Heading | Paragraph, method: str, address: str) -> Title:
    return Title(
        method=method,
        address=address,
        place=block.place,
        text=block.text,
        from_words=isinstance(block, Paragraph),
    )


def _title_in_pieces(blocks: tuple[Block, ...]) -> tuple[int, Title | None]:
    """A method and a path in blocks of their own, one after the other."""
    for at, (one, two) in enumerate(pairwise(blocks)):
        if (
            isinstance(one, Heading | Paragraph)
            and isinstance(two, Heading | Paragraph)
            and is_method(one.text)
            and is_path(two.text)
        ):
            return at + 1, _title_at(two, one.text.strip().upper(), two.text)
    return -1, None


def _path(blocks: tuple[Block, ...]) -> Title | None:
    for block in blocks:
        if isinstance(block, Heading) and is_path(block.text):
            return _title_at(block, "", block.text)
    return None


def _title_of_document(document: Document) -> Title | None:
    """The title element, whose text a layout may follow with the site's own name."""
    for separator in (None, " - ", " | ", " – ", " — ", " :: "):
        text = document.title.split(separator)[0] if separator else document.title
        parts = title_parts(text)
        if parts and " " not in parts[1]:
            place = Place(page=document.page, cell="title")
            return Title(method=parts[0], address=parts[1], place=place, text=text)
    return None


def _first_heading(blocks: tuple[Block, ...]) -> tuple[int, Heading | None]:
    """The first heading of the highest level that stands before the sections."""
    found: tuple[int, Heading | None] = (-1, None)
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        if found[1] is None or block.level < found[1].level:
            found = (at, block)
    return found


def tables(blocks: tuple[Block, ...]) -> tuple[Table, ...]:
    """The tables among `blocks` whose head has a column that is known."""
    return tuple(
        block for block in blocks if isinstance(block, Table) and any(columns(block))
    )


def columns(table: Table) -> tuple[Column | None, ...]:
    """What the columns hold, by the head or by a first row that reads as one."""
    return columns_of(table.head or _first_row(table))


def _first_row(table: Table) -> tuple[str, ...]:
    if not table.rows:
        return ()
    texts = tuple(" ".join(cell.paragraphs) for cell in table.rows[0].cells)
    known = columns_of(texts)
    return texts if len(texts) > 1 and None not in known else ()
