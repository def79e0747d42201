"""Tables laid out in columns of characters, as terminal browsers print them.

Cells are broken over lines and set at the top or in the middle of their row, so the
lines of a row are those for which its cells make the best sense.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpwright.blocks import Row
from helpwright.limits import Limits
from helpwright.read.text.annotations import (
    begins_annotation,
    ends_in_pattern,
    in_order,
    is_cut_annotation,
    split_annotations,
)
from helpwright.read.text.grid import GridLine, Region, region_below
from helpwright.read.text.heads import Head
from helpwright.read.text.kinds import IMPOSSIBLE, annotation_cost, is_title, type_cost
from helpwright.read.text.lines import Line
from helpwright.read.text.rows import Piece, RawRow
from helpwright.read.text.tables import Body, Doubt, Stops, next_words, piece_of, row_of
from helpwright.vocabulary import Column, fold

_GAP = re.compile(r"\S {2,}(?=\S)")
_EMPTY_COST: dict[Column | None, float] = {"annotations": 2}
_DISORDER = 2
_OFF_CENTRE = 0.4
"""Cost of each line that a name stands off the middle of its row."""
_TOUCHING = 0.6
"""Cost of a row that no blank line ends."""
_OUTSIDE_COST = 0.7
_MOST_PEEKED = 14
_MOST_TRIED = 40
"""Lines on which the borders of columns are tried out."""
_FAR = 30
"""Lines around a name among which the borders of its row are looked for."""


def applies(lines: Sequence[Line], head: Head, stops: Stops) -> bool:
    """Whether the lines below `head` are set in columns."""
    if head.form != "blanks":
        return False
    texts: list[str] = []
    at = next_words(lines, head.end)
    while at < len(lines) and len(texts) < _MOST_PEEKED and not stops(at):
        texts.append(lines[at].text)
        at = next_words(lines, at + 1)
    if not texts:
        return False
    indents = [len(text) - len(text.lstrip()) for text in texts]
    gaps = sum(_GAP.search(text.strip()) is not None for text in texts)
    return gaps * 3 >= len(texts) or max(indents) - min(indents) >= 6


def read_columns(
    lines: Sequence[Line], head: Head, stops: Stops, limits: Limits
) -> Body:
    """The rows below `head`; the reading that finds more rows, if there are two."""
    loose, strict = (
        region_below(lines, head, stops, strict=strict) for strict in (False, True)
    )
    most = limits.text_layouts
    body = _read_region(lines, head, loose, most)
    if (strict.end, strict.places) == (loose.end, loose.places):
        return body
    other = _read_region(lines, head, strict, most)
    return other if len(other.rows) > len(body.rows) else body


def _read_region(lines: Sequence[Line], head: Head, region: Region, most: int) -> Body:
    choices, more = region.likely_starts(most)
    grid = region.grid(_best_starts(region, head, choices))
    end = region.end
    rows: list[Row] = []
    for start, stop in _spans(grid, head)[1]:
        pieces, raw = _row(grid[start:stop], head)
        if not _is_row(pieces, raw, head, stop == len(grid) and _is_open(grid)):
            end = grid[start].index
            break
        rows.append(row_of(pieces, raw, head))
        end = grid[stop].index if stop < len(grid) else region.end
    unfinished = None
    if end < len(lines) and _is_open(grid):
        at = next_words(lines, end)
        unfinished = Piece(text=lines[at].words, number=lines[at].number)
    first = lines[head.start]
    doubt = Doubt(number=first.number, text=first.words[:80], limit="text_layouts")
    return Body(
        rows=tuple(rows),
        end=end,
        form="columns",
        unfinished=unfinished,
        doubts=(doubt,) if more else (),
    )


def _is_open(grid: Sequence[GridLine]) -> bool:
    """Whether the source ends within the table."""
    return bool(grid) and grid[-1].line.open_end


def _is_row(pieces: Sequence[Piece], raw: RawRow, head: Head, cut: bool) -> bool:
    """Whether the row has all it must have; `cut` tells that the source ends in it."""
    for cell, rule in zip(raw, head.rules, strict=True):
        if not cell and not rule.optional:
            return False
        texts = [pieces[index].text for index in cell]
        if cut and rule.column == "type" and type_cost(texts[0]) > 2:
            return False
        if cut and rule.column == "annotations":
            parts = [part for text in texts for part in split_annotations(text)]
            doubts = [part for part in parts if annotation_cost(part)]
            if not parts or doubts or is_cut_annotation(parts[-1]):
                return False
    return True


def _best_starts(
    region: Region, head: Head, choices: Sequence[tuple[int, ...]]
) -> tuple[int, ...]:
    """That of `choices` with which the first rows make the best sense."""
    if len(choices) == 1:
        return choices[0]

    def cost(starts: tuple[int, ...]) -> float:
        return _spans(region.grid(starts, _MOST_TRIED), head)[0]

    return min(choices, key=cost)


def _anchors(grid: Sequence[GridLine], head: Head) -> list[int]:
    """Indexes of the lines that hold a row's first cell, or the first part of it."""
    firsts = [(index, line.cells[0]) for index, line in enumerate(grid)]
    if head.rules[0].column != "api":
        return [index for index, text in firsts if text]
    return [
        index
        for index, text in firsts
        if text.isupper() and text.isalpha() or is_title(text)
    ]


