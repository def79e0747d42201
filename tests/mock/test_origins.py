"""Which pages of a browser may ask the mock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from helpwright.mock import MockApp
from helpwright.mock.origins import AllowedOrigins
from helpwright.mock.running import running

from .conftest import Ask

DOCS = "https://docs.example"
ASKS_FIRST = {
    "Access_Control_Request_Method": "POST",
    "Access_Control_Request_Headers": "content-type, prefer",
}


@pytest.fixture
def works(vendor_api_document: dict[str, Any]) -> Iterator[str]:
    with running(AllowedOrigins(MockApp(vendor_api_document), [DOCS])) as url:
        yield f"{url}/api/v2/works"


def test_a_page_of_an_allowed_origin_asks_and_is_answered(works: str, ask: Ask) -> None:
    first = ask("OPTIONS", works, Origin=DOCS, **ASKS_FIRST)
    assert (first.status, first.text) == (204, "")
    assert first.headers["access-control-allow-origin"] == DOCS
    assert "POST" in first.headers["access-control-allow-methods"]
    assert first.headers["access-control-allow-headers"] == "content-type, prefer"
    answer = ask("POST", works, {}, Origin=DOCS)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, DOCS)
    assert answer.headers["vary"] == "Origin"
    refused = ask("POST", works, [], Origin=DOCS)
    assert refused.status == 400
    assert refused.headers["access-control-allow-origin"] == DOCS


@pytest.mark.parametrize(
    "origin",
    [
        "https://docs.example.evil.test",
        "http://docs.example",
        "https://docs.example:8443",
        "null",
        "*",
    ],
)
def test_no_other_origin_reads_an_answer(works: str, ask: Ask, origin: str) -> None:
    for answer in (
        ask("OPTIONS", works, Origin=origin, **ASKS_FIRST),
        ask("POST", works, {}, Origin=origin),
    ):
        assert not [n for n in answer.headers if n.startswith("access-control-")]
        assert answer.headers["vary"] == "Origin"


def test_a_mock_lets_no_origin_in_by_itself(
    vendor_api_document: dict[str, Any], ask: Ask
) -> None:
    with running(MockApp(vendor_api_document)) as url:
        first = ask("OPTIONS", f"{url}/api/v2/works", Origin=DOCS, **ASKS_FIRST)
        answer = ask("POST", f"{url}/api/v2/works", {}, Origin=DOCS)
    assert first.status == 405
    for each in (first, answer):
        assert not [n for n in each.headers if n.startswith("access-control-")]
