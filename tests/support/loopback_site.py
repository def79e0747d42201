"""A help site on the loopback that keeps a record, and misbehaves on request."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    path: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    """Announces more than it sends."""


Behaviour = Callable[[Asked], Reply]


@dataclass(slots=True)
class Site:
    """Pages by path with query. A callable in a page's place decides at each request."""

    pages: dict[str, bytes | Behaviour] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    origin: str = ""

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        page = self.pages.get(asked.path)
        if page is None:
            return Reply(status=404, body=b"no such page")
        return Reply(body=page) if isinstance(page, bytes) else page(asked)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


def links_to(*addresses: str) -> bytes:
    anchors = "".join(f'<p><a href="{address}">x</a></p>' for address in addresses)
    return f"<!DOCTYPE html><html><body>{anchors}</body></html>".encode()


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """Serves `site` on a free port for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            reply = site.answer(Asked(path=self.path, headers=dict(self.headers)))
            headers = {"Content-Type": "text/html; charset=utf-8", **reply.headers}
            length = len(reply.body) + (100 if reply.cut else 0)
            self.send_response(reply.status)
            for name, value in headers.items():
                self.send_header(name, value)
            if reply.status != 304:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = reply.cut

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    site.origin = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
