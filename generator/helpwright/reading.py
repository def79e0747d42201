"""Reads pages; no page costs another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from helpwright.blocks import Document
from helpwright.diagnostics import Finding, Findings
from helpwright.page_cache import PageCache
from helpwright.place import Place
from helpwright.sources import PageFile
from helpwright.sources.source import Source, digest
from helpwright.value import dataclass

if TYPE_CHECKING:
    from helpwright.read.seen import SeenTables

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page as blocks."""

    document: Document
    sha256: str
    """Of its bytes."""


def read_pages(
    files: Sequence[PageFile],
    findings: Findings,
    progress: Progress,
    cache: PageCache | None = None,
) -> tuple[ReadPage, ...]:
    """The pages that could be read, in the order of `files`.

    What `cache` knows of is not parsed.
    """
    from helpwright.read.seen import SeenTables

    pages: list[ReadPage] = []
    seen = SeenTables()
    for number, file in enumerate(files):
        progress("Reading", number, len(files))
        page, found = _read(file, seen, cache)
        for finding in found:
            findings.add(finding)
        if page is not None:
            pages.append(page)
    if cache is not None:
        cache.forget_others()
    progress("Reading", len(files), len(files))
    return tuple(pages)


_Read = tuple[ReadPage | None, tuple[Finding, ...]]


def read_again(file: PageFile, cache: PageCache) -> _Read:
    """One page, parsed whatever `cache` has of it, which then has this."""
    return _read(file, None, cache, again=True)


def _read(
    file: PageFile,
    seen: SeenTables | None,
    cache: PageCache | None,
    *,
    again: bool = False,
) -> _Read:
    """A page from the cache or its file, and what was doubtful in it."""
    try:
        source = file.open()
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror}"
        return None, (_left_out("HW003", file, reason, "make it readable"),)
    if cache is not None and not again and (kept := cache.get(source)) is not None:
        return ReadPage(document=kept[0], sha256=digest(source.content)), kept[1]
    document, findings = _parsed(file, source, seen)
    if document is None:
        return None, findings
    if cache is not None:
        cache.put(source, document, list(findings))
    return ReadPage(document=document, sha256=digest(source.content)), findings


def _parsed(
    file: PageFile, source: Source, seen: SeenTables | None
) -> tuple[Document | None, tuple[Finding, ...]]:
    from helpwright.read import read

    findings = Findings()
    try:
        document = read(source, findings, seen)
    except Exception as error:  # noqa: BLE001 - a defect here must not cost other pages
        reason = f"Helpwright failed on this page: {type(error).__name__}: {error}"
        advice = "please report it, with the page if you may"
        findings.add(_left_out("HW020", file, reason[:200], advice))
        return None, tuple(findings)
    return document, tuple(findings)


def _left_out(code: str, file: PageFile, message: str, advice: str) -> Finding:
    return Finding(
        code=code,
        severity="error",
        message=message,
        place=Place(page=file.name),
        made_of_it="the page is left out",
        advice=advice,
    )
