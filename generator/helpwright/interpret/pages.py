"""What kind of page a document is, and what a page of each kind holds before the join."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from helpwright.blocks import Block, Document, Paragraph
from helpwright.interpret.models import is_enumeration_table, is_model_table
from helpwright.interpret.outline import Outline, columns, outline, tables
from helpwright.interpret.reporting import Reporter, quote
from helpwright.value import dataclass
from helpwright.vocabulary import is_none, title_parts

_SERVER_ERROR = re.compile(
    r"Server Error in '|Runtime Error|An error occurred while processing your request"
    r"|A model description could not be created|HTTP Error \d+|The resource cannot be found"
    r"|Error\.?$",
    re.IGNORECASE,
)

PageKind: TypeAlias = Literal["operation", "model", "index"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document of a known kind."""

    document: Document
    outline: Outline
    kind: PageKind
    report: Reporter


def classify(document: Document, report: Reporter) -> Page | None:
    """The kind of a page; None, with an error, where it is no help page."""
    found = outline(document)
    kind = _kind(document, found)
    if kind is None:
        report.doubt(
            "HW201",
            f"this is no help page: {_missing(document)}",
            report.top,
            document.title or _first_words(document),
            "not read",
            "leave the file out, or look at what was saved",
            severity="error",
        )
        return None
    return Page(document=document, outline=found, kind=kind, report=report)


def _kind(document: Document, found: Outline) -> PageKind | None:
    if _lists_operations(document.blocks):
        return "index"
    if _is_named_like_a_section(found):
        return "model"
    sections = {part.section for part in found.parts} - {"other"}
    titled = found.title is not None and not found.title.from_words
    if titled or len(sections) > 1 or sections - {"request", "response"}:
        return "operation"
    if any(is_model_table(t) or is_enumeration_table(t) for t in tables(found.lead)):
        return "model"
    if found.heading and not found.title and _says_none(found.lead):
        return "model"
    if found.title:
        return "operation"
    return "index" if _links_to_operations(found.lead) else None


def _lists_operations(blocks: tuple[Block, ...]) -> bool:
    """Whether the page has a table of operations, whatever its controllers are called."""
    return any("api" in columns(table) for table in tables(blocks))


def _links_to_operations(blocks: tuple[Block, ...]) -> bool:
    """Whether the page lists operations without a table, as some layouts do."""
    listed = [
        block
        for block in blocks
        if isinstance(block, Paragraph) and block.links and title_parts(block.text)
    ]
    return len(listed) > 1


def _is_named_like_a_section(found: Outline) -> bool:
    """Whether the only section is the name of a model, such as `Response`."""
    if found.title or len(found.parts) != 1 or found.parts[0].level != 1:
        return False
    blocks = found.parts[0].blocks
    return bool(tables(blocks)) or _says_none(blocks)


def _says_none(blocks: tuple[Block, ...]) -> bool:
    return any(isinstance(block, Paragraph) and is_none(block.text) for block in blocks)


def _missing(document: Document) -> str:
    if not document.blocks:
        return "it has no text"
    if error := next(filter(None, map(_server_error, document.blocks)), ""):
        return f"the site answered with an error: {quote(error)}"
    return (
        "it has no title such as 'GET api/boats/{id}', none of the format's headings, "
        "and no table of members, values or operations"
    )


def _server_error(block: Block) -> str:
    """The words of a page that ASP.NET, or the site, shows where it failed."""
    text = getattr(block, "text", "")
    return text if _SERVER_ERROR.match(text) else ""


def _first_words(document: Document) -> str:
    for block in document.blocks:
        if text := getattr(block, "text", ""):
            return str(text)
    return ""
