"""What each page is about, in a sentence of plain text: for search engines and previews."""

from __future__ import annotations

from helpwright.documentation.book import Book
from helpwright.documentation.operations import description_of
from helpwright.documentation.overview import counts, group_title
from helpwright.documentation.places import (
    CHANGES,
    ENUMERATIONS,
    FINDINGS,
    MODELS,
    OVERVIEW,
)
from helpwright.documentation.tree import paragraphs_of
from helpwright.escape import prose
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.views.redaction import redacted

_LONGEST = 160


def descriptions(book: Book) -> dict[str, str]:
    """A sentence for each page by its path, in the order of the paths."""
    name = book.name
    found = {
        OVERVIEW: f"{name}: {counts(book)}.",
        MODELS: f"The objects that requests and responses of {name} carry.",
        ENUMERATIONS: f"The types of {name} whose values have names.",
        FINDINGS: f"What the help pages of {name} leave open or contradict.",
        CHANGES: f"What has changed in {name}.",
    }
    tags = {str(tag["name"]): tag for tag in book.document.get("tags", ())}
    for tag in book.groups:
        words = f"The operations of {group_title(tag)} in {name}."
        found[book.places.group(tag)] = _words(tags.get(tag, {})) or words
    for operation in book.operations:
        page = book.places.operations[operation.key]
        found[page] = description_of(book, operation)
    for component, schema in doc.schemas(book.document).items():
        kind = "values" if doc.is_enumeration(schema) else "members"
        words = f"The {kind} of {book.words.title(component)} in {name}."
        found[book.places.schemas[component]] = _words(schema) or words
    return {page: _plain(text) for page, text in sorted(found.items())}


def _words(node: Json) -> str:
    return next(iter(paragraphs_of(node)), "")


def _plain(text: str) -> str:
    """`text` on one line, without secrets and without what no reader sees."""
    line = " ".join(redacted(prose(text)).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
