"""Pages as they were read, kept by their content: an unchanged page is not parsed again.

An entry is called by the hash of all that it was made of, the modules of Helpwright
included, and holds a hash of itself: one that is torn, altered or of another time is no
entry. It is plain JSON, which can do nothing but be wrong. The folder may be deleted at
any time, and runs may share it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
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
from helpwright.sources.source import Source
from helpwright.spec import Place

FOLDER = Path(".helpwright", "cache")
"""Where the cache of a project is, beside its configuration."""

_Entry = tuple[Document, tuple[Finding, ...]]


class PageCache:
    """The cache in a folder, for one version of the generator."""

    def __init__(self, folder: Path, generator: str, *, writable: bool = True) -> None:
        self._folder = folder
        self._writable = writable
        self._generator = generator
        self._used: set[str] = set()

    def get(self, source: Source) -> _Entry | None:
        """What was read of `source` before, and the doubts; None where nobody knows."""
        name = self._name(source)
        self._used.add(name)
        try:
            seal, _, payload = (self._folder / name).read_bytes().partition(b"\n")
            if seal.decode("ascii") != hashlib.sha256(payload).hexdigest():
                return None
            document, findings = json.loads(payload)
            return (
                _document(document, source.name),
                tuple(_finding(each) for each in findings),
            )
        except (OSError, ValueError, TypeError, IndexError, KeyError):
            return None

    def put(self, source: Source, document: Document, findings: list[Finding]) -> None:
        """Keeps what was read. A cache that can't be written is only slow."""
        if not self._writable:
            return
        plain = [_plain_document(document), [_plain_finding(f) for f in findings]]
        payload = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        with contextlib.suppress(OSError, UnicodeEncodeError):
            content = payload.encode()
            seal = hashlib.sha256(content).hexdigest().encode()
            self._begin()
            handle, temporary = tempfile.mkstemp(dir=self._folder, prefix="new-")
            with os.fdopen(handle, "wb") as file:
                file.write(seal + b"\n" + content)
            os.replace(temporary, self._folder / self._name(source))

    def forget_others(self) -> None:
        """Removes what this run did not ask for."""
        if not self._writable:
            return
        with contextlib.suppress(OSError):
            for entry in os.scandir(self._folder):
                if len(entry.name) == 64 and entry.name not in self._used:
                    with contextlib.suppress(OSError):
                        os.unlink(entry.path)

    def _begin(self) -> None:
        if self._folder.is_dir():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        # Version control need not know of it.
        (self._folder.parent / ".gitignore").write_text("*\n", encoding="utf-8")

    def _name(self, source: Source) -> str:
        parts = (self._generator, source.name, source.address)
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
        digest.update(b"\0" + source.content)
        return digest.hexdigest()


# --- values as lists: what they are, then their members -------------------------------


def _plain_document(document: Document) -> list[Any]:
    blocks = [_plain_block(block) for block in document.blocks]
    head = [document.form, document.title, document.address, document.cut]
    return [*head, blocks]


def _document(plain: list[Any], page: str) -> Document:
    form, title, address, cut, blocks = plain
    return Document(
        page=page,
        form=form,
        title=title,
        address=address,
        cut=cut,
        blocks=tuple(_block(each, page) for each in blocks),
    )


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
                    [row.place.line, row.place.cell],
                    [
                        [
                            cell.paragraphs,
                            [cell.place.line, cell.place.cell],
                            [[link.text, link.href] for link in cell.links],
                        ]
                        for cell in row.cells
                    ],
                ]
                for row in block.rows
            ]
            return ["t", place, block.head, rows, block.cut]


def _block(plain: list[Any], page: str) -> Block:
    kind, at, *members = plain
    place = _place(at, page)
    match kind:
        case "h":
            return Heading(text=members[0], level=members[1], place=place)
        case "p":
            text, links, bare = members
            return Paragraph(text=text, place=place, links=_links(links), bare=bare)
        case "s":
            return Preformatted(text=members[0], place=place)
        case "i":
            return Image(address=members[0], text=members[1], place=place)
        case "t":
            head, rows, cut = members
            return Table(
                head=tuple(head),
                rows=tuple(_row(row, page) for row in rows),
                place=place,
                cut=cut,
            )
    raise ValueError(kind)


def _row(plain: list[Any], page: str) -> Row:
    at, cells = plain
    return Row(
        cells=tuple(
            Cell(
                paragraphs=tuple(texts), place=_place(where, page), links=_links(links)
            )
            for texts, where, links in cells
        ),
        place=_place(at, page),
    )


def _links(plain: list[Any]) -> tuple[Link, ...]:
    return tuple(Link(text=text, href=href) for text, href in plain)


def _place(plain: list[Any], page: str) -> Place:
    line, cell = plain
    return Place(page=page, line=line, cell=cell)


def _plain_finding(finding: Finding) -> list[Any]:
    place = finding.place
    return [
        *(finding.code, finding.severity, finding.message),
        *(place.page, place.line, place.cell),
        *(finding.text, finding.made_of_it, finding.advice),
    ]


def _finding(plain: list[Any]) -> Finding:
    code, severity, message, page, line, cell, text, made_of_it, advice = plain
    return Finding(
        code=code,
        severity=severity,
        message=message,
        place=Place(page=page, line=line, cell=cell),
        text=text,
        made_of_it=made_of_it,
        advice=advice,
    )
