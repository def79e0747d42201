"""Reads a help page that came as text, in whatever form the text was made.

    dialect (Markdown, link numbers …) → lines → landmarks, table bodies, samples → blocks

The blocks are those of the HTML page, less what the text lost.
"""

from __future__ import annotations

from helpwright.blocks import Document, Heading
from helpwright.diagnostics import Finding, Findings
from helpwright.limits import advice
from helpwright.place import Place
from helpwright.read.text import markdown, numbered_links, running
from helpwright.read.text.lines import split_lines
from helpwright.read.text.page import Scanned, scan
from helpwright.read.text.tables import Doubt
from helpwright.read.text.titles import with_titles
from helpwright.sources.source import Source

__all__ = ["read_text"]

_DIALECTS = (
    (markdown, "markdown"),
    (numbered_links, "link-numbers"),
    (running, "running"),
)


def read_text(text: str, source: Source, findings: Findings) -> Document | None:
    """The blocks of a text; None, with an error among `findings`, if it is no help page."""
    lines = split_lines(text)
    form: list[str] = []
    for dialect, name in _DIALECTS:
        if dialect.applies(text):
            lines = dialect.read(lines, source.name)
            form.append(name)
            break
    scanned = scan(lines, source.name, source.limits)
    form += scanned.tables
    document = with_titles(
        Document(
            page=source.name,
            form=" ".join(form) or "plain",
            blocks=scanned.blocks,
            title=scanned.title,
            address=source.address,
            cut=scanned.cut is not None or scanned.cut_sample > 0,
        )
    )
    if not scanned.landmarks and not _is_short_page(document):
        _refuse(source, text, findings)
        return None
    _report(scanned, source, findings)
    return document


_BEYOND = {
    "text_line": ("the line has more characters", "it was read as words"),
    "text_columns": ("the line has more columns", "it was read as words"),
    "text_cells": ("the row has more cells", "it is left out"),
    "text_parts": ("the line has more parts", "the rest was read as words"),
    "text_layouts": (
        "blanks show more ways to place the columns of the table",
        "the likeliest of the first ones was taken",
    ),
}
"""What is said of a line beyond the limit of this name, and what became of it."""


def _is_short_page(document: Document) -> bool:
    """Whether this is a page that has nothing but a title and perhaps a text.

    So are pages of actions without parameters and result, and of models without members.
    """
    titles = [
        number
        for number, block in enumerate(document.blocks)
        if isinstance(block, Heading)
    ]
    return len(titles) == 1 and len(document.blocks) <= titles[0] + 3


def _refuse(source: Source, text: str, findings: Findings) -> None:
    findings.add(
        Finding(
            code="HW150",
            severity="error",
            message="the text is no help page: it has none of the headings, tables and"
            " samples of one",
            place=Place(page=source.name, line=1),
            text=" ".join(text[:200].split())[:80],
            made_of_it="not read",
            advice="leave the file out, or save the page again as HTML",
        )
    )


def _report(scanned: Scanned, source: Source, findings: Findings) -> None:
    for doubt in scanned.doubts:
        findings.add(
            _beyond(doubt, scanned.beyond[doubt.limit], source)
            if doubt.limit
            else _doubtful(doubt, source)
        )
    cut = scanned.cut.number if scanned.cut else scanned.cut_sample
    if cut:
        findings.add(
            Finding(
                code="HW151",
                severity="error",
                message="the text breaks off in the middle of a page",
                place=Place(page=source.name, line=cut),
                text=scanned.cut.words[:80] if scanned.cut else "",
                made_of_it="read as far as it goes; the part that is not whole is left out",
                advice="get the whole page",
            )
        )


def _beyond(doubt: Doubt, count: int, source: Source) -> Finding:
    """What is said of the first of `count` lines beyond a limit."""
    beyond, made_of_it = _BEYOND[doubt.limit]
    most = getattr(source.limits, doubt.limit)
    first = f"; it is the first of {count:,}" if count > 1 else ""
    return Finding(
        code="HW105",
        severity="warning",
        message=f"{beyond} than {most:,}{first}",
        place=Place(page=source.name, line=doubt.number),
        text=doubt.text,
        made_of_it=made_of_it,
        advice=advice(doubt.limit),
    )


def _doubtful(doubt: Doubt, source: Source) -> Finding:
    code, message, made_of_it = (
        (
            "HW152",
            "a row of a table has lost its first cell, the name",
            "a row without a name; the sample may tell which it is",
        )
        if doubt.lost_name
        else (
            "HW153",
            "the cells of a row do not fit the head of its table",
            "the row is left out",
        )
    )
    return Finding(
        code=code,
        severity="warning",
        message=message,
        place=Place(page=source.name, line=doubt.number),
        text=doubt.text,
        made_of_it=made_of_it,
        advice="save the page as HTML, which keeps every cell",
    )
