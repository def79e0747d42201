"""The lines of a text, as every form hands them on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from helpwright.blocks import Link
from helpwright.limits import Limits

FILLER = "\0"
"""Holds a column of a line for which its words have no character."""


class Line(NamedTuple):
    """A line of the text, its markup taken off."""

    number: int
    """Line in the source, counted from 1."""
    text: str
    """With indentation, without what ends it."""
    words: str
    """`text` without white space at its ends; empty for a blank line."""
    links: tuple[Link, ...] = ()
    level: int = 0
    """Level of the heading that the markup makes of the line; 0 where it makes none."""
    code: bool = False
    """True where the markup makes the line part of a sample."""
    open_end: bool = False
    """True where the source ends within the line, which may be cut there."""
    beyond: str = ""
    """Name of the limit that keeps the line from being a title or a head; mostly none does."""


def line_of(number: int, text: str, links: tuple[Link, ...] = ()) -> Line:
    """The line `number` that holds `text`."""
    text = text.rstrip()
    return Line(number=number, text=text, words=text.strip(), links=links)


def split_lines(text: str) -> list[Line]:
    """The lines of `text`, blank ones included."""
    lines = [line_of(number, part) for number, part in enumerate(text.split("\n"), 1)]
    if lines[-1].words:
        lines[-1] = lines[-1]._replace(open_end=True)
    return lines


def within(lines: Iterable[Line], limits: Limits) -> list[Line]:
    """`lines`, those marked that are beyond one of `limits`."""
    return [
        line._replace(beyond=limit) if (limit := _limit_of(line, limits)) else line
        for line in lines
    ]


def _limit_of(line: Line, limits: Limits) -> str:
    if len(line.words) > limits.text_line:
        return "text_line"
    return "text_columns" if cells_in(line.words) > limits.text_columns else ""


def cells_in(words: str) -> int:
    """How many cells the pipes on a line part, were it a row."""
    # One may stand before the first cell, and one behind the last.
    return words.removeprefix("|").removesuffix("|").count("|") + 1


def dedent(lines: Iterable[Line]) -> str:
    """The text of `lines` without the indentation that all of them share."""
    texts = [line.text.replace(FILLER, "") for line in lines]
    indents = [len(text) - len(text.lstrip()) for text in texts if text.strip()]
    shared = min(indents, default=0)
    return "\n".join(text[shared:] for text in texts).strip("\n")
