"""What is emitted keeps safe whoever runs it: the client, the server and the mock.

The numbers are those of docs/safety.md, which lists all classes.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest
from hostile_package import imported, write
from markdown_check import outline
from payloads import HOST, MARK, MARKUP

from helpwright.config import Config
from helpwright.diagnostics import Findings, HelpwrightError
from helpwright.mock import MockApp
from helpwright.mock.running import LOOPBACK, address_of, bound
from helpwright.pipeline import emit

PATHS = {"id": "/boats/{id}", "rest": "/files/{*rest}"}


def api(base: str = "/") -> dict[str, Any]:
    """An API with a parameter in each place, and a list that comes in pages."""
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    trace = {"name": "X-Trace", "in": "header", "schema": {"type": "string"}}
    page = {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": {"type": "string"}},
            "nextLink": {"type": "string"},
        },
    }
    json = {"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}
    anything = {"application/json": {"schema": {"type": "object"}}}
    read = {
        "tags": ["boats"],
        "parameters": [key, trace],
        "responses": {"200": {"description": "", "content": anything}},
    }
    listed = {
        "tags": ["boats"],
        "x-pagination": {"items": "items"},
        "responses": {"200": {"description": "", "content": json}},
    }
    return {
        "info": {"title": "Boats", "version": "1"},
        "servers": [{"url": base}],
        "paths": {"/boats/{id}": {"get": read}, "/boats": {"get": listed}},
        "components": {"schemas": {"Page": page}},
    }


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package of the API, which believes that it is served by a stranger."""
    folder = tmp_path_factory.mktemp("client")
    document = api(f"https://{HOST}")
    write(emit(document, Config(package="boatclient"), Findings()).files, folder)
    with imported(folder, "boatclient") as package:
        yield package


class Wire:
    """What was sent, and what is answered."""

    def __init__(self, *answers: httpx2.Response) -> None:
        self.answers = list(answers)
        self.sent: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        return self.answers.pop(0) if self.answers else httpx2.Response(200, json={})


def calling(client: ModuleType, wire: Wire, **settings: Any) -> Any:
    return client.Client(
        "https://erp.example/api", transport=httpx2.MockTransport(wire), **settings
    )


LEADING_AWAY = (
    "..",
    ".",
    "../admin",
    "../../x",
    "%2e%2e",
    "%2E%2e/x",
    "a/../b",
    "..%2f",
)


@pytest.mark.parametrize("value", (*LEADING_AWAY, "a?b=1", "a#b", "a\\b", "//x", "@x"))
def test_t23_values_stay_in_their_segment(client: ModuleType, value: str) -> None:
    wire = Wire()
    try:
        calling(client, wire).boats.get(value)
    except client.InvalidRequestError:
        assert wire.sent == []
        return
    (request,) = wire.sent
    target = request.url.raw_path.decode()
    assert request.url.host == "erp.example"
    assert target.startswith("/api/boats/") and target.count("/") == 3
    assert "?" not in target and "#" not in target
    assert target.rpartition("/")[2] not in ("..", ".")


@pytest.mark.parametrize("value", [".", ".."])
def test_t23_dots_are_refused(client: ModuleType, value: str) -> None:
    with pytest.raises(client.InvalidRequestError):
        calling(client, Wire()).boats.get(value)


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b"])
def test_t23_headers_hold_one_line(client: ModuleType, value: str) -> None:
    wire = Wire()
    with pytest.raises(client.InvalidRequestError):
        calling(client, wire).boats.get("1", x_trace=value)
    with pytest.raises(client.InvalidRequestError):
        calling(client, wire).boats.get("1", headers={"X-Own": value})
    assert wire.sent == []


