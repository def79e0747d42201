"""The pages that lead to the others: the overview, and one for each group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from helpwright.documentation.book import Book
from helpwright.documentation.operations import request_line
from helpwright.documentation.phrases import Code, Link, Markdown, Phrase
from helpwright.documentation.places import (
    CHANGES,
    ENUMERATIONS,
    FINDINGS,
    MODELS,
    OVERVIEW,
)
from helpwright.documentation.tree import paragraphs_of
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.views.files import RenderedFile
from helpwright.views.redaction import redacted

_MANY = 200
"""Operations up to which the first page lists all; of more, it lists their groups."""


def overview(book: Book, *, changes: bool) -> RenderedFile:
    """The first page."""
    line = Markdown(OVERVIEW)
    info: Json = book.document.get("info", {})
    return RenderedFile(
        path=OVERVIEW,
        template="documentation/index.md.jinja",
        context={
            "title": line.of((book.name,)),
            "paragraphs": [line.of((text,)) for text in paragraphs_of(info)],
            "server": line.of(server(book.document)),
            "access": line.of(access(book.document)),
            "counts": counts(book),
            "groups": [_group(book, tag, line) for tag in book.groups],
            "brief": len(book.operations) > _MANY,
            "more": [line.of(each) for each in _more(book, changes=changes)],
        },
    )


def _more(book: Book, *, changes: bool) -> Iterator[Phrase]:
    """Links to the pages beside those of operations."""
    if count := _number(book, enumerations=False):
        yield (Link("Models", MODELS), f": {_counted(count, 'object')} in all")
    if count := _number(book, enumerations=True):
        words = f": {_counted(count, 'type')} whose values have names"
        yield (Link("Enumerations", ENUMERATIONS), words)
    if changes:
        yield (Link("Changes", CHANGES), ": what is different from an earlier state")
    if count := len(book.provenance.findings):
        words = f": {_counted(count, 'place')} where the help pages leave doubt"
        yield (Link("Findings", FINDINGS), words)


def group_page(book: Book, tag: str) -> RenderedFile:
    """The operations of one group."""
    page = book.places.group(tag)
    context = _group(book, tag, Markdown(page))
    return RenderedFile(
        path=page, template="documentation/group.md.jinja", context=context
    )


def server(document: Json) -> Phrase:
    """Where the API is served; empty where nobody knows."""
    listed = document.get("servers") or [{}]
    url = str(listed[0].get("url", "/"))
    return (Code(url),) if url != "/" else ()


def access(document: Json) -> Phrase:
    """How a request says who is asking; empty where nothing tells."""
    schemes: Json = document.get("components", {}).get("securitySchemes", {})
    scheme: Json = next(iter(schemes.values()), {})
    match scheme.get("type"):
        case "http":
            is_basic = str(scheme.get("scheme", "")).lower() == "basic"
            what = "user name and password (Basic)" if is_basic else "a bearer token"
            return (f"Requests carry {what} in the header ", Code("Authorization"), ".")
        case "apiKey":
            place = {"query": "query parameter"}.get(
                str(scheme["in"]), str(scheme["in"])
            )
            return (
                f"Requests carry a key in the {place} ",
                Code(str(scheme["name"])),
                ".",
            )
        case "oauth2":
            flow: Any = next(iter(scheme.get("flows", {}).values()), {})
            url = str(flow.get("tokenUrl", ""))
            return (
                "Requests carry a bearer token, which ",
                Code(url),
                " gives for a user's name and password.",
            )
    return ()


def counts(book: Book) -> str:
    """`13 operations, 11 models and 3 enumerations`."""
    parts = [
        _counted(len(book.operations), "operation"),
        _counted(_number(book, enumerations=False), "model"),
        _counted(_number(book, enumerations=True), "enumeration"),
    ]
    there = [part for part in parts if not part.startswith("0 ")]
    return " and ".join(filter(None, [", ".join(there[:-1]), *there[-1:]]))


def group_title(tag: str) -> str:
    """What a group is called for readers."""
    name = redacted(tag)
    return f"{name[:1].upper()}{name[1:]}" if name.islower() else name


def _group(book: Book, tag: str, line: Markdown) -> dict[str, object]:
    described = {str(each["name"]): each for each in book.document.get("tags", ())}.get(
        tag, {}
    )
    page = book.places.group(tag)
    name = group_title(tag)
    return {
        "title": line.of((name,)),
        "link": line.of((Link(name, page),)),
        "paragraphs": [line.of((text,)) for text in paragraphs_of(described)],
        "operations": [
            {
                "link": line.of((book.link(each),)),
                "request": line.of((Code(request_line(each)),)),
            }
            for each in book.groups[tag]
        ],
    }


def _number(book: Book, *, enumerations: bool) -> int:
    listed = doc.schemas(book.document).values()
    return sum(doc.is_enumeration(schema) == enumerations for schema in listed)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
