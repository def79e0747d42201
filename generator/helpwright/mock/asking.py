"""Requests as they come to an ASGI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field
from typing import Any

from helpwright.limits import advice
from helpwright.mock.shared import faults, masking, receiving
from helpwright.value import dataclass

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


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
    """Empty where `is_too_large`."""
    is_too_large: bool = False
    """Whether more was sent than is read."""
    received: receiving.Received | None = None
    """Set where it keeps to the documentation."""
    notes: list[str] = field(default_factory=list[str])
    """What its user should know of the answer."""

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


async def asked_of(scope: Message, receive: Receive, most: int) -> Asked:
    """The request, without its body where that has more than `most` bytes."""
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        piece = message.get("body", b"")
        size += len(piece)
        if size <= most:
            pieces.append(piece)
        else:
            pieces.clear()  # Read to its end all the same: most clients listen only then.
        if not message.get("more_body"):
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
        body=b"".join(pieces),
        is_too_large=size > most,
    )


def too_large(most: int) -> faults.Fault:
    """413: the body of the request has more than `most` bytes."""
    message = f"The body has more than {most:,} bytes; {advice('mock_body_bytes')}."
    return faults.of_status(413, message)
