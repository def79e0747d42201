"""Finds where a sample ends: JSON and XML say it themselves, other text at a landmark."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpwright.read.text.lines import Line, dedent, line_of

_JSON_PARTS = re.compile(r'"(?:[^"\\]|\\.)*"?|[{}\[\]]')
_TAG = re.compile(r"<(?:!--.*?--|[?!][^<>]*|(/?)[^\s<>/!?][^<>]*?(/?))>", re.DOTALL)
_LONGEST_TAG = 10_000
_JSON_SCALAR = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)"""
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


class _JsonDepth:
    """How deep a JSON text is nested after each part of it."""

    def __init__(self) -> None:
        self._depth = 0

    def end_in(self, text: str) -> int | None:
        """Index behind the character that ends the value; None when it goes on."""
        for part in _JSON_PARTS.finditer(text):
            if part[0] in "{[":
                self._depth += 1
            elif part[0] in "}]":
                self._depth -= 1
                if self._depth <= 0:
                    return part.end()
        return None


class _XmlDepth:
    """How deep an XML text is nested after each part of it."""

    def __init__(self) -> None:
        self._depth = 0
        self._open = ""

    def end_in(self, text: str) -> int | None:
        """Index behind the tag that ends the root; None when it goes on."""
        before = len(self._open)
        text = self._open + text
        tag_end = 0
        for tag in _TAG.finditer(text):
            tag_end = tag.end()
            if tag[1] is None:
                continue
            if tag[1]:
                self._depth -= 1
            elif not tag[2]:
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
        text = dedent([*lines[at:index], last])
        return Sample(text, index + 1, rest if rest.words else None, True)
    return Sample(dedent(lines[at:]), len(lines), None, False)
