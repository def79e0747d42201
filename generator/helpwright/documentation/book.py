"""What all pages of one API's documentation are made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from helpwright.diagnostics import Finding
from helpwright.documentation.pages import MemberAddress
from helpwright.documentation.phrases import Code, Link, Phrase
from helpwright.documentation.places import Places
from helpwright.documentation.provenance import Provenance
from helpwright.documentation.tree import ALONE, Row, Trees
from helpwright.documentation.words import SchemaWords
from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.views.docs_requests import RequestExamples
from helpwright.views.redaction import redacted

_LONGEST_TITLE = 80
_SENTENCE_END = re.compile(r"(?<=[^\W\d]{2}[.!?])\s|(?<=\))\.\s")


class Book:
    """One document with its names, its places and its words."""

    def __init__(
        self, document: Json, findings: Iterable[Finding], names: Names
    ) -> None:
        self.document = document
        self.names = names
        self.places = Places(document, names)
        self.words = SchemaWords(document, self.places)
        self.provenance = Provenance(document, findings)
        self.trees = Trees(document, self.words, self.provenance)
        # What stands in a text alone has to be whole.
        self.whole_words = SchemaWords(document, self.places, most=10_000)
        self.whole_trees = Trees(document, self.whole_words, self.provenance, ALONE)
        self.requests = RequestExamples(document, names)
        self.operations = tuple(doc.operations(document))
        self.at: dict[str, list[OperationNode]] = {}
        """Operations by path."""
        for operation in self.operations:
            self.at.setdefault(operation.path, []).append(operation)
        self.members: list[MemberAddress] = []
        self._titles = _titles(self.operations)

    @property
    def name(self) -> str:
        """What the API is called."""
        return redacted(str(self.document.get("info", {}).get("title") or "API"))

    @property
    def groups(self) -> Mapping[str, tuple[OperationNode, ...]]:
        """Operations by tag, in the document's order; groups without one are left out."""
        found: dict[str, list[OperationNode]] = {tag: [] for tag in self.names.groups}
        for operation in self.operations:
            found[self.names.operations[operation.key].tag].append(operation)
        return {tag: tuple(listed) for tag, listed in found.items() if listed}

    def title(self, operation: OperationNode) -> str:
        """What the operation does in a few words; else its method and path."""
        return self._titles[operation.key]

    def is_titled(self, operation: OperationNode) -> bool:
        """Whether the title says more than method and path."""
        return self._titles[operation.key] != operation.key

    def heading(self, operation: OperationNode) -> Phrase:
        """The title for a heading: as code where it is method and path."""
        title = self._titles[operation.key]
        return (title,) if self.is_titled(operation) else (Code(title),)

    def link(self, operation: OperationNode) -> Link:
        """A link to the page of an operation."""
        title = self._titles[operation.key]
        page = self.places.operations[operation.key]
        return Link(title, page, is_code=not self.is_titled(operation))

    def note(self, rows: Iterable[Row], owner: str, path: str) -> None:
        """Takes down the addresses of `rows` and of all below them.

        What has a page of its own is told there.
        """
        for row in rows:
            if not row.told:
                entry = MemberAddress(
                    name=redacted(row.name), owner=owner, path=path, anchor=row.anchor
                )
                self.members.append(entry)
            self.note(row.rows, owner, path)


def _titles(operations: Iterable[OperationNode]) -> dict[str, str]:
    wanted = {each.key: _title(each) for each in operations}
    counts = Counter(wanted.values())
    return {
        key: f"{title} ({key})" if counts[title] > 1 and title != key else title
        for key, title in wanted.items()
    }


def summary_of(operation: OperationNode) -> str:
    """The summary on one line, without secrets: titles stand where nothing masks them."""
    return redacted(" ".join(str(operation.node.get("summary", "")).split()))


def _title(operation: OperationNode) -> str:
    first = _SENTENCE_END.split(summary_of(operation), maxsplit=1)[0].rstrip(".")
    return first if 0 < len(first) <= _LONGEST_TITLE else operation.key
