"""Tells which paragraphs were headings: names of models and of groups in the index.

A text shows no difference between a heading and a line of words. On these two kinds of
page the headings are names, and where they stand is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

from helpwright.blocks import Block, Document, Heading, Paragraph, Table
from helpwright.value import replace
from helpwright.vocabulary import columns_of, fold, is_none, section_of, wording

_NAME = re.compile(r"[^\s.,;:!?/]+(?:\.[^\s.,;:!?/]+)*")
_LONGEST_NAME = 200
_INDEX_TITLE = "asp.net web api help page"
_BREADCRUMB = "help page home"


def with_titles(document: Document) -> Document:
    """`document` with the headings that its text shows as paragraphs."""
    blocks = list(document.blocks)
    if any(_is_index(block) for block in blocks):
        _mark_groups(blocks)
    elif not _has_section(blocks):
        _mark_model(blocks, _page_names(document))
    return replace(document, blocks=tuple(blocks))


def _is_index(block: Block) -> bool:
    return isinstance(block, Table) and columns_of(block.head[:1]) == ("api",)


def _has_section(blocks: Sequence[Block]) -> bool:
    """Whether this is an operation's page, or one whose headings are known anyway."""
    return any(isinstance(block, Heading) for block in blocks)


def _split_off(blocks: list[Block], at: int, level: int) -> None:
    """Makes the first line of a paragraph a heading; what is below stays words."""
    paragraph = blocks[at]
    assert isinstance(paragraph, Paragraph)
    first, _, rest = paragraph.text.partition("\n")
    place = paragraph.place
    blocks[at] = Heading(text=fold(first), level=level, place=place)
    if rest:
        below = replace(place, line=place.line + 1)
        blocks.insert(at + 1, replace(paragraph, text=rest, place=below))


def _first_line(block: Block) -> str:
    """The first line of a paragraph; empty for any other block."""
    return block.text.split("\n", 1)[0] if isinstance(block, Paragraph) else ""


# --- the index --------------------------------------------------------------------------


def _mark_groups(blocks: list[Block]) -> None:
    """Marks the name of each group: above its table, or above its description there."""
    tables = [at for at, block in enumerate(blocks) if _is_index(block)]
    starts = [0, *(at + 1 for at in tables)]
    for start, at in reversed(list(zip(starts, tables, strict=False))):
        above = range(max(start, at - 2), at)
        if any(isinstance(blocks[place], Heading) for place in above):
            continue
        names = [
            place for place in above if _NAME.fullmatch(_first_line(blocks[place]))
        ]
        if names:
            _split_off(blocks, names[0] if start else names[-1], 2)
    for at, block in enumerate(blocks):
        if wording(_first_line(block)) == _INDEX_TITLE:
            _split_off(blocks, at, 1)
            return


# --- a model's page ---------------------------------------------------------------------


def _page_names(document: Document) -> set[str]:
    """What the name of the source or its address says of the model, letters only."""
    parts = urlsplit(document.address or document.page)
    names = parse_qs(parts.query).get("modelName", [])
    names.append(PurePosixPath(unquote(parts.path)).stem)
    return {_letters(name) for name in names} - {""}


def _letters(text: str) -> str:
    return re.sub(r"\W|_", "", text).casefold()


def _mark_model(blocks: list[Block], names: set[str]) -> None:
    """Marks the model's name, which stands above its description and its table."""
    tables = (at for at, block in enumerate(blocks) if isinstance(block, Table))
    end = next(tables, len(blocks))
    firsts = [_first_line(block) for block in blocks[:end]]
    for at, text in enumerate(firsts):
        known = is_none(text) or section_of(text) is not None
        if not known and _letters(text) in names:
            _split_off(blocks, at, 1)
            return
    for at, text in enumerate(firsts[:-1]):
        if wording(text) == _BREADCRUMB and 0 < len(firsts[at + 1]) < _LONGEST_NAME:
            _split_off(blocks, at + 1, 1)
            return
    if firsts and end < len(blocks) and _NAME.fullmatch(firsts[0]):
        _split_off(blocks, 0, 1)
