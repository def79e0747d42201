"""The fixed words of a page that stand in a text whatever became of its borders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from helpwright.read.text.annotations import opens_annotation
from helpwright.read.text.heads import find_head
from helpwright.read.text.kinds import is_plain_type, is_title, type_cost
from helpwright.read.text.lines import Line
from helpwright.read.text.tables import next_words
from helpwright.vocabulary import (
    ENUM_INTRO,
    SECTION_STARTS,
    Section,
    is_none,
    media_types,
    section_of,
    wording,
)

_MEDIA_START = re.compile(r"[\w*-]+/[\w.+*-]*(?:\s*[,;]|$)")
_LABEL = re.compile(r"Sample\s*:", re.IGNORECASE)
_PAGE_END = re.compile(r"[_━─═=*~]{8,}$|©|\(c\) ?\d{4}|Copyright\b", re.IGNORECASE)
_GLUED_HEADING = re.compile(
    r"(?<=\S)(?:(?:Request|Response)(?: body)? Formats?|Re(?:quest|sponse) Information"
    r"|(?:URI|Body) Parameters|Resource Description)$"
)
_ADDRESS_PART = re.compile(r"(?=.*[={}&/?])[^\s|]+")
_MOST_LINES = 100
"""Lines that the address of a title may be broken over."""
_LEAST_WIDTH = 50
"""No page is so narrow that shorter titles were broken."""
_HEADINGS = (
    "Request Information",
    "URI Parameters",
    "Body Parameters",
    "Request Formats",
    "Response Information",
    "Resource Description",
    "Response Formats",
    "Request body formats",
    "Response body formats",
    "Sample:",
    "Sample not available.",
    "Possible enumeration values:",
)


def heading_section(line: Line) -> Section | None:
    """The section that `line` opens if it is a heading; a weak word may be none."""
    words = line.words
    if len(words) > 60 or line.code or words[-1:] in ("", "."):
        return None
    first = words.partition(" ")[0].rstrip(":").lower()
    return section_of(words) if first in SECTION_STARTS else None


def is_weak(line: Line) -> bool:
    """Whether the heading's word is one that a member or a model may be called as well."""
    return not line.level and " " not in line.words.strip(" :")


def label_rest(line: Line) -> str | None:
    """What follows `Sample:` on its line; None where the line does not begin so."""
    match = None if line.code else _LABEL.match(line.words)
    return line.words[match.end() :].strip() if match else None


class Heard(NamedTuple):
    """A heading that may have been broken over lines."""

    line: Line
    """Its first line, with all its words."""
    lines: int
    """On how many lines it stands."""


def media_heading(lines: Sequence[Line], at: int) -> Heard | None:
    """The heading that names media types and nothing else, if one begins on line `at`."""
    line = lines[at]
    if line.code or "/" not in line.words[:80] or not _MEDIA_START.match(line.words):
        return None
    words = ""
    for count, part in enumerate(lines[at : at + 4], 1):
        glue = "" if not words or words.endswith("/") else " "
        words += glue + part.words
        if media_types(words):
            return Heard(line._replace(words=words), count)
        if not words.endswith((",", "/")):
            break
    return None


def title_at(lines: Sequence[Line], at: int) -> Heard | None:
    """The title, `VERB path` and nothing else, that begins on line `at`."""
    line, count = lines[at], 1
    if line.code or line.beyond:
        return None
    if line.words.isupper() and line.words.isalpha() and at + 1 < len(lines):
        line, count = line._replace(words=f"{line.words} {lines[at + 1].words}"), 2
    if not is_title(line.words):
        return None
    while at + count < len(lines) and _continues(line, lines[at + count], count):
        line = line._replace(words=line.words + lines[at + count].words)
        count += 1
    return Heard(line, count)


def _continues(title: Line, line: Line, count: int) -> bool:
    """Whether the line is the rest of an address that a page's width broke."""
    wide = count > 1 or len(title.words) > _LEAST_WIDTH
    near = count < _MOST_LINES and not line.beyond
    return wide and near and bool(_ADDRESS_PART.fullmatch(line.words))


def is_address_below(lines: Sequence[Line], at: int) -> bool:
    """Whether an absolute address follows line `at`, as below a vendor's `URI`."""
    below = next_words(lines, at + 1)
    return below < len(lines) and "://" in lines[below].words


def is_page_end(line: Line) -> bool:
    """Whether the line is a rule drawn across the page, or a footer's first."""
    return _PAGE_END.match(line.words) is not None


def is_enum_intro(line: Line) -> bool:
    """Whether the line introduces the values of an enumeration."""
    return line.words[:8].lower() == "possible" and wording(line.words) == ENUM_INTRO


def is_strong(lines: Sequence[Line], at: int) -> bool:
    """Whether line `at` is a landmark that no cell and no sample can hold."""
    line = lines[at]
    if line.level or label_rest(line) is not None or media_heading(lines, at):
        return True
    if is_page_end(line):
        return True
    if heading_section(line) is not None and not is_weak(line):
        return True
    return is_enum_intro(line) or find_head(lines, at) is not None


def is_heading_here(lines: Sequence[Line], at: int, in_model: bool) -> bool:
    """Whether the weak word on line `at` is a heading.

    It is none where it is what a table describes, nor where a type follows it. `in_model`
    tells that the section at hand still lacks its model.
    """
    section = heading_section(lines[at])
    following = next_words(lines, at + 1)
    if following == len(lines):
        return True
    if in_model and lines[following].open_end:
        return False
    if head := find_head(lines, following):
        if head.before:
            return True
        typed = any(rule.column == "type" for rule in head.rules)
        return not in_model if typed else section == "parameters"
    line = lines[following]
    if is_none(line.words):
        return not in_model
    return not is_plain_type(line.words)


def is_member_here(lines: Sequence[Line], at: int) -> bool:
    """Whether the weak word on line `at`, met below a head, is a row's first cell."""
    before = ""
    for _ in range(4):
        at = next_words(lines, at + 1)
        if at == len(lines):
            return lines[-1].open_end
        if is_strong(lines, at):
            return False
        words = lines[at].words
        if is_plain_type(words) or not before and words.lstrip("-").isdecimal():
            return True
        if is_none(words) or opens_annotation(words):
            return bool(before) and type_cost(before) <= 2
        before = words
    return False


def split_glued_heading(words: str) -> tuple[str, str] | None:
    """A type and the heading that a text glued to it."""
    match = _GLUED_HEADING.search(words)
    if match is None or type_cost(words[: match.start()]) > 2:
        return None
    return words[: match.start()], match[0]


def split_glued_none(words: str) -> tuple[str, str] | None:
    """A type and the `None.` that a text glued to it."""
    if not words.endswith("None."):
        return None
    type_words = words[:-5].rstrip()
    return (type_words, "None.") if type_words and type_cost(type_words) <= 2 else None


def is_cut_landmark(words: str) -> bool:
    """Whether `words` are what the end of a source left of a fixed line."""
    if len(words) < 3:
        return False
    return any(line.startswith(words) and line != words for line in _HEADINGS)
