"""A page for each operation: what it does, what it takes and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from helpwright.documentation.book import Book, summary_of
from helpwright.documentation.phrases import (
    Code,
    Html,
    Markdown,
    Medium,
    Outside,
    Phrase,
    joined,
)
from helpwright.documentation.places import Slugs
from helpwright.documentation.provenance import sentence
from helpwright.documentation.requests import example_requests
from helpwright.documentation.samples import samples_of
from helpwright.documentation.tree import (
    NO_MEMBERS,
    Members,
    Trees,
    paragraphs_of,
    root_anchor,
)
from helpwright.documentation.views import (
    MarkView,
    MembersView,
    mark_view,
    members_view,
    source_lines,
)
from helpwright.documentation.words import SchemaWords
from helpwright.names.document import Json, OperationNode
from helpwright.value import dataclass
from helpwright.views.facts import body_schema
from helpwright.views.files import RenderedFile

_LOCATIONS = {
    "path": "Path parameters",
    "query": "Query parameters",
    "header": "Header parameters",
    "cookie": "Cookie parameters",
}


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
    is_answer: bool = False
    """Whether it is about what comes, not what is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section, written out."""

    heading: str
    lines: tuple[str, ...]
    marks: tuple[MarkView, ...]
    members: MembersView
    samples: tuple[str, ...]
    is_answer: bool


def operation_page(book: Book, operation: OperationNode) -> RenderedFile:
    """The page of `operation`."""
    page = book.places.operations[operation.key]
    node = operation.node
    line, block = Markdown(page), Html(page)
    marks = book.trees.marks(node, "operation")
    book.provenance.concern(marks, book.title(operation), page, "")
    parts = tuple(sections(book, operation, page))
    for part in parts:
        book.note(part.members.rows, operation.key, page)
    views = [_view(book, part, line, block, page) for part in parts]
    return RenderedFile(
        path=page,
        template="documentation/operation.md.jinja",
        context={
            "title": line.of(book.heading(operation)),
            "request": line.of((Code(request_line(operation)),)),
            "titled": book.is_titled(operation),
            "deprecated": bool(node.get("deprecated")),
            "paragraphs": [line.of((words,)) for words in opening(book, operation)],
            "origin": line.of(origin(node)),
            "sources": source_lines(book.provenance.sources(node), block),
            "marks": [mark_view(mark, block) for mark in marks],
            "sections": [view for view in views if not view.is_answer],
            "answers": [view for view in views if view.is_answer],
            "examples": example_requests(book, operation),
            "related": [line.of(each) for each in _related(book, operation)],
        },
    )


def description_of(book: Book, operation: OperationNode) -> str:
    """What the page is about, in plain text."""
    if not book.is_titled(operation):
        return " ".join([operation.key, *opening(book, operation)])
    said = " ".join([sentence(book.title(operation)), *opening(book, operation)])
    return f"{request_line(operation)}: {said}"


def request_line(operation: OperationNode) -> str:
    """`GET /boats/{id}`."""
    return f"{operation.method.upper()} {operation.path}"


def opening(book: Book, operation: OperationNode) -> Iterator[str]:
    """What the operation does, in paragraphs, without what its title says already."""
    rest = (
        summary_of(operation)
        .removeprefix(book.title(operation))
        .removeprefix(".")
        .strip()
    )
    if rest:
        yield rest
    yield from paragraphs_of(operation.node)


def origin(node: Json) -> Phrase:
    """A link to the vendor's page about `node`; empty where its address is unknown."""
    address = str(node.get("externalDocs", {}).get("url", ""))
    return (Outside("Original help page", address),) if address else ()


