"""Pages as they were read, kept by their content: an unchanged page is not parsed again.

An entry is called by the hash of all that it was made of, the modules of Helpwright
included, and holds a hash of itself: one that is torn, altered or of another time is no
entry, nor is one whose values are of other types than what is read of pages. It is plain
JSON, which can do nothing but be wrong. The folder may be deleted at
any time, and runs may share it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
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

_NAME = re.compile(r"[0-9a-f]{64}")
_SEVERITIES = ("error", "warning", "note")

Kept = tuple[Document, tuple[Finding, ...]]
"""What was read of a page, and the doubts."""


class PageCache:
    """The cache in a folder, for one version of the generator."""

    def __init__(self, folder: Path, generator: str, *, writable: bool = True) -> None:
        self._folder = folder
        self._writable = writable
        self._generator = generator
        self._written = 0
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
                tuple(_finding(each) for each in _list(findings)),
            )
        except (ValueError, TypeError, IndexError, KeyError, RecursionError):
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
        if not is_name(name):
            return b""
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
            self._written += 1
            new = self._folder / f"new-{os.getpid()}-{self._written}"
            with open(new, "xb") as file:
                file.write(_seal(payload) + b"\n" + payload)
            os.replace(new, self._folder / name)

    def forget(self, names: Iterable[str]) -> None:
        """Removes entries."""
        if self._writable:
            for name in filter(is_name, names):
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


def is_name(name: object) -> bool:
    """Whether `name` is one of an entry, and of no other file."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


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
