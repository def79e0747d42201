"""Tables laid out in columns of characters, as terminal browsers print them.

Cells are broken over lines and set at the top or in the middle of their row, so the
lines of a row are those for which its cells make the best sense.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from helpwright.read.text.annotations import split_annotations
from helpwright.read.text.cells import piece_of
from helpwright.read.text.heads import Head
from helpwright.read.text.kinds import IMPOSSIBLE, annotation_cost, api_cost
from helpwright.read.text.lines import Line
from helpwright.read.text.rows import Piece, RawRow
from helpwright.read.text.tables import Body, Stops, next_words, row_of
from helpwright.vocabulary import fold

_GAP = re.compile(r"\S {2,}(?=\S)")
_RULE = re.compile(r"\s*[━─═~*_-]{5,}\s*")
_FILLER = "\0"
"""Stands behind a character that is two columns wide."""
_OUTSIDE_COST = 0.7
_MOST_PEEKED = 14
_FAR = 30
"""Lines around a name among which the borders of its row are looked for."""


def applies(lines: Sequence[Line], head: Head, stops: Stops) -> bool:
    """Whether the lines below `head` are set in columns."""
    if head.form != "blanks":
        return False
    texts: list[str] = []
    at = next_words(lines, head.end)
    while at < len(lines) and len(texts) < _MOST_PEEKED and not stops(at):
        line = lines[at]
        texts.append(line.words if line.links else line.text)
        at = next_words(lines, at + 1)
    if not texts:
        return False
    indents = [len(text) - len(text.lstrip()) for text in texts]
    gaps = sum(_GAP.search(text.strip()) is not None for text in texts)
    return gaps * 3 >= len(texts) or max(indents) - min(indents) >= 6


def read_columns(lines: Sequence[Line], head: Head, stops: Stops, page: str) -> Body:
    """The rows below `head`."""
    grid, end = _grid(lines, head, stops)
    anchors = _anchors(grid, head)
    rows: list[tuple[list[Piece], RawRow]] = []
    for start, stop in _spans(grid, anchors, head):
        pieces, raw = _row(grid[start:stop], head)
        pairs = zip(raw, head.rules, strict=True)
        if any(not (cell or rule.optional) for cell, rule in pairs):
            end = grid[start].index
            break
        rows.append((pieces, raw))
        if stop < len(grid):
            end = grid[stop].index
    return Body(
        rows=tuple(row_of(page, pieces, raw, head) for pieces, raw in rows),
        end=end,
        form="columns",
    )


@dataclass(frozen=True, slots=True)
class _GridLine:
    """A line cut at the borders of the columns."""

    index: int
    line: Line
    cells: tuple[str, ...]

    def is_blank(self) -> bool:
        return not any(self.cells)


# --- columns ----------------------------------------------------------------------------


def _grid(
    lines: Sequence[Line], head: Head, stops: Stops
) -> tuple[list[_GridLine], int]:
    """The lines of the table, cut into cells, and the index of the first line behind."""
    wide = [_widened(line.text) for line in lines[head.start : head.end]]
    borders = _candidates(wide, head)
    region: list[tuple[int, str]] = []
    at = head.end
    while at < len(lines):
        text = _widened(lines[at].text)
        if lines[at].words:
            if stops(at) or _RULE.fullmatch(text):
                break
            kept = [[p for p in places if _is_free(text, p)] for places in borders]
            if not all(kept):
                break
            borders = kept
        region.append((at, text))
        at += 1
    starts = [0, *(_best(places, [text for _, text in region]) for places in borders)]
    grid = [
        _GridLine(index, lines[index], _cut(text, starts)) for index, text in region
    ]
    return grid, at


def _widened(text: str) -> str:
    """`text` with one character for each column that it takes."""
    if text.isascii():
        return text.expandtabs()
    parts: list[str] = []
    for character in text:
        if unicodedata.combining(character):
            continue
        parts.append(character)
        if unicodedata.east_asian_width(character) in "WF":
            parts.append(_FILLER)
    return "".join(parts)


def _candidates(texts: Sequence[str], head: Head) -> list[list[int]]:
    """Where each column but the first may begin, as far as the head shows."""
    first = texts[0]
    places: list[list[int]] = []
    end = 0
    for number, column in enumerate(head.columns):
        words = column.split()
        start = first.index(words[0], end)
        if number:
            places.append(
                [place for place in range(end + 1, start + 1) if _is_free(first, place)]
            )
        whole = first.find(" ".join(words), start)
        end = start + len(" ".join(words) if whole == start else words[0])
    return places


def _is_free(text: str, place: int) -> bool:
    return place > len(text) or text[place - 1] == " "


def _best(places: Sequence[int], texts: Sequence[str]) -> int:
    """The place at which most cells begin, the first of several."""

    def begun(place: int) -> int:
        return sum(len(text) > place and text[place] != " " for text in texts)

    return max(places, key=lambda place: (begun(place), -place))


def _cut(text: str, starts: Sequence[int]) -> tuple[str, ...]:
    ends = [*starts[1:], len(text)]
    pairs = zip(starts, ends, strict=True)
    return tuple(text[start:end].replace(_FILLER, "").strip() for start, end in pairs)


# --- rows -------------------------------------------------------------------------------


def _anchors(grid: Sequence[_GridLine], head: Head) -> list[int]:
    """Indexes of the lines that hold a row's first cell, or the first part of it."""
    if head.rules[0].column != "api":
        return [index for index, line in enumerate(grid) if line.cells[0]]
    return [
        index
        for index, line in enumerate(grid)
        if line.cells[0].isupper()
        and line.cells[0].isalpha()
        or api_cost(line.cells[0]) < IMPOSSIBLE
    ]


