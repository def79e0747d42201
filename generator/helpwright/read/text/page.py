"""Walks over the lines of a page and hands its blocks on.

What differs from form to form is taken off before (`dialects`) or read by the module of
the form (`bodies`); headings, samples and paragraphs are found here, once.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from helpwright.blocks import Block, Heading, Link, Paragraph, Preformatted, Table
from helpwright.read.text import definitions, landmarks
from helpwright.read.text.bodies import read_body
from helpwright.read.text.heads import Head, find_head
from helpwright.read.text.kinds import is_plain_type, type_cost, type_goes_on
from helpwright.read.text.lines import Line, line_of
from helpwright.read.text.samples import take_sample
from helpwright.read.text.tables import Body, Doubt, next_words
from helpwright.spec import Place
from helpwright.vocabulary import (
    NOT_AVAILABLE,
    SAMPLE_ERROR,
    Section,
    fold,
    is_none,
)

_RULE = re.compile(r"[-–—_=*━─═~]{3,}")
_SAMPLE_START = re.compile(r"[{\[<\"]|-?\d+(?:\.\d+)?$|(?:true|false|null)$")
_DEFINING = ("uri", "headers", "parameters", "body", "resource", "errors")
"""Sections that tables of members and parameters stand in."""
_SHORT = 60
"""A line shorter than this was not broken to fit a page's width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What a text holds."""

    blocks: tuple[Block, ...]
    title: str
    """A title that stood above the page's own, as a browser's title bar has it."""
    tables: tuple[str, ...]
    """Names of the forms of its tables."""
    landmarks: int
    """How many fixed words of help pages were met."""
    doubts: tuple[Doubt, ...]
    cut: Line | None
    """What was left out at the end since the text breaks off in it."""
    cut_sample: int
    """Line of a sample that breaks off; 0 where none does."""


def scan(lines: Sequence[Line], page: str) -> Scanned:
    """The blocks that `lines` hold."""
    scanner = _Scanner(lines, page)
    scanner.run()
    return Scanned(
        blocks=tuple(scanner.blocks),
        title=scanner.title,
        tables=tuple(dict.fromkeys(scanner.tables)),
        landmarks=scanner.landmarks,
        doubts=tuple(scanner.doubts),
        cut=scanner.cut,
        cut_sample=scanner.cut_sample,
    )


