"""Tells which paragraphs were headings: names of models and of groups in the index.

A text shows no difference between a heading and a line of words. On these two kinds of
page the headings are names, and where they stand is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

from helpwright.blocks import Block, Document, Heading, Paragraph, Table
from helpwright.vocabulary import columns_of, fold, is_none, section_of, wording

_NAME = re.compile(r"[^\s.,;:!?/]+(?:\.[^\s.,;:!?/]+)*")
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


def _heading(paragraph: Paragraph, level: int) -> Heading:
    text = fold(paragraph.text)
    return Heading(text=text, level=level, place=paragraph.place)


# --- the index --------------------------------------------------------------------------


def _mark_groups(blocks: list[Block]) -> None:
    """Marks the name of each group: above its table, or above its description there."""
    start = 0
    for at, block in enumerate(blocks):
        if not _is_index(block):
            continue
        above = [place for place in (at - 2, at - 1) if place >= start]
        names = [place for place in above if _is_name(blocks[place])]
        if names:
            paragraph = blocks[names[0] if start and len(names) > 1 else names[-1]]
            if isinstance(paragraph, Paragraph):
                blocks[blocks.index(paragraph)] = _heading(paragraph, 2)
        start = at + 1
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and wording(block.text) == _INDEX_TITLE:
            blocks[at] = _heading(block, 1)


def _is_name(block: Block) -> bool:
    if isinstance(block, Heading):
        return True
    return isinstance(block, Paragraph) and bool(_NAME.fullmatch(block.text))


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
    for at, block in enumerate(blocks[:end]):
        if not isinstance(block, Paragraph) or is_none(block.text):
            continue
        text = fold(block.text)
        if section_of(text) is None and _letters(text) in names:
            blocks[at] = _heading(block, 1)
            return
    for at, (above, block) in enumerate(zip(blocks[:end], blocks[1:end], strict=False)):
        home = isinstance(above, Paragraph) and wording(above.text) == _BREADCRUMB
        if home and isinstance(block, Paragraph) and len(block.text) < 200:
            blocks[at + 1] = _heading(block, 1)
            return
    first = blocks[0] if end else None
    if end < len(blocks) and isinstance(first, Paragraph) and _is_name(first):
        blocks[0] = _heading(first, 1)
