"""Tables of which only the cells are left: paragraphs, lines, or words between tabs.

Nothing shows where a row ends or which cell was empty; `rows` finds both from the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpwright.limits import Limits
from helpwright.read.text.annotations import ends_in_pattern, is_cut_annotation
from helpwright.read.text.endings import settle
from helpwright.read.text.heads import Head
from helpwright.read.text.kinds import (
    annotation_cost,
    name_cost,
    type_cost,
    type_goes_on,
)
from helpwright.read.text.lines import Line
from helpwright.read.text.rows import ColumnRule, Parsed, Piece, RawRow, parse_rows
from helpwright.read.text.tables import Body, Doubt, Stops, line_at, piece_of, row_of

_LEAST_WIDTH = 60
"""No page is so narrow that shorter lines were broken."""
_LONGEST_PIECE = 4000
"""Characters of what is broken over lines, up to which more is added to it."""
_ADDRESS_PART = re.compile(r"[{}=&?/]")


def applies(lines: Sequence[Line], head: Head, stops: Stops) -> bool:
    """Any table can be read so, if it must."""
    return True


def read_cells(lines: Sequence[Line], head: Head, stops: Stops, limits: Limits) -> Body:
    """The rows below `head`."""
    pieces, end = _pieces(lines, head, stops)
    return body_of(lines, head, pieces, end, "cells")


def body_of(
    lines: Sequence[Line],
    head: Head,
    pieces: Sequence[Piece],
    end: int,
    form: str,
) -> Body:
    """The body of a table that holds `pieces` and ends at line `end` at the latest."""
    cut_off = pieces[-1] if pieces and _is_cut(pieces[-1]) else None
    pieces = pieces[:-1] if cut_off else pieces
    parsed = parse_rows(pieces, head.rules)
    rows = [row_of(pieces, raw, head) for raw in parsed.rows]
    left = _left_over(pieces, parsed)
    unfinished = cut_off
    if left is None and parsed.rows and end == len(lines):
        settled = settle(
            pieces,
            parsed.rows[-1],
            head.rules,
            annotated=_is_annotated(parsed.rows[:-1], head.rules)
            and (cut_off is None or type_cost(cut_off.text) <= 2),
        )
        unfinished = unfinished or settled.piece
        if settled.piece:
            rows.pop()
            if settled.row:
                rows.append(row_of(settled.pieces, settled.row, head))
    doubts: tuple[Doubt, ...] = ()
    if left is not None:
        piece = pieces[left]
        if end == len(lines) and (parsed.unfinished or _begins_row(piece, head.rules)):
            unfinished = piece
        elif parsed.unfinished:
            doubts = (Doubt(number=piece.number, text=piece.text, lost_name=False),)
        else:
            end = line_at(lines, piece.number, head.end)
    return Body(
        rows=tuple(rows), end=end, form=form, unfinished=unfinished, doubts=doubts
    )


def _is_cut(piece: Piece) -> bool:
    """Whether the source ends within an annotation."""
    return piece.open_end and len(piece.text) > 2 and is_cut_annotation(piece.text)


def _is_annotated(rows: Sequence[RawRow], rules: Sequence[ColumnRule]) -> bool:
    """Whether the rows have annotations, so that a last one without is not whole."""
    return any(
        cell and rule.column == "annotations"
        for row in rows
        for cell, rule in zip(row, rules, strict=True)
    )


def _left_over(pieces: Sequence[Piece], parsed: Parsed) -> int | None:
    """Index of the first piece that is in no row."""
    if parsed.unfinished:
        return min(index for cell in parsed.unfinished for index in cell)
    return parsed.end if parsed.end < len(pieces) else None


def _begins_row(piece: Piece, rules: Sequence[ColumnRule]) -> bool:
    return rules[0].column == "name" and name_cost(piece.text) < 1


def _pieces(lines: Sequence[Line], head: Head, stops: Stops) -> tuple[list[Piece], int]:
    """What may be cells below `head`, and the index of the line where they end."""
    pieces: list[Piece] = []
    at, gap = head.end, 1
    while at < len(lines):
        line = lines[at]
        if not line.words:
            gap += 1
        elif stops(at):
            break
        else:
            for part in line.words.split("\t"):
                if text := part.strip():
                    _add(pieces, piece_of(line, text, gap), head.rules)
                    gap = 1
            gap = 0
        at += 1
    return pieces, at


def _add(pieces: list[Piece], piece: Piece, rules: Sequence[ColumnRule]) -> None:
    """Adds `piece`, or what the one before it lacks."""
    last = pieces[-1] if pieces else None
    is_index = rules[0].column == "api"
    lacks_more = _lacks_address if is_index else _lacks_more
    is_long = last is not None and len(last.text) > _LONGEST_PIECE
    if last is None or is_long or not lacks_more(last, piece):
        pieces.append(piece)
        return
    tight = is_index and " " in last.text or ends_in_pattern(last.text)
    glue = "" if tight else " "
    text = f"{last.text}{glue}{piece.text}"
    links = (*last.links, *piece.links)
    pieces[-1] = last._replace(text=text, links=links, open_end=piece.open_end)


def _lacks_more(last: Piece, piece: Piece) -> bool:
    """Whether `last` is the first part of something that `piece` goes on with."""
    if type_goes_on(last.text, piece.text):
        return True
    if piece.gap:
        return False
    if ends_in_pattern(last.text):
        whole = name_cost(piece.text) == 0 or annotation_cost(piece.text) == 0
        return len(last.text) > _LEAST_WIDTH and not whole
    return (" " in last.text or ":" in last.text) and is_cut_annotation(last.text)


def _lacks_address(last: Piece, piece: Piece) -> bool:
    """Whether `last` is the first part of an address that was broken over lines."""
    if piece.gap or " " in piece.text:
        return False
    method, _, address = last.text.partition(" ")
    if not (method.isalpha() and method.isupper()):
        return False
    return not address or _ADDRESS_PART.search(piece.text) is not None
