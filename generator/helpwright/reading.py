"""Reads pages; no page costs another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpwright.blocks import Document
from helpwright.diagnostics import Finding, Findings
from helpwright.page_cache import PageCache
from helpwright.place import Place
from helpwright.sources import PageFile
from helpwright.sources.source import digest

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
    pages: list[ReadPage] = []
    read = _read_each(files) if cache is None else _read_new(files, cache)
    for number, (page, found) in enumerate(read):
        progress("Reading", number, len(files))
        for finding in found:
            findings.add(finding)
        if page is not None:
            pages.append(page)
    progress("Reading", len(files), len(files))
    return tuple(pages)


_Read = tuple[ReadPage | None, tuple[Finding, ...]]


def read_again(file: PageFile, cache: PageCache) -> _Read:
    """One page, parsed whatever `cache` has of it, which then has this."""
    page, findings = _read(file)
    if page is not None:
        _keep(file, page, findings, cache)
    return page, findings


def _read_each(files: Sequence[PageFile]) -> Iterable[_Read]:
    from helpwright.read.seen import SeenTables

    seen = SeenTables()
    return (_read(file, seen) for file in files)


def _read_new(files: Sequence[PageFile], cache: PageCache) -> Iterator[_Read]:
    """Pages from the cache, and those that it does not have, which it then keeps."""
    known: dict[int, _Read] = {}
    for number, file in enumerate(files):
        try:
            source = file.open()
        except OSError:
            continue  # Reading it says what is wrong.
        if (entry := cache.get(source)) is not None:
            sha256 = digest(source)
            known[number] = ReadPage(document=entry[0], sha256=sha256), entry[1]
    new = iter(_read_each([f for n, f in enumerate(files) if n not in known]))
    for number, file in enumerate(files):
        if number in known:
            yield known[number]
            continue
        page, findings = next(new)
        if page is not None:
            _keep(file, page, findings, cache)
        yield page, findings
    cache.forget_others()


def _keep(
    file: PageFile, page: ReadPage, findings: tuple[Finding, ...], cache: PageCache
) -> None:
    try:
        source = file.open()
    except OSError:
        return
    # It may have changed since it was read.
    if digest(source) == page.sha256:
        cache.put(source, page.document, list(findings))


def _read(file: PageFile, seen: SeenTables | None = None) -> _Read:
    from helpwright.read import read

    findings = Findings()
    try:
        source = file.open()
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror}"
        return None, (_left_out("HW003", file, reason, "make it readable"),)
    try:
        document = read(source, findings, seen)
    except Exception as error:  # noqa: BLE001 - a defect here must not cost other pages
        reason = f"Helpwright failed on this page: {type(error).__name__}: {error}"
        advice = "please report it, with the page if you may"
        findings.add(_left_out("HW020", file, reason[:200], advice))
        return None, tuple(findings)
    if document is None:
        return None, tuple(findings)
    sha256 = digest(source)
    return ReadPage(document=document, sha256=sha256), tuple(findings)


def _left_out(code: str, file: PageFile, message: str, advice: str) -> Finding:
    return Finding(
        code=code,
        severity="error",
        message=message,
        place=Place(page=file.name),
        made_of_it="the page is left out",
        advice=advice,
    )
