"""A site in memory is served, and tells browsers when it has changed."""

from __future__ import annotations

import asyncio
from typing import Any

from helpwright.site.serving import SiteApp

PAGE = b"<html><head><meta content=\"default-src 'none'; script-src 'self'\"></head></html>"


def asked(app: SiteApp, path: str, query: str = "", method: str = "GET") -> Any:
    """Status, headers and body of an answer."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
    }
    asyncio.run(app(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


def shown() -> SiteApp:
    app = SiteApp()
    app.show({"index.html": PAGE, "404.html": b"gone", "assets/site.css": b"a{}"})
    return app


def test_pages_load_what_reloads_them_and_may_ask_for_nothing_else() -> None:
    status, headers, body = asked(shown(), "/")
    assert status == 200
    assert headers[b"content-type"] == b"text/html; charset=utf-8"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert b"connect-src 'self'; default-src 'none'; script-src 'self'" in body
    assert b'<script src="/.helpwright/reload.js" defer></script>\n</head>' in body


def test_files_are_served_as_what_they_are() -> None:
    status, headers, body = asked(shown(), "/assets/site.css")
    assert (status, body) == (200, b"a{}")
    assert headers[b"content-type"] == b"text/css; charset=utf-8"


def test_what_is_not_there_is_said() -> None:
    assert asked(shown(), "/../pyproject.toml")[0] == 404
    assert asked(shown(), "/nothing")[2] == b"gone"
    assert asked(shown(), "/", method="POST")[0] == 405


def test_a_browser_is_told_of_a_change_at_once() -> None:
    app = shown()
    _, _, first = asked(app, "/.helpwright/changed", "since=")
    app.show({"index.html": PAGE})
    _, _, second = asked(app, "/.helpwright/changed", f"since={first.decode()}")
    assert first != second


def test_the_mock_answers_below_its_path() -> None:
    heard: list[Any] = []

    async def mock(scope: Any, receive: Any, send: Any) -> None:
        heard.append((scope["path"], scope["raw_path"]))
        await send({"type": "http.response.start", "status": 201, "headers": []})
        await send({"type": "http.response.body", "body": b"made"})

    app = SiteApp()
    app.show({"index.html": PAGE}, mock)
    assert asked(app, "/mock/boats/1", method="POST")[0] == 201
    assert heard == [("/boats/1", b"/boats/1")]
