"""Which files are pages, and what they are called.

A folder is walked whole. What lies between the pages of a saved site (style sheets,
scripts, images, lists) is told apart by its content and passed over with a note; a file
that the user names is always read.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path

from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.limits import Limits, advice
from helpwright.place import Place
from helpwright.sources.manifest import LOCK, MANIFEST, WRITTEN, addresses, written
from helpwright.sources.source import Source
from helpwright.value import dataclass, replace

_ASSETS = (
    *(".css", ".js", ".mjs", ".map", ".wasm"),
    *(".avif", ".bmp", ".cur", ".gif", ".ico", ".jpg", ".jpeg", ".png", ".svg"),
    *(".webp", ".mp4", ".eot", ".otf", ".ttf", ".woff", ".woff2"),
    *(".br", ".gz", ".pdf", ".tar", ".zip"),
    *(".cfg", ".csv", ".har", ".ini", ".json", ".lock", ".log", ".py", ".toml"),
    *(".tsv", ".webmanifest", ".xml", ".yaml", ".yml"),
)
"""Ends of names of style sheets, scripts, pictures, fonts, archives and settings."""
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """A page that lies on disk and has not been read yet."""

    name: str
    path: Path
    address: str = ""
    limits: Limits = field(default_factory=Limits)

    def open(self) -> Source:
        """Reads the file. Raises OSError, with the path, when that fails."""
        most = self.limits.page_bytes
        with self.path.open("rb") as file:
            # As much as it says that it has: room for the limit costs more than the file.
            said = min(os.fstat(file.fileno()).st_size, most)
            content = file.read(said + 1)
            if len(content) > said:
                content += file.read(most + 1 - len(content))
        if len(content) > most:
            # It has grown since it was listed.
            reason = f"it has more than {most:,} bytes"
            raise OSError(errno.EFBIG, reason, str(self.path))
        return Source(
            name=self.name, content=content, address=self.address, limits=self.limits
        )


def list_pages(
    paths: Sequence[str], findings: Findings, limits: Limits | None = None
) -> tuple[PageFile, ...]:
    """The pages that `paths` stand for, sorted by name, each file once.

    What is beyond `limits` is left out, and an error among `findings` says so.

    A page below a folder is called by its path from there, a single file by its own
    name; where two would be called the same, each gets as much of its path as tells them
    apart. Raises HelpwrightError when a path does not exist or no page is found at all.
    """
    limits = limits or Limits()
    found: dict[str, PageFile] = {}
    for text in paths:
        path = Path(text)
        if path.is_dir():
            pages = tuple(_walk(path, limits, findings))
            if not pages:
                raise HelpwrightError(_no_pages(text))
        elif path.is_file():
            page = PageFile(
                name=_text(path.name),
                path=path,
                address=_address_of(path, limits),
                limits=limits,
            )
            pages = ((os.path.realpath(path), page),)
        elif path.exists():
            raise HelpwrightError(_no_file(text))
        else:
            raise HelpwrightError(_missing(text))
        for place, page in pages:
            first = found.setdefault(place, page)
            if first is not page:
                findings.add(_given_twice(page))
    named = _told_apart(tuple(found.values()))
    return _within(sorted(named, key=lambda page: page.name), limits, findings)


def _within(
    pages: Sequence[PageFile], limits: Limits, findings: Findings
) -> tuple[PageFile, ...]:
    """`pages` without those that are too large, and without those that are too many."""
    kept: list[PageFile] = []
    total = 0
    for page in pages:
        size = _size_of(page.path)
        if size > limits.page_bytes:
            counted = f"the page has {size:,} bytes"
            findings.add(_beyond(page, counted, "page_bytes", limits.page_bytes))
            continue
        if len(kept) == limits.pages:
            counted = f"there are {len(pages):,} pages"
            findings.add(_beyond(page, counted, "pages", limits.pages))
            break
        total += size
        if total > limits.total_bytes:
            counted = f"with this page there are {total:,} bytes to read"
            findings.add(_beyond(page, counted, "total_bytes", limits.total_bytes))
            break
        kept.append(page)
    return tuple(kept)


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # Reading it says what is wrong.


def _walk(
    folder: Path, limits: Limits, findings: Findings
) -> Iterator[tuple[str, PageFile]]:
    """The pages below `folder`, each with the place that no link leads away from."""
    known = addresses(folder, findings, limits.file_bytes)
    passed: Counter[str] = Counter()
    ours: set[str] = set()
    for top, folders, files in os.walk(folder, onerror=partial(_closed, findings)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if WRITTEN in files:
            # What was made of pages is none, though text and HTML are among it.
            made = written(Path(top), limits.file_bytes)
            ours |= {os.path.join(top, os.path.normpath(name)) for name in made}
        real = os.path.realpath(top)
        above = os.path.relpath(top, folder).replace(os.sep, "/") + "/"
        for file in sorted(files):
            path = os.path.join(top, file)
            if path in ours:
                passed["that Helpwright wrote"] += 1
                continue
            if file.startswith(".") or file in (MANIFEST, LOCK):
                continue
            plain = _is_plain(path)
            if not (plain or os.path.isfile(path)) or not _may_be_page(path):
                passed[os.path.splitext(file)[1].lower() or file] += 1
                continue
            name = _text(above.removeprefix("./") + file)
            place = os.path.join(real, file)
            page = PageFile(
                name=name,
                path=Path(path),
                address=known.get(name, ""),
                limits=limits,
            )
            yield place if plain else os.path.realpath(place), page
    if passed:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(passed.items()))
        findings.add(
            Finding(
                code="HW004",
                severity="note",
                message=f"files beside the pages were passed over: {kinds}",
                place=Place(page=folder.name or "."),
            )
        )


def _closed(findings: Findings, error: OSError) -> None:
    """Says of a folder that its pages can't be had."""
    findings.add(
        Finding(
            code="HW003",
            severity="error",
            message=f"the folder can't be read: {error.strerror}",
            place=Place(page=_text(os.fsdecode(error.filename))),
            made_of_it="its pages are left out",
            advice="make it readable, or give the other folders",
        )
    )


