"""Who is asking, in every way that such vendors want to know it; sync and async."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from runtime.auth import (
    ApiKeyHeader,
    ApiKeyQuery,
    BasicAuth,
    BearerAuth,
    CookieSession,
    PasswordGrant,
)
from runtime.clients import BaseClient
from runtime.errors import (
    BadRequestError,
    InternalServerError,
    InvalidRequestError,
    NotFoundError,
    RedirectError,
    ResponseDecodeError,
    ResponseTooLargeError,
    UnauthorizedError,
)
from runtime.operations import Operation
from runtime.requests import Arguments
from runtime.retries import Attempt

Caller = Callable[..., Any]

ECHO: Operation[Any] = Operation("GET", "/echo", returns=lambda: Any)
GUARDED: Operation[Any] = Operation("POST", "/guarded", returns=lambda: Any)
SESSION: Operation[Any] = Operation("POST", "/session", returns=lambda: Any)


def test_nothing_is_sent_unless_asked_for(call: Caller) -> None:
    assert "authorization" not in call(ECHO)["headers"]


def test_basic(call: Caller) -> None:
    sent = call(ECHO, client={"auth": BasicAuth("Zoë", "p:w")})
    kind, _, token = sent["headers"]["authorization"].partition(" ")
    assert (kind, base64.b64decode(token).decode()) == ("Basic", "Zoë:p:w")


def test_bearer_asks_for_the_token_each_time(call: Caller) -> None:
    tokens = iter(["one", "two"])
    auth = BearerAuth(lambda: next(tokens))
    assert call(ECHO, client={"auth": auth})["headers"]["authorization"] == "Bearer one"
    assert call(ECHO, client={"auth": auth})["headers"]["authorization"] == "Bearer two"


def test_api_key_in_a_header(call: Caller) -> None:
    sent = call(ECHO, client={"auth": ApiKeyHeader("X-Key", "geheim")})
    assert sent["headers"]["x-key"] == "geheim"


def test_no_hook_sees_the_key_whatever_its_header_is_called(call: Caller) -> None:
    seen: list[Attempt] = []
    auth = ApiKeyHeader("X-Tenant", "geheim")
    call(ECHO, client={"auth": auth, "on_attempt": seen.append})
    assert seen[0].headers["x-tenant"] == "***"


@pytest.mark.parametrize("auth", [BearerAuth, lambda key: ApiKeyHeader("X-Key", key)])
def test_a_key_with_a_line_break_is_refused_and_not_shown(
    call: Caller, auth: Any
) -> None:
    with pytest.raises(InvalidRequestError, match="can't be sent") as caught:
        call(ECHO, client={"auth": auth("geheim\n")})
    assert "geheim" not in str(caught.value)


def test_api_key_in_the_query_and_in_no_log(
    call: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    auth = ApiKeyQuery("k", "ge heim")
    with caplog.at_level(logging.DEBUG):
        sent = call(ECHO, client={"auth": auth}, params={"a": 1})
    assert sent["target"] == "/echo?a=1&k=ge+heim"
    assert "HTTP Request" in caplog.text
    ours = [each for each in caplog.records if each.name in ("runtime", "httpx2")]
    assert not any("heim" in each.getMessage() for each in ours)


def test_neither_does_an_error_where_the_server_gives_the_address_back(
    call: Caller,
) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.method == "GET":
            return httpx2.Response(301, headers={"Location": f"{request.url}&b=1"})
        message = f"No HTTP resource matches the request URI '{request.url}'."
        return httpx2.Response(404, json={"Message": message})

    transport = httpx2.MockTransport(answer)
    auth = ApiKeyQuery("code", "geheim")
    with BaseClient("https://zoe:pw@a.example", transport=transport, auth=auth) as ours:
        with pytest.raises(RedirectError) as moved:
            ours.call(ECHO, Arguments({}))
        with pytest.raises(NotFoundError) as missing:
            ours.call(GUARDED, Arguments({}))
    assert "https://a.example/echo?code=***&b=1 (GET" in str(moved.value)
    assert "URI 'https://a.example/guarded?code=***'. (POST" in str(missing.value)


def test_user_and_password_in_an_address_are_in_no_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, json=1))
    address = "https://zoe:geheim@a.example"
    with (
        caplog.at_level(logging.DEBUG),
        BaseClient(address, transport=transport, query={"api_key": "geheim"}) as ours,
    ):
        ours.call(ECHO, Arguments({}))
    assert "HTTP Request: GET https://a.example/echo?api_key=***" in caplog.text
    assert "geheim" not in caplog.text


def test_an_error_does_not_show_the_key(call: Caller) -> None:
    say: Operation[Any] = Operation("POST", "/say")
    with pytest.raises(InternalServerError) as caught:
        call(
            say,
            client={"auth": ApiKeyQuery("k", "geheim")},
            params={"status": "500 X"},
        )
    assert "geheim" not in str(caught.value)
    assert "geheim" not in str(caught.value.request.url)


def test_a_hook_of_ones_own(call: Caller) -> None:
    def sign(request: httpx2.Request) -> httpx2.Request:
        request.headers["X-Signature"] = request.method.lower()
        return request

    assert call(ECHO, client={"auth": sign})["headers"]["x-signature"] == "get"


# --- tokens ---


def test_a_token_is_got_once_and_used_again(call: Caller, server: Any) -> None:
    auth = PasswordGrant("zoe", "right", fields={"client_id": "us"})
    for _ in range(2):
        call(GUARDED, client={"auth": auth}, body="x")
    log = server.log()
    assert [each["target"] for each in log] == ["/token", "/guarded", "/guarded"]
    assert log[0]["body"] == (
        "grant_type=password&username=zoe&password=right&client_id=us"
    )


@pytest.mark.parametrize(
    "answer",
    [
        "access_token=geheim",
        '{"token": "geheim"}',
        '{"access_token": null}',
        "[" * 9999,
    ],
)
def test_an_answer_without_a_token_is_not_shown(call: Caller, answer: str) -> None:
    auth = PasswordGrant("zoe", "right", fields={"answer": answer})
    with pytest.raises(ResponseDecodeError, match="access_token was exp") as caught:
        call(GUARDED, client={"auth": auth})
    assert "geheim" not in str(caught.value)


def test_an_answer_to_a_login_that_has_no_end_is_given_up(
    call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = '{"access_token": "t"}'
    auth = PasswordGrant("zoe", "right", fields={"answer": answer})
    monkeypatch.setattr("runtime.auth._MOST_BYTES", len(answer))
    assert call(ECHO, client={"auth": auth})["headers"]["authorization"] == "Bearer t"
    monkeypatch.setattr("runtime.auth._MOST_BYTES", len(answer) - 1)
    other = PasswordGrant("zoe", "right", fields={"answer": answer})
    with pytest.raises(ResponseTooLargeError, match="/token is too large"):
        call(ECHO, client={"auth": other})


def test_neither_may_an_answer_that_asks_for_a_login_have_no_end(
    call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    auth = PasswordGrant("zoe", "right", fields={"answer": '{"access_token": "old"}'})
    monkeypatch.setattr("runtime.auth._MOST_BYTES", 30)
    with pytest.raises(ResponseTooLargeError, match="/guarded is too large"):
        call(GUARDED, client={"auth": auth}, body="x")


@pytest.mark.parametrize("lifetime", ["null", '"soon"', "NaN", "9" * 400])
def test_a_token_is_used_whatever_its_lifetime_is_said_to_be(
    call: Caller, lifetime: str
) -> None:
    answer = f'{{"access_token": "t", "expires_in": {lifetime}}}'
    auth = PasswordGrant("zoe", "right", fields={"answer": answer})
    assert call(ECHO, client={"auth": auth})["headers"]["authorization"] == "Bearer t"


def test_a_token_that_expires_is_renewed_with_the_refresh_token(
    call: Caller, server: Any
) -> None:
    auth = PasswordGrant("zoe", "right", fields={"lifetime": "0"})
    for _ in range(2):
        call(GUARDED, client={"auth": auth})
    bodies = [each["body"] for each in server.log() if each["target"] == "/token"]
    assert bodies[0].startswith("grant_type=password")
    assert bodies[1].startswith("grant_type=refresh_token&refresh_token=refresh")


def test_a_refresh_token_that_is_refused_leads_back_to_the_password(
    call: Caller, server: Any
) -> None:
    auth = PasswordGrant("zoe", "right", fields={"lifetime": "0", "next": "refused"})
    for _ in range(2):
        call(GUARDED, client={"auth": auth})
    bodies = [each["body"] for each in server.log() if each["target"] == "/token"]
    assert [body.split("&")[0] for body in bodies] == [
        "grant_type=password",
        "grant_type=refresh_token",
        "grant_type=password",
    ]


def test_a_token_that_is_revoked_is_renewed_and_the_call_repeated(
    call: Caller, server: Any
) -> None:
    auth = PasswordGrant("zoe", "right")
    call(GUARDED, client={"auth": auth})
    call(Operation("GET", "/revoke"))
    server.log()
    assert call(GUARDED, client={"auth": auth}, body="x")["body"] == '"x"'
    targets = [each["target"] for each in server.log()]
    assert targets == ["/guarded", "/token", "/guarded"]


def test_a_wrong_password_says_so_and_does_not_show_it(call: Caller) -> None:
    with pytest.raises(BadRequestError, match=r"No such user\.") as caught:
        call(GUARDED, client={"auth": PasswordGrant("zoe", "wrong")})
    assert "wrong" not in str(caught.value)


def test_a_call_that_stays_unauthorized_is_an_error(call: Caller, server: Any) -> None:
    with pytest.raises(UnauthorizedError):
        call(GUARDED, client={"auth": BearerAuth("nonsense")})


# --- sessions ---


def test_a_session_is_opened_once_and_again_when_it_is_over(
    call: Caller, server: Any
) -> None:
    auth = CookieSession("/login", {"user": "zoe", "password": "geheim"})
    for _ in range(2):
        call(SESSION, client={"auth": auth})
    call(Operation("GET", "/log-off"))
    call(SESSION, client={"auth": auth}, body={"a": 1})
    targets = [each["target"] for each in server.log()]
    assert targets == [
        *("/login", "/session", "/session"),
        "/log-off",
        *("/session", "/login", "/session"),
    ]


def test_a_session_outlives_the_client_that_opened_it(server: Any) -> None:
    auth = CookieSession("/login", {"user": "zoe"}, as_json=True)
    with BaseClient(server.address, auth=auth) as client:
        for _ in range(2):
            client.call(SESSION, Arguments({}))
    targets = [each["target"] for each in server.log()]
    assert targets == ["/login", "/session", "/session"]


@pytest.mark.parametrize(
    "auth",
    [
        BasicAuth("zoe", "geheim"),
        BearerAuth("geheim"),
        ApiKeyHeader("X-Key", "geheim"),
        ApiKeyQuery("k", "geheim"),
        PasswordGrant("zoe", "geheim"),
        CookieSession("/login", {"password": "geheim"}),
    ],
)
def test_no_secret_is_shown(auth: httpx2.Auth, server: Any) -> None:
    assert "geheim" not in repr(auth)
    assert "geheim" not in repr(BaseClient(server.address, auth=auth))


def test_a_password_in_the_address_is_not_shown() -> None:
    client = BaseClient("https://zoe:geheim@example.com/api")
    assert repr(client) == "BaseClient('https://example.com/api')"
