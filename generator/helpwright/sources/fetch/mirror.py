"""Mirrors a help site into a folder, resumes there, and asks again only what may be new."""

from __future__ import annotations

import codecs
import hashlib
import heapq
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.sources.fetch.files import file_for, write_file
from helpwright.sources.fetch.lock import Lock, LockedPage, read_lock, write_lock
from helpwright.sources.fetch.scope import (
    KINDS,
    AddressError,
    Scope,
    links,
    scope_of,
)
from helpwright.sources.fetch.transfer import (
    Courtesy,
    FetchError,
    Login,
    NoPageError,
    Transfer,
)
from helpwright.sources.manifest import LOCK
from helpwright.spec import Place

MAX_PAGES = 20_000
"""More pages than this are a trap or no help site."""
_SAVE_EVERY = 25
"""Pages that are fetched before the lock file is written again."""


@dataclass(slots=True, kw_only=True)
class Fetched:
    """What a run did, by address."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def fetch(
    address: str,
    folder: Path,
    findings: Findings,
    *,
    login: Login | None = None,
    courtesy: Courtesy | None = None,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Fetched:
    """Fetches the help site that `address` is a page of into `folder`.

    A page that fails is a finding, and its earlier copy is kept. Raises HelpwrightError
    when `address` is none, when the first page can't be had, or when the folder holds
    another site; OSError when the folder can't be written.
    """
    try:
        scope, start = scope_of(address)
    except AddressError as error:
        raise _stop("HW901", address, str(error), status=2) from None
    try:
        lock = read_lock(folder)
    except ValueError as error:
        advice = "delete it to fetch everything anew"
        raise _stop("HW902", LOCK, str(error), advice, status=2) from None
    if lock.start and lock.start != start:
        message = f"the folder holds pages that were fetched from {lock.start}"
        advice = "choose another folder with --into"
        raise _stop("HW903", str(folder), message, advice, status=2)
    with Transfer(scope, login or Login(), courtesy or Courtesy()) as transfer:
        mirror = _Mirror(transfer, scope, start, folder, lock, findings)
        return mirror.run(progress)


class _Mirror:
    """One run. Pages are asked for by kind, and within a kind as they were found."""

    def __init__(
        self,
        transfer: Transfer,
        scope: Scope,
        start: str,
        folder: Path,
        lock: Lock,
        findings: Findings,
    ) -> None:
        self._transfer = transfer
        self._scope = scope
        self._start = start
        self._folder = folder
        self._findings = findings
        self._resumes = bool(lock.unfinished_since)
        self._since = lock.unfinished_since or _now()
        self._before = {page.address: page for page in lock.pages}
        self._pages: dict[str, LockedPage] = {}
        self._files = {page.file.lower() for page in lock.pages}
        self._linked_from = {start: ""}
        self._queue: list[tuple[int, int, str]] = []
        self._done = Fetched()

    def run(self, progress: Callable[[str, int, int], None]) -> Fetched:
        count = 0
        self._push(self._start)
        try:
            while self._queue:
                progress("Fetching", count, len(self._linked_from))
                _, _, address = heapq.heappop(self._queue)
                self._visit(address)
                count += 1
                if count % _SAVE_EVERY == 0:
                    self._save(self._since)
            self._remove_what_is_gone()
            self._save("")
        except BaseException:
            if self._pages:
                self._save(self._since)
            raise
        progress("Fetching", count, count)
        return self._done

    def _push(self, address: str) -> None:
        kind = KINDS.index(self._scope.kind(address))
        heapq.heappush(self._queue, (kind, len(self._linked_from), address))

    def _visit(self, address: str) -> None:
        content = self._content(address)
        if content is None:
            return
        for link in links(content.decode("utf-8", "replace"), address):
            if not self._scope.holds(link):
                continue
            link = self._scope.own(link)
            if link in self._linked_from:
                continue
            if len(self._linked_from) >= MAX_PAGES:
                self._report("HW905", link, f"the site links to over {MAX_PAGES} pages")
                return
            self._linked_from[link] = address
            self._push(link)

    def _content(self, address: str) -> bytes | None:
        """The page at `address`, fetched or as it lies in the folder."""
        old = self._before.get(address)
        kept = old.content(self._folder) if old else None
        if self._resumes and old and kept is not None and old.fetched >= self._since:
            self._pages[address] = old
            self._done.unchanged.append(address)
            return kept
        try:
            return self._fetch(address, old, kept)
        except NoPageError:
            return None
        except FetchError as error:
            if old is None and address == self._start:
                raise _stop("HW901", address, str(error), status=1) from None
            self._done.failed.append(address)
            if old and kept is not None:
                self._pages[address] = old
                made_of_it = f"the copy of {old.fetched} is kept"
            else:
                made_of_it = "the page is left out"
            self._report("HW904", address, str(error), made_of_it)
            return kept

    def _fetch(self, address: str, old: LockedPage | None, kept: bytes | None) -> bytes:
        known = old if kept is not None else None
        etag, modified = (known.etag, known.last_modified) if known else ("", "")
        try:
            answer = self._transfer.get(address, etag, modified)
        except FetchError:
            if self._scope.kind(address) != "model":
                raise
            # A server that was restarted since knows the model only once it has rendered
            # the page that links to it again.
            self._transfer.get(self._linked_from[address])
            answer = self._transfer.get(address, etag, modified)
        if answer.content is None:
            if old is None or kept is None:
                raise FetchError("the server says unchanged of a page not asked for so")
            self._pages[address] = replace(old, fetched=_now())
            self._done.unchanged.append(address)
            return kept
        content = _in_utf8(answer.content, answer.charset)
        self._keep(address, content, old, answer.etag, answer.last_modified)
        return content

    def _keep(
        self,
        address: str,
        content: bytes,
        old: LockedPage | None,
        etag: str,
        last_modified: str,
    ) -> None:
        file = old.file if old else file_for(address, self._scope, self._files)
        self._files.add(file.lower())
        page = LockedPage(
            address=address,
            file=file,
            sha256=hashlib.sha256(content).hexdigest(),
            fetched=_now(),
            etag=etag,
            last_modified=last_modified,
        )
        if old and page.sha256 == old.sha256 and old.content(self._folder) is not None:
            self._done.unchanged.append(address)
        else:
            write_file(self._folder / page.file, content)
            (self._done.changed if old else self._done.added).append(address)
        self._pages[address] = page

    def _remove_what_is_gone(self) -> None:
        """Removes pages that nothing links to any more, unless a failure may be why."""
        if self._done.failed:
            return
        for address, page in self._before.items():
            if address not in self._pages:
                self._done.removed.append(address)
                if page.content(self._folder) is not None:
                    (self._folder / page.file).unlink()
        self._before = {}

    def _save(self, unfinished_since: str) -> None:
        pages = (self._before | self._pages).values()
        lock = Lock(
            start=self._start, unfinished_since=unfinished_since, pages=tuple(pages)
        )
        write_lock(self._folder, lock)

    def _report(
        self, code: str, address: str, message: str, made_of_it: str = ""
    ) -> None:
        self._findings.add(
            Finding(
                code=code,
                severity="error",
                message=message,
                place=Place(page=address),
                made_of_it=made_of_it,
                advice="open the address in a browser to see what the server says",
            )
        )


def _in_utf8(content: bytes, charset: str) -> bytes:
    """`content` as it came; in UTF-8 with a mark where only a header told its charset."""
    try:
        name = codecs.lookup(charset).name if charset else "utf-8"
    except LookupError:
        return content
    declared = b"charset" in content[:1024].lower()
    if name == "utf-8" or declared or content.startswith(codecs.BOM_UTF8):
        return content
    return codecs.BOM_UTF8 + content.decode(name, "replace").encode("utf-8")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _stop(
    code: str, page: str, message: str, advice: str = "", *, status: int
) -> HelpwrightError:
    finding = Finding(
        code=code,
        severity="error",
        message=message,
        place=Place(page=page),
        advice=advice,
    )
    return HelpwrightError(finding, status=2 if status == 2 else 1)
