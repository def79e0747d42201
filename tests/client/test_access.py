"""What the configuration says of access, from the file to the request."""

from __future__ import annotations

import base64
import importlib
from pathlib import Path
from typing import Any

import httpx2
import pytest

from helpwright.config import load
from helpwright.diagnostics import HelpwrightError
from helpwright.openapi.security import secured

from .conftest import Emit, Wire

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Harbour", "version": "1"},
    "paths": {
        "/boats": {
            "get": {
                "tags": ["Boats"],
                "responses": {"200": {"content": {"application/json": {"schema": {}}}}},
            }
        }
    },
}


def configured(folder: Path, text: str) -> dict[str, Any]:
    """The document that a configuration with `text` in it makes."""
    file = folder / "helpwright.toml"
    file.write_text(f'pages = ["x"]\n{text}', encoding="utf-8")
    config = load(file)
    return secured(DOCUMENT, config.auth, config.failures)


class Server(Wire):
    """Answers logins with a cookie and token requests with a token."""

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if request.url.path == "/sign-in":
            return httpx2.Response(200, headers={"Set-Cookie": "s=1; Path=/"})
        if request.url.path == "/oauth/token":
            return httpx2.Response(200, json={"access_token": "t"})
        return self.answer


CASES: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ('auth = "none"', {}, {}),
    (
        'auth = "basic"',
        {"username": "zoe", "password": "pw"},
        {"authorization": "Basic " + base64.b64encode(b"zoe:pw").decode()},
    ),
    ('auth = "bearer"', {"token": "t"}, {"authorization": "Bearer t"}),
    (
        'auth = { kind = "api-key", in = "header", name = "X-Key" }',
        {"api_key": "k"},
        {"x-key": "k"},
    ),
    (
        'auth = { kind = "password-grant", url = "/oauth/token" }',
        {"username": "zoe", "password": "pw"},
        {"authorization": "Bearer t"},
    ),
    (
        'auth = { kind = "cookie-session", url = "/sign-in", user = "login" }',
        {"username": "zoe", "password": "pw"},
        {"cookie": "s=1"},
    ),
]


@pytest.mark.parametrize(
    ("text", "credentials", "headers"), CASES, ids=lambda v: str(v)
)
def test_a_client_takes_what_the_configuration_asks_for(
    text: str,
    credentials: dict[str, str],
    headers: dict[str, str],
    emitted: Emit,
    tmp_path: Path,
) -> None:
    package = emitted(configured(tmp_path, text))
    server = Server()
    client = package.Client(
        "https://harbour.example",
        transport=httpx2.MockTransport(server),
        **credentials,
    )
    client.boats.list()
    sent = server.requests[-1].headers
    assert {name: sent.get(name) for name in headers} == headers
    if not headers:
        assert "authorization" not in sent


def test_a_key_in_the_query(emitted: Emit, tmp_path: Path) -> None:
    text = 'auth = { kind = "api-key", in = "query", name = "key" }'
    package = emitted(configured(tmp_path, text))
    sent: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(str(request.url))
        return httpx2.Response(200)

    client = package.Client(
        "https://harbour.example",
        api_key="k",
        transport=httpx2.MockTransport(answer),
    )
    client.boats.list()
    assert sent == ["https://harbour.example/boats?key=k"]


def test_an_auth_of_ones_own_comes_first(emitted: Emit, tmp_path: Path) -> None:
    package = emitted(configured(tmp_path, 'auth = "bearer"'))
    wire = Wire()
    client = package.Client(
        "https://harbour.example",
        token="theirs",
        auth=package.BearerAuth("mine"),
        transport=httpx2.MockTransport(wire),
    )
    client.boats.list()
    assert wire.requests[-1].headers["authorization"] == "Bearer mine"


def test_successes_that_are_none(emitted: Emit, tmp_path: Path) -> None:
    text = '[[failures]]\nmember = "Success"\nequals = false\nmessage = "Text"\n'
    package = emitted(configured(tmp_path, text))
    wire = Wire()
    client = package.Client(
        "https://harbour.example", transport=httpx2.MockTransport(wire)
    )
    wire.answer = httpx2.Response(200, json={"success": False, "text": "No berth."})
    with pytest.raises(package.ReportedError, match=r"200 OK: No berth\."):
        client.boats.list()
    wire.answer = httpx2.Response(200, json={"success": 0, "text": "No berth."})
    assert client.boats.list() == {"success": 0, "text": "No berth."}


def test_without_configuration_nothing_is_added() -> None:
    assert secured(DOCUMENT, None) == DOCUMENT
    assert importlib.import_module("helpwright.config").Config().auth is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('auth = "telepathy"', "auth.kind is one of none, basic"),
        ("auth = 5", "auth is a kind"),
        ('auth = { kind = "basic", name = "x" }', "of the kind 'basic' has no 'name'"),
        ('auth = { kind = "api-key", in = "body" }', 'auth.in is "header" or "query"'),
        ('auth = { kind = "api-key", name = "" }', "name is text that is not empty"),
        ("failures = 5", "failures is a list"),
        ('[[failures]]\nmember = "a"', "says member and equals"),
        ('[[failures]]\nmember = "a"\nequals = []', "failures.equals is"),
        ('[[failures]]\nmember = "a"\nequals = 1\nwhat = 2', "failures have no what"),
    ],
)
def test_what_the_configuration_can_not_mean(
    text: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(HelpwrightError, match=message):
        configured(tmp_path, text)
