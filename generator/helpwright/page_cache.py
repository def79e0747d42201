"""Pages as they were read, kept by their content: an unchanged page is not parsed again.

An entry is called by the hash of all that it was made of, the modules of Helpwright
included. One whose values are of other types than what is read of pages is none. It is
plain JSON, which can do nothing but be wrong.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from helpwright.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Image,
    Link,
    Paragraph,
    Preformatted,
    Row,
    Table,
)
from helpwright.diagnostics import Finding
from helpwright.packs import Packs
from helpwright.place import Place
from helpwright.sources.source import Source

FOLDER = Path(".helpwright", "cache")
"""Where the cache of a project is, beside its configuration."""

_NAME = re.compile(r"[0-9a-f]{64}")
_SEVERITIES = ("error", "warning", "note")

Kept = tuple[Document, tuple[Finding, ...]]
"""What was read of a page, and the doubts."""


class PageCache:
    """The cache in a folder, for one version of the generator."""

    def __init__(self, folder: Path, generator: str, *, writable: bool = True) -> None:
        self._generator = generator
        self.packs = Packs(folder, writable=writable)
        """Where the entries are kept, by name."""
        self.entries: dict[str, str] = {}
        """Name of the entry of each page that was asked for or kept."""

    def get(self, source: Source) -> Kept | None:
        """What was read of `source` before, and the doubts; None where nobody knows."""
        name = self.name(source)
        self.entries[source.name] = name
        return self.load(name, source.name)

    def load(self, name: str, page: str) -> Kept | None:
        """The entry `name`, what was read of `page`; None where there is none."""
        try:
            document, findings = json.loads(self.packs.get(name))
            return (
                _document(document, page),
                tuple(_finding(each) for each in _list(findings)),
            )
        except (ValueError, TypeError, IndexError, KeyError, RecursionError):
            return None

    def put(self, source: Source, document: Document, findings: list[Finding]) -> None:
        """Keeps what was read, at the latest when `forget_others` is called."""
        plain = [_plain_document(document), [_plain_finding(f) for f in findings]]
        payload = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        name = self.entries[source.name] = self.name(source)
        with contextlib.suppress(UnicodeEncodeError):
            self.packs.put(name, payload.encode())

    def forget_others(self) -> None:
        """Removes what this run did not ask for, and writes what it read."""
        self.packs.keep_only(frozenset(self.entries.values()))

    def name(self, source: Source) -> str:
        """The name of what is read of `source`."""
        limits = repr(source.limits)
        parts = (self._generator, source.name, source.address, limits)
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
        digest.update(b"\0" + source.content)
        return digest.hexdigest()


def is_name(name: object) -> bool:
    """Whether `name` is one of an entry, and of no other file."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


# --- values as lists: what they are, then their members -------------------------------


def _plain_document(document: Document) -> list[Any]:
    blocks = [_plain_block(block) for block in document.blocks]
    head = [document.form, document.title, document.address, document.cut]
    return [*head, blocks]


def _document(plain: list[Any], page: str) -> Document:
    form, title, address, cut, blocks = plain
    return Document(
        page=page,
        form=_text(form),
        title=_text(title),
        address=_text(address),
        cut=_flag(cut),
        blocks=tuple(_block(each, page) for each in _list(blocks)),
    )


def _text(value: Any) -> str:
    """`value`, as are the others below. Raises TypeError where it is none."""
    if type(value) is not str:
        raise TypeError(value)
    return value


def _count(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError(value)
    return value


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise TypeError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, _list(value)))


def _plain_block(block: Block) -> list[Any]:
    place = [block.place.line, block.place.cell]
    match block:
        case Heading():
            return ["h", place, block.text, block.level]
        case Paragraph():
            links = [[link.text, link.href] for link in block.links]
            return ["p", place, block.text, links, block.bare]
        case Preformatted():
            return ["s", place, block.text]
        case Image():
            return ["i", place, block.address, block.text]
        case Table():
            rows = [
                [
                    row.line,
                    [
                        [
                            cell.paragraphs,
                            cell.line,
                            [[link.text, link.href] for link in cell.links],
                        ]
                        for cell in row.cells
                    ],
                ]
                for row in block.rows
            ]
            return ["t", place, block.head, rows, block.cut]


def _block(plain: list[Any], page: str) -> Block:
    kind, at, *members = _list(plain)
    place = _place(at, page)
    match kind:
        case "h":
            text, level = members
            return Heading(text=_text(text), level=_count(level), place=place)
        case "p":
            text, links, bare = members
            return Paragraph(
                text=_text(text), place=place, links=_links(links), bare=_flag(bare)
            )
        case "s":
            (text,) = members
            return Preformatted(text=_text(text), place=place)
        case "i":
            address, text = members
            return Image(address=_text(address), text=_text(text), place=place)
        case "t":
            head, rows, cut = members
            return Table(
                head=_texts(head),
                rows=tuple(map(_row, _list(rows))),
                place=place,
                cut=_flag(cut),
            )
    raise ValueError(kind)


def _row(plain: list[Any]) -> Row:
    line, cells = _list(plain)
    return Row(
        cells=tuple(
            Cell(paragraphs=_texts(texts), line=_count(at), links=_links(links))
            for texts, at, links in _list(cells)
        ),
        line=_count(line),
    )


def _links(plain: list[Any]) -> tuple[Link, ...]:
    return tuple(
        Link(text=_text(text), href=_text(href)) for text, href in _list(plain)
    )


def _place(plain: list[Any], page: str) -> Place:
    line, cell = _list(plain)
    return Place(page=_text(page), line=_count(line), cell=_text(cell))


def _plain_finding(finding: Finding) -> list[Any]:
    place = finding.place
    return [
        *(finding.code, finding.severity, finding.message),
        *(place.page, place.line, place.cell),
        *(finding.text, finding.made_of_it, finding.advice),
    ]


def _finding(plain: list[Any]) -> Finding:
    code, severity, message, page, line, cell, text, made_of_it, advice = _list(plain)
    if severity not in _SEVERITIES:
        raise ValueError(severity)
    return Finding(
        code=_text(code),
        severity=severity,
        message=_text(message),
        place=_place([line, cell], page),
        text=_text(text),
        made_of_it=_text(made_of_it),
        advice=_text(advice),
    )
