"""Walks over the lines of a page and hands its blocks on.

What differs from form to form is taken off before (`dialects`) or read by the module of
the form (`bodies`); headings, samples and paragraphs are found here, once.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from helpwright.blocks import Block, Heading, Paragraph, Preformatted, Table
from helpwright.limits import Limits
from helpwright.read.text import definitions, landmarks
from helpwright.read.text.bodies import read_body
from helpwright.read.text.collected import Collected
from helpwright.read.text.heads import Head, find_head
from helpwright.read.text.kinds import is_plain_type, is_title
from helpwright.read.text.landmarks import Heard
from helpwright.read.text.lines import Line, line_of, within
from helpwright.read.text.samples import take_sample
from helpwright.read.text.tables import Body, Doubt, below, next_words
from helpwright.value import dataclass
from helpwright.vocabulary import NOT_AVAILABLE, SAMPLE_ERROR, Section

_RULE = re.compile(r"[-–—_=*━─═~]{3,}")
_SAMPLE_START = re.compile(r"[{\[<\"]|-?\d+(?:\.\d+)?$|(?:true|false|null)$")
_FORMATS = ("request-formats", "response-formats")
_DEFINING = ("uri", "headers", "parameters", "body", "resource", "errors")
"""Sections that tables of members and parameters stand in."""


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
    """Of what is beyond a limit, the first of each."""
    beyond: Mapping[str, int]
    """How many lines there are beyond each limit, by its name."""
    cut: Line | None
    """What was left out at the end since the text breaks off in it."""
    cut_sample: int
    """Line of a sample that breaks off; 0 where none does."""


def scan(lines: Sequence[Line], page: str, limits: Limits) -> Scanned:
    """The blocks that `lines` hold."""
    scanner = _Scanner(within(lines, limits), page, limits)
    scanner.run()
    return Scanned(
        blocks=tuple(scanner.out.blocks),
        title=scanner.title,
        tables=tuple(dict.fromkeys(scanner.tables)),
        landmarks=scanner.landmarks,
        doubts=tuple(scanner.doubts),
        beyond=scanner.beyond,
        cut=scanner.cut,
        cut_sample=scanner.cut_sample,
    )


class _Scanner:
    def __init__(self, lines: list[Line], page: str, limits: Limits) -> None:
        self.out = Collected(page, spaced=_is_spaced(lines))
        self.title = ""
        self.tables: list[str] = []
        self.landmarks = 0
        self.doubts: list[Doubt] = []
        self.beyond: Counter[str] = Counter()
        self.cut: Line | None = None
        self.cut_sample = 0
        self._lines = lines
        self._limits = limits
        self._at = 0
        self._labelled = False
        """Whether `Sample:` or a media type has just been read."""
        self._parted = 0, 0
        """Index of the line that was taken apart last, and into how many parts."""
        self._title: Heading | None = None
        self._title_at = 0
        """Index of the title among the blocks."""

    def run(self) -> None:
        """Reads all lines."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.words or self._is_decoration(line):
                self.out.end_paragraph()
                self._at += 1
            elif self._is_cut(line):
                self._break_off(line)
            elif self._is_parted() or not self._take_landmark(line):
                self._take_words(line)
        self.out.end_paragraph()

    def _is_decoration(self, line: Line) -> bool:
        """Whether the line is a rule across the page, or its footer."""
        return not line.code and (
            _RULE.fullmatch(line.words) is not None or landmarks.is_page_end(line)
        )

    def _take_landmark(self, line: Line) -> bool:
        """Reads what begins at the line at hand, if it is a landmark."""
        lines, at = self._lines, self._at
        if line.code or self._labelled and self._is_sample(line):
            self._take_sample(line)
        elif head := find_head(lines, at):
            self._take_table(head)
        elif (rest := landmarks.label_rest(line)) is not None:
            self._take_label(line, rest)
        elif media := landmarks.media_heading(lines, at):
            self._take_heading(media, self.out.section)
            self._labelled = True
        elif landmarks.is_enum_intro(line):
            self.out.add_paragraph(line)
            self.landmarks += 1
            self._at += 1
        elif section := self._section_at(line):
            self._take_section(line, section)
        elif self._awaits_title() and (title := landmarks.title_at(lines, at)):
            self._take_title(title)
        elif line.level:
            self._take_heading(Heard(line, 1), self.out.section)
        else:
            return self._take_glued(line) or self._take_definitions()
        return True

    def _take_words(self, line: Line) -> None:
        starts_sample = self.out.section in _FORMATS and self.out.is_bare
        if starts_sample and line.words[0] in "{[<":
            self._take_sample(line)
            return
        limit = line.beyond
        if self._is_parted() and (landmarks.label_rest(line) or self._glued(line)):
            limit = "text_parts"
        if limit:
            self._doubt(Doubt(number=line.number, text=line.words[:80], limit=limit))
        self.out.add_words(line)
        self._labelled = False
        self._at += 1

    # --- the end ------------------------------------------------------------------------

    def _is_cut(self, line: Line) -> bool:
        """Whether the line at hand is the last, and may be half of a landmark.

        No page ends with its title, with a heading or with a media type.
        """
        if line.code or next_words(self._lines, self._at + 1) < len(self._lines):
            return False
        if landmarks.is_cut_landmark(line.words):
            return line.open_end or landmarks.heading_section(line) is None
        if landmarks.media_heading(self._lines, self._at):
            return True
        if line.open_end and (line.level or landmarks.heading_section(line)):
            return True
        return line.open_end and self._awaits_title() and is_title(line.words)

    def _break_off(self, line: Line) -> None:
        """Leaves out the rest of the text, which begins with `line`."""
        self.out.end_paragraph()
        self.cut = line
        self._at = len(self._lines)

    # --- headings -----------------------------------------------------------------------

    def _section_at(self, line: Line) -> Section | None:
        """The section that the line at hand opens, if it is a heading that opens one."""
        section = landmarks.heading_section(line)
        if section is None or line.level or not landmarks.is_weak(line):
            return section
        if self.out.section and is_plain_type(line.words):
            is_heading = landmarks.is_address_below(self._lines, self._at)
        else:
            in_model = self.out.describes() and self.out.is_bare
            is_heading = landmarks.is_heading_here(self._lines, self._at, in_model)
        return section if is_heading else None

    def _take_section(self, line: Line, section: Section) -> None:
        self.landmarks += bool(line.level) or not landmarks.is_weak(line)
        self._take_heading(Heard(line, 1), section)

    def _take_heading(self, heard: Heard, section: Section | None) -> None:
        self.out.open_section(heard.line, section)
        self._labelled = False
        self._at += heard.lines

    def _awaits_title(self) -> bool:
        return not (self.out.section or self.landmarks)

    def _take_title(self, heard: Heard) -> None:
        """Takes the title; one before it stood above the page's own."""
        self.out.end_paragraph()
        if self._title:
            self.title = self._title.text
            del self.out.blocks[self._title_at]
        self._title_at = len(self.out.blocks)
        self._title = self.out.add_heading(heard.line)
        self._at += heard.lines

    def _take_label(self, line: Line, rest: str) -> None:
        self.out.add_paragraph(line._replace(words="Sample:", links=()))
        self.landmarks += 1
        self._labelled = True
        self._at += 1
        if rest:
            self._go_back_to(line_of(line.number, rest, line.links))

    def _is_parted(self) -> bool:
        """Whether the line at hand is taken apart no further."""
        at, parts = self._parted
        return at == self._at and parts >= max(1, self._limits.text_parts - 1)

    def _go_back_to(self, rest: Line) -> None:
        """Goes on with what is left of the line above."""
        self._at -= 1
        at, parts = self._parted
        self._parted = self._at, parts + 1 if at == self._at else 1
        self._lines[self._at] = rest

    def _take_glued(self, line: Line) -> bool:
        """Takes two landmarks on one line apart."""
        glued = self._glued(line)
        if glued is None:
            return False
        self.out.add_paragraph(line._replace(words=glued[0]))
        self._at += 1
        self._go_back_to(line_of(line.number, glued[1]))
        return True

    def _glued(self, line: Line) -> tuple[str, str] | None:
        glued = landmarks.split_glued_heading(line.words)
        if glued is None and self.out.describes():
            glued = landmarks.split_glued_none(line.words)
        return glued

    # --- tables -------------------------------------------------------------------------

    def _take_table(self, head: Head) -> None:
        self.out.end_above_table()
        line = self._lines[head.start]
        if head.before:
            self.out.add_paragraph(line._replace(words=head.before))
        known = head.rules[0].column == "api" or len(head.columns) > 2
        self.landmarks += known and all(rule.column for rule in head.rules)
        body = read_body(self._lines, head, partial(self._stops, head), self._limits)
        self._keep_table(line, head.columns, body)
        for doubt in body.doubts:
            self._doubt(doubt)

    def _doubt(self, doubt: Doubt) -> None:
        if not doubt.limit or not self.beyond[doubt.limit]:
            self.doubts.append(doubt)
        if doubt.limit:
            self.beyond[doubt.limit] += 1

    def _take_definitions(self) -> bool:
        """Reads a list that stands in a table's place."""
        if self.out.section not in _DEFINING:
            return False
        lines, at = self._lines, self._at
        if not definitions.begins(lines, at, self._stops_words):
            return False
        names_model = self.out.describes() and self.out.is_bare
        following = next_words(lines, at + 1)
        if names_model and definitions.begins(lines, following, self._stops_words):
            return False
        body = definitions.read_definitions(lines, at, self._stops_words)
        self._keep_table(lines[at], definitions.COLUMNS, body)
        return True

    def _keep_table(self, line: Line, columns: tuple[str, ...], body: Body) -> None:
        place, cut = self.out.place_of(line), body.unfinished is not None
        table = Table(
            head=columns, rows=below(body.rows, place.line), place=place, cut=cut
        )
        self.out.add(table)
        self.tables.append(body.form)
        self._at = max(body.end, self._at + 1)
        if body.unfinished:
            self._break_off(line_of(body.unfinished.number, body.unfinished.text))

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

    # --- samples ------------------------------------------------------------------------

    def _is_sample(self, line: Line) -> bool:
        """Whether the line, right behind `Sample:` or a media type, begins a sample."""
        if landmarks.is_strong(self._lines, self._at):
            return False
        words = line.words
        if NOT_AVAILABLE.match(words) or SAMPLE_ERROR.match(words):
            return False
        if self.out.blocks and isinstance(self.out.blocks[-1], Heading):
            return _SAMPLE_START.match(words) is not None
        return True

    def _take_sample(self, line: Line) -> None:
        sample = take_sample(self._lines, self._at, self._stops_words)
        place, text = self.out.place_of(line), sample.text
        if NOT_AVAILABLE.match(text) or SAMPLE_ERROR.match(text):
            self.out.add(Paragraph(text=text.strip(), place=place))
        elif text.strip():
            self.out.add(Preformatted(text=text, place=place))
        if not sample.whole and next_words(self._lines, sample.end) == len(self._lines):
            self.cut_sample = line.number
        self._labelled = False
        self._at = sample.end
        if sample.rest:
            self._go_back_to(sample.rest)

    def _stops_words(self, at: int) -> bool:
        return landmarks.is_strong(self._lines, at)


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