class _Scanner:
    def __init__(self, lines: Sequence[Line], page: str) -> None:
        self.blocks: list[Block] = []
        self.title = ""
        self.tables: list[str] = []
        self.landmarks = 0
        self.doubts: list[Doubt] = []
        self.cut: Line | None = None
        self.cut_sample = 0
        self._lines = list(lines)
        self._page = page
        self._at = 0
        self._paragraph: list[Line] = []
        self._section: Section | None = None
        self._bare = True
        """Whether nothing has been read since the section's heading."""
        self._labelled = False
        """Whether `Sample:` or a media type has just been read."""
        self._titled = False
        self._spaced = _is_spaced(lines)

    def run(self) -> None:
        """Reads all lines."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.words or _RULE.fullmatch(line.words):
                self._end_paragraph()
                self._at += 1
            elif not self._take_landmark(line):
                self._take_words(line)
        self._end_paragraph()

    # --- landmarks ----------------------------------------------------------------------

    def _take_landmark(self, line: Line) -> bool:
        """Reads what begins at the line at hand, if it is a landmark."""
        if self._is_cut(line):
            self._end_paragraph()
            self.cut = line
            self._at = len(self._lines)
            return True
        if line.code or self._labelled and self._is_sample(line):
            self._take_sample(line)
            return True
        head = find_head(self._lines, self._at)
        if head:
            self._take_table(head)
            return True
        rest = landmarks.label_rest(line)
        if rest is not None:
            self._take_label(line, rest)
            return True
        words, taken = landmarks.media_heading(self._lines, self._at)
        if taken:
            self._take_heading(line._replace(words=words), self._section)
            self._labelled = True
            self._at += taken - 1
            return True
        if landmarks.is_enum_intro(line):
            self._end_paragraph()
            self._add_paragraph(line)
            self.landmarks += 1
            self._at += 1
            return True
        section = landmarks.heading_section(line)
        if section and self._is_heading(line):
            self._take_heading(line, section)
            return True
        return (
            self._take_title(line) or self._take_glued(line) or self._take_definitions()
        )

    def _is_cut(self, line: Line) -> bool:
        """Whether the line at hand is the last, and no whole landmark.

        Nothing ends with its title or with a media type, so that these may be halves.
        """
        if line.code or next_words(self._lines, self._at + 1) < len(self._lines):
            return False
        if landmarks.is_cut_landmark(line.words):
            return line.open_end or landmarks.heading_section(line) is None
        if landmarks.media_heading(self._lines, self._at)[1]:
            return True
        if line.level and line.open_end:
            return landmarks.heading_section(line) is None
        untouched = not (self._section or self.landmarks)
        return line.open_end and untouched and landmarks.title_of(line) is not None

    def _is_heading(self, line: Line) -> bool:
        if line.level or not landmarks.is_weak(line):
            return True
        in_model = self._section in ("body", "resource") and self._bare
        if self._section and is_plain_type(line.words):
            return landmarks.is_address_below(self._lines, self._at)
        return landmarks.is_heading_here(self._lines, self._at, in_model)

    def _take_heading(self, line: Line, section: Section | None) -> None:
        self._end_paragraph()
        place = Place(page=self._page, line=line.number)
        text = fold(line.words)
        self.blocks.append(Heading(text=text, level=line.level, place=place))
        if section:
            self.landmarks += " " in text or bool(line.level)
        self._section, self._bare, self._labelled = section, True, False
        self._at += 1

    def _take_label(self, line: Line, rest: str) -> None:
        self._end_paragraph()
        self.landmarks += 1
        self._add_paragraph(line._replace(words="Sample:", links=()))
        self._labelled = True
        if rest:
            self._lines[self._at] = line_of(line.number, rest, line.links)
        else:
            self._at += 1

    def _take_title(self, line: Line) -> bool:
        if self._section or self.landmarks:
            return self._take_unknown_heading(line)
        taken = 1
        if fold(line.words).isupper() and fold(line.words).isalpha():
            following = next_words(self._lines, self._at + 1)
            if following == self._at + 1 and following < len(self._lines):
                words = f"{line.words} {self._lines[following].words}"
                line, taken = line._replace(words=words), 2
        if landmarks.title_of(line) is None:
            return self._take_unknown_heading(line)
        while self._at + taken < len(self._lines):
            following_line = self._lines[self._at + taken]
            if not landmarks.continues_title(following_line):
                break
            line = line._replace(words=line.words + following_line.words)
            taken += 1
        self._end_paragraph()
        self._drop_first_title()
        place = Place(page=self._page, line=line.number)
        heading = Heading(text=fold(line.words), level=line.level, place=place)
        self.blocks.append(heading)
        self._titled = True
        self._at += taken
        return True

    def _take_unknown_heading(self, line: Line) -> bool:
        if not line.level:
            return False
        self._take_heading(line, self._section)
        return True

    def _drop_first_title(self) -> None:
        """Takes back a title that turns out to stand above the page's own."""
        if self._titled:
            known = [block for block in self.blocks if isinstance(block, Heading)]
            self.title = known[-1].text
            self.blocks.remove(known[-1])

    def _take_glued(self, line: Line) -> bool:
        glued = landmarks.split_glued_heading(line.words)
        if glued is None and self._section in ("body", "resource"):
            glued = landmarks.split_glued_none(line.words)
        if glued is None:
            return False
        self._end_paragraph()
        self._add_paragraph(line._replace(words=glued[0]))
        self._lines[self._at] = line_of(line.number, glued[1])
        return True

    # --- tables -------------------------------------------------------------------------

    def _take_table(self, head: Head) -> None:
        self._end_model_paragraph()
        known = head.rules[0].column == "api" or len(head.columns) > 2
        self.landmarks += known and all(rule.column for rule in head.rules)
        if head.before:
            line = self._lines[head.start]
            self._add_paragraph(line._replace(words=head.before))
        stops = partial(self._stops, head)
        body = read_body(self._lines, head, stops, self._page)
        place = Place(page=self._page, line=self._lines[head.start].number)
        self.blocks.append(Table(head=head.columns, rows=body.rows, place=place))
        self.tables.append(body.form)
        self.doubts += body.doubts
        self._note_unfinished(body)
        self._at = max(body.end, head.end)
        self._bare = False

    def _take_definitions(self) -> bool:
        """Reads a list that stands in a table's place."""
        if self._section not in _DEFINING:
            return False
        stops = self._stops_sample
        if not definitions.begins(self._lines, self._at, stops):
            return False
        following = next_words(self._lines, self._at + 1)
        unnamed = self._section in ("body", "resource") and self._bare
        if unnamed and definitions.begins(self._lines, following, stops):
            return False
        self._end_paragraph()
        table, body = definitions.read_definitions(
            self._lines, self._at, stops, self._page
        )
        self.blocks.append(table)
        self.tables.append(body.form)
        self._note_unfinished(body)
        self._at = max(body.end, self._at + 1)
        self._bare = False
        return True

    def _note_unfinished(self, body: Body) -> None:
        if body.unfinished:
            piece = body.unfinished
            self.cut = line_of(piece.number, piece.text)
            self._at = len(self._lines)

    def _stops(self, head: Head, at: int) -> bool:
        """Whether line `at`, met below `head`, belongs to the table no more."""
        line = self._lines[at]
        if landmarks.is_strong(self._lines, at):
            return True
        if landmarks.heading_section(line) is None or line.words[0].islower():
            return False
        if is_plain_type(line.words):
            return landmarks.is_address_below(self._lines, at)
        if at == next_words(self._lines, head.end):
            return False
        return not landmarks.is_member_here(self._lines, at)

    def _end_model_paragraph(self) -> None:
        """Ends the paragraph above a table; its last line is the model's name."""
        if len(self._paragraph) > 1 and type_cost(self._paragraph[-1].words) <= 9:
            last = self._paragraph.pop()
            self._end_paragraph()
            self._paragraph = [last]
        self._end_paragraph()

    # --- samples ------------------------------------------------------------------------

    def _is_sample(self, line: Line) -> bool:
        """Whether the line, right behind `Sample:` or a media type, begins a sample."""
        if landmarks.is_strong(self._lines, self._at):
            return False
        words = line.words
        if NOT_AVAILABLE.match(words) or SAMPLE_ERROR.match(words):
            return False
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Heading):
            return _SAMPLE_START.match(words) is not None
        return True

    def _take_sample(self, line: Line) -> None:
        self._end_paragraph()
        sample = take_sample(self._lines, self._at, self._stops_sample)
        place = Place(page=self._page, line=line.number)
        if NOT_AVAILABLE.match(sample.text) or SAMPLE_ERROR.match(sample.text):
            self.blocks.append(Paragraph(text=sample.text.strip(), place=place))
        elif sample.text.strip():
            self.blocks.append(Preformatted(text=sample.text, place=place))
        if not sample.whole and next_words(self._lines, sample.end) == len(self._lines):
            self.cut_sample = line.number
        self._labelled = False
        self._at = sample.end
        if sample.rest:
            self._at -= 1
            self._lines[self._at] = sample.rest

    def _stops_sample(self, at: int) -> bool:
        return landmarks.is_strong(self._lines, at)

    # --- paragraphs ---------------------------------------------------------------------

    def _take_words(self, line: Line) -> None:
        formats = ("request-formats", "response-formats")
        if self._section in formats and line.words[0] in "{[<" and self._bare:
            self._take_sample(line)
            return
        above = self._paragraph[-1] if self._paragraph else None
        if above and type_goes_on(above.words, line.words):
            self._paragraph[-1] = _joined(above, line)
        elif self._spaced:
            self._paragraph.append(line)
        else:
            self._end_paragraph()
            self._paragraph.append(line)
        self._labelled = False
        self._at += 1

    def _end_paragraph(self) -> None:
        lines, self._paragraph = self._paragraph, []
        if not lines:
            return
        if len(lines) > 1 and self._is_type_below(lines):
            last = lines.pop()
            self._add_lines(lines)
            lines = [last]
        self._add_lines(lines)

    def _is_type_below(self, lines: Sequence[Line]) -> bool:
        """Whether the last line is the type that the lines above describe."""
        if self._section not in ("body", "resource"):
            return False
        *_, above, last = lines
        if is_none(last.words) or is_plain_type(last.words):
            return True
        return type_cost(last.words) <= 2 and len(above.text) < _SHORT

    def _add_lines(self, lines: Sequence[Line]) -> None:
        words = "\n".join(line.words for line in lines)
        links = tuple(link for line in lines for link in line.links)
        self._add_paragraph(lines[0]._replace(words=words), links)

    def _add_paragraph(self, line: Line, links: tuple[Link, ...] | None = None) -> None:
        place = Place(page=self._page, line=line.number)
        own = line.links if links is None else links
        own = tuple(link for link in own if link.text in fold(line.words))
        self.blocks.append(Paragraph(text=line.words, place=place, links=own))
        self._bare = False


def _joined(above: Line, line: Line) -> Line:
    words = f"{above.words} {line.words}"
    return above._replace(words=words, links=(*above.links, *line.links))


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether blank lines stand between the paragraphs of the text.

    Its headings tell, since samples may hold more lines than all else.
    """
    headings = [
        not above.words
        for above, line in itertools.pairwise(lines)
        if landmarks.heading_section(line) and not landmarks.is_weak(line)
    ]
    if headings:
        return sum(headings) * 3 >= len(headings)
    return sum(not line.words for line in lines) * 8 > len(lines)
