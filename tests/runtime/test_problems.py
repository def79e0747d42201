"""What servers say when a call fails, in all the forms that they say it in."""

from __future__ import annotations

import json
import pickle
import time
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runtime.errors import (
    ApiError,
    PayloadTooLargeError,
    RedirectError,
    ServerError,
    StatusError,
    status_error,
)
from runtime.masking import mask_headers, mask_url
from runtime.problems import read_problem
from timing import timed


def problem(body: object) -> Any:
    return read_problem(json.dumps(body).encode(), "application/json")


def answer(status: int, body: bytes = b"", **headers: str) -> httpx2.Response:
    request = httpx2.Request("GET", "https://zoe:pw@example.com/a?token=geheim&b=1")
    return httpx2.Response(status, content=body, headers=headers, request=request)


@pytest.mark.parametrize("style", [str, str.lower, lambda n: n[0].lower() + n[1:]])
def test_http_errors_are_understood_in_any_casing(style: Any) -> None:
    found = problem(
        {
            style("Message"): "The request is invalid.",
            style("MessageDetail"): "No action was found.",
            style("ModelState"): {
                "order.Lines[0].Qty": ["Too small.", "Odd."],
                "": ["Nothing here."],
                "order.Name": [],
            },
            style("ExceptionMessage"): "Object reference not set.",
            style("ExceptionType"): "System.NullReferenceException",
            style("StackTrace"): "   at X.Y()",
            style("InnerException"): {style("ExceptionMessage"): "Deeper."},
            style("ErrorCode"): 17,
        }
    )
    assert found.message == "The request is invalid."
    assert found.message_detail == "No action was found."
    assert found.model_state == {
        "order.Lines[0].Qty": ("Too small.", "Odd."),
        "": ("Nothing here.",),
        "order.Name": (),
    }
    assert found.exception_message == "Object reference not set."
    assert found.exception_type == "System.NullReferenceException"
    assert found.stack_trace == "   at X.Y()"
    assert found.inner.exception_message == "Deeper."
    assert found.code == "17"
    assert "order.Lines[0].Qty: Too small.; Odd." in found.describe()
    assert "Deeper." in found.describe()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": "invalid_grant", "error_description": "No such user."}, "No such user."),
        ({"title": "Bad Request", "detail": "x", "errors": {"a": ["b"]}}, "Bad Request"),
        ({"odata.error": 1, "error": {"code": "7", "message": {"value": "Odd."}}}, "Odd."),
        ({"error": {"message": "Odd."}}, "Odd."),
        ("just text", "just text"),
        ({"Message": None}, ""),
        ({"other": 1}, ""),
        ([1], ""),
        (None, ""),
    ],
)  # fmt: skip
def test_other_forms_are_understood_too(body: object, message: str) -> None:
    found = problem(body)
    assert found.message == message
    assert found.body == body


def test_model_state_as_people_return_it_themselves() -> None:
    found = problem(
        {"ModelState": {"a": {"_errors": [{"ErrorMessage": "Bad."}]}, "b": "Odd."}}
    )
    assert found.model_state == {"a": ("Bad.",), "b": ("Odd.",)}


def test_xml_errors() -> None:
    text = b"<Error><Message>No &amp; never.</Message></Error>"
    assert read_problem(text, "application/xml").message == "No & never."


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<html><title>A</title><h1>A</h1><h2>B &lt;c&gt;</h2>", "A – B <c>"),
        ("<!DOCTYPE html><p>Only text.</p><script>x()</script>", "Only text."),
        ("<html></html>", ""),
    ],
)
def test_pages(page: str, message: str) -> None:
    found = read_problem(page.encode(), "text/html")
    assert found.message == message
    assert found.body == page


@pytest.mark.parametrize("part", ["<h1>", "<h1 ", "<", "<!--", "<script>", "<title>x"])
@timed
def test_a_page_can_not_make_the_reader_slow(part: str) -> None:
    started = time.process_time()
    read_problem(f"<html>{part * 200_000}".encode(), "text/html")
    assert time.process_time() - started < 2


@given(st.binary())
def test_no_bytes_whatever_make_it_fail(data: bytes) -> None:
    read_problem(data, "text/html")
    read_problem(data, "application/json", "utf-16")


# --- the errors made of them ---


@pytest.mark.parametrize(
    "status", [*range(300, 309), *range(400, 452), *range(500, 512)]
)
def test_every_status_has_a_class_that_can_be_caught(status: int) -> None:
    error = status_error(answer(status))
    assert isinstance(error, StatusError)
    assert isinstance(error, RedirectError) == (status < 400)
    assert isinstance(error, ServerError) == (status >= 500)
    assert str(error).startswith(str(status))


def test_a_body_that_iis_finds_too_large() -> None:
    page = b"<html><title>IIS 404.13 - Not Found</title></html>"
    assert isinstance(status_error(answer(404, page)), PayloadTooLargeError)


def test_an_error_shows_the_address_without_its_secrets() -> None:
    text = str(status_error(answer(400, b'{"Message": "No."}')))
    assert text == ("400 Bad Request: No. (GET https://example.com/a?token=***&b=1)")


def test_errors_can_be_pickled() -> None:
    error = status_error(answer(400, b'{"Message": "No."}'))
    other = pickle.loads(pickle.dumps(error))
    assert type(other) is type(error)
    assert (str(other), other.status_code, other.body) == (str(error), 400, error.body)
    plain = pickle.loads(pickle.dumps(ApiError("x")))
    assert plain.message == "x"


def test_masks() -> None:
    headers = {"Authorization": "a", "X-Api-Key": "b", "Cookie": "c", "Accept": "d"}
    assert list(mask_headers(headers).values()) == ["***", "***", "***", "d"]
    url = "https://u:p@h/?api_key=1&keyword=2&X-Token=3&k=4#x"
    assert mask_url(url, ["k"]) == (
        "https://h/?api_key=***&keyword=2&X-Token=***&k=***#x"
    )
    assert mask_url("/?returnUrl=/?token=5&b=1") == "/?returnUrl=/?token=***&b=1"


@pytest.mark.parametrize("part", ["?auth", "?auth=", "&a", "//a", "//@"])
@timed
def test_an_address_can_not_make_the_mask_slow(part: str) -> None:
    started = time.process_time()
    mask_url(f"https://a.example/{part * 13_000}")
    assert time.process_time() - started < 2


def test_a_message_does_not_turn_the_terminal_around() -> None:
    error = status_error(answer(400, b'{"Message": "No.\\u001b[31m\\u202eyes"}'))
    assert "No.\\x1b[31m\\u202eyes" in str(error)
