"""Serves ASGI applications on a socket of this machine."""

from __future__ import annotations

import ipaddress
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.place import Place

_LAST_PORT = 65_535
LOOPBACK = "127.0.0.1"


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes one that is free.

    Connections wait in it from here on. Raises HelpwrightError where it can't be had.
    """
    if not 0 <= port <= _LAST_PORT:
        # Some systems take the rest of it by 65,536.
        raise unusable(
            f"cannot listen on {host}:{port}: ports go from 0 to {_LAST_PORT}",
            "choose another port with --port",
        )
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except UnicodeError as error:
        # What can stand in no name of a host never gets as far as the system.
        raise unusable(
            f"cannot listen on {host}:{port}: it is no name of a host",
            "choose an address of this machine with --host",
        ) from error
    except OSError as error:
        raise unusable(
            f"cannot listen on {host}:{port}: {error.strerror}",
            "choose another port with --port, or stop what uses this one",
        ) from error
    return listener


def address_of(listener: socket.socket) -> str:
    """The base address that clients are given."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_private(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(app: Any, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serves `app` until the process is interrupted or told to end."""
    server = _server(app)

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    # uvicorn stops in peace and then raises the signal anew.
    before = signal.signal(signal.SIGTERM, interrupt)
    ready()
    try:
        server.run([listener])
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
        listener.close()


@contextmanager
def running(app: Any) -> Iterator[str]:
    """Serves `app` in a thread for as long as the block runs; its base address."""
    listener = bound(LOOPBACK, 0)
    server = _server(app)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield address_of(listener)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def _server(app: Any) -> Any:
    try:
        import uvicorn
    except ImportError as error:
        raise unusable(
            "uvicorn is not installed, which serves the mock",
            "pip install 'helpwright[mock]'",
        ) from error
    config = uvicorn.Config(app, log_level="error", lifespan="off", access_log=False)
    return uvicorn.Server(config)


def unusable(message: str, advice: str) -> HelpwrightError:
    """The error that nothing can be served, and what to do."""
    return HelpwrightError(
        Finding(
            code="HW050",
            severity="error",
            message=message,
            place=Place(page=""),
            advice=advice,
        )
    )
