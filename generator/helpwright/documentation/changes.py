"""What changed in the API since an earlier state of its help pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from helpwright.changes import VERDICTS, Change, Verdict
from helpwright.documentation.book import Book
from helpwright.documentation.operations import request_line
from helpwright.documentation.phrases import Code, Link, Markdown, Phrase, Piece
from helpwright.documentation.places import CHANGES
from helpwright.names import document as doc
from helpwright.views.files import RenderedFile

_PARTS: dict[Verdict, tuple[str, str]] = {
    "wire-breaking": (
        "Breaks requests or responses",
        "A request that worked may be refused, or a response means something else.",
    ),
    "code-breaking": (
        "Breaks programs",
        "Requests go on working; a program whose types are checked needs a change.",
    ),
    "addition": ("New", "Nothing that worked stops working."),
    "documentation": ("Documentation", "Words changed, and nothing else."),
}


def changes_page(book: Book, changes: Sequence[Change]) -> RenderedFile | None:
    """All changes, the worst first; None where there is none."""
    line = Markdown(CHANGES)
    links = dict(_links(book))
    parts = [
        {
            "title": _PARTS[verdict][0],
            "intro": _PARTS[verdict][1],
            "entries": [line.of(_entry(change, links)) for change in listed],
        }
        for verdict in VERDICTS
        if (listed := [each for each in changes if each.verdict == verdict])
    ]
    if not parts:
        return None
    return RenderedFile(
        path=CHANGES,
        template="documentation/changes.md.jinja",
        context={"parts": parts},
    )


def _entry(change: Change, links: Mapping[str, Link]) -> Phrase:
    """The message, in which what stands in back quotes is code, or a link to its page."""
    pieces: list[Piece] = []
    for number, part in enumerate(change.message.split("`")):
        if number % 2:
            pieces.append(links.get(part) or Code(part))
        elif part:
            pieces.append(part)
    if change.note:
        pieces.append(f" ({change.note.replace('`', '')})")
    return (*pieces, ".")


def _links(book: Book) -> Iterator[tuple[str, Link]]:
    """Links to what changes name: `Boat`, `Boat.Id`, `GET /boats/{id}`."""
    for component, schema in doc.schemas(book.document).items():
        title, page = book.words.title(component), book.places.schemas[component]
        yield title, Link(title, page, is_code=True)
        for member in schema.get("properties", {}):
            name = f"{title}.{member}"
            anchor = book.trees.member_anchor(component, member)
            yield name, Link(name, page, anchor, is_code=True)
    for operation in book.operations:
        page = book.places.operations[operation.key]
        for name in (request_line(operation), operation.key):
            yield name, Link(name, page, is_code=True)
