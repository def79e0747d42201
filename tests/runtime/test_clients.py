"""Clients and groups: what they open and close, raw and streamed answers, settings."""

from __future__ import annotations

import asyncio
import sys
import threading
import warnings
from typing import Any

import httpx2
import pytest
from pydantic import Field
from runtime.clients import AsyncBaseClient, BaseClient
from runtime.errors import (
    ApiConnectionError,
    NotFoundError,
    ReportedError,
    ResponseTooLargeError,
)
from runtime.models import UNSET, Model
from runtime.operations import Operation
from runtime.requests import Arguments, UnderpostingWarning
from runtime.resources import (
    AsyncResource,
    Resource,
    async_raw,
    async_streamed,
    raw,
    streamed,
)


class Thing(Model):
    id: int = Field(UNSET, alias="Id")
    name: str | None = Field(None, alias="Name")
    size: int = Field(UNSET, alias="Size")


SAY: Operation[Thing] = Operation(
    "POST", "/say", sends="text/plain", returns=lambda: Thing
)
ECHO: Operation[Any] = Operation("GET", "/echo", returns=lambda: Any)
CUT: Operation[Any] = Operation("GET", "/cut", returns=lambda: Any)


class Things(Resource):
    def say(self, text: str, **options: Any) -> Thing:
        """Says it."""
        return self._call(SAY, options, body=text)  # type: ignore[arg-type]

    def cut(self) -> Any:
        return self._call(CUT, {})

    def missing(self) -> Any:
        return self._call(SAY, {}, params={"status": "404 X"})


class AsyncThings(AsyncResource):
    async def say(self, text: str, **options: Any) -> Thing:
        """Says it."""
        return await self._call(SAY, options, body=text)  # type: ignore[arg-type]

    async def cut(self) -> Any:
        return await self._call(CUT, {})

    async def missing(self) -> Any:
        return await self._call(SAY, {}, params={"status": "404 X"})


TEXT = '{"Id": 1}'


# --- what is opened and closed ---


def test_a_client_opens_nothing_before_its_first_call(server: Any) -> None:
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200))
    with BaseClient(server.address, transport=transport) as client:
        assert client._pool.opened is None
        http = client.http
    assert http.is_closed


def test_a_client_does_not_close_what_it_was_given(server: Any) -> None:
    with httpx2.Client() as http:
        with BaseClient(server.address, http_client=http) as client:
            client.call(ECHO, Arguments({}))
        assert not http.is_closed


def test_an_async_client_does_not_close_what_it_was_given(server: Any) -> None:
    async def run() -> None:
        async with httpx2.AsyncClient() as http:
            async with AsyncBaseClient(server.address, http_client=http) as client:
                await client.call(ECHO, Arguments({}))
            assert not http.is_closed
        async with AsyncBaseClient(server.address) as client:
            await client.call(ECHO, Arguments({}))
            opened = client.http
        assert opened.is_closed

    asyncio.run(run())


def test_other_options_share_the_connections_and_do_not_close_them(
    server: Any,
) -> None:
    with BaseClient(server.address, headers={"X-A": "1"}) as client:
        with client.with_options(headers={"X-B": "2"}, query={"q": 3}) as other:
            sent = other.call(ECHO, Arguments({}))
            assert (sent["headers"]["x-a"], sent["headers"]["x-b"]) == ("1", "2")
            assert sent["target"] == "/echo?q=3"
        sent = client.call(ECHO, Arguments({}))
        assert "x-b" not in sent["headers"]
        assert other.http is client.http


def test_a_client_of_httpx2_brings_its_headers_cookies_auth_and_address(
    server: Any,
) -> None:
    http = httpx2.Client(
        base_url=server.address,
        headers={"X-Mine": "1", "User-Agent": "mine"},
        cookies={"c": "d"},
        params={"p": "q"},
        auth=("u", "p"),
    )
    with http, BaseClient(http_client=http) as client:
        sent = client.call(ECHO, Arguments({}, params={"$a": 1}))
        http.headers["X-Later"] = "2"
        later = client.call(ECHO, Arguments({}))
    assert sent["target"] == "/echo?p=q&$a=1"
    assert sent["headers"]["x-mine"] == "1"
    assert sent["headers"]["cookie"] == "c=d"
    assert sent["headers"]["authorization"].startswith("Basic ")
    assert later["headers"]["x-later"] == "2"


def test_options_that_do_not_exist_are_refused(server: Any) -> None:
    with pytest.raises(TypeError, match="a client has no option timeuot"):
        BaseClient(server.address, timeuot=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="only one"):
        BaseClient(
            server.address,
            http_client=httpx2.Client(),
            transport=httpx2.HTTPTransport(),
        )


# --- raw and streamed ---


def test_raw_answers(server: Any) -> None:
    with BaseClient(server.address) as client:
        say = raw(Things(client)._raw().say)
        answer = say(TEXT, query={"x-request-id": "r1"})
        assert (answer.status_code, answer.request_id) == (200, "r1")
        assert (answer.text, answer.content) == (TEXT, TEXT.encode())
        assert answer.headers["CONTENT-TYPE"].startswith("application/json")
        assert answer.attempts == 1
        assert answer.parse() == Thing(id=1)
        with pytest.raises(NotFoundError):
            Things(client)._raw().missing()