def _spans(grid: Sequence[GridLine], head: Head) -> tuple[float, list[tuple[int, int]]]:
    """First line and line behind the last one of each row, and what that costs.

    Least cost over all places where one row can end and the next begin.
    """
    anchors = _anchors(grid, head)
    if not anchors:
        return float("inf"), []
    costs = {0: 0.0}
    steps: list[dict[int, int]] = []
    for anchor, following in zip(anchors, [*anchors[1:], len(grid)], strict=True):
        reached: dict[int, float] = {}
        step: dict[int, int] = {}
        cut = following == len(grid) and _is_open(grid)
        price = _cut_cost if cut else _span_cost
        for end in _ends(anchor, following):
            ways = (
                (cost + price(grid, start, anchor, end, head), start)
                for start, cost in costs.items()
            )
            reached[end], step[end] = min(ways)
        costs = reached
        steps.append(step)
    for end in costs:
        outside = sum(not line.is_blank() for line in grid[end : end + 2 * _FAR])
        costs[end] += _OUTSIDE_COST * outside
    total, end = min((cost, end) for end, cost in costs.items())
    spans: list[tuple[int, int]] = []
    for step in reversed(steps):
        spans.append((step[end], end))
        end = step[end]
    return total, spans[::-1]


def _ends(anchor: int, following: int) -> list[int]:
    """Where the row of `anchor` can end, if the next one has its name at `following`."""
    if following - anchor <= 2 * _FAR:
        return list(range(anchor + 1, following + 1))
    near, far = range(anchor + 1, anchor + _FAR), range(following - _FAR, following + 1)
    return [*near, *far]


def _span_cost(
    grid: Sequence[GridLine], start: int, anchor: int, end: int, head: Head
) -> float:
    """Cost of reading the lines from `start` to `end` as one row."""
    pieces, raw = _row(grid[start:end], head)
    cost = abs(start + (end - start - 1) // 2 - anchor) * _OFF_CENTRE
    if end < len(grid) and not grid[end - 1].is_blank():
        cost += _TOUCHING
    for cell, rule in zip(raw, head.rules, strict=True):
        texts = [pieces[index].text for index in cell]
        if not cell:
            cost += _EMPTY_COST.get(rule.column, 0) if rule.optional else IMPOSSIBLE
        elif rule.column == "annotations" and rule.optional:
            parts = [part for text in texts for part in split_annotations(text)]
            cost += sum(map(annotation_cost, parts)) + _DISORDER * (not in_order(parts))
        elif rule.column == "description":
            cost += texts[0][0].islower() or texts[0].startswith(")")
        else:
            cost += sum(map(rule.cost, texts))
    return cost


def _cut_cost(
    grid: Sequence[GridLine], start: int, anchor: int, end: int, head: Head
) -> float:
    """Cost of a row that the end of the source cuts, so that it may lack anything."""
    return 0.0 if start == 0 or grid[start - 1].is_blank() else 0.5


def _row(grid: Sequence[GridLine], head: Head) -> tuple[list[Piece], RawRow]:
    """The paragraphs of each cell of the row that stands on these lines."""
    pieces: list[Piece] = []
    raw: RawRow = []
    for column, rule in enumerate(head.rules):
        glue_addresses = rule.column == "api"
        texts: list[tuple[Line, str]] = []
        is_open = False
        for line in grid:
            text = line.cells[column]
            if text and texts and (is_open or not rule.repeats):
                first, before = texts[-1]
                tight = glue_addresses and is_open and " " in before
                in_pattern = ends_in_pattern(before) and not begins_annotation(text)
                glue = "" if tight or in_pattern else " "
                texts[-1] = first, before + glue + text
            elif text:
                texts.append((line.line, text))
            is_open = bool(text) or is_open and not line.is_blank()
        raw.append(list(range(len(pieces), len(pieces) + len(texts))))
        pieces += [piece_of(first, fold(text), 1) for first, text in texts]
    return pieces, raw
