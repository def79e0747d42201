"""A server on the loopback that says what it is told to, well-formed or not, or over TLS."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Behaviour = Callable[[socket.socket, str], None]
"""Answers one request on a connection, which is closed then; gets the request's path."""


@dataclass(slots=True)
class RawSite:
    origin: str = ""
    asked: list[str] = field(default_factory=list)
    """Paths, in the order in which they were asked for."""
    over: threading.Event = field(default_factory=threading.Event)
    """Set when the server is to end; behaviours that never end look at it."""


def says(text: bytes) -> Behaviour:
    """Answers `text`, whatever it is, and closes."""
    return lambda connection, _: connection.sendall(text)


@contextmanager
def raw(behaviour: Behaviour, tls: ssl.SSLContext | None = None) -> Iterator[RawSite]:
    """Serves on a free port for as long as the block runs."""
    listener = socket.create_server(("127.0.0.1", 0))
    scheme, host = ("https", "localhost") if tls else ("http", "127.0.0.1")
    site = RawSite(origin=f"{scheme}://{host}:{listener.getsockname()[1]}")

    def serve(connection: socket.socket) -> None:
        # Clients that give up are what the tests are about.
        with contextlib.suppress(OSError), connection:
            if tls:
                connection = tls.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head and (read := connection.recv(65536)):
                head += read
            if head:
                path = head.split(b" ", 2)[1].decode()
                site.asked.append(path)
                behaviour(connection, path)
                connection.close()

    def accept() -> None:
        with contextlib.suppress(OSError):
            while not site.over.is_set():
                connection, _ = listener.accept()
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(2)
