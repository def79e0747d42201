"""Lets pages of chosen origins ask the mock from a browser (the fetch standard's CORS).

Nothing is let in by itself: a mock on the loopback is within reach of every page that its
user opens, and what was posted to it is nobody else's.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from helpwright.mock.asking import Message, Receive, Send

_METHODS = b"GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
_NAMES = re.compile(rb"[\w!#$%&'*+.^`|~-]+(?:[ \t]*,[ \t]*[\w!#$%&'*+.^`|~-]+)*")
_SECONDS = b"600"

_Headers = list[tuple[bytes, bytes]]


class AllowedOrigins:
    """Stands before `app`, answers browsers that ask first, and marks the answers."""

    def __init__(self, app: Any, origins: Collection[str]) -> None:
        self._app = app
        self._origins = frozenset(origin.encode() for origin in origins)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        headers: dict[bytes, bytes] = dict(scope.get("headers", ()))
        origin = headers.get(b"origin", b"")
        is_allowed = origin in self._origins
        is_first = b"access-control-request-method" in headers
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif is_allowed and is_first and scope["method"] == "OPTIONS":
            await _send(send, [*_shared(origin), *_granted(headers)])
        else:
            marks = _shared(origin) if is_allowed else [(b"vary", b"Origin")]

            async def marked(message: Message) -> None:
                if message["type"] == "http.response.start":
                    own = list(message.get("headers", ()))
                    message = {**message, "headers": [*own, *marks]}
                await send(message)

            await self._app(scope, receive, marked)


def _shared(origin: bytes) -> _Headers:
    return [
        (b"access-control-allow-origin", origin),
        (b"access-control-expose-headers", b"Preference-Applied"),
        (b"vary", b"Origin"),
    ]


def _granted(asked: dict[bytes, bytes]) -> _Headers:
    """What a browser wants to know before it sends a request."""
    granted = [
        (b"access-control-allow-methods", _METHODS),
        (b"access-control-max-age", _SECONDS),
    ]
    names = asked.get(b"access-control-request-headers", b"")
    if _NAMES.fullmatch(names):
        granted.append((b"access-control-allow-headers", names))
    if asked.get(b"access-control-request-private-network") == b"true":
        granted.append((b"access-control-allow-private-network", b"true"))
    return granted


async def _send(send: Send, headers: _Headers) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
