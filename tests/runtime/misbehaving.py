"""A server that misbehaves on request. Run as a process of its own; prints its port.

It speaks plain sockets, because no HTTP library would write such answers. Each connection
serves one request; what to do is in the path. `/log` tells what was asked before.
"""

from __future__ import annotations

import gzip
import json
import socket
import sys
import threading
import time
from collections import Counter
from email.utils import formatdate
from urllib.parse import parse_qs, urlsplit

JSON = "application/json; charset=utf-8"
HTML = b"""<!DOCTYPE html><html><head><title>503 - Service unavailable</title>
<style>h1 { color: red }</style></head>
<body><h1>Service Unavailable</h1><p>HTTP Error 503. Come back later.</p></body></html>"""


class Request:
    """One request, read to its end."""

    def __init__(self, connection: socket.socket) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            chunk = connection.recv(65536)
            if not chunk:
                raise ConnectionError
            data += chunk
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        self.method, self.target, _ = first.split(" ")
        pairs = (line.partition(":") for line in lines)
        self.headers = {name.lower(): value.strip() for name, _, value in pairs}
        length = int(self.headers.get("content-length", "0"))
        while len(body) < length:
            body += connection.recv(65536)
        self.body = body
        address = urlsplit(self.target)
        self.path = address.path
        self.query = {k: v[0] for k, v in parse_qs(address.query).items()}

    def as_dict(self) -> dict[str, object]:
        """What a test wants to see of it."""
        return {
            "method": self.method,
            "target": self.target,
            "headers": self.headers,
            "body": self.body.decode("latin-1"),
        }


