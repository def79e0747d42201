"""Leaves out what a text that breaks off only half says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpwright.read.text.annotations import is_cut_annotation, split_annotations
from helpwright.read.text.rows import ColumnRule, Piece, RawRow
from helpwright.value import dataclass
from helpwright.vocabulary import SCALARS, fold

_LEAST_DOUBT = 3.0
_WRAPPED = re.compile(r"(?:Collection of )+")


@dataclass(frozen=True, slots=True)
class Settled:
    """A last row without what is not whole."""

    piece: Piece | None
    """What was left out, as it stands; None where all is whole."""
    row: RawRow | None
    """None where too little is left of it."""
    pieces: Sequence[Piece]


def settle(
    pieces: Sequence[Piece],
    row: RawRow,
    rules: Sequence[ColumnRule],
    *,
    annotated: bool = False,
) -> Settled:
    """The row that stands last, less the cell that the end of the source cut.

    Half a type may be a whole one of another name, so only a simple type is believed,
    where the source ends in it or where `annotated` tells that a row goes on behind it.
    """
    cells = list(zip(row, rules, strict=True))
    goes_on = any(cell for cell, rule in cells if rule.column == "annotations")
    for cell, rule in cells:
        last = pieces[cell[-1]] if cell else None
        if last is None:
            continue
        if rule.column == "description" and _may_be_name(last, len(cell) > 1):
            return _without(pieces, row, cell[-1], "")
        if not (last.open_end or annotated):
            continue
        if rule.column == "type" and not goes_on and not _is_whole_type(last.text):
            return Settled(last, None, pieces)
        if rule.column == "api" and last.open_end:
            return Settled(last, None, pieces)
        if rule.column == "annotations" and not rule.optional:
            if rule.cost(last.text) > _LEAST_DOUBT:
                return Settled(last, None, pieces)
        elif rule.column == "annotations" and last.open_end:
            return _settle_annotations(pieces, row, cell[-1])
    return Settled(None, row, pieces)


def _may_be_name(piece: Piece, is_second: bool) -> bool:
    """Whether the last word of a table may be the first of a row, or a part of it.

    A description is one paragraph, so that a second one is doubtful by itself.
    """
    doubtful = piece.open_end or is_second and piece.gap > 0
    return doubtful and " " not in piece.text and piece.text[-1] not in ".!?)"


def _without(pieces: Sequence[Piece], row: RawRow, at: int, rest: str) -> Settled:
    """The row with `rest` in the place of the piece that was cut."""
    left = [*pieces]
    left[at] = pieces[at]._replace(text=rest)
    shorter = [[index for index in cell if left[index].text] for cell in row]
    return Settled(pieces[at], shorter, left)


def _is_whole_type(text: str) -> bool:
    return _WRAPPED.sub("", fold(text)) in SCALARS


def _settle_annotations(pieces: Sequence[Piece], row: RawRow, at: int) -> Settled:
    *whole, last = split_annotations(pieces[at].text) or ("",)
    if not is_cut_annotation(last):
        return Settled(None, row, pieces)
    return _without(pieces, row, at, " ".join(whole))
