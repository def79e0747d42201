"""Finds where a sample ends: JSON and XML say it themselves, other text at a landmark."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from helpwright.read.text.lines import Line, dedent, line_of
from helpwright.value import dataclass

_CHARACTERS = r'[^"\\]*+(?:\\.[^"\\]*+)*+'
_JSON_PARTS = re.compile(rf'"{_CHARACTERS}"?|[{{}}\[\]]')
_TAG = re.compile(r"<(?:(!--)|[?!][^<>]*>|(/?)[^\s<>/!?][^<>]*?(/?)>)")
_STRING = re.compile(rf'"{_CHARACTERS}"')
_STRING_END = re.compile(rf'{_CHARACTERS}"')
_LEAST_WIDTH = 60
"""No page is so narrow that shorter lines of a sample were broken."""
_LONGEST_TAG = 10_000
_JSON_SCALAR = re.compile(
    rf'(?:"{_CHARACTERS}"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)'
)


@dataclass(frozen=True, slots=True)
class Sample:
    """The text of a sample, and where it ends."""

    text: str
    end: int
    """Index of the first line behind it."""
    rest: Line | None
    """What is left of its last line: the next landmark, where a text glued it on."""
    whole: bool
    """False where it ends before what it begins does."""


def take_sample(lines: Sequence[Line], at: int, stops: Callable[[int], bool]) -> Sample:
    """The sample that begins on line `at`."""
    first = lines[at].words
    if lines[at].code:
        return _take_code(lines, at)
    if first[0] in "{[":
        return _take_nested(lines, at, stops, _JsonDepth())
    if first[0] == "<":
        return _take_nested(lines, at, stops, _XmlDepth())
    scalar = _JSON_SCALAR.match(first)
    if scalar and len(scalar[0]) < len(first):
        rest = line_of(lines[at].number, first[scalar.end() :])
        return Sample(scalar[0], at + 1, rest, True)
    return _take_text(lines, at, stops)


def nested_end(text: str, at: int) -> int | None:
    """Where the JSON or XML text ends that begins at `at`; None where none does.

    A value that is not whole ends with the text.
    """
    opening = text[at : at + 1]
    if opening not in ("{", "[", "<"):
        return None
    depth = _XmlDepth() if opening == "<" else _JsonDepth()
    end = depth.end_in(text, at)
    return len(text) if end is None else end


def _take_code(lines: Sequence[Line], at: int) -> Sample:
    end = at
    while end < len(lines) and lines[end].code:
        end += 1
    return Sample(dedent(lines[at:end]), end, None, True)


def _take_text(lines: Sequence[Line], at: int, stops: Callable[[int], bool]) -> Sample:
    """Text of no known form: up to a blank line or a landmark."""
    end = at + 1
    while end < len(lines) and lines[end].words and not stops(end):
        end += 1
    return Sample(dedent(lines[at:end]), end, None, True)


def _rejoined(text: str) -> str:
    """`text` without the line breaks that a page's width put into its words.

    Such a break is known by what it tears: a string, or the value of an attribute. Then
    each line that is as long as the longest is broken; a blank may have stood there.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if len(lines) == 1 or not any(_is_torn(line, width) for line in lines):
        return text
    joined = lines[0]
    for above, line in itertools.pairwise(lines):
        if len(above) < width - 1:
            joined += "\n"
        elif len(above) < width:
            joined += " "
        joined += line
    return joined


def _is_torn(line: str, width: int) -> bool:
    """Whether a line of full width ends within quotes."""
    quotes = line.count('"') - line.count('\\"')
    return len(line) >= width - 1 and quotes % 2 == 1


class _JsonDepth:
    """How deep a JSON text is nested after each part of it."""

    def __init__(self) -> None:
        self._depth = 0
        self._torn = False
        """Whether the line before ended within a string since it was too long."""

    def end_in(self, text: str, start: int = 0) -> int | None:
        """Index behind the character that ends the value; None when it goes on."""
        if self._torn:
            end = _STRING_END.match(text)
            start = end.end() if end else len(text)
        self._torn = False
        for part in _JSON_PARTS.finditer(text, start):
            if part[0][0] == '"':
                open_ended = part.end() == len(text) and not _STRING.fullmatch(part[0])
                self._torn = open_ended and len(text) > _LEAST_WIDTH
            elif part[0] in "{[":
                self._depth += 1
            else:
                self._depth -= 1
                if self._depth <= 0:
                    return part.end()
        return None


class _XmlDepth:
    """How deep an XML text is nested after each part of it."""

    def __init__(self) -> None:
        self._depth = 0
        self._open = ""

    def end_in(self, text: str, start: int = 0) -> int | None:
        """Index behind the tag that ends the root; None when it goes on."""
        before = len(self._open)
        text = self._open + text
        last_comment = text.rfind("-->")
        tag_end = 0
        while tag := _TAG.search(text, start):
            start = tag.end()
            if tag[1]:
                # One without an end is none: its text would be looked through each time.
                if start > last_comment:
                    continue
                start = text.find("-->", start) + 3
            tag_end = start
            if tag[2] is None:
                continue
            if tag[2]:
                self._depth -= 1
            elif not tag[3]:
                self._depth += 1
            if self._depth <= 0:
                return tag_end - before
        begun = text.rfind("<")
        is_open = begun >= tag_end and len(text) - begun < _LONGEST_TAG
        self._open = text[begun:] + "\n" if is_open else ""
        return None


def _take_nested(
    lines: Sequence[Line],
    at: int,
    stops: Callable[[int], bool],
    depth: _JsonDepth | _XmlDepth,
) -> Sample:
    for index in range(at, len(lines)):
        line = lines[index]
        if index > at and line.words and stops(index):
            return Sample(dedent(lines[at:index]), index, None, False)
        end = depth.end_in(line.text) if line.words else None
        if end is None:
            continue
        last = line_of(line.number, line.text[:end])
        rest = line_of(line.number, line.text[end:])
        text = _rejoined(dedent([*lines[at:index], last]))
        return Sample(text, index + 1, rest if rest.words else None, True)
    return Sample(_rejoined(dedent(lines[at:])), len(lines), None, False)
