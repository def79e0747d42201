"""Mirrors a help site into a folder, resumes there, and asks again only what may be new.

The folder holds one whole state of the site: what is fetched lies apart until all of it
is there, and is put in place at once.
"""

from __future__ import annotations

import codecs
import hashlib
import heapq
import re
import time
from collections.abc import Callable
from dataclasses import field
from datetime import UTC, datetime
from pathlib import Path

from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.limits import Limits, advice
from helpwright.place import Place
from helpwright.sources.fetch.begun import Begun, beginning
from helpwright.sources.fetch.failures import FetchError, NoPageError
from helpwright.sources.fetch.files import file_for
from helpwright.sources.fetch.lock import Lock, LockedPage, lock_text, read_lock
from helpwright.sources.fetch.scope import (
    KINDS,
    AddressError,
    Scope,
    links,
    scope_of,
)
from helpwright.sources.fetch.transfer import Courtesy, Login, Transfer
from helpwright.sources.manifest import LOCK
from helpwright.transaction import Patience, Transaction, alone, together
from helpwright.transaction.places import is_inside
from helpwright.value import dataclass, replace

_LOOK = "open the address in a browser to see what the server says"


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
    limits: Limits | None = None,
    progress: Callable[[str, int, int], None] = lambda *_: None,
    say: Callable[[str], None] = lambda _: None,
) -> Fetched:
    """Fetches the help site that `address` is a page of into `folder`.

    A page that fails is a finding, and its earlier copy is kept. `say` hears of another
    run that is waited for. Raises HelpwrightError when `address` is none, when the first
    page can't be had, or when the folder holds another site or is another run's; OSError
    when the folder can't be written. Then it is as it was, and what was fetched is not
    asked for again.
    """
    limits = limits or Limits()
    try:
        scope, start = scope_of(address)
    except AddressError as error:
        raise _stop("HW901", address, str(error), status=2) from None
    patience = Patience(seconds=limits.wait_seconds, say=say)
    try:
        asking = Transfer(scope, login or Login(), courtesy or Courtesy(), limits)
    except FetchError as error:
        raise _stop("HW901", address, str(error), error.advice, status=2) from None
    with asking as transfer, beginning(folder, start, patience) as begun:
        with together(folder, patience=patience):
            lock = _lock_of(folder, start)
        mirror = _Mirror(transfer, scope, start, folder, lock, begun, findings, limits)
        mirror.run(progress)
        mirror.put_in_place(patience)
        return mirror.done


def _lock_of(folder: Path, start: str) -> Lock:
    try:
        lock = read_lock(folder)
    except ValueError as error:
        advice = "delete it to fetch everything anew"
        raise _stop("HW902", LOCK, str(error), advice, status=2) from None
    if lock.start and lock.start != start:
        message = f"the folder holds pages that were fetched from {lock.start}"
        advice = "choose another folder with --into"
        raise _stop("HW903", str(folder), message, advice, status=2)
    return lock


