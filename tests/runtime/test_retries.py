"""What is repeated, what never is, and what is told of it; sync and async."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runtime.errors import (
    ApiConnectionError,
    InternalServerError,
    ServiceUnavailableError,
    TooManyRequestsError,
)
from runtime.operations import Operation
from runtime.options import RequestOptions
from runtime.retries import Attempt, RetryPolicy, retry_after

Caller = Callable[..., Any]

GET: Operation[Any] = Operation("GET", "/flaky", returns=lambda: Any)
POST: Operation[Any] = Operation("POST", "/flaky", returns=lambda: Any)
PUT: Operation[Any] = Operation("PUT", "/flaky", returns=lambda: Any)
MARKED: Operation[Any] = Operation(
    "POST", "/flaky", returns=lambda: Any, idempotent=True
)


@pytest.mark.parametrize("operation", [GET, MARKED], ids=str)
@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_be_repeated_is(
    call: Caller, server: Any, operation: Operation[Any], status: int
) -> None:
    assert call(operation, params={"status": f"{status} X", "times": 2}) == {"Id": 1}
    assert len(server.log()) == 3


@pytest.mark.parametrize("operation", [POST, PUT], ids=str)
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_what_may_have_taken_effect_is_not_repeated(
    call: Caller, server: Any, operation: Operation[Any], status: int
) -> None:
    with pytest.raises((InternalServerError, ServiceUnavailableError, Exception)):
        call(operation, params={"status": f"{status} X"})
    assert len(server.log()) == 1


@pytest.mark.parametrize("status", [408, 429])
def test_what_was_refused_is_repeated_whatever_it_is(
    call: Caller, server: Any, status: int
) -> None:
    assert call(POST, params={"status": f"{status} X"}) == {"Id": 1}
    assert len(server.log()) == 2


@pytest.mark.parametrize("status", [400, 401, 404, 409, 501])
def test_what_would_fail_again_is_not_repeated(
    call: Caller, server: Any, status: int
) -> None:
    with pytest.raises(Exception, match=str(status)):
        call(GET, params={"status": f"{status} X"})
    assert len(server.log()) == 1


def test_a_lost_answer_is_repeated_only_where_that_does_no_harm(
    call: Caller, server: Any
) -> None:
    assert call(Operation("GET", "/dropping", returns=lambda: Any)) == {"Id": 1}
    assert len(server.log()) == 2
    with pytest.raises(ApiConnectionError):
        call(Operation("POST", "/dropping"))
    assert len(server.log()) == 1


def test_a_call_may_say_that_it_is_idempotent(call: Caller, server: Any) -> None:
    options = RequestOptions(idempotent=True)
    assert call(POST, params={"status": "500 X"}, options=options) == {"Id": 1}


def test_a_call_may_forbid_what_its_operation_allows(call: Caller) -> None:
    options = RequestOptions(idempotent=False)
    with pytest.raises(InternalServerError):
        call(GET, params={"status": "500 X"}, options=options)


def test_no_connection_is_repeated_whatever_the_operation(call: Caller) -> None:
    attempts: list[Attempt] = []
    client = {"base_url": "http://127.0.0.1:1", "on_attempt": attempts.append}
    with pytest.raises(ApiConnectionError):
        call(POST, client=client, body="x")
    assert [each.number for each in attempts] == [1, 2, 3]
    assert attempts[0].status_code is None
    assert attempts[0].error.startswith("ConnectError")


def test_the_number_of_attempts_has_an_end(call: Caller, server: Any) -> None:
    with pytest.raises(InternalServerError):
        call(GET, params={"status": "500 X", "times": 99})
    assert len(server.log()) == 3


def test_the_server_may_ask_for_a_pause(call: Caller) -> None:
    patient = {"retries": RetryPolicy(first_pause=60.0)}
    started = time.monotonic()
    query = {"status": "503 X", "after": "0"}
    assert call(GET, client=patient, params=query) == {"Id": 1}
    assert call(GET, client=patient, params={**query, "after": "date"})
    assert time.monotonic() - started < 30


def test_a_server_that_asks_for_too_long_a_pause_gets_no_more(
    call: Caller, server: Any
) -> None:
    with pytest.raises(TooManyRequestsError) as caught:
        call(GET, params={"status": "429 X", "after": "3600"})
    assert caught.value.response.headers["retry-after"] == "3600"
    assert len(server.log()) == 1


def test_a_pause_beyond_the_deadline_is_not_made(call: Caller, server: Any) -> None:
    started = time.monotonic()
    with pytest.raises(InternalServerError):
        call(
            GET,
            client={"retries": RetryPolicy(first_pause=60.0)},
            params={"status": "500 X"},
            options=RequestOptions(deadline=5.0),
        )
    assert time.monotonic() - started < 5
    assert len(server.log()) == 1


def test_hooks_and_logs_see_every_attempt_and_no_secret(
    call: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    attempts: list[Attempt] = []
    secrets = {"Authorization": "Bearer geheim", "X-Api-Key": "geheim"}
    with caplog.at_level(logging.DEBUG, logger="runtime"):
        call(
            GET,
            client={"on_attempt": attempts.append, "headers": secrets},
            params={"status": "500 X", "access_token": "geheim", "id": 7},
        )
    assert [each.status_code for each in attempts] == [500, 200]
    assert [each.retry_in for each in attempts] == [0.0, None]
    assert attempts[0].operation == "GET /flaky"
    assert attempts[0].headers["authorization"] == "***"
    assert "id=7" in attempts[0].url
    assert "geheim" not in repr(attempts)
    ours = [each for each in caplog.records if each.name == "runtime"]
    assert [each.levelname for each in ours] == ["INFO", "DEBUG"]
    assert not any("geheim" in each.getMessage() for each in ours)


# --- the policy by itself ---


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", None),
        ("3", 3.0),
        ("1.5", 1.5),
        ("-1", None),
        ("inf", None),
        ("soon", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("Mon, 01 Jan 2024 00:00:00 +99999999999999", None),
    ],
)
def test_retry_after_is_read(text: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": text}) == seconds


@given(st.integers(min_value=1, max_value=10_000))
def test_pauses_grow_to_a_limit_and_leave_something_to_chance(attempt: int) -> None:
    policy = RetryPolicy()
    longest = min(0.5 * 2.0 ** min(attempt - 1, 30), 8.0)
    assert longest * 0.75 <= policy.pause(attempt) <= longest
