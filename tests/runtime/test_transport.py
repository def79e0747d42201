"""What the client makes of servers that misbehave: each test runs sync and async."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from pydantic import Field
from runtime.clients import BaseClient
from runtime.errors import (
    ApiConnectionError,
    ApiTimeoutError,
    DeadlineExceededError,
    InvalidRequestError,
    RedirectError,
    ResponseDecodeError,
    ResponseTooLargeError,
    ServiceUnavailableError,
    StatusError,
)
from runtime.models import UNSET, Model
from runtime.operations import Operation
from runtime.options import RequestOptions
from runtime.requests import Arguments
from timing import timed

Caller = Callable[..., Any]


class Thing(Model):
    id: int = Field(UNSET, alias="Id")
    name: str | None = Field(None, alias="Name")


def get(path: str, returns: Any = Thing) -> Operation[Any]:
    return Operation("GET", path, returns=lambda: returns)


def say(returns: Any = Any) -> Operation[Any]:
    """Has the server answer with the very bytes of the request."""
    return Operation("POST", "/say", sends="text/plain", returns=lambda: returns)


ONCE = RequestOptions(max_retries=0)


# --- time ---


def test_silence_is_a_timeout(call: Caller) -> None:
    with pytest.raises(ApiTimeoutError) as caught:
        call(get("/never"), timeout=0.05, options=ONCE)
    assert isinstance(caught.value, TimeoutError | ApiConnectionError)
    assert caught.value.request.url.path == "/never"


def test_a_deadline_ends_a_body_that_never_stops_coming(call: Caller) -> None:
    started = time.monotonic()
    with pytest.raises(DeadlineExceededError):
        call(get("/drip"), options=RequestOptions(deadline=0.2))
    assert time.monotonic() - started < 5


@timed
def test_a_deadline_spans_all_attempts(call: Caller, server: Any) -> None:
    before = len(server.log())
    options = RequestOptions(max_retries=1000, deadline=0.3)
    with pytest.raises(ApiTimeoutError):
        call(get("/never"), timeout=0.1, options=options)
    assert 2 <= len(server.log()) - before <= 4


# --- half an answer, and too much of one ---


@pytest.mark.parametrize("path", ["/cut", "/garbage", "/hang-up"])
def test_half_an_answer_is_a_broken_connection(call: Caller, path: str) -> None:
    with pytest.raises(ApiConnectionError) as caught:
        call(get(path), options=ONCE)
    assert not isinstance(caught.value, TimeoutError)


def test_nobody_listening_is_a_broken_connection(call: Caller) -> None:
    with pytest.raises(ApiConnectionError):
        call(get("/x"), client={"base_url": "http://127.0.0.1:1"}, options=ONCE)


def test_a_length_that_cuts_the_json_is_no_json(call: Caller) -> None:
    with pytest.raises(ResponseDecodeError, match="JSON was expected"):
        call(get("/short"))


def test_a_bomb_is_refused_before_it_fills_the_memory(call: Caller) -> None:
    with pytest.raises(ResponseTooLargeError, match="1000000 bytes"):
        call(get("/bomb"), client={"max_response_bytes": 1_000_000})


def test_an_answer_longer_than_allowed_is_refused(call: Caller) -> None:
    options = RequestOptions(max_response_bytes=5)
    with pytest.raises(ResponseTooLargeError):
        call(say(), body='"0123456789"', options=options)


def test_what_is_announced_bounds_nothing_that_comes_in_chunks(call: Caller) -> None:
    with pytest.raises(ResponseTooLargeError):
        call(get("/chunks", Any), client={"max_response_bytes": 1000})


def test_packed_answers_are_unpacked(call: Caller) -> None:
    assert call(get("/gzip")).name == "packed"


def test_what_is_not_packed_as_it_says_can_not_be_read(call: Caller) -> None:
    with pytest.raises(ResponseDecodeError, match="unpacked"):
        call(get("/bad-gzip"))


# --- odd bytes ---


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        ('\ufeff{"Name": "Zoë"}'.encode(), "application/json"),
        ('{"Name": "Zoë"}'.encode(), "application/json; charset=iso-8859-1"),
        ('{"Name": "Zoë"}'.encode("latin-1"), "application/json; charset=iso-8859-1"),
        ('{"Name": "Zoë"}'.encode("utf-16"), "application/json; charset=utf-16"),
        ('{"Name": "Zoë"}'.encode(), "text/html"),
        ('{"Name": "Zoë"}'.encode(), "application/json; charset=no-such-thing"),
        ('{"Name": "Anna", "Name": "Zoë"}'.encode(), "application/json"),
        (b'\r\n {"Name": "Zo\\u00eb"} \n', ""),
    ],
    ids=[
        "byte order mark",
        "wrong charset",
        "old charset",
        "UTF-16",
        "JSON as HTML",
        "unknown charset",
        "the same key twice",
        "no type",
    ],
)
def test_json_is_found_in_odd_bytes(
    call: Caller, raw: bytes, content_type: str
) -> None:
    operation: Operation[Any] = Operation(
        "POST", "/say", sends="application/octet-stream", returns=lambda: Thing
    )
    assert call(operation, body=raw, params={"type": content_type}).name == "Zoë"


def test_bytes_in_no_charset_can_not_be_read(call: Caller) -> None:
    operation: Operation[Any] = Operation(
        "POST", "/say", sends="application/octet-stream", returns=lambda: Thing
    )
    with pytest.raises(ResponseDecodeError):
        call(operation, body=b'{"Name": "\xff\xfe"}')


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"Id": ' + "9" * 10_000 + "}",
        '{"Id": 1e1000000}',
        '{"Id": 1e-99999999999999999999}',
    ],
    ids=["deep", "long", "large", "small"],
)
def test_json_that_would_exhaust_the_parser_can_not_be_read(
    call: Caller, text: str
) -> None:
    with pytest.raises(ResponseDecodeError):
        call(say(Thing), body=text)


@pytest.mark.parametrize("charset", ["zip", "rot13", "punycode", "undefined"])
def test_a_charset_that_is_none_is_passed_over(call: Caller, charset: str) -> None:
    kind = {"type": f"text/plain; charset={charset}"}
    assert call(say(str), body="no JSON", params=kind) == "no JSON"
    with pytest.raises(ResponseDecodeError, match="JSON was expected"):
        call(say(Thing), body="no JSON", params=kind)


def test_an_html_page_in_place_of_json_shows_what_it_says(call: Caller) -> None:
    with pytest.raises(ResponseDecodeError, match="Service Unavailable"):
        call(get("/html"), params={"status": "200 OK"})


def test_text_is_returned_where_text_is_documented(call: Caller) -> None:
    plain = {"type": "text/plain"}
    assert call(say(str), body="as it is", params=plain) == "as it is"
    assert call(say(str), body='"in JSON"') == "in JSON"


def test_bytes_are_returned_where_bytes_are_documented(call: Caller) -> None:
    assert call(say(bytes), body="%PDF") == b"%PDF"


def test_nothing_is_read_where_nothing_is_documented(call: Caller) -> None:
    assert call(Operation("POST", "/say", sends="text/plain"), body="no JSON") is None


# --- elsewhere ---


def test_redirects_are_not_followed_and_take_no_secret_along(
    call: Caller, server: Any
) -> None:
    elsewhere = server.address.replace("127.0.0.1", "localhost") + "/echo"
    secrets = {"Authorization": "Bearer secret", "X-Api-Key": "secret"}
    with pytest.raises(RedirectError) as caught:
        call(get("/redirect"), params={"to": elsewhere}, headers=secrets)
    assert caught.value.location == elsewhere
    assert [each["target"].split("?")[0] for each in server.log()] == ["/redirect"]


def test_a_client_that_follows_redirects_does_not_when_ours_uses_it(
    server: Any,
) -> None:
    arguments = Arguments({}, params={"to": "http://127.0.0.1:1/"})
    http = httpx2.Client(follow_redirects=True)
    with http, BaseClient(server.address, http_client=http) as client:
        pytest.raises(RedirectError, client.call, get("/redirect"), arguments)


# --- errors ---


def test_an_html_error_page_is_understood(call: Caller) -> None:
    with pytest.raises(ServiceUnavailableError) as caught:
        call(get("/html"), options=ONCE)
    assert "503 - Service unavailable – Service Unavailable" in str(caught.value)
    assert "color: red" not in str(caught.value)
    assert "Come back later" in caught.value.body


def test_an_error_knows_request_answer_and_id(call: Caller) -> None:
    with pytest.raises(StatusError) as caught:
        call(
            say(),
            body='{"Message": "The request is invalid."}',
            params={"status": "418 Teapot", "x-request-id": "r-17"},
        )
    error = caught.value
    assert error.status_code == 418
    assert error.request_id == "r-17"
    assert error.request.method == "POST"
    assert error.response.headers["x-request-id"] == "r-17"
    assert str(error).startswith("418 Teapot: The request is invalid. (POST http")


# --- what is sent ---


def test_what_is_sent(call: Caller) -> None:
    operation: Operation[Any] = Operation(
        "POST", "/echo/{id}", body=lambda: Thing, returns=lambda: Any
    )
    sent = call(
        operation,
        client={"headers": {"X-All": "1"}, "query": {"api-version": "2"}},
        path={"id": "a/b"},
        params={"$top": 5, "none": None},
        headers={"X-One": 7, "X-None": None},
        body=Thing(id=1, name=None),
    )
    assert sent["target"] == "/echo/a%2Fb?api-version=2&$top=5"
    assert sent["body"] == '{"Id":1,"Name":null}'
    headers = sent["headers"]
    assert headers["content-type"] == "application/json"
    assert headers["accept"] == "application/json"
    assert (headers["x-all"], headers["x-one"]) == ("1", "7")
    assert "x-none" not in headers
    assert headers["content-length"] == str(len(sent["body"]))


def test_a_call_may_add_headers_and_query(call: Caller) -> None:
    sent = call(
        get("/echo", Any), headers={"X-One": 1}, query={"a": True}, timeout=None
    )
    assert sent["target"] == "/echo?a=true"
    assert sent["headers"]["x-one"] == "1"


@pytest.mark.parametrize(
    "value", ["a\r\nX-Evil: 1", "a\nb", "a\0b", "geheim\n", " a", "Zoë"]
)
def test_what_no_header_can_carry_is_refused_and_not_shown(
    call: Caller, value: str
) -> None:
    with pytest.raises(InvalidRequestError, match="'X-One' can't be sent") as caught:
        call(get("/echo", Any), headers={"X-One": value})
    assert "geheim" not in str(caught.value)
    with pytest.raises(InvalidRequestError, match="'X-One' can't be sent"):
        call(get("/echo", Any), client={"headers": {"X-One": value}})


@pytest.mark.parametrize("address", ["", "ftp://x", "example.com", "http://x/?a=b"])
def test_an_address_that_nothing_can_be_sent_to_is_refused(
    call: Caller, address: str
) -> None:
    with pytest.raises(InvalidRequestError, match="base_url"):
        call(get("/echo"), client={"base_url": address})


def test_a_body_that_does_not_fit_is_never_sent(call: Caller, server: Any) -> None:
    operation: Operation[Any] = Operation("POST", "/echo", body=lambda: Thing)
    with pytest.raises(InvalidRequestError, match="Idd: Extra inputs"):
        call(operation, body={"Idd": 1})
    with pytest.raises(InvalidRequestError, match="Id: Input should be"):
        call(operation, body={"Id": None})
    assert server.log() == []
