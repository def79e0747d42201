"""Lists of definitions in a table's place: a name, words, and a line `Type X` each.

Some sites write so instead of a table; there is no head, so that the line of the type is
what shows one. Interpretation gets the table that it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpwright.read.text.heads import Head
from helpwright.read.text.kinds import IMPOSSIBLE, name_cost, type_cost
from helpwright.read.text.lines import Line
from helpwright.read.text.rows import ColumnRule, Piece, parse_rows, rules_of
from helpwright.read.text.tables import (
    Body,
    Stops,
    line_at,
    next_words,
    piece_of,
    row_of,
)
from helpwright.value import replace
from helpwright.vocabulary import columns_of

_TYPE = re.compile(r"(?:Data )?Type\s*[:=]?\s+(\S.*)", re.IGNORECASE)
COLUMNS = ("Name", "Description", "Type", "Additional information")
"""Head of the table that such a list stands for."""
_FARTHEST = 4
"""Lines within which a name's type has to follow."""


def begins(lines: Sequence[Line], at: int, stops: Stops) -> bool:
    """Whether a list of definitions begins on line `at`."""
    if name_cost(lines[at].words) > 0 or _type_on(lines[at].words):
        return False
    for _ in range(_FARTHEST):
        at = next_words(lines, at + 1)
        if at == len(lines) or stops(at):
            return False
        if _type_on(lines[at].words):
            return True
    return False


def read_definitions(lines: Sequence[Line], at: int, stops: Stops) -> Body:
    """The list that begins on line `at`, as the body of a table."""
    start, gap = at, 1
    pieces: list[Piece] = []
    while at < len(lines) and not stops(at):
        if lines[at].words:
            pieces.append(piece_of(lines[at], lines[at].words, gap))
            gap = 0
        else:
            gap += 1
        at += 1
    rules = rules_of(columns_of(COLUMNS))
    head = Head(
        columns=COLUMNS, rules=rules, form="cells", before="", start=start, end=start
    )
    parsed = parse_rows(pieces, _strict(rules))
    shown = [
        piece._replace(text=_type_on(piece.text) or piece.text) for piece in pieces
    ]
    rows = tuple(row_of(shown, raw, head) for raw in parsed.rows)
    end = at
    if parsed.end < len(pieces):
        end = line_at(lines, pieces[parsed.end].number, start)
    left = min((i for cell in parsed.unfinished or () for i in cell), default=None)
    return Body(
        rows=rows,
        end=end,
        form="definitions",
        unfinished=pieces[left] if left is not None and end == len(lines) else None,
    )


def _type_on(words: str) -> str:
    """The type that the line states; empty where it states none."""
    match = _TYPE.fullmatch(words)
    return match[1] if match and type_cost(match[1]) <= 2 else ""


def _strict(rules: Sequence[ColumnRule]) -> list[ColumnRule]:
    """The rules, but that a type is where the word says so, and nowhere else."""

    def guarded(rule: ColumnRule) -> ColumnRule:
        def cost(text: str) -> float:
            if bool(_type_on(text)) != (rule.column == "type"):
                return IMPOSSIBLE
            return 0 if rule.column == "type" else rule.cost(text)

        return replace(rule, cost=cost)

    return [guarded(rule) for rule in rules]
