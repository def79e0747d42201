"""The request for one call: its address, its headers and its body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import httpx2

from .addresses import encode_query, to_text
from .errors import InvalidRequestError
from .notices import notify
from .operations import Operation
from .options import CallOptions, Settings

__all__ = [
    "NOTHING",
    "Arguments",
    "Http",
    "UnderpostingWarning",
    "build_request",
    "check_header",
]

Http: TypeAlias = httpx2.Client | httpx2.AsyncClient

NOTHING: Mapping[str, object] = {}


class UnderpostingWarning(UserWarning):
    """A full update leaves out members that the server will take for zero."""


class Arguments(NamedTuple):
    """What one call of an operation is given."""

    options: CallOptions
    path: Mapping[str, object] = NOTHING
    """Path parameters by their names in the template."""
    params: Mapping[str, object] = NOTHING
    """Query parameters by their names on the wire; what is `None` is not sent."""
    headers: Mapping[str, object] = NOTHING
    """Header parameters; what is `None` is not sent."""
    body: Any = None
    link: str = ""
    """Address on the same server that stands in place of path and query."""


def build_request(
    settings: Settings, operation: Operation[Any], arguments: Arguments, http: Http
) -> httpx2.Request:
    """The request that calls `operation` with `arguments`.

    Raises:
        InvalidRequestError: the arguments can't be sent.
    """
    content: bytes | None = None
    if arguments.body is not None:
        value = operation.body.validate(arguments.body)
        if operation.method == "PUT":
            _warn_of_missing(operation, operation.body.unset_values(value))
        content = operation.body.encode(value)
    url = _address(settings, operation, arguments, http)
    own = {
        name: to_text(value)
        for name, value in arguments.headers.items()
        if value is not None
    }
    own.update(arguments.options.get("headers", {}))
    timeout = httpx2.Timeout(arguments.options.get("timeout", settings.timeout))
    # Put together here because `build_request` of httpx2 would merge headers and
    # addresses that never change once more for every call.
    request = httpx2.Request(
        operation.method,
        url,
        headers=_headers(settings, operation, http, url, content, own),
        stream=httpx2.ByteStream(content or b""),
        extensions={"timeout": timeout.as_dict()},
    )
    request.read()
    if http.cookies:
        # Not through `cookies` above: httpx2 would go through the jar while the answers
        # of other threads put cookies in it.
        http.cookies.set_cookie_header(request)
    return request


def _warn_of_missing(operation: Operation[Any], names: tuple[str, ...]) -> None:
    if names and not operation.warned:
        operation.warned = True
        shown = ", ".join(names[:5])
        more = f" and {len(names) - 5} more" if len(names) > 5 else ""
        notify(
            f"{operation.name} leaves out {shown}{more}, "
            "which the server will take for zero",
            UnderpostingWarning,
        )


# --- addresses ------------------------------------------------------------------------


def _address(
    settings: Settings, operation: Operation[Any], arguments: Arguments, http: Http
) -> httpx2.URL:
    if arguments.link:
        address = settings.base_url + operation.path.fill(arguments.path)
        return _linked(address, operation, arguments.link)
    params, more = arguments.params, arguments.options.get("query")
    if more or settings.query:
        params = {**settings.query, **params, **(more or {})}
    address = settings.base_url + operation.path.fill(arguments.path)
    query = encode_query(params, operation.styles)
    if http.params:
        query = f"{http.params}&{query}" if query else str(http.params)
    try:
        return httpx2.URL(f"{address}?{query}") if query else _parsed(address)
    except httpx2.InvalidURL as error:
        raise InvalidRequestError(f"{operation.name}: {error}") from error


@lru_cache(maxsize=256)
def _parsed(address: str) -> httpx2.URL:
    return httpx2.URL(address)


def _linked(address: str, operation: Operation[Any], link: str) -> httpx2.URL:
    """What `link` names, seen from `address`; it must lie on the same server.

    Scheme and port stay ours: behind a proxy, servers often get them wrong.
    """
    base = httpx2.URL(address)
    try:
        target = base.join(link)
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise InvalidRequestError(f"{operation.name}: {error}") from error
    if target.host != base.host:
        raise InvalidRequestError(
            f"{operation.name}: the next page lies on another server, {target.host!r}"
        )
    return base.copy_with(raw_path=target.raw_path)


# --- headers --------------------------------------------------------------------------


def _headers(
    settings: Settings,
    operation: Operation[Any],
    http: Http,
    url: httpx2.URL,
    content: bytes | None,
    own: Mapping[str, str],
) -> httpx2.Headers | list[tuple[bytes, bytes]]:
    sends = "" if content is None else operation.sends
    headers = [
        (b"Host", url.netloc),
        *_common(settings, http, operation.accepts, sends),
    ]
    if content is not None or operation.method in ("POST", "PUT", "PATCH"):
        headers.append((b"Content-Length", b"%d" % len(content or b"")))
    if not own:
        return headers
    for name, value in own.items():
        check_header(name, value)
    merged = httpx2.Headers(headers)
    merged.update(own)
    return merged


def _common(
    settings: Settings, http: Http, accepts: str, sends: str
) -> list[tuple[bytes, bytes]]:
    """Headers that do not change from call to call, while those of `http` do not."""
    given = http.headers.raw
    kept = settings.header_cache.get((accepts, sends))
    if kept is not None and kept[0] == given:
        return kept[1]
    merged = httpx2.Headers(http.headers)
    for name, value in settings.headers.items():
        check_header(name, value)
    merged.update({"Accept": accepts, **settings.headers})
    if sends:
        merged["Content-Type"] = sends
    settings.header_cache[accepts, sends] = given, merged.raw
    return merged.raw


def check_header(name: str, value: str) -> None:
    """Refuses what no header can carry, and does not show it: it may be a secret.

    Raises:
        InvalidRequestError: `name` or `value` is of that kind.
    """
    if not _NAME.fullmatch(name):
        raise InvalidRequestError(f"a header can't be called {name!r}")
    if not _VALUE.fullmatch(value):
        raise InvalidRequestError(
            f"the header {name!r} can't be sent: its value has a line break, a blank "
            "at an end or characters beyond ASCII"
        )


_NAME = re.compile(r"[!-9;-~]+")
_VALUE = re.compile(r"(?:[!-~](?:[\t -~]*[!-~])?)?")