class Server:
    """Answers by the first part of the path."""

    def __init__(self) -> None:
        self.log: list[dict[str, object]] = []
        self.seen: Counter[str] = Counter()
        self.tokens = 0

    def serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                request = Request(connection)
            except (ConnectionError, ValueError):
                return
            name = request.path.strip("/").split("/")[0].replace("-", "_")
            if name != "log":
                self.log.append(request.as_dict())
            try:
                getattr(self, f"do_{name}")(request, connection)
            except OSError:
                pass

    def answer(
        self,
        connection: socket.socket,
        body: bytes = b"",
        *,
        status: str = "200 OK",
        headers: dict[str, str] | None = None,
    ) -> None:
        sent = {"Content-Type": JSON, "Content-Length": str(len(body))}
        sent |= headers or {}
        lines = "".join(f"{k}: {v}\r\n" for k, v in sent.items() if v)
        head = f"HTTP/1.1 {status}\r\n{lines}Connection: close\r\n\r\n"
        connection.sendall(head.encode("latin-1") + body)

    # --- what can be asked for ---

    def do_log(self, request: Request, connection: socket.socket) -> None:
        """Everything asked since the last time."""
        log, self.log = self.log, []
        self.seen.clear()
        self.answer(connection, json.dumps(log).encode())

    def do_echo(self, request: Request, connection: socket.socket) -> None:
        self.answer(connection, json.dumps(request.as_dict()).encode())

    def do_say(self, request: Request, connection: socket.socket) -> None:
        """The body of the request as an answer, with the status and type asked for."""
        headers = {"Content-Type": request.query.get("type", JSON)}
        for name in ("x-request-id", "retry-after", "location"):
            if name in request.query:
                headers[name] = request.query[name]
        status = request.query.get("status", "200 OK")
        self.answer(connection, request.body, status=status, headers=headers)

    def do_never(self, request: Request, connection: socket.socket) -> None:
        connection.recv(1)

    def do_drip(self, request: Request, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            connection.sendall(b" ")
            time.sleep(0.01)

    def do_cut(self, request: Request, connection: socket.socket) -> None:
        self.answer(connection, b'{"Id": 1', headers={"Content-Length": "100"})

    def do_short(self, request: Request, connection: socket.socket) -> None:
        self.answer(connection, b'{"Id": 1}', headers={"Content-Length": "5"})

    def do_hang_up(self, request: Request, connection: socket.socket) -> None:
        self.seen["hang_up"] += 1

    def do_bomb(self, request: Request, connection: socket.socket) -> None:
        packed = gzip.compress(b" " * 50_000_000)
        self.answer(connection, packed, headers={"Content-Encoding": "gzip"})

    def do_chunks(self, request: Request, connection: socket.socket) -> None:
        """Announces five bytes and sends a megabyte in chunks."""
        head = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"
        connection.sendall(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode())
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        connection.sendall(chunk * 16 + b"0\r\n\r\n")

    def do_gzip(self, request: Request, connection: socket.socket) -> None:
        packed = gzip.compress(b'{"Id": 1, "Name": "packed"}')
        self.answer(connection, packed, headers={"Content-Encoding": "gzip"})

    def do_bad_gzip(self, request: Request, connection: socket.socket) -> None:
        self.answer(connection, b"no gzip", headers={"Content-Encoding": "gzip"})

    def do_garbage(self, request: Request, connection: socket.socket) -> None:
        connection.sendall(b"this is not HTTP\r\n\r\n")

    def do_flaky(self, request: Request, connection: socket.socket) -> None:
        """The status asked for, as often as asked for, then a success."""
        self.seen["flaky"] += 1
        if self.seen["flaky"] <= int(request.query.get("times", "1")):
            after = request.query.get("after", "")
            if after == "date":
                after = formatdate(time.time() - 5, usegmt=True)
            status = request.query["status"]
            self.answer(connection, status=status, headers={"Retry-After": after})
        else:
            self.answer(connection, b'{"Id": 1}')

    def do_dropping(self, request: Request, connection: socket.socket) -> None:
        """Hangs up once, then answers."""
        self.seen["dropping"] += 1
        if self.seen["dropping"] > 1:
            self.answer(connection, b'{"Id": 1}')

    def do_redirect(self, request: Request, connection: socket.socket) -> None:
        where = {"Location": request.query["to"]}
        self.answer(connection, status="302 Found", headers=where)

    def do_html(self, request: Request, connection: socket.socket) -> None:
        status = request.query.get("status", "503 Service Unavailable")
        headers = {"Content-Type": "text/html; charset=utf-8"}
        self.answer(connection, HTML, status=status, headers=headers)

    # --- who may ask ---

    def do_token(self, request: Request, connection: socket.socket) -> None:
        form = {k: v[0] for k, v in parse_qs(request.body.decode()).items()}
        if form["grant_type"] == "password" and form["password"] != "right":
            refusal = b'{"error":"invalid_grant","error_description":"No such user."}'
            self.answer(connection, refusal, status="400 Bad Request")
        elif "answer" in form:
            self.answer(connection, form["answer"].encode())
        elif form.get("refresh_token") == "refused":
            self.answer(connection, b'{"error":"x"}', status="400 Bad Request")
        else:
            self.tokens += 1
            answer = {
                "access_token": f"token-{self.tokens}",
                "refresh_token": form.get("next", "refresh"),
                "expires_in": int(form.get("lifetime", "3600")),
            }
            self.answer(connection, json.dumps(answer).encode())

    def do_guarded(self, request: Request, connection: socket.socket) -> None:
        """Takes only the newest token."""
        if request.headers.get("authorization") == f"Bearer token-{self.tokens}":
            self.do_echo(request, connection)
        else:
            words = json.dumps({"message": "Authorization has been denied."})
            self.answer(connection, words.encode(), status="401 Unauthorized")

    def do_revoke(self, request: Request, connection: socket.socket) -> None:
        self.tokens += 1
        self.answer(connection)

    def do_login(self, request: Request, connection: socket.socket) -> None:
        self.seen["login"] += 1
        number = self.seen["login"]
        cookie = {"Set-Cookie": f"ASP.NET_SessionId=s{number}; path=/; HttpOnly"}
        self.answer(connection, status="302 Found", headers=cookie)

    def do_session(self, request: Request, connection: socket.socket) -> None:
        """Takes only the newest session."""
        wanted = f"ASP.NET_SessionId=s{self.seen['login']}"
        if wanted in request.headers.get("cookie", ""):
            self.do_echo(request, connection)
        else:
            where = {"Location": "/login"}
            self.answer(connection, status="302 Found", headers=where)

    def do_log_off(self, request: Request, connection: socket.socket) -> None:
        self.seen["login"] += 1
        self.answer(connection)


def main() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    server = Server()
    # The parent closes our standard input when the tests are over.
    threading.Thread(target=accept, args=(listener, server), daemon=True).start()
    sys.stdin.read()


def accept(listener: socket.socket, server: Server) -> None:
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=server.serve, args=(connection,), daemon=True).start()


if __name__ == "__main__":
    main()