def test_t23_the_users_address_comes_first(client: ModuleType) -> None:
    """The documentation's address never stands in for the one that a user gives."""
    wire = Wire()
    calling(client, wire, auth=client.BearerAuth("secret")).boats.get("1")
    (request,) = wire.sent
    assert str(request.url).startswith("https://erp.example/api/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_t23_no_secret_follows_a_redirect(client: ModuleType, status: int) -> None:
    away = httpx2.Response(status, headers={"location": f"https://{HOST}/"})
    wire = Wire(away)
    made = calling(client, wire, auth=client.BearerAuth("hunter2"))
    with pytest.raises(client.RedirectError) as raised:
        made.boats.get("1")
    assert [request.url.host for request in wire.sent] == ["erp.example"]
    assert "hunter2" not in f"{raised.value!r} {raised.value}"


@pytest.mark.parametrize(
    "link",
    [f"https://{HOST}/boats?page=2", f"//{HOST}/boats", f"https://erp.example@{HOST}"],
)
def test_t23_pages_are_not_turned_elsewhere(client: ModuleType, link: str) -> None:
    answer = httpx2.Response(200, json={"items": ["a"], "nextLink": link})
    wire = Wire(answer)
    made = calling(client, wire, auth=client.BearerAuth("hunter2"))
    with pytest.raises(client.InvalidRequestError):
        list(made.boats.iterate())
    assert [request.url.host for request in wire.sent] == ["erp.example"]


@pytest.mark.parametrize(
    "auth",
    [
        lambda p: p.BearerAuth("hunter2"),
        lambda p: p.BasicAuth("me", "hunter2"),
        lambda p: p.ApiKeyHeader("X-Api-Key", "hunter2"),
        lambda p: p.ApiKeyQuery("api_key", "hunter2"),
        lambda p: p.PasswordGrant("me", "hunter2"),
        lambda p: p.CookieSession("/login", {"password": "hunter2"}),
    ],
    ids=["bearer", "basic", "header", "query", "grant", "cookie"],
)
def test_t23_secrets_are_not_shown(
    client: ModuleType,
    auth: Callable[[Any], Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    made_of = auth(client)
    wire = Wire(
        *(httpx2.Response(400, json={"Message": "no"}) for _ in range(3)),
    )
    made = calling(client, wire, auth=made_of)
    with pytest.raises(client.ApiError) as raised:
        made.boats.get("1")
    logged = " ".join(record.getMessage() for record in caplog.records)
    shown = f"{made!r} {made_of!r} {raised.value!r} {raised.value} {logged}"
    assert "hunter2" not in shown
    assert "hunter2" not in repr(made.with_options(timeout=5))


def test_t23_an_address_with_a_password_is_shown_without(client: ModuleType) -> None:
    made = client.Client("https://me:hunter2@erp.example")
    assert "hunter2" not in repr(made)


# --- the mock, and the emitted server -------------------------------------------------


def sampled(text: str, kind: str) -> dict[str, Any]:
    content = {kind: {"schema": {"type": "string"}, "example": text}}
    node = {
        "tags": ["boats"],
        "responses": {"200": {"description": "", "content": content}},
    }
    title = f"</title>{text}"
    return {
        "info": {"title": title, "version": "1"},
        "paths": {"/boats": {"get": node}},
    }


def answer_of(app: Any, path: str, **headers: str) -> httpx2.Response:
    async def ask() -> httpx2.Response:
        transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://pier.test"
        ) as http:
            found: httpx2.Response = await http.get(path, headers=headers)
            return found

    return asyncio.run(ask())


KINDS = (
    *("application/json", "text/html", "TEXT/HTML", "application/xhtml+xml"),
    *("image/svg+xml", "application/xml", "text/xml", "text/plain"),
)


def check_answer(answer: httpx2.Response, kind: str) -> None:
    """No browser runs what the answer holds, or takes it for another thing."""
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    if answer.is_success and "content-type" in answer.headers:
        assert answer.headers["content-type"] == f"{kind}; charset=utf-8"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", MARKUP[:6])
def test_t24_the_mock_serves_samples_as_data(text: str, kind: str) -> None:
    app = MockApp(sampled(text, kind))
    check_answer(answer_of(app, "/boats", accept=kind), kind)
    missing = answer_of(app, f"/{MARK}<script>")
    check_answer(missing, "application/json")
    assert missing.status_code == 404


def test_t24_the_mock_listens_to_this_machine_alone() -> None:
    from helpwright.cli.arguments import parser

    options = parser().parse_args(["mock", "pages"])
    assert options.host == LOOPBACK == "127.0.0.1"
    with bound(options.host, 0) as listener:
        assert address_of(listener).startswith("http://127.0.0.1:")


@pytest.mark.parametrize("port", [-1, 65_536, 99_999, 10**30])
def test_t24_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(HelpwrightError) as raised:
        bound(LOOPBACK, port)
    assert "65535" in raised.value.finding.message


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The emitted server of an API whose samples and title are scripts."""
    folder = tmp_path_factory.mktemp("server")
    document = sampled(MARKUP[0], "text/html")
    write(emit(document, Config(package="boatserver"), Findings()).files, folder)
    with imported(folder, "boatserver.server") as package:
        yield package.create_app()


@pytest.mark.parametrize("path", ["/boats", "/nothing", "/boats/<script>"])
def test_t24_the_server_serves_samples_as_data(server: Any, path: str) -> None:
    check_answer(answer_of(server, path, accept="text/html"), "text/html")


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_t16_pages_of_the_server_hold_no_markup_of_a_title(
    server: Any, path: str
) -> None:
    """FastAPI writes a title into its pages as it stands."""
    page = answer_of(server, path)
    assert page.status_code == 200
    title = page.text.split("<title>")[1].split("</title>")[0]
    assert "&lt;/title&gt;" in title and MARK in title
    outline(title)
    assert f"<script>{MARK}" not in page.text


@pytest.fixture(autouse=True)
def _no_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)


def test_t24_a_sample_is_what_the_page_shows(server: Any) -> None:
    answer = answer_of(server, "/boats", accept="text/html")
    assert MARK in answer.text
    assert Path(MARK).exists() is False
