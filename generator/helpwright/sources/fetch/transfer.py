"""One request after the other to one site: paced, retried, bounded, and kept to its origin."""

from __future__ import annotations

import email.utils
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from helpwright.sources.fetch.scope import Scope, plain_address

if TYPE_CHECKING:
    import httpx2

MAX_BYTES = 64 * 1024 * 1024
"""Longest page that is kept, after decompression."""
MAX_SECONDS = 120.0
"""Longest that one answer may take, however steadily it drips."""
_MAX_HOPS = 5
_MAX_WAIT = 60.0
_PAGE = re.compile(r"text/(?:html|plain)|application/xhtml", re.IGNORECASE)
_PASSING = frozenset({408, 425, 429, 502, 503, 504})


class FetchError(Exception):
    """A page can't be had; the message says why."""

    def __init__(self, message: str, *, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class NoPageError(FetchError):
    """What lies there is no page: a picture, an archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Courtesy:
    """How a site is asked."""

    rate: float = 5.0
    """Requests a second, at most."""
    tries: int = 4
    """How often a page is asked for before it is given up."""
    backoff: float = 1.0
    """Seconds before the second try; doubled before each further one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What a site behind a login asks for. Sent to its origin only, and never kept."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    user: tuple[str, str] | None = field(default=None, repr=False)
    """Name and password for basic authentication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    content: bytes | None
    """None where the page has not changed."""
    charset: str = ""
    """As the header names it."""
    etag: str = ""
    last_modified: str = ""


class Transfer:
    """Gets pages of `scope`. Use it as a context manager."""

    def __init__(self, scope: Scope, login: Login, courtesy: Courtesy) -> None:
        import httpx2

        from helpwright import __version__

        self._scope = scope
        self._courtesy = courtesy
        self._next = 0.0
        self._client = httpx2.Client(
            headers={
                "User-Agent": f"helpwright/{__version__}",
                "Accept": "text/html, text/plain;q=0.9, */*;q=0.1",
                "Accept-Encoding": "gzip, deflate",
                **login.headers,
            },
            auth=login.user,
            timeout=30.0,
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, etag: str = "", last_modified: str = "") -> Answer:
        """The page at `address`, or that it has not changed. Raises FetchError."""
        import httpx2

        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        wait = self._courtesy.backoff
        for last in [False] * (self._courtesy.tries - 1) + [True]:
            asked = 0.0
            try:
                return self._follow(address, headers)
            except _Passing as error:
                reason, status, asked = str(error), error.status, error.wait
            except httpx2.HTTPError as error:
                reason, status = f"{type(error).__name__}: {error}", 0
            except httpx2.InvalidURL as error:
                raise FetchError(str(error)) from None
            if last:
                break
            # Half of the wait is left to chance, so that clients don't come back at once.
            time.sleep(max(asked, wait * random.uniform(0.5, 1)))
            wait = min(2 * wait, _MAX_WAIT)
        raise FetchError(
            f"{reason}; given up after {self._courtesy.tries} tries", status=status
        )

    def _follow(self, address: str, headers: Mapping[str, str]) -> Answer:
        """Follows redirects hop by hop, and none that leaves the site."""
        for _ in range(_MAX_HOPS):
            self._pace()
            with self._client.stream("GET", address, headers=dict(headers)) as response:
                if not response.has_redirect_location:
                    return self._answer(response)
                target = response.headers["Location"]
            try:
                address = plain_address(urljoin(address, target))
            except ValueError:
                raise FetchError("redirects to what is no address") from None
            if not self._scope.holds(address):
                raise FetchError(f"redirects to {address}, which is not of this site")
        raise FetchError("redirects in a circle")

    def _answer(self, response: httpx2.Response) -> Answer:
        status = response.status_code
        if status in _PASSING:
            raise _Passing(status, _seconds(response.headers.get("Retry-After", "")))
        if status == 304:
            return Answer(content=None)
        if status != 200:
            raise FetchError(f"the server answered {status}", status=status)
        kind = response.headers.get("Content-Type", "text/html")
        if not _PAGE.match(kind):
            raise NoPageError(f"is {kind}, no page")
        return Answer(
            content=_read(response),
            charset=response.charset_encoding or "",
            etag=response.headers.get("ETag", ""),
            last_modified=response.headers.get("Last-Modified", ""),
        )

    def _pace(self) -> None:
        now = time.monotonic()
        if now < self._next:
            time.sleep(self._next - now)
        self._next = max(now, self._next) + 1 / self._courtesy.rate


class _Passing(Exception):
    """An answer that may be another one later."""

    def __init__(self, status: int, wait: float) -> None:
        super().__init__(f"the server answered {status}")
        self.status = status
        self.wait = wait


def _read(response: httpx2.Response) -> bytes:
    """The body, as long as it stays within bounds. Raises FetchError where it does not."""
    content = bytearray()
    end = time.monotonic() + MAX_SECONDS
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > MAX_BYTES:
            raise FetchError(f"is longer than {MAX_BYTES} bytes")
        if time.monotonic() > end:
            raise FetchError(f"takes longer than {MAX_SECONDS:.0f} seconds")
    return bytes(content)


def _seconds(retry_after: str) -> float:
    """`Retry-After`, in seconds or as a date, capped; 0 where it says neither."""
    if retry_after.strip().isdigit():
        return min(float(retry_after), _MAX_WAIT)
    try:
        date = email.utils.parsedate_to_datetime(retry_after)
        return min(max(date.timestamp() - time.time(), 0.0), _MAX_WAIT)
    except (ValueError, OverflowError):
        return 0.0