def test_raw_answers_awaited(server: Any) -> None:
    async def run() -> None:
        async with AsyncBaseClient(server.address) as client:
            say = async_raw(AsyncThings(client)._raw().say)
            answer = await say(TEXT)
            assert answer.parse() == Thing(id=1)

    asyncio.run(run())


def test_streamed_answers(server: Any) -> None:
    long = TEXT + " " * 300_000
    with BaseClient(server.address) as client:
        things = Things(client)._streamed()
        with streamed(things.say)(long) as answer:
            chunks = list(answer.iter_bytes(100_000))
            assert b"".join(chunks).decode() == long
            assert len(chunks) > 3
        assert answer.http_response.is_closed
        with streamed(things.say)(TEXT) as answer:
            assert answer.parse() == Thing(id=1)
        with streamed(things.say)("a\nb") as answer:
            assert list(answer.iter_lines()) == ["a", "b"]
        with pytest.raises(NotFoundError):
            streamed(things.missing)()
        with streamed(things.cut)() as answer, pytest.raises(ApiConnectionError):
            answer.read()


def test_a_streamed_answer_is_read_whole_only_up_to_the_limit(server: Any) -> None:
    async def run() -> None:
        async with AsyncBaseClient(server.address, max_response_bytes=100) as client:
            things = AsyncThings(client)._streamed()
            async with async_streamed(things.say)(TEXT * 100) as answer:
                with pytest.raises(ResponseTooLargeError):
                    await answer.read()

    with BaseClient(server.address, max_response_bytes=100) as client:
        things = Things(client)._streamed()
        answering = streamed(things.say)(TEXT * 100)
        with answering as answer, pytest.raises(ResponseTooLargeError):
            answer.parse()
        with streamed(things.say)(TEXT * 100) as answer:
            assert len(b"".join(answer.iter_bytes())) == len(TEXT) * 100
    asyncio.run(run())


def test_threads_may_put_cookies_in_the_jar_while_others_send_them() -> None:
    numbers = iter(range(100_000))

    def answer(request: httpx2.Request) -> httpx2.Response:
        cookie = f"c{next(numbers) % 500}=1; Path=/{next(numbers) % 50}"
        return httpx2.Response(200, headers={"Set-Cookie": cookie})

    failed: list[Exception] = []

    def work(client: BaseClient) -> None:
        try:
            for _ in range(40):
                client.call(Operation("GET", "/a"), Arguments({}))
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        transport = httpx2.MockTransport(answer)
        with BaseClient("https://a.example", transport=transport) as client:
            running = [threading.Thread(target=work, args=[client]) for _ in range(16)]
            for thread in running:
                thread.start()
            for thread in running:
                thread.join()
    finally:
        sys.setswitchinterval(switching)
    assert failed == []


def test_streamed_answers_awaited(server: Any) -> None:
    async def run() -> None:
        async with AsyncBaseClient(server.address) as client:
            things = AsyncThings(client)._streamed()
            async with async_streamed(things.say)(TEXT) as answer:
                assert [each async for each in answer.iter_text()] == [TEXT]
            assert answer.http_response.is_closed
            async with async_streamed(things.say)(TEXT) as answer:
                assert await answer.parse() == Thing(id=1)
            async with async_streamed(things.cut)() as answer:
                with pytest.raises(ApiConnectionError):
                    await answer.read()
            with pytest.raises(NotFoundError):
                async with async_streamed(things.missing)():
                    pass

    asyncio.run(run())


def test_methods_keep_their_words() -> None:
    with BaseClient("https://example.com") as client:
        assert raw(Things(client).say).__doc__ == "Says it."
    async_client = AsyncBaseClient("https://example.com")
    assert async_streamed(AsyncThings(async_client).say).__doc__ == "Says it."


# --- servers of their own kind ---


def test_a_success_may_report_a_failure(call: Any) -> None:
    def rule(body: Any) -> str | None:
        return str(body["Text"]) if body.get("Ok") is False else None

    client = {"failure_rules": (rule,), "on_drift": "ignore"}
    assert call(SAY, client=client, body=TEXT).id == 1
    with pytest.raises(ReportedError, match="Odd") as caught:
        call(SAY, client=client, body='{"Ok": false, "Text": "Odd."}')
    assert caught.value.status_code == 200
    assert caught.value.body == {"Ok": False, "Text": "Odd."}


def test_a_full_update_that_leaves_something_out_is_warned_about_once(
    call: Any,
) -> None:
    operation: Operation[None] = Operation("PUT", "/echo", body=lambda: Thing)
    with pytest.warns(UnderpostingWarning, match="leaves out Id, Size, which"):
        call(operation, body={"Name": "x"})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        call(operation, body={"Name": "x"})


def test_a_full_update_with_everything_is_not_warned_about(call: Any) -> None:
    operation: Operation[None] = Operation("PUT", "/echo", body=lambda: Thing)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        call(operation, body=Thing(id=1, size=0))
        call(Operation("PATCH", "/echo", body=lambda: Thing), body={"Name": "x"})
