"""A page for each model and each enumeration, and the lists of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpwright.documentation.book import Book
from helpwright.documentation.operations import origin
from helpwright.documentation.pages import MemberAddress
from helpwright.documentation.phrases import (
    Code,
    Html,
    Markdown,
    Phrase,
    joined,
)
from helpwright.documentation.places import ENUMERATIONS, MODELS, Slugs
from helpwright.documentation.tree import paragraphs_of
from helpwright.documentation.uses import Uses, references
from helpwright.documentation.views import mark_view, members_view, source_lines
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.views.files import RenderedFile


def schema_page(
    book: Book, component: str, uses: Mapping[str, Uses], drawing: str
) -> RenderedFile:
    """The page of a model, an enumeration, or a type that nothing describes.

    `drawing` is a block of Markdown; empty where there is none.
    """
    schema = doc.schemas(book.document)[component]
    if doc.is_enumeration(schema):
        return _enumeration(book, component, schema, uses[component])
    return _model(book, component, schema, uses[component], drawing)


def _model(
    book: Book, component: str, schema: Json, uses: Uses, drawing: str
) -> RenderedFile:
    page = book.places.schemas[component]
    line, block = Markdown(page), Html(page)
    members = book.trees.own_members(component)
    book.note(members.rows, book.words.title(component), page)
    return RenderedFile(
        path=page,
        template="documentation/model.md.jinja",
        context={
            **_common(book, component, schema, page),
            "members": members_view(members, block),
            "type": "" if members.rows else line.of(book.words.type_of(schema)),
            "xml": [line.of(each) for each in _xml(schema)],
            "drawing": drawing,
            "uses": [
                line.of((book.words.link(each),))
                for each in uses.held
                if each != component
            ],
            **_used(book, uses, line),
        },
    )


def _enumeration(book: Book, component: str, schema: Json, uses: Uses) -> RenderedFile:
    page = book.places.schemas[component]
    line, block = Markdown(page), Html(page)
    title = book.words.title(component)
    numbers = schema.get("x-enum-values", ())
    members = doc.enum_members(schema)
    slugs = Slugs()
    rows = []
    for place, member in enumerate(members):
        anchor = slugs.of(member.name, "value")
        number = str(numbers[place]) if len(numbers) == len(members) else ""
        book.members.append(
            MemberAddress(name=member.name, owner=title, path=page, anchor=anchor)
        )
        rows.append(
            {
                "anchor": anchor,
                "name": block.of((Code(member.name),)),
                "value": block.of((Code(str(member.value)),)),
                "number": block.of((Code(number),)) if number else "",
                "words": block.of((member.description,)),
            }
        )
    named = any(str(member.value) != member.name for member in members)
    return RenderedFile(
        path=page,
        template="documentation/enumeration.md.jinja",
        context={
            **_common(book, component, schema, page),
            "values": rows,
            "named": named,
            "numbered": any(row["number"] for row in rows),
            "described": any(row["words"] for row in rows),
            "sent": _sent(schema, named),
            "open": bool(schema.get("x-extensible-enum")),
            **_used(book, uses, line),
        },
    )


def _sent(schema: Json, named: bool) -> str:
    if schema.get("type") == "integer":
        return "JSON carries the number."
    return "JSON carries the value as text." if named else "JSON carries the name."


def _common(book: Book, component: str, schema: Json, page: str) -> dict[str, object]:
    line, block = Markdown(page), Html(page)
    marks = book.trees.marks(schema, "schema")
    title = book.words.title(component)
    book.provenance.concern(marks, title, page, "")
    return {
        "title": line.of((title,)),
        "paragraphs": [line.of((words,)) for words in paragraphs_of(schema)],
        "origin": line.of(origin(schema)),
        "marks": [mark_view(mark, block) for mark in marks],
        "sources": source_lines(book.provenance.sources(schema), block),
    }


def _used(book: Book, uses: Uses, line: Markdown) -> dict[str, object]:
    operations = {each.key: each for each in book.operations}
    by_operation = [
        (
            book.link(operations[key]),
            " (",
            *joined([*parts]),
            ")",
        )
        for key, parts in uses.operations.items()
    ]
    by_model = [
        (
            book.words.link(owner),
            ": ",
            *joined([(Code(name),) for name in members]),
        )
        for owner, members in uses.holders.items()
    ]
    return {
        "operations": [line.of(each) for each in by_operation],
        "holders": [line.of(each) for each in by_model],
    }


def _xml(schema: Json) -> Iterator[Phrase]:
    """What whoever writes XML must know of a model."""
    xml: Json = schema.get("xml", {})
    if xml.get("name"):
        yield ("Element: ", Code(str(xml["name"])), ".")
    if xml.get("namespace"):
        yield ("Namespace: ", Code(str(xml["namespace"])), ".")
    ordered = sorted(
        (int(own["xml"]["x-order"]), str(own["xml"].get("name") or name))
        for name, own in schema.get("properties", {}).items()
        if isinstance(own.get("xml", {}).get("x-order"), int)
    )
    if len(ordered) > 1:
        names = joined([(Code(name),) for _, name in ordered])
        yield ("Elements stand in this order: ", *names, ".")


def list_page(
    book: Book, uses: Mapping[str, Uses], drawing: str, *, enumerations: bool
) -> RenderedFile | None:
    """All models, or all enumerations, with what each is; None where there is none.

    `drawing` is a block of Markdown; empty where there is none.
    """
    page = ENUMERATIONS if enumerations else MODELS
    line = Markdown(page)
    listed = [
        (line.of((book.words.link(name),)), line.of((_first_words(schema),)))
        for name, schema in doc.schemas(book.document).items()
        if doc.is_enumeration(schema) == enumerations
    ]
    if not listed:
        return None
    return RenderedFile(
        path=page,
        template="documentation/schemas.md.jinja",
        context={
            "title": "Enumerations" if enumerations else "Models",
            "intro": _ENUMERATIONS if enumerations else _MODELS,
            "listed": listed,
            "drawing": drawing,
            "references": [] if enumerations else [*_references(book, uses, line)],
        },
    )


def _references(
    book: Book, uses: Mapping[str, Uses], line: Markdown
) -> Iterator[dict[str, object]]:
    for depth, name, elsewhere in references(uses):
        yield {
            "indent": "    " * depth,
            "link": line.of((book.words.link(name),)),
            "elsewhere": elsewhere,
        }


_MODELS = "The objects that requests and responses carry."
_ENUMERATIONS = "The types whose values are listed by name."


def _first_words(schema: Json) -> str:
    return next(iter(paragraphs_of(schema)), "")
