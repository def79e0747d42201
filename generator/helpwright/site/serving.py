"""A site in memory, served to a reader on this machine who changes what it is made of."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

MOCK = "/mock"
"""Below this path the mock answers, where the site has an interactive reference."""

_CHANGED = "/.helpwright/changed"
_SCRIPT = "/.helpwright/reload.js"
_PATIENCE = 2.0
"""Seconds after which a browser that waits for a change is told that there was none.

As long an interruption has to wait for it.
"""

_RELOAD = f"""\
"use strict";
const wait = async (version) => {{
  try {{
    const answer = await fetch(`{_CHANGED}?since=${{version}}`);
    const now = await answer.text();
    if (version && now !== version) location.reload();
    else wait(now);
  }} catch {{
    setTimeout(() => wait(version), 1000);
  }}
}};
wait("");
"""


class SiteApp:
    """Serves `files`, and tells browsers when they have become others.

    An ASGI application. `mock` is one too, and gets what is asked below `MOCK`.
    """

    def __init__(self, mock: Any = None) -> None:
        self._mock = mock
        self._files: Mapping[str, bytes] = {}
        self._version = 0

    def show(self, files: Mapping[str, bytes], mock: Any = None) -> None:
        """Serves these `files` from now on. May be called from another thread."""
        self._files, self._mock = files, mock
        self._version += 1

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        path = scope["path"]
        if self._mock is not None and path.startswith(f"{MOCK}/"):
            below = {**scope, "path": path.removeprefix(MOCK)}
            below["raw_path"] = scope["raw_path"].removeprefix(MOCK.encode())
            await self._mock(below, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            await _answer(send, 405, "text/plain", b"GET and HEAD only\n")
        elif path == _CHANGED:
            since = parse_qs(scope["query_string"].decode("latin-1")).get("since", [""])
            await self._wait(since[0])
            await _answer(send, 200, "text/plain", str(self._version).encode())
        elif path == _SCRIPT:
            await _answer(send, 200, "text/javascript", _RELOAD.encode())
        else:
            await self._file(path, send)

    async def _wait(self, since: str) -> None:
        for _ in range(int(_PATIENCE / 0.1)):
            if since != str(self._version):
                return
            await asyncio.sleep(0.1)

    async def _file(self, path: str, send: Any) -> None:
        name = path.lstrip("/")
        if not name or name.endswith("/"):
            name += "index.html"
        status = 200 if name in self._files else 404
        name = name if status == 200 else "404.html"
        content = self._files.get(name, b"Not found\n")
        kind = mimetypes.guess_type(name)[0] or "text/plain"
        if name.endswith(".html"):
            content = _watched(content)
        await _answer(send, status, kind, content)


def _watched(page: bytes) -> bytes:
    """`page` with the script that loads it again, and leave for that to ask."""
    if b"connect-src" not in page:
        page = page.replace(b"default-src", b"connect-src 'self'; default-src", 1)
    tag = f'<script src="{_SCRIPT}" defer></script>\n</head>'.encode()
    return page.replace(b"</head>", tag, 1)


async def _answer(send: Any, status: int, kind: str, content: bytes) -> None:
    text = kind.startswith("text/")
    headers = [
        (b"content-type", (f"{kind}; charset=utf-8" if text else kind).encode()),
        (b"content-length", str(len(content)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    start = {"type": "http.response.start", "status": status, "headers": headers}
    await send(start)
    await send({"type": "http.response.body", "body": content})
