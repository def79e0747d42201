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
from collections.abc import Iterable
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
from helpwright.place import Place
from helpwright.sources.source import Source

FOLDER = Path(".helpwright", "cache")
"""Where the cache of a project is, beside its configuration."""

Kept = tuple[Document, tuple[Finding, ...]]
"""What was read of a page, and the doubts."""


class PageCache:
    """The cache in a folder, for one version of the generator."""

    def __init__(self, folder: Path, generator: str, *, writable: bool = True) -> None:
        self._folder = folder
        self._writable = writable
        self._generator = generator
        self.entries: dict[str, str] = {}
        """Name of the entry of each page that was asked for or kept."""

    def get(self, source: Source) -> Kept | None:
        """What was read of `source` before, and the doubts; None where nobody knows."""
        name = self.name(source)
        self.entries[source.name] = name
        return self.load(name, source.name)

    def load(self, name: str, page: str) -> Kept | None:
        """The entry `name`, what was read of `page`; None where there is none."""
        payload = self.payload(name)
        try:
            document, findings = json.loads(payload)
            return (
                _document(document, page),
                tuple(_finding(each) for each in findings),
            )
        except (ValueError, TypeError, IndexError, KeyError):
            return None

    def put(self, source: Source, document: Document, findings: list[Finding]) -> None:
        """Keeps what was read. A cache that can't be written is only slow."""
        plain = [_plain_document(document), [_plain_finding(f) for f in findings]]
        payload = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        name = self.entries[source.name] = self.name(source)
        with contextlib.suppress(UnicodeEncodeError):
            self.put_payload(name, payload.encode())

    def payload(self, name: str) -> bytes:
        """What the entry `name` holds; nothing where it is not what was written."""
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            return b""
        seal, _, payload = content.partition(b"\n")
        return payload if seal == _seal(payload) else b""

    def put_payload(self, name: str, payload: bytes) -> None:
        """Keeps `payload` as the entry `name`, which is 64 hexadecimal digits."""
        if not self._writable:
            return
        with contextlib.suppress(OSError):
            self._begin()
            handle, temporary = tempfile.mkstemp(dir=self._folder, prefix="new-")
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(payload) + b"\n" + payload)
            os.replace(temporary, self._folder / name)

    def forget(self, names: Iterable[str]) -> None:
        """Removes entries."""
        if self._writable:
            for name in names:
                with contextlib.suppress(OSError):
                    (self._folder / name).unlink()

    def forget_others(self) -> None:
        """Removes what this run did not ask for."""
        if not self._writable:
            return
        used = set(self.entries.values())
        with contextlib.suppress(OSError):
            for entry in os.scandir(self._folder):
                # What a run was writing when it was killed goes as well. One that is
                # still at work only has to read the page again.
                ours = len(entry.name) == 64 or entry.name.startswith("new-")
                if ours and entry.name not in used:
                    with contextlib.suppress(OSError):
                        os.unlink(entry.path)

    def _begin(self) -> None:
        if self._folder.is_dir():
            return
        top = self._folder.parent
        top.mkdir(parents=True, exist_ok=True)
        # Version control need not know of it. The folder that says that all is there
        # comes last.
        (top / ".gitignore").write_text("*\n", encoding="utf-8")
        self._folder.mkdir(exist_ok=True)

    def name(self, source: Source) -> str:
        """The name of what is read of `source`."""
        limits = repr(source.limits)
        parts = (self._generator, source.name, source.address, limits)
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
        digest.update(b"\0" + source.content)
        return digest.hexdigest()


def _seal(payload: bytes) -> bytes:
    return hashlib.sha256(payload).hexdigest().encode()


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
                rows=tuple(map(_row, rows)),
                place=place,
                cut=cut,
            )
    raise ValueError(kind)


def _row(plain: list[Any]) -> Row:
    line, cells = plain
    return Row(
        cells=tuple(
            Cell(paragraphs=tuple(texts), line=line, links=_links(links))
            for texts, line, links in cells
        ),
        line=line,
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
