"""One request after the other to one site: paced, retried, bounded, and kept to its origin."""

from __future__ import annotations

import email.utils
import random
import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from helpwright.limits import Limits, advice
from helpwright.sources.fetch.bodies import body_of, too_long
from helpwright.sources.fetch.failures import FetchError, NoPageError, PassingError
from helpwright.sources.fetch.scope import Scope, plain_address
from helpwright.value import dataclass

if TYPE_CHECKING:
    import httpx2

    from helpwright.sources.fetch.network import Resolve

_MAX_WAIT = 60.0
_PAGE = re.compile(r"text/(?:html|plain)|application/xhtml", re.IGNORECASE)
_PASSING = frozenset({408, 425, 429, 502, 503, 504})


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

    def __init__(
        self,
        scope: Scope,
        login: Login,
        courtesy: Courtesy,
        limits: Limits,
        resolve: Resolve | None = None,
    ) -> None:
        import httpx2

        from helpwright import __version__
        from helpwright.sources.fetch.network import Network, Transport, resolved

        self._scope = scope
        self._courtesy = courtesy
        self._limits = limits
        self._next = 0.0
        self._network = Network(resolve or resolved)
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
            transport=Transport(self._network, scope.origin),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, etag: str = "", last_modified: str = "") -> Answer:
        """The page at `address`, or that it has not changed. Raises FetchError."""
        import httpcore2
        import httpx2

        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        # What is no text of a header can't be sent back: such a page is asked for anew.
        headers = {k: v for k, v in conditions.items() if v and _is_sendable(v)}
        wait = self._courtesy.backoff
        for last in [False] * (self._courtesy.tries - 1) + [True]:
            asked = 0.0
            try:
                return self._follow(address, headers)
            except PassingError as error:
                reason, status, asked = str(error), error.status, error.wait
            except httpx2.InvalidURL as error:
                raise FetchError(str(error)) from None
            except (
                httpx2.HTTPError,
                httpcore2.NetworkError,
                httpcore2.ProtocolError,
                httpcore2.ProxyError,
                httpcore2.TimeoutException,
            ) as error:
                _raise_if_untrusted(error)
                reason, status = f"{type(error).__name__}: {error}", 0
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
        hops = self._limits.fetch_redirects
        for _ in range(hops + 1):
            self._pace()
            self._network.allow(self._limits.fetch_seconds)
            with self._client.stream("GET", address, headers=dict(headers)) as response:
                if not response.has_redirect_location:
                    return self._answer(response)
                target = response.headers["Location"]
            address = self._next_hop(address, target)
        raise FetchError(
            f"redirects in a circle, or more than {hops} times (limits.fetch_redirects)",
            advice=advice("fetch_redirects"),
        )

    def _next_hop(self, address: str, target: str) -> str:
        try:
            found = plain_address(urljoin(address, target))
        except ValueError:
            raise FetchError("redirects to what is no address") from None
        if not self._scope.holds(found):
            raise FetchError(
                f"redirects to {found[:200]}, which is not of this site",
                advice="if that is where the pages are, fetch that address",
            )
        return found

    def _answer(self, response: httpx2.Response) -> Answer:
        status = response.status_code
        if status in _PASSING:
            wait = _seconds(response.headers.get("Retry-After", ""))
            message = f"the server answered {status}"
            raise PassingError(message, status=status, wait=wait)
        if status == 304:
            return Answer(content=None)
        if status != 200:
            raise FetchError(f"the server answered {status}", status=status)
        kind = response.headers.get("Content-Type", "text/html")
        if not _PAGE.match(kind):
            raise NoPageError(f"is {kind[:80]}, no page")
        limit = self._limits.page_bytes
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced[:20]) > limit:
            raise too_long(limit)
        return Answer(
            content=body_of(
                response.iter_raw(),
                response.headers.get("Content-Encoding", ""),
                limit,
            ),
            charset=response.charset_encoding or "",
            etag=response.headers.get("ETag", ""),
            last_modified=response.headers.get("Last-Modified", ""),
        )

    def _pace(self) -> None:
        now = time.monotonic()
        if now < self._next:
            time.sleep(self._next - now)
        self._next = max(now, self._next) + 1 / self._courtesy.rate


def _is_sendable(value: str) -> bool:
    return value.isascii() and value.isprintable()


def _raise_if_untrusted(error: BaseException | None) -> None:
    """Raises FetchError where a certificate was refused: asking again changes nothing."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            raise FetchError(
                f"its certificate is not trusted: {error.verify_message}",
                advice="give the certificate of the authority that you trust:"
                " SSL_CERT_FILE=authority.pem",
            ) from None
        error = error.__cause__ or error.__context__


def _seconds(retry_after: str) -> float:
    """`Retry-After`, in seconds or as a date, capped; 0 where it says neither."""
    try:
        if retry_after.strip().isdecimal():
            return min(float(retry_after), _MAX_WAIT)
        date = email.utils.parsedate_to_datetime(retry_after)
        return min(max(date.timestamp() - time.time(), 0.0), _MAX_WAIT)
    except (ValueError, OverflowError):
        return 0.0
