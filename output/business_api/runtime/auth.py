"""Ways to say who is asking. Each is an `httpx2.Auth`, as is any of your own.

They speak to the client's own server only, and none of them shows its secrets in
`repr`.
"""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Callable,
    Generator,
    Iterator,
    Mapping,
)
from math import isnan
from typing import Any, TypeAlias, cast

import httpx2

from .addresses import encode_form
from .errors import ResponseDecodeError, ResponseTooLargeError, status_error
from .masking import keep_secret
from .requests import check_header

__all__ = [
    "ApiKeyHeader",
    "ApiKeyQuery",
    "BasicAuth",
    "BearerAuth",
    "CookieSession",
    "PasswordGrant",
    "Secret",
]

Secret: TypeAlias = str | Callable[[], str]
"""A secret, or a function that gets it each time one is needed."""


def _reveal(secret: Secret) -> str:
    return secret if isinstance(secret, str) else secret()


def _set(request: httpx2.Request, name: str, value: str) -> None:
    check_header(name, value)
    request.headers[name] = value


class BasicAuth(httpx2.Auth):
    """User and password with every request."""

    def __init__(self, username: str, password: Secret) -> None:
        self._username = username
        self._password = password

    def __repr__(self) -> str:
        return f"BasicAuth({self._username!r}, ***)"

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Adds the header."""
        pair = f"{self._username}:{_reveal(self._password)}".encode()
        token = base64.b64encode(pair).decode("ascii")
        request.headers["Authorization"] = f"Basic {token}"
        yield request


class BearerAuth(httpx2.Auth):
    """A token with every request."""

    def __init__(self, token: Secret) -> None:
        self._token = token

    def __repr__(self) -> str:
        return "BearerAuth(***)"

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Adds the header."""
        _set(request, "Authorization", f"Bearer {_reveal(self._token)}")
        yield request


class ApiKeyHeader(httpx2.Auth):
    """A key in a header of every request."""

    def __init__(self, name: str, key: Secret) -> None:
        self._name = name
        self._key = key
        keep_secret(name)

    def __repr__(self) -> str:
        return f"ApiKeyHeader({self._name!r}, ***)"

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Adds the header."""
        _set(request, self._name, _reveal(self._key))
        yield request


class ApiKeyQuery(httpx2.Auth):
    """A key in the query of every request."""

    def __init__(self, name: str, key: Secret) -> None:
        self._name = name
        self._key = key
        keep_secret(name)

    def __repr__(self) -> str:
        return f"ApiKeyQuery({self._name!r}, ***)"

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Adds the parameter."""
        plain = request.url
        own = encode_form({self._name: _reveal(self._key)})
        query = b"&".join(part for part in (plain.query, own) if part)
        request.url = plain.copy_with(query=query)
        try:
            yield request
        finally:
            # Errors, hooks and later attempts see the address without the key.
            request.url = plain


class PasswordGrant(httpx2.Auth):
    """The token of a user, got with the password and renewed when it expires.

    This is OAuth's password grant as Katana serves it at `/token`. `token_url` counts
    from the address of the request unless it is a whole address.
    """

    def __init__(
        self,
        username: str,
        password: Secret,
        *,
        token_url: str = "/token",
        fields: Mapping[str, str] | None = None,
    ) -> None:
        self._username = username
        self._password = password
        self._token_url = token_url
        self._fields = dict(fields or {})
        self._access = ""
        self._refresh = ""
        self._expires = 0.0
        self._lock = threading.Lock()
        self._async_lock: Any = None

    def __repr__(self) -> str:
        return f"PasswordGrant({self._username!r}, ***, token_url={self._token_url!r})"

    def sync_auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Gets a token where there is none, and once more where it is refused."""
        for _ in range(2):
            with self._lock:
                for form in self._forms(request):
                    answer = _bounded((yield form))
                    answer.read()
                    self._keep(answer)
            token = self._authorize(request)
            answer = yield request
            if answer.status_code != 401:
                return
            _bounded(answer)  # Before it is asked again, httpx2 reads it.
            self._forget(token)

    async def async_auth_flow(
        self, request: httpx2.Request
    ) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        """Gets a token where there is none, and once more where it is refused."""
        if self._async_lock is None:
            import anyio

            self._async_lock = anyio.Lock()
        for _ in range(2):
            async with self._async_lock:
                for form in self._forms(request):
                    answer = _bounded((yield form))
                    await answer.aread()
                    self._keep(answer)
            token = self._authorize(request)
            answer = yield request
            if answer.status_code != 401:
                return
            _bounded(answer)  # Before it is asked again, httpx2 reads it.
            self._forget(token)

    def _forms(self, request: httpx2.Request) -> Generator[httpx2.Request]:
        """Requests for a token until there is one: the refresh token, the password."""
        if self._access and time.monotonic() < self._expires:
            return
        self._access = ""
        if self._refresh:
            refresh, self._refresh = self._refresh, ""
            yield self._form(
                request, {"grant_type": "refresh_token", "refresh_token": refresh}
            )
        if not self._access:
            yield self._form(
                request,
                {
                    "grant_type": "password",
                    "username": self._username,
                    "password": _reveal(self._password),
                },
            )

    def _form(
        self, request: httpx2.Request, fields: Mapping[str, str]
    ) -> httpx2.Request:
        return httpx2.Request(
            "POST",
            request.url.join(self._token_url),
            content=encode_form({**fields, **self._fields}),
            headers={
                "Accept": "application/json",
                "Accept-Encoding": "identity",
                "Content-Type": "application/x-www-form-urlencoded",
            },
            extensions={"timeout": request.extensions.get("timeout", {})},
        )

    def _keep(self, answer: httpx2.Response) -> None:
        refreshing = b"grant_type=refresh_token" in answer.request.content
        if not answer.is_success:
            if refreshing:
                return
            raise status_error(answer)
        members = _members(answer)
        token = members.get("access_token")
        if not isinstance(token, str) or not token:
            # What came is not shown: it may be the token in another form.
            raise ResponseDecodeError(
                f"JSON with an access_token was expected of {answer.request.url.path} "
                f"and {answer.headers.get('content-type') or 'no content type'} came",
                response=answer,
            )
        self._access = token
        self._refresh = str(members.get("refresh_token") or "")
        lifetime = _seconds(members.get("expires_in"))
        self._expires = time.monotonic() + max(lifetime - 30, lifetime / 2)

    def _authorize(self, request: httpx2.Request) -> str:
        _set(request, "Authorization", f"Bearer {self._access}")
        return self._access

    def _forget(self, token: str) -> None:
        if self._access == token:
            self._access = ""


_MOST_BYTES = 16 * 2**20
"""Of an answer to a login, or of one that asks for it."""
_MOST_PACKED = 2**18
"""The same where it comes packed, though nobody asked for that."""


class _BoundedStream(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body as it comes, up to a limit."""

    def __init__(self, answer: httpx2.Response) -> None:
        self._answer = answer
        self._stream: Any = answer.stream
        packed = answer.headers.get("content-encoding", "identity") != "identity"
        self._left = _MOST_PACKED if packed else _MOST_BYTES

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            yield self._counted(chunk)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            yield self._counted(chunk)

    def _counted(self, chunk: bytes) -> bytes:
        self._left -= len(chunk)
        if self._left < 0:
            path = self._answer.request.url.path
            raise ResponseTooLargeError(
                f"the answer of {path} is too large for one to a login",
                response=self._answer,
            )
        return chunk

    def close(self) -> None:
        self._stream.close()

    async def aclose(self) -> None:
        await self._stream.aclose()


