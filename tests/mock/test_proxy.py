"""A proxy in front of a server that does not keep to its documentation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from helpwright.diagnostics import Findings
from helpwright.mock.proxy import ProxyApp
from helpwright.mock.running import running
from helpwright.mock.shared import exact
from helpwright.traffic import read_har

from .conftest import Ask

WORKS = "POST /api/v2/works"


class RealServer:
    """Answers what it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answer: tuple[int, str, bytes] = (200, "application/json", b"1")
        self.asked: list[tuple[str, str, bytes, dict[str, str]]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body = (await receive()).get("body", b"")
        headers = {k.decode(): v.decode() for k, v in scope["headers"]}
        path = f"{scope['raw_path'].decode()}?{scope['query_string'].decode()}"
        self.asked.append((scope["method"], path, body, headers))
        status, kind, content = self.answer
        raw = [(b"content-type", kind.encode()), (b"set-cookie", b"session=geheim")]
        raw.append((b"content-disposition", "filename=\u5831\u544a.pdf".encode()))
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": content})


@pytest.fixture
def real() -> RealServer:
    return RealServer()


@pytest.fixture
def findings() -> Findings:
    return Findings()


@pytest.fixture
def app(
    real: RealServer, findings: Findings, vendor_api_document: Any
) -> Iterator[ProxyApp]:
    with running(real) as target:
        yield ProxyApp(exact(vendor_api_document), f"{target}/base/", findings)


@pytest.fixture
def proxy(app: ProxyApp) -> Iterator[str]:
    with running(app) as url:
        yield url


def messages(findings: Findings) -> list[str]:
    return [f"{f.place.page}: {f.message}" for f in findings.sorted_findings()]


def test_everything_passes_both_ways(
    real: RealServer, proxy: str, ask: Ask, findings: Findings
) -> None:
    answer = ask(
        "POST", f"{proxy}/api/v2/works?a=%2Fb", {"Identification": "x"}, X_Trace="7"
    )
    assert (answer.status, answer.text) == (200, "1")
    assert answer.headers["set-cookie"] == "session=geheim"
    name = answer.headers["content-disposition"].encode("latin-1").decode()
    assert name == "filename=\u5831\u544a.pdf"
    [(method, path, body, headers)] = real.asked
    assert (method, path) == ("POST", "/base/api/v2/works?a=%2Fb")
    assert json.loads(body) == {"Identification": "x"}
    assert headers["x-trace"] == "7"
    assert messages(findings) == []


@pytest.mark.parametrize(
    ("answer", "difference"),
    [
        ((201, "application/json", b"1"), "the status 201 is not documented"),
        ((200, "text/csv", b"1"), "the media type text/csv is not documented"),
        ((200, "application/json", b""), "the answer is empty and should not be"),
        ((200, "application/json", b"{"), "the answer is no JSON"),
        (
            (200, "application/json", b'"one"'),
            "the answer: Error converting value \"one\" to type 'System.Int64'. Path ''.",
        ),
    ],
)
def test_what_differs_is_a_finding(
    real: RealServer,
    proxy: str,
    ask: Ask,
    findings: Findings,
    answer: tuple[int, str, bytes],
    difference: str,
) -> None:
    real.answer = answer
    ask("POST", f"{proxy}/api/v2/works", {})
    assert messages(findings) == [f"{WORKS}: {difference}"]


def test_members_that_only_one_side_has(
    real: RealServer, proxy: str, ask: Ask, findings: Findings
) -> None:
    real.answer = (200, "application/json", b'{"ACCOUNTID": "a", "Colour": 1}')
    ask("POST", f"{proxy}/api/x/Product", {"Hue": 1})
    found = [message.partition(": ")[2] for message in messages(findings)]
    assert "the member Colour is not documented" in found
    assert "the member Product.margin is not answered" in found
    assert "the member Product.accountId is not answered" not in found


def test_requests_that_the_real_server_lets_pass_are_named(
    app: ProxyApp, proxy: str, ask: Ask
) -> None:
    assert (
        ask("POST", f"{proxy}/api/v2/works", {"WorkTypeId": "x", "Hue": 1}).status
        == 200
    )
    [call] = app.journal.calls
    assert call.problems[0].startswith("WorkTypeId: Error converting")
    ask("GET", f"{proxy}/elsewhere")
    assert app.journal.calls[1].differences == ("no operation is documented here",)


def test_the_recording_can_be_observed_and_holds_no_secret(
    app: ProxyApp, proxy: str, ask: Ask
) -> None:
    ask(
        "POST",
        f"{proxy}/api/v2/works?token=geheim",
        {"Identification": "x", "Password": "geheim"},
        Authorization="Bearer geheim",
    )
    text = app.recording.dumps()
    assert "geheim" not in text
    [exchange] = read_har(text.encode(), "a.har", Findings())
    assert (exchange.method, exchange.path) == ("POST", "/base/api/v2/works")
    assert json.loads(exchange.request_text)["Identification"] == "x"
    assert exchange.response_text == "1"


def test_a_server_that_is_not_there(
    vendor_api_document: Any, ask: Ask, findings: Findings
) -> None:
    app = ProxyApp(exact(vendor_api_document), "http://127.0.0.1:9", findings)
    with running(app) as url:
        answer = ask("POST", f"{url}/api/v2/works", {})
    assert answer.status == 502
    assert "can't be reached" in answer.json["Message"]