class _Mirror:
    """One run. Pages are asked for by kind, and within a kind as they were found."""

    def __init__(
        self,
        transfer: Transfer,
        scope: Scope,
        start: str,
        folder: Path,
        lock: Lock,
        begun: Begun,
        findings: Findings,
        limits: Limits,
    ) -> None:
        self.done = Fetched()
        self._transfer = transfer
        self._scope = scope
        self._start = start
        self._folder = folder
        self._findings = findings
        self._limits = limits
        self._begun = begun
        self._earlier = dict(begun.pages)
        self._before = {page.address: page for page in lock.pages}
        self._pages: dict[str, LockedPage] = {}
        known = (*lock.pages, *begun.pages.values())
        self._files = {page.file.lower() for page in known}
        self._linked_from = {start: ""}
        self._depth = {start: 0}
        self._queue: list[tuple[int, int, str]] = []
        self._bytes = 0
        self._is_cut = False

    # --- asking -----------------------------------------------------------------------

    def run(self, progress: Callable[[str, int, int], None]) -> None:
        """Asks for all pages that the first one leads to."""
        end = time.monotonic() + self._limits.fetch_total_seconds
        count = 0
        self._push(self._start)
        while self._queue:
            progress("Fetching", count, len(self._linked_from))
            _, _, address = heapq.heappop(self._queue)
            self._visit(address)
            count += 1
            if self._queue and time.monotonic() > end:
                self._cut("fetch_total_seconds", address, "the site takes longer than")
                break
            if self._queue and self._bytes > self._limits.total_bytes:
                self._cut("total_bytes", address, "the pages have more bytes than")
                break
        progress("Fetching", count, count)

    def _push(self, address: str) -> None:
        kind = KINDS.index(self._scope.kind(address))
        heapq.heappush(self._queue, (kind, len(self._linked_from), address))

    def _visit(self, address: str) -> None:
        content = self._content(address)
        if content is None:
            return
        self._bytes += len(content)
        depth = self._depth[address] + 1
        for link in links(content.decode("utf-8", "replace"), address):
            if not self._scope.holds(link):
                continue
            link = self._scope.own(link)
            if link in self._linked_from:
                continue
            if len(link) > self._limits.fetch_address_length:
                self._cut("fetch_address_length", address, "an address is longer than")
            elif depth > self._limits.fetch_depth:
                self._cut("fetch_depth", address, "pages lie further in than")
                return
            elif len(self._linked_from) >= self._limits.pages:
                self._cut("pages", address, "the site links to more pages than")
                return
            else:
                self._linked_from[link] = address
                self._depth[link] = depth
                self._push(link)

    def _content(self, address: str) -> bytes | None:
        """The page at `address`, fetched or as it was fetched before."""
        old = self._before.get(address)
        kept = old.content(self._folder) if old else None
        if (page := self._earlier.get(address)) is not None:
            content = self._begun.content(page)
            if content is None and old and page.sha256 == old.sha256:
                content = kept
            if content is not None:
                self._count(page, kept)
                return content
        try:
            return self._fetch(address, old, kept)
        except NoPageError:
            return None
        except FetchError as error:
            if old is None and address == self._start:
                advice = error.advice or _LOOK
                raise _stop("HW901", address, str(error), advice, status=1) from None
            self.done.failed.append(address)
            if old and kept is not None:
                self._pages[address] = old
                made_of_it = f"the copy of {old.fetched} is kept"
            else:
                made_of_it = "the page is left out"
            self._report("HW904", address, str(error), made_of_it, error.advice)
            return kept

    def _fetch(self, address: str, old: LockedPage | None, kept: bytes | None) -> bytes:
        known = old if kept is not None else None
        etag, modified = (known.etag, known.last_modified) if known else ("", "")
        try:
            answer = self._transfer.get(address, etag, modified)
        except FetchError:
            if self._scope.kind(address) != "model" or address == self._start:
                raise
            # A server that was restarted since knows the model only once it has rendered
            # the page that links to it again.
            self._transfer.get(self._linked_from[address])
            answer = self._transfer.get(address, etag, modified)
        if answer.content is None:
            if old is None or kept is None:
                raise FetchError("the server says unchanged of a page not asked for so")
            page = replace(old, fetched=_now())
            self._begun.keep(page, None)
            self._count(page, kept)
            return kept
        content = _in_utf8(answer.content, answer.charset)
        file = old.file if old else file_for(address, self._scope, self._files)
        self._files.add(file.lower())
        page = LockedPage(
            address=address,
            file=file,
            sha256=hashlib.sha256(content).hexdigest(),
            fetched=_now(),
            etag=answer.etag,
            last_modified=answer.last_modified,
        )
        self._begun.keep(page, None if content == kept else content)
        self._count(page, kept)
        return content

    def _count(self, page: LockedPage, kept: bytes | None) -> None:
        """Counts a page of this run; `kept` is what the mirror holds of it."""
        self._pages[page.address] = page
        old = self._before.get(page.address)
        if old and kept is not None and old.sha256 == page.sha256:
            self.done.unchanged.append(page.address)
        else:
            (self.done.changed if old else self.done.added).append(page.address)

    # --- putting in place -------------------------------------------------------------

    def put_in_place(self, patience: Patience) -> None:
        """Makes the folder hold what was fetched, all of it at once. Raises OSError."""
        gone = {} if self.done.failed or self._is_cut else self._gone()
        self.done.removed.extend(gone)
        pages = tuple(
            page
            for page in {**self._before, **self._pages}.values()
            if page.address not in gone
        )
        lock = lock_text(Lock(start=self._start, pages=pages))
        with (
            alone(self._folder, patience=patience),
            Transaction(self._folder) as transaction,
        ):
            for page in self._pages.values():
                staged = self._begun.file(page)
                if self._begun.content(page) is not None:
                    transaction.take(self._place(page), staged)
            for page in gone.values():
                if page.content(self._folder) is not None:
                    transaction.remove(self._place(page))
            transaction.put(self._folder / LOCK, lock.encode("utf-8"))
            if self._begun.log.exists():
                transaction.remove(self._begun.log)
            transaction.commit()
        self._begun.forget()

    def _gone(self) -> dict[str, LockedPage]:
        """Pages that nothing links to any more."""
        return {
            address: page
            for address, page in self._before.items()
            if address not in self._pages
        }

    def _place(self, page: LockedPage) -> Path:
        if not is_inside(self._folder, page.file):
            message = f"{page.file} lies behind a link, or a file is in its way"
            advice = "put a folder there"
            raise _stop("HW902", str(self._folder), message, advice, status=2)
        return self._folder / page.file

    # --- saying -----------------------------------------------------------------------

    def _cut(self, limit: str, address: str, message: str) -> None:
        """Says that the mirror is not whole; nothing is removed from it then."""
        self._is_cut = True
        number = f"{getattr(self._limits, limit):f}".rstrip("0").rstrip(".")
        self._findings.add(
            Finding(
                code="HW905",
                severity="error",
                message=f"{message} {number} (limits.{limit})",
                place=Place(page=address),
                made_of_it="the rest is left out",
                advice=f"give the address of the help pages; {advice(limit)}",
            )
        )

    def _report(
        self, code: str, address: str, message: str, made_of_it: str, advice: str
    ) -> None:
        self._findings.add(
            Finding(
                code=code,
                severity="error",
                message=message,
                place=Place(page=address),
                made_of_it=made_of_it,
                advice=advice or _LOOK,
            )
        )


_CHARSETS = re.compile(
    r"ascii|utf-(?:8|16|32)(?:-[lb]e)?|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|gb\w+|hz"
    r"|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|johab|ptcp154|tis-620"
)
"""Codecs of Python that read text: others unpack, or take a page for a program's text."""


def _in_utf8(content: bytes, charset: str) -> bytes:
    """`content` as it came; in UTF-8 with a mark where only a header told its charset."""
    try:
        name = codecs.lookup(charset).name if charset else "utf-8"
    except (LookupError, ValueError):
        return content
    if not _CHARSETS.fullmatch(name):
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