def _is_plain(path: str) -> bool:
    """Whether a file stands there, and not a link to one."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _may_be_page(path: str) -> bool:
    """Whether a file found in a folder is worth reading as a page."""
    if not path.lower().endswith(_ASSETS):
        return True
    try:
        with open(path, "rb") as file:
            start = file.read(512)
    except OSError:
        return False
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML_STARTS)


def _address_of(path: Path, limits: Limits) -> str:
    """Address of a single file, from the manifest of a folder above it."""
    for folder in path.resolve().parents:
        if (folder / MANIFEST).is_file() or (folder / LOCK).is_file():
            name = path.resolve().relative_to(folder).as_posix()
            return addresses(folder, Findings(), limits.file_bytes).get(name, "")
    return ""


def _told_apart(pages: tuple[PageFile, ...]) -> tuple[PageFile, ...]:
    """`pages` under names that differ, each by its path from where all of them lie."""
    if len({page.name for page in pages}) == len(pages):
        return pages
    top = os.path.commonpath([page.path.resolve().parent for page in pages])
    return tuple(
        replace(page, name=_text(page.path.resolve().relative_to(top).as_posix()))
        for page in pages
    )


def _text(path: str) -> str:
    """A path as text that any file can hold, whatever bytes its name is made of."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _missing(text: str) -> Finding:
    return Finding(
        code="HW001",
        severity="error",
        message="there is no such file or folder",
        place=Place(page=text),
        advice="give files or folders that hold saved help pages",
    )


def _no_file(text: str) -> Finding:
    return Finding(
        code="HW001",
        severity="error",
        message="this is neither a file nor a folder, but a device or a pipe",
        place=Place(page=text),
        advice="save it as a file, and give that",
    )


def _beyond(page: PageFile, counted: str, name: str, limit: int) -> Finding:
    left_out = "it is" if name == "page_bytes" else "it and those after it are"
    return Finding(
        code="HW007",
        severity="error",
        message=f"{counted}; the limit is {limit:,}",
        place=Place(page=page.name),
        made_of_it=f"{left_out} left out",
        advice=advice(name),
    )


def _no_pages(text: str) -> Finding:
    return Finding(
        code="HW002",
        severity="error",
        message="the folder holds no file that could be a help page",
        place=Place(page=text),
        advice="give a folder with saved pages, HTML or text",
    )


def _given_twice(page: PageFile) -> Finding:
    return Finding(
        code="HW005",
        severity="note",
        message="the same file is given twice",
        place=Place(page=page.name),
        made_of_it="it is read once",
    )