def _spans(
    grid: Sequence[_GridLine], anchors: Sequence[int], head: Head
) -> list[tuple[int, int]]:
    """First line and line behind the last one of each row.

    Least cost over all places where one row can end and the next begin.
    """
    if not anchors:
        return []
    costs = {0: 0.0}
    steps: list[dict[int, int]] = []
    for number, anchor in enumerate(anchors):
        last = number + 1 == len(anchors)
        following = len(grid) if last else anchors[number + 1]
        reached: dict[int, float] = {}
        step: dict[int, int] = {}
        for end in _ends(anchor, following):
            ways = (
                (cost + _span_cost(grid, start, anchor, end, head), start)
                for start, cost in costs.items()
            )
            reached[end], step[end] = min(ways)
        costs = reached
        steps.append(step)
    for end in costs:
        outside = grid[end : end + 99]
        costs[end] += _OUTSIDE_COST * sum(not line.is_blank() for line in outside)
    end = min(costs, key=costs.__getitem__)
    spans: list[tuple[int, int]] = []
    for step in reversed(steps):
        spans.append((step[end], end))
        end = step[end]
    return spans[::-1]


def _ends(anchor: int, following: int) -> list[int]:
    """Where the row of `anchor` can end, if the next one has its name at `following`."""
    if following - anchor <= 2 * _FAR:
        return list(range(anchor + 1, following + 1))
    near, far = range(anchor + 1, anchor + _FAR), range(following - _FAR, following + 1)
    return [*near, *far]


def _span_cost(
    grid: Sequence[_GridLine], start: int, anchor: int, end: int, head: Head
) -> float:
    """Cost of reading the lines from `start` to `end` as one row."""
    pieces, raw = _row(grid[start:end], head)
    cost = abs((start + end - 1) / 2 - anchor) * 0.2
    if end < len(grid) and not grid[end - 1].is_blank():
        cost += 1
    for cell, rule in zip(raw, head.rules, strict=True):
        if not cell:
            cost += 2 if rule.optional else IMPOSSIBLE
        elif rule.column == "annotations" and rule.optional:
            texts = (pieces[index].text for index in cell)
            parts = (part for text in texts for part in split_annotations(text))
            cost += sum(map(annotation_cost, parts))
        elif rule.column != "description":
            cost += sum(rule.cost(pieces[index].text) for index in cell)
    return cost


def _row(grid: Sequence[_GridLine], head: Head) -> tuple[list[Piece], RawRow]:
    """The paragraphs of each cell of the row that stands on these lines."""
    pieces: list[Piece] = []
    raw: RawRow = []
    for column, rule in enumerate(head.rules):
        texts: list[tuple[Line, str]] = []
        mine: list[int] = []
        is_open = False
        for line in grid:
            text = line.cells[column]
            if text and texts and (not rule.repeats or is_open):
                glue = _glue(texts[-1][1], head, column)
                texts[-1] = texts[-1][0], texts[-1][1] + glue + text
            elif text:
                texts.append((line.line, text))
            is_open = bool(text)
        for first, text in texts:
            mine.append(len(pieces))
            pieces.append(piece_of(first, fold(text), 1))
        raw.append(mine)
    return pieces, raw


def _glue(before: str, head: Head, column: int) -> str:
    """What stood where a cell was broken: nothing in an address, else a blank."""
    return "" if head.rules[column].column == "api" and " " in before else " "
