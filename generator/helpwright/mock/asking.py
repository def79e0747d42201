"""Requests as they come to an ASGI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from helpwright.mock.shared import masking, receiving

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MAX_BODY = 32 * 2**20


@dataclass(slots=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    """Decoded."""
    raw_path: str
    """As it was sent."""
    query: bytes
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    received: receiving.Received | None = None
    """Set where it keeps to the documentation."""

    @property
    def target(self) -> str:
        """Path and query, secrets masked."""
        query = f"?{self.query.decode('latin-1')}" if self.query else ""
        return masking.mask_url(f"{self.path}{query}")


async def lifespan(receive: Receive, send: Send) -> None:
    """Tells the server that there is nothing to start and nothing to end."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def asked_of(scope: Message, receive: Receive) -> Asked:
    """The request, its body cut after `MAX_BODY` bytes."""
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        if not message.get("more_body") or size > MAX_BODY:
            break
    headers = {
        name.decode("latin-1"): value.decode("latin-1")
        for name, value in scope["headers"]
    }
    return Asked(
        method=scope["method"],
        path=scope["path"],
        raw_path=scope.get("raw_path", scope["path"].encode()).decode("latin-1"),
        query=scope.get("query_string", b""),
        headers=headers,
        body=b"".join(pieces)[:MAX_BODY],
    )
