"""Composes the stages. The one module that knows all of them.

    sources → read → interpret → evidence → corrections → checks → openapi → …

Stages are imported where they are called, so that what a command does not need costs it
nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from helpwright.config import Config
from helpwright.diagnostics import Finding, Findings
from helpwright.sources import PageFile, list_pages
from helpwright.spec import Api, Place

if TYPE_CHECKING:
    from helpwright.blocks import Document

Progress = Callable[[str, int, int], None]
"""Gets what is being done, how much of it is done, and how much there is."""


def _silent(what: str, done: int, total: int) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a set of pages says, and the OpenAPI document made of it."""

    api: Api
    document: dict[str, Any]
    files: tuple[PageFile, ...]
    """What was given as pages, those included that could not be read."""


def describe(
    config: Config,
    findings: Findings,
    *,
    sources: bool = False,
    progress: Progress = _silent,
) -> Described:
    """Reads the pages of `config` and describes their API.

    `sources` adds where each fact stands to the document, as `x-source`. Raises
    HelpwrightError when no page is found.
    """
    from helpwright import openapi

    files = list_pages([str(config.path(page)) for page in config.pages], findings)
    api = understand(files, config, findings, progress)
    document = openapi.build(
        api,
        findings,
        title=config.title,
        version=config.version,
        server_url=config.server_url,
        sources=sources,
    )
    return Described(api=api, document=document, files=files)


def understand(
    files: Sequence[PageFile],
    config: Config,
    findings: Findings,
    progress: Progress = _silent,
) -> Api:
    """The API that `files` describe, weighed, corrected and checked."""
    from helpwright.interpret import interpret

    read = _read_all(files, findings, progress)
    api = interpret(tuple(page.document for page in read), findings)
    hashes = {page.document.page: page.sha256 for page in read}
    api = replace(
        api,
        pages=tuple(replace(ref, sha256=hashes[ref.name]) for ref in api.pages),
    )
    try:
        from helpwright.evidence import weigh
    except ImportError:
        pass
    else:
        api = weigh(api, findings)
    try:
        from helpwright.checks import check
    except ImportError:
        pass
    else:
        check(api, findings)
    return api


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadPage:
    document: Document
    sha256: str


def _read_all(
    files: Sequence[PageFile], findings: Findings, progress: Progress
) -> list[_ReadPage]:
    pages: list[_ReadPage] = []
    for number, file in enumerate(files):
        progress("Reading", number, len(files))
        page = _read_one(file, findings)
        if page is not None:
            pages.append(page)
    progress("Reading", len(files), len(files))
    return pages


def _read_one(file: PageFile, findings: Findings) -> _ReadPage | None:
    from helpwright.read import read

    place = Place(page=file.name)
    try:
        source = file.open()
    except OSError as error:
        findings.add(
            Finding(
                code="HW003",
                severity="error",
                message=f"the file cannot be read: {error.strerror}",
                place=place,
                made_of_it="the page is left out",
            )
        )
        return None
    try:
        document = read(source, findings)
    except Exception as error:  # noqa: BLE001 - a defect here must not cost other pages
        findings.add(
            Finding(
                code="HW020",
                severity="error",
                message=f"Helpwright failed on this page: {type(error).__name__}",
                place=place,
                text=str(error)[:200],
                made_of_it="the page is left out",
                advice="please report it, with the page if you may",
            )
        )
        return None
    if document is None:
        return None
    digest = hashlib.sha256(source.content).hexdigest()
    return _ReadPage(document=document, sha256=digest)
