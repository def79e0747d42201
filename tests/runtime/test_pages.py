"""Pages: by link, by offset and by number; sync and async; and where they end."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest
from pydantic import Field
from runtime.clients import AsyncBaseClient, BaseClient
from runtime.errors import InvalidRequestError
from runtime.models import UNSET, Model
from runtime.operations import Operation
from runtime.options import CallOptions
from runtime.pages import Paging
from runtime.resources import AsyncResource, Resource

LIST: Operation[Any] = Operation("GET", "/rows", returns=lambda: Any)


class Row(Model):
    id: int = Field(UNSET, alias="Id")


class Page(Model):
    items: list[Row] | None = Field(None, alias="Items")
    next_page_link: str | None = Field(None, alias="NextPageLink")


TYPED: Operation[Any] = Operation("GET", "/rows", returns=lambda: Page)


class Rows:
    """A server with seven rows, and what was asked of it."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.asked: list[str] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request.url.raw_path.decode())
        query = request.url.params
        size = int(query.get("$top", "3"))
        start = int(query.get("$skip", "0"))
        if "page" in query:
            start = (int(query["page"]) - 1) * size
        if "token" in query:
            start = int(query["token"])
        rows = [{"Id": n} for n in range(start, min(start + size, 7))]
        if self.kind == "stubborn":
            rows = [{"Id": n} for n in range(3)]
        if self.kind == "link":
            more = f"http://h.test:81/v/rows?token={start + size}&a=b"
            body = {"Items": rows, "NextPageLink": more if start + size < 7 else None}
            return httpx2.Response(200, json=body)
        if self.kind == "odata":
            answer: dict[str, Any] = {"value": rows}
            if start + size < 7:
                answer["@odata.nextLink"] = f"rows?token={start + size}"
            return httpx2.Response(200, json=answer)
        if self.kind == "elsewhere":
            body = {"Items": rows, "NextPageLink": "https://evil.test/v/rows"}
            return httpx2.Response(200, json=body)
        return httpx2.Response(200, json=rows)


@pytest.fixture(params=["sync", "async"])
def rows(request: pytest.FixtureRequest) -> Any:
    """All ids that come out of an operation that turns its pages in some way."""

    def collect(
        server: Rows, operation: Operation[Any], paging: Paging, **params: Any
    ) -> list[Any]:
        options: CallOptions = {}
        if request.param == "sync":
            transport = httpx2.MockTransport(server)
            client = BaseClient("https://h.test/v", transport=transport)
            found = list(
                Resource(client)._pages(operation, paging, options, params=params)
            )
        else:
            found = asyncio.run(awaited(server, operation, paging, options, params))
        return [each["Id"] if isinstance(each, dict) else each.id for each in found]

    async def awaited(
        server: Rows,
        operation: Operation[Any],
        paging: Paging,
        options: CallOptions,
        params: dict[str, Any],
    ) -> list[Any]:
        transport = httpx2.MockTransport(server)
        async with AsyncBaseClient("https://h.test/v", transport=transport) as client:
            pages = AsyncResource(client)._pages(
                operation, paging, options, params=params
            )
            return [each async for each in pages]

    return collect


ALL = list(range(7))


def test_links_are_followed_on_our_own_address(rows: Any) -> None:
    server = Rows("link")
    assert rows(server, TYPED, Paging(items="Items"), x=1) == ALL
    assert server.asked == ["/v/rows?x=1", "/v/rows?token=3&a=b", "/v/rows?token=6&a=b"]


def test_links_of_odata(rows: Any) -> None:
    server = Rows("odata")
    paging = Paging(items="value", offset="$skip", size="$top")
    assert rows(server, LIST, paging) == ALL
    assert server.asked[1:] == ["/v/rows?token=3", "/v/rows?token=6"]


def test_a_link_to_another_server_is_refused(rows: Any) -> None:
    server = Rows("elsewhere")
    with pytest.raises(InvalidRequestError, match="another server"):
        rows(server, TYPED, Paging(items="Items"))
    assert len(server.asked) == 1


def test_offsets_start_where_the_caller_says(rows: Any) -> None:
    paging = Paging(offset="$skip", size="$top")
    server = Rows("list")
    assert rows(server, LIST, paging, **{"$skip": 2, "$top": 2}) == ALL[2:]
    assert server.asked == [
        "/v/rows?$skip=2&$top=2",
        "/v/rows?$skip=4&$top=2",
        "/v/rows?$skip=6&$top=2",
    ]


def test_without_a_size_the_end_is_an_empty_page(rows: Any) -> None:
    server = Rows("list")
    assert rows(server, LIST, Paging(offset="$skip")) == ALL
    assert len(server.asked) == 4


def test_pages_are_counted(rows: Any) -> None:
    server = Rows("list")
    assert rows(server, LIST, Paging(page="page", first=1)) == ALL
    assert server.asked[:2] == ["/v/rows", "/v/rows?page=2"]


def test_a_server_that_turns_no_page_is_not_asked_for_ever(rows: Any) -> None:
    server = Rows("stubborn")
    assert rows(server, LIST, Paging(offset="$skip")) == [0, 1, 2]
    assert len(server.asked) == 2


def test_an_answer_of_another_shape_has_no_items(rows: Any) -> None:
    assert rows(Rows("list"), LIST, Paging(items="Items", page="page")) == []
