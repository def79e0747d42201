"""A page for each operation: what it does, what it takes and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpwright.documentation.book import Book
from helpwright.documentation.phrases import (
    Code,
    Html,
    Link,
    Markdown,
    Medium,
    Outside,
    Phrase,
    joined,
)
from helpwright.documentation.places import Slugs
from helpwright.documentation.samples import samples_of
from helpwright.documentation.tree import NO_MEMBERS, Members, paragraphs_of
from helpwright.documentation.views import (
    MarkView,
    MembersView,
    mark_view,
    members_view,
)
from helpwright.names.document import Json, OperationNode
from helpwright.views.facts import body_schema
from helpwright.views.files import RenderedFile

_LOCATIONS = {
    "path": "Path parameters",
    "query": "Query parameters",
    "header": "Header parameters",
    "cookie": "Cookie parameters",
}
_REASON = "The documentation shows no response."


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of an operation, before it is known how it is written out."""

    heading: Phrase
    level: int
    lines: tuple[Phrase, ...] = ()
    node: Json | None = None
    """What the marks of the section are about."""
    members: Members = NO_MEMBERS
    anchor: str = ""
    content: Json | None = None
    """Media types, whose samples are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section, written out."""

    heading: str
    lines: tuple[str, ...]
    marks: tuple[MarkView, ...]
    members: MembersView
    samples: tuple[str, ...]


def operation_page(book: Book, operation: OperationNode) -> RenderedFile:
    """The page of `operation`."""
    page = book.places.operations[operation.key]
    node = operation.node
    line, block = Markdown(page), Html(page, book.suffix)
    marks = book.trees.marks(node)
    book.provenance.concern(marks, book.title(operation), page, "")
    return RenderedFile(
        path=page,
        template="documentation/operation.md.jinja",
        context={
            "title": line.of((book.title(operation),)),
            "request": line.of((Code(request_line(operation)),)),
            "deprecated": bool(node.get("deprecated")),
            "paragraphs": [line.of((words,)) for words in opening(book, operation)],
            "origin": line.of(origin(node)),
            "marks": [mark_view(mark, block) for mark in marks],
            "sections": [
                _view(book, section, line, block)
                for section in sections(book, operation, page)
            ],
            "examples": (),
            "related": [line.of(each) for each in _related(book, operation)],
        },
    )


def request_line(operation: OperationNode) -> str:
    """`GET /boats/{id}`."""
    return f"{operation.method.upper()} {operation.path}"


def opening(book: Book, operation: OperationNode) -> Iterator[str]:
    """What the operation does, in paragraphs, without what its title says already."""
    summary = " ".join(str(operation.node.get("summary", "")).split())
    if summary.rstrip(".") != book.title(operation):
        yield from (part for part in (summary,) if part)
    yield from paragraphs_of(operation.node)


def origin(node: Json) -> Phrase:
    """A link to the vendor's page about `node`; empty where its address is unknown."""
    address = str(node.get("externalDocs", {}).get("url", ""))
    return (Outside("Original help page", address),) if address else ()


def sections(book: Book, operation: OperationNode, page: str) -> Iterator[Section]:
    """Parameters by their place, the body, and the responses."""
    slugs = Slugs()
    for location, heading in _LOCATIONS.items():
        rows = tuple(
            book.trees.row(
                str(parameter["name"]),
                parameter.get("schema", {}),
                parameter,
                page=page,
                prefix=location,
                slugs=slugs,
                required=bool(parameter.get("required")),
            )
            for parameter in operation.parameters
            if parameter["in"] == location
        )
        if rows:
            yield Section(heading=(heading,), level=2, members=Members(rows))
    body = operation.node.get("requestBody")
    if body:
        yield _body(book, ("Request body",), 2, "body", body, page, slugs)
    responses = operation.node["responses"]
    yield Section(heading=("Responses" if len(responses) > 1 else "Response",), level=2)
    for status, response in responses.items():
        text = str(response.get("description", ""))
        status_words = _status(str(status), text)
        prefix = slugs.of(f"response-{status}")
        yield _body(book, status_words, 3, prefix, response, page, slugs)


def _status(status: str, text: str) -> Phrase:
    if status == "default":
        return ("Any other status" if text != _REASON else "Not documented",)
    return (Code(status),)


def _body(
    book: Book,
    heading: Phrase,
    level: int,
    prefix: str,
    body: Json,
    page: str,
    slugs: Slugs,
) -> Section:
    content: Json = body.get("content", {})
    schema = body_schema(body)
    lines: list[Phrase] = [(text,) for text in paragraphs_of(body)]
    if content:
        kinds = [(Code(kind),) for kind in content if kind != "*/*"]
        start = "Sent as " if prefix == "body" else "Comes as "
        words: list[Phrase] = []
        if schema:
            words.append(("Type: ", *book.words.type_of(schema), "."))
        if kinds:
            words.append((start, *joined(kinds, ", ", " or "), "."))
        lines += [joined(words, " ")] if words else []
    if body.get("required") is False:
        lines.append(("The body may be left out.",))
    lines += [fact for fact in book.words.facts(schema)]
    members = book.trees.members(schema, page=page, prefix=prefix, slugs=slugs)
    return Section(
        heading=heading,
        level=level,
        lines=tuple(lines),
        node=body,
        members=members,
        anchor=prefix,
        content=content,
    )


def _view(book: Book, section: Section, line: Medium, block: Medium) -> SectionView:
    marks = book.trees.marks(section.node) if section.node else ()
    return SectionView(
        heading=f"{'#' * section.level} {line.of(section.heading)}",
        lines=tuple(line.of(each) for each in section.lines),
        marks=tuple(mark_view(mark, block) for mark in marks),
        members=members_view(section.members, block, section.anchor),
        samples=tuple(samples_of(section.content)) if section.content else (),
    )


def _related(book: Book, operation: OperationNode) -> Iterator[Phrase]:
    """Other operations at the same address."""
    for other in book.operations:
        if other.path == operation.path and other.key != operation.key:
            link = Link(book.title(other), book.places.operations[other.key])
            yield (link, ": ", Code(request_line(other)))
