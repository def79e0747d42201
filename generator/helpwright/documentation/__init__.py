"""The documentation of an API, as people publish it: Markdown, and text for machines.

    made = documentation(document, findings, names)
    made.files["operations/works/create.md"]

`document` is what `openapi.build` makes with `sources=True`. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from helpwright.changes import Change
from helpwright.diagnostics import Finding
from helpwright.documentation.book import Book
from helpwright.documentation.changes import changes_page
from helpwright.documentation.descriptions import descriptions
from helpwright.documentation.drawing import Drawings
from helpwright.documentation.findings import findings_page
from helpwright.documentation.models import list_page, schema_page
from helpwright.documentation.operations import operation_page, request_line
from helpwright.documentation.overview import group_page, group_title, overview
from helpwright.documentation.pages import (
    Documentation,
    Drawing,
    Entry,
    MemberAddress,
)
from helpwright.documentation.places import (
    CHANGES,
    ENUMERATIONS,
    FINDINGS,
    MODELS,
    OVERVIEW,
)
from helpwright.documentation.plain import full_text, guide, plain_operation
from helpwright.documentation.uses import uses
from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.render import render
from helpwright.views.files import RenderedFile

__all__ = [
    "Documentation",
    "Drawing",
    "Entry",
    "MemberAddress",
    "documentation",
    "documentation_files",
]


def documentation(
    document: Json,
    findings: Iterable[Finding],
    names: Names,
    *,
    changes: Sequence[Change] = (),
    templates: Path | None = None,
) -> Documentation:
    """All pages of the API that `document` describes.

    `changes` are those since an earlier state, and get a page. `templates` is a folder
    of a user's own.
    """
    book = Book(document, findings, names)
    drawings: dict[str, tuple[str, RenderedFile]] = {}
    files = render(_files(book, changes, drawings), templates)
    plain = (files[book.places.plain(each.key)] for each in book.operations)
    files |= render([full_text(book, plain)], templates)
    return Documentation(
        files=dict(sorted(files.items())),
        navigation=tuple(_navigation(book, files)),
        members=tuple(book.members),
        descriptions=descriptions(book),
        drawings=_drawn(drawings, templates),
    )


def documentation_files(
    document: Json,
    findings: Iterable[Finding],
    names: Names,
    *,
    changes: Sequence[Change] = (),
) -> dict[str, str]:
    """The text of each page by its path."""
    return dict(documentation(document, findings, names, changes=changes).files)


def _drawn(
    drawings: Mapping[str, tuple[str, RenderedFile]], templates: Path | None
) -> dict[str, Drawing]:
    svg = render((file for _, file in drawings.values()), templates)
    return {
        page: Drawing(block=block, html=svg[page])
        for page, (block, _) in drawings.items()
    }


def _files(
    book: Book,
    changes: Sequence[Change],
    drawings: dict[str, tuple[str, RenderedFile]],
) -> Iterator[RenderedFile]:
    """All pages but the last; `drawings` gets those of models, by page."""
    used = uses(book.document)
    drawn = Drawings(book, used)
    yield overview(book, changes=bool(changes))
    for tag in book.groups:
        yield group_page(book, tag)
    for operation in book.operations:
        yield operation_page(book, operation)
    for component in doc.schemas(book.document):
        page = book.places.schemas[component]
        if drawing := drawn.around(component):
            drawings[page] = drawing
        block = drawing[0] if drawing else ""
        yield schema_page(book, component, used, block)
    if drawing := drawn.all_models(MODELS):
        drawings[MODELS] = drawing
    for enumerations in (False, True):
        block = drawing[0] if drawing and not enumerations else ""
        listed = list_page(book, used, block, enumerations=enumerations)
        if listed:
            yield listed
    for operation in book.operations:
        yield plain_operation(book, operation)
    yield guide(book, findings=bool(book.provenance.findings))
    # What findings are about is known when all else is written.
    for last in (changes_page(book, changes), findings_page(book)):
        if last:
            yield last


def _navigation(book: Book, files: Iterable[str]) -> Iterator[Entry]:
    there = frozenset(files)
    yield Entry(title="Overview", path=OVERVIEW)
    for tag, operations in book.groups.items():
        yield Entry(
            title=group_title(tag),
            path=book.places.group(tag),
            children=tuple(
                Entry(
                    title=book.title(each),
                    path=book.places.operations[each.key],
                    request=request_line(each),
                )
                for each in operations
            ),
        )
    for title, path, is_enum in (
        ("Models", MODELS, False),
        ("Enumerations", ENUMERATIONS, True),
    ):
        listed = tuple(
            Entry(title=book.words.title(name), path=book.places.schemas[name])
            for name, schema in doc.schemas(book.document).items()
            if doc.is_enumeration(schema) == is_enum
        )
        if path in there:
            yield Entry(title=title, path=path, children=listed)
    for title, path in (("Changes", CHANGES), ("Findings", FINDINGS)):
        if path in there:
            yield Entry(title=title, path=path)
