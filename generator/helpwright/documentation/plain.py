"""Text for language models: one file an operation, all that it needs in it, and a guide."""

from __future__ import annotations

from collections.abc import Iterator

from helpwright.documentation.book import Book
from helpwright.documentation.operations import (
    Section,
    opening,
    origin,
    request_line,
    sections,
)
from helpwright.documentation.overview import access, counts, group_title, server
from helpwright.documentation.phrases import Code, Plain
from helpwright.documentation.places import FINDINGS, relative
from helpwright.documentation.provenance import sentence
from helpwright.documentation.samples import grouped, language_of
from helpwright.documentation.tree import paragraphs_of
from helpwright.documentation.views import mark_view, members_view
from helpwright.escape import documentation_block
from helpwright.names.document import OperationNode
from helpwright.views.files import RenderedFile

GUIDE = "llms.txt"
FULL = "llms-full.txt"


def plain_operation(book: Book, operation: OperationNode) -> RenderedFile:
    """All of `operation` as Markdown that needs no other page."""
    line = Plain()
    page = book.places.plain(operation.key)
    marks = book.trees.marks(operation.node, "operation")
    return RenderedFile(
        path=page,
        template="documentation/operation.txt.jinja",
        context={
            "title": line.of(book.heading(operation)),
            "request": line.of((Code(request_line(operation)),)),
            "titled": book.is_titled(operation),
            "server": line.of(server(book.document)),
            "access": line.of(access(book.document)),
            "deprecated": bool(operation.node.get("deprecated")),
            "paragraphs": [line.of((words,)) for words in opening(book, operation)],
            "origin": line.of(origin(operation.node)),
            "marks": [mark_view(mark, line) for mark in marks],
            "sections": [
                _section(book, section, line)
                for section in sections(book, operation, page, whole=True)
            ],
        },
    )


def _section(book: Book, section: Section, line: Plain) -> dict[str, object]:
    marks = book.trees.marks(section.node, "part") if section.node else ()
    return {
        "heading": f"{'#' * section.level} {line.of(section.heading)}",
        "lines": [line.of(each) for each in section.lines],
        "marks": [mark_view(mark, line) for mark in marks],
        "members": members_view(section.members, line),
        "sample": _sample(section),
    }


def _sample(section: Section) -> str:
    """The first sample: the others say the same in another form."""
    for text, kinds in grouped(section.content or {}).items():
        return documentation_block(text, language_of(kinds[0]))
    return ""


def guide(book: Book, *, findings: bool) -> RenderedFile:
    """`llms.txt`, as llmstxt.org describes it."""
    line = Plain()
    info = book.document.get("info", {})
    return RenderedFile(
        path=GUIDE,
        template="documentation/llms.txt.jinja",
        context={
            "title": line.of((book.name,)),
            "counts": counts(book),
            "paragraphs": [line.of((text,)) for text in paragraphs_of(info)],
            "server": line.of(server(book.document)),
            "access": line.of(access(book.document)),
            "groups": [
                {
                    "title": line.of((group_title(tag),)),
                    "operations": [_entry(book, each) for each in operations],
                }
                for tag, operations in book.groups.items()
            ],
            "full": FULL,
            "findings": FINDINGS if findings else "",
        },
    )


def _entry(book: Book, operation: OperationNode) -> str:
    line = Plain()
    page = relative(book.places.plain(operation.key), GUIDE)
    title = line.of(book.heading(operation))
    more = (
        [line.of((Code(request_line(operation)),))] if book.is_titled(operation) else []
    )
    said = [line.of((sentence(words),)) for words in opening(book, operation)]
    words = ". ".join([*more, " ".join(said)] if said else more)
    return f"[{title}]({page})" + (f": {words}" if words else "")


def full_text(book: Book, texts: Iterator[str]) -> RenderedFile:
    """`llms-full.txt`: `texts` of all operations, one below the other."""
    line = Plain()
    return RenderedFile(
        path=FULL,
        template="documentation/llms-full.txt.jinja",
        context={
            "title": line.of((book.name,)),
            "counts": counts(book),
            "texts": [demoted(text) for text in texts],
        },
    )


def demoted(text: str) -> str:
    """Markdown with each heading a level lower; what stands in a fence is left alone."""
    fence, lines = "", []
    for line in text.splitlines():
        if fence:
            fence = "" if line == fence else fence
        elif line.startswith("```"):
            fence = line[: len(line) - len(line.lstrip("`"))]
        elif line.startswith("#"):
            line = f"#{line}"
        lines.append(line)
    return "\n".join(lines)