def sections(
    book: Book, operation: OperationNode, page: str, *, whole: bool = False
) -> Iterator[Section]:
    """Parameters by their place, the body, and the responses.

    All of their members are in them where `whole`; else models that come again, or
    are many, are left to their own pages.
    """
    words, trees = book.words, book.trees
    if whole:
        words, trees = book.whole_words, book.whole_trees
    slugs = Slugs()
    for location, title in _LOCATIONS.items():
        rows = tuple(
            trees.row(
                str(parameter["name"]),
                parameter.get("schema", {}),
                parameter,
                page=page,
                prefix=location,
                slugs=slugs,
                subject=book.title(operation),
            )
            for parameter in operation.parameters
            if parameter["in"] == location
        )
        if rows:
            yield Section(heading=(title,), level=2, members=Members(rows))
    body = operation.node.get("requestBody")
    if body:
        yield _body(words, trees, ("Request body",), 2, "body", body, page, slugs)
    responses = operation.node["responses"]
    if responses:
        title = "Responses" if len(responses) > 1 else "Response"
        yield Section(heading=(title,), level=2, is_answer=True)
    for status, response in responses.items():
        heading = _status(str(status), response)
        prefix = slugs.of(str(status), "response")
        yield _body(words, trees, (heading,), 3, prefix, response, page, slugs)


def _status(status: str, response: Json) -> str:
    if status.isdecimal() and int(status) in {each.value for each in HTTPStatus}:
        return f"{status} {HTTPStatus(int(status)).phrase}"
    if status != "default":
        return status
    return "Not documented" if not response.get("content") else "Any other status"


def _body(
    words: SchemaWords,
    trees: Trees,
    heading: Phrase,
    level: int,
    prefix: str,
    body: Json,
    page: str,
    slugs: Slugs,
) -> Section:
    schema = body_schema(body)
    lines: list[Phrase] = [
        (text,) for text in paragraphs_of(body) if text not in str(heading)
    ]
    if about := joined([*_about(words, schema, body, prefix)], " "):
        lines.append(about)
    lines += [(*fact, ".") for fact in words.facts(schema)]
    return Section(
        heading=heading,
        level=level,
        lines=tuple(lines),
        node=body,
        members=trees.members(schema, page, prefix, slugs),
        anchor=root_anchor(prefix),
        content=body.get("content", {}),
        is_answer=prefix != "body",
    )


def _about(
    words: SchemaWords, schema: Json, body: Json, prefix: str
) -> Iterator[Phrase]:
    content: Json = body.get("content", {})
    is_request = prefix == "body"
    if schema:
        yield ("Type: ", *words.type_of(schema), ".")
    elif is_request or content:
        yield ("The documentation does not say what it holds.",)
    elif prefix.removeprefix("response.") in ("204", "205", "304"):
        yield ("The response has no body.",)
    elif prefix not in ("response.default", "body"):
        yield ("No body is documented.",)
    kinds = [(Code(kind),) for kind in content if kind != "*/*"]
    if kinds:
        start = "Sent as " if is_request else "Comes as "
        yield (start, *joined(kinds, ", ", " or "), ".")
    if body.get("required") is False:
        yield ("The body may be left out.",)


def _view(
    book: Book, section: Section, line: Medium, block: Medium, page: str
) -> SectionView:
    marks = book.trees.marks(section.node, "part") if section.node else ()
    book.provenance.concern(marks, "".join(map(str, section.heading)), page, "")
    return SectionView(
        heading=f"{'#' * section.level} {line.of(section.heading)}",
        lines=tuple(line.of(each) for each in section.lines),
        marks=tuple(mark_view(mark, block) for mark in marks),
        members=members_view(section.members, block, section.anchor),
        samples=tuple(samples_of(section.content)) if section.content else (),
        is_answer=section.is_answer,
    )


def _related(book: Book, operation: OperationNode) -> Iterator[Phrase]:
    """Other operations at the same address."""
    for other in book.at[operation.path]:
        if other.key != operation.key:
            link = book.link(other)
            yield (
                (link, ": ", Code(request_line(other)))
                if book.is_titled(other)
                else (link,)
            )