def _bounded(answer: httpx2.Response) -> httpx2.Response:
    if not answer.is_closed:
        answer.stream = _BoundedStream(answer)
    return answer


def _members(answer: httpx2.Response) -> Mapping[str, Any]:
    from .jsontext import loads

    try:
        value = loads(answer.content, answer.charset_encoding)
    except ValueError:
        return {}
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _seconds(lifetime: Any) -> float:
    """The lifetime of a token; an hour where the server tells of none."""
    try:
        seconds = float(lifetime)
    except (ValueError, TypeError, OverflowError):
        return 3600.0
    return 3600.0 if isnan(seconds) else seconds


class CookieSession(httpx2.Auth):
    """A session that a login opens and a cookie continues.

    `login_url` counts from the address of the request unless it is a whole address.
    What is not logged in is answered with 401 or sent to a login page; then the login
    is repeated once.
    """

    def __init__(
        self,
        login_url: str,
        fields: Mapping[str, Secret],
        *,
        as_json: bool = False,
    ) -> None:
        self._login_url = login_url
        self._fields = dict(fields)
        self._as_json = as_json
        self._cookies: httpx2.Cookies | None = None
        self._lock = threading.Lock()
        self._async_lock: Any = None

    def __repr__(self) -> str:
        return f"CookieSession({self._login_url!r}, ***)"

    def sync_auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Logs in where that was not done, and once more where the session is over."""
        for _ in range(2):
            with self._lock:
                if self._cookies is None:
                    answer = _bounded((yield self._login(request)))
                    answer.read()
                    self._keep(answer)
            cookies = self._continue(request)
            answer = yield request
            if answer.status_code not in (301, 302, 303, 401):
                return
            _bounded(answer)  # Before it is asked again, httpx2 reads it.
            self._forget(cookies)

    async def async_auth_flow(
        self, request: httpx2.Request
    ) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        """Logs in where that was not done, and once more where the session is over."""
        if self._async_lock is None:
            import anyio

            self._async_lock = anyio.Lock()
        for _ in range(2):
            async with self._async_lock:
                if self._cookies is None:
                    answer = _bounded((yield self._login(request)))
                    await answer.aread()
                    self._keep(answer)
            cookies = self._continue(request)
            answer = yield request
            if answer.status_code not in (301, 302, 303, 401):
                return
            _bounded(answer)  # Before it is asked again, httpx2 reads it.
            self._forget(cookies)

    def _login(self, request: httpx2.Request) -> httpx2.Request:
        from .jsontext import dumps

        fields = {name: _reveal(value) for name, value in self._fields.items()}
        kind = "json" if self._as_json else "x-www-form-urlencoded"
        return httpx2.Request(
            "POST",
            request.url.join(self._login_url),
            content=dumps(fields) if self._as_json else encode_form(fields),
            headers={
                "Accept-Encoding": "identity",
                "Content-Type": f"application/{kind}",
            },
            extensions={"timeout": request.extensions.get("timeout", {})},
        )

    def _keep(self, answer: httpx2.Response) -> None:
        # A login that succeeds may lead on to a start page.
        if answer.status_code >= 400:
            raise status_error(answer)
        cookies = httpx2.Cookies()
        cookies.extract_cookies(answer)
        self._cookies = cookies

    def _continue(self, request: httpx2.Request) -> httpx2.Cookies | None:
        request.headers.pop("Cookie", None)
        if self._cookies is not None:
            self._cookies.set_cookie_header(request)
        return self._cookies

    def _forget(self, cookies: httpx2.Cookies | None) -> None:
        if self._cookies is cookies:
            self._cookies = None
