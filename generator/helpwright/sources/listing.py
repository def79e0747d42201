"""Which files are pages, and what they are called.

A folder is walked whole. What lies between the pages of a saved site (style sheets,
scripts, images, lists) is told apart by its content and passed over with a note; a file
that the user names is always read.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.sources.manifest import LOCK, MANIFEST, addresses
from helpwright.sources.source import Source
from helpwright.spec import Place

MAX_BYTES = 64 * 1024 * 1024
"""A page larger than this is not read; the largest real ones seen have 20 MB."""

_ASSET = re.compile(
    r"""\.( css | js | mjs | map | wasm                             # style and script
         | avif | bmp | cur | gif | ico | jpe?g | png | svg | webp | mp4       # pictures
         | eot | otf | ttf | woff2?                                              # fonts
         | br | gz | pdf | tar | zip                                          # archives
         | cfg | csv | har | ini | json | lock | log | toml | tsv | webmanifest
         | xml | ya?ml )$""",
    re.VERBOSE | re.IGNORECASE,
)
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """A page that lies on disk and has not been read yet."""

    name: str
    path: Path
    address: str = ""

    def open(self) -> Source:
        """Reads the file. Raises OSError, with the path, when that fails."""
        return Source(
            name=self.name, content=self.path.read_bytes(), address=self.address
        )


def list_pages(paths: Sequence[str], findings: Findings) -> tuple[PageFile, ...]:
    """The pages that `paths` stand for, sorted by name, each file once.

    A page below a folder is called by its path from there, a single file by its own
    name; where two would be called the same, each gets as much of its path as tells them
    apart. Raises HelpwrightError when a path does not exist or no page is found at all.
    """
    found: dict[Path, PageFile] = {}
    for text in paths:
        path = Path(text)
        if path.is_dir():
            pages = tuple(_walk(path, findings))
            if not pages:
                raise HelpwrightError(_no_pages(text))
        elif path.exists():
            pages = (
                PageFile(
                    name=_text(Path(path.name)), path=path, address=_address_of(path)
                ),
            )
        else:
            raise HelpwrightError(_missing(text))
        for page in pages:
            first = found.setdefault(page.path.resolve(), page)
            if first is not page:
                findings.add(_given_twice(page))
    named = _told_apart(tuple(found.values()))
    return tuple(sorted(named, key=lambda page: page.name))


def _walk(folder: Path, findings: Findings) -> Iterator[PageFile]:
    known = addresses(folder, findings)
    passed: Counter[str] = Counter()
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(files):
            path = Path(top, file)
            name = _text(path.relative_to(folder))
            if file.startswith(".") or file in (MANIFEST, LOCK):
                continue
            if not _may_be_page(path):
                passed[path.suffix.lower() or file] += 1
                continue
            yield PageFile(name=name, path=path, address=known.get(name, ""))
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


def _may_be_page(path: Path) -> bool:
    """Whether a file found in a folder is worth reading as a page."""
    if not _ASSET.search(path.name):
        return True
    try:
        with path.open("rb") as file:
            start = file.read(512)
    except OSError:
        return False
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML_STARTS)


def _address_of(path: Path) -> str:
    """Address of a single file, from the manifest of a folder above it."""
    for folder in path.resolve().parents:
        if (folder / MANIFEST).is_file() or (folder / LOCK).is_file():
            name = path.resolve().relative_to(folder).as_posix()
            return addresses(folder, Findings()).get(name, "")
    return ""


def _told_apart(pages: tuple[PageFile, ...]) -> tuple[PageFile, ...]:
    """`pages` under names that differ, each by its path from where all of them lie."""
    if len({page.name for page in pages}) == len(pages):
        return pages
    top = os.path.commonpath([page.path.resolve().parent for page in pages])
    return tuple(
        replace(page, name=_text(page.path.resolve().relative_to(top)))
        for page in pages
    )


def _text(path: Path) -> str:
    """A path as text that any file can hold, whatever bytes its name is made of."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _missing(text: str) -> Finding:
    return Finding(
        code="HW001",
        severity="error",
        message="there is no such file or folder",
        place=Place(page=text),
        advice="give files or folders that hold saved help pages",
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
