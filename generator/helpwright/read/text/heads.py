"""Finds the heads of tables, glued or spread as a form may leave them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from helpwright.read.text.lines import Line
from helpwright.read.text.rows import ColumnRule, rules_of
from helpwright.value import dataclass
from helpwright.vocabulary import columns_of, fold

HeadForm: TypeAlias = Literal["pipes", "cells", "blanks"]
"""What stands between the words of a head: pipes; nothing, tabs or line ends; blanks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a table."""

    columns: tuple[str, ...]
    """The words of each column."""
    rules: tuple[ColumnRule, ...]
    form: HeadForm
    before: str
    """What is glued to it: the model that the table describes, as a rule."""
    start: int
    """Index of its first line."""
    end: int
    """Index of the first line behind it, dividers included."""
    trailing: bool = False
    """True where a pipe ends each row."""
    leading: bool = False
    """True where a pipe begins each row."""


KNOWN_HEADS = (
    ("HTTP Status Code", "Error Message", "Type", "Additional Information"),
    ("Name", "Description", "Type", "Additional information"),
    ("Name", "Type", "Description", "Additional information"),
    ("Namn", "Beskrivning", "Typ", "Information"),
    ("Name", "Description", "Additional information"),
    ("Name", "Value", "Description"),
    ("API", "Description"),
)
_BETWEEN = r"([\s|]*)"
_MOST_LINES = 8
_FIRST_WORD = re.compile(r"name|namn|api|status", re.IGNORECASE)
_DIVIDER = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")


def _pattern(columns: Sequence[str]) -> re.Pattern[str]:
    words = (r"\s+".join(column.split()) for column in columns)
    inner = _BETWEEN.join(f"({word})" for word in words)
    begin, end = r"(?:(\|)[ \t]*+)?", r"[ \t]*+(\|?)[ \t]*+(?=\n|$)"
    return re.compile(begin + inner + end, re.IGNORECASE)


_PATTERNS = tuple((len(columns), _pattern(columns)) for columns in KNOWN_HEADS)
_LAST_WORDS = tuple(
    {
        word.lower()
        for columns in KNOWN_HEADS
        for column in columns
        for word in column.split()
    }
)


def find_head(lines: Sequence[Line], at: int) -> Head | None:
    """The head that begins on line `at`, if one does."""
    line = lines[at]
    if line.beyond:
        return None
    if line.code or line.level or not _could_begin(line.words):
        return _unknown_head(lines, at)
    text, taken = line.text, 1
    if not _ends_like_head(text):
        return _unknown_head(lines, at)
    while True:
        if head := _known_head(text, lines, at, taken):
            return head
        if taken == _MOST_LINES or at + taken >= len(lines):
            return _unknown_head(lines, at)
        following = lines[at + taken]
        if following.beyond:
            return _unknown_head(lines, at)
        if following.words and not _ends_like_head(following.text):
            return _unknown_head(lines, at)
        text += "\n" + following.text
        taken += 1


def _could_begin(words: str) -> bool:
    return _FIRST_WORD.search(words) is not None


def _ends_like_head(text: str) -> bool:
    """Whether a head, or a first part of one, ends with `text`."""
    return text.rstrip(" \t|").lower().endswith(_LAST_WORDS)


def _known_head(text: str, lines: Sequence[Line], at: int, taken: int) -> Head | None:
    for count, pattern in _PATTERNS:
        match = pattern.search(text)
        if match is None or "\n" in text[: match.start()]:
            continue
        columns = tuple(fold(match[2 + 2 * index]) for index in range(count))
        between = [match[3 + 2 * index] for index in range(count - 1)]
        form = _form_of(between)
        if form == "blanks" and any("\n" in match[2 + 2 * i] for i in range(count - 1)):
            form = "cells"
        before = text[: match.start()].strip()
        if form == "cells" and before and not _may_be_glued(before, between):
            continue
        return _head(columns, form, before, lines, at, at + taken, match)
    return None


def _form_of(between: Sequence[str]) -> HeadForm:
    if any("|" in part for part in between):
        return "pipes"
    if all(part and not part.strip(" ") for part in between):
        return "blanks"
    return "cells"


def _may_be_glued(before: str, between: Sequence[str]) -> bool:
    return all("\n" not in part for part in between)


def _head(
    columns: tuple[str, ...],
    form: HeadForm,
    before: str,
    lines: Sequence[Line],
    at: int,
    end: int,
    match: re.Match[str],
) -> Head:
    leading, trailing = bool(match[1]), bool(match[2 * len(columns) + 1])
    if form == "pipes" and end < len(lines):
        divider = lines[end].words
        if _DIVIDER.fullmatch(divider) and "-" in divider:
            leading, trailing = divider[0] == "|", divider[-1] == "|"
            end += 1
    return Head(
        columns=columns,
        rules=rules_of(columns_of(columns)),
        form=form,
        before=before,
        start=at,
        end=end,
        leading=leading,
        trailing=trailing,
    )


def _unknown_head(lines: Sequence[Line], at: int) -> Head | None:
    """A head of other columns, which only a divider below can show."""
    if at + 1 >= len(lines) or "|" not in lines[at].text or lines[at].code:
        return None
    divider = lines[at + 1].words
    if "|" not in divider or not _DIVIDER.fullmatch(divider):
        return None
    leading, trailing = divider[0] == "|", divider[-1] == "|"
    before, _, text = lines[at].words.partition("|") if leading else ("", "", "")
    text = text if leading else lines[at].words
    text = text.removesuffix("|")
    columns = tuple(fold(part) for part in text.split("|"))
    return Head(
        columns=columns,
        rules=rules_of(columns_of(columns)),
        form="pipes",
        before=before.strip(),
        start=at,
        end=at + 2,
        leading=leading,
        trailing=trailing,
    )
