"""The two clients. They send, wait and read as a `Call` tells them, and do no more."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from types import TracebackType
from typing import Any, ClassVar, Generic, Self, TypeVar, Unpack, cast
from urllib.parse import urlsplit

import httpx2

from .calls import Call, Pause
from .errors import InvalidRequestError
from .masking import mask_url
from .operations import Operation
from .options import ClientOptions, FailureRule, Settings
from .requests import Arguments, build_request
from .responses import AsyncStreamedResponse, RawResponse, StreamedResponse, rebuilt

__all__ = ["AsyncBaseClient", "BaseClient"]

T = TypeVar("T")
Http = TypeVar("Http", bound="httpx2.Client | httpx2.AsyncClient")


def _mask_addresses(record: logging.LogRecord) -> bool:
    if isinstance(record.args, tuple):
        record.args = tuple(
            mask_url(str(each)) if isinstance(each, httpx2.URL) else each
            for each in record.args
        )
    return True


# httpx2 logs addresses as they are, with user, password and keys.
logging.getLogger("httpx2").addFilter(_mask_addresses)


class _Pool(Generic[Http]):
    """The httpx2 client behind a client, opened when the first request is sent."""

    def __init__(
        self, kind: Callable[..., Http], given: Http | None, transport: Any
    ) -> None:
        if given is not None and transport is not None:
            raise TypeError("http_client brings its own transport; give only one")
        self._kind = kind
        self._given = given
        self._opened: Http | None = None
        self._transport = transport
        self._lock = threading.Lock()

    @property
    def http(self) -> Http:
        http = self._given or self._opened
        if http is not None:
            return http
        with self._lock:
            if self._opened is None:
                self._opened = self._kind(transport=self._transport)
            return self._opened

    @property
    def base_url(self) -> str:
        """The base address of a client that was given, if it has one."""
        return str(self._given.base_url) if self._given else ""

    @property
    def opened(self) -> Http | None:
        """What has to be closed: nothing that was given, nothing that was not used."""
        return self._opened


class _Client(Generic[Http]):
    """What both clients have in common."""

    default_base_url: ClassVar[str] = ""
    """Where the documentation says that the API is; empty where it does not."""
    default_user_agent: ClassVar[str] = ""
    default_failure_rules: ClassVar[tuple[FailureRule, ...]] = ()
    """Rules for a server that reports failures in successful answers."""

    def __init__(
        self, base_url: str | None, pool: _Pool[Http], options: ClientOptions
    ) -> None:
        settings = Settings(
            base_url=_checked(base_url or pool.base_url or self.default_base_url),
            timeout=httpx2.Timeout(60.0, connect=10.0),
            headers={"User-Agent": self.default_user_agent or _USER_AGENT},
            failure_rules=self.default_failure_rules,
        )
        self._pool = pool
        self._shares = False
        self._settings = _changed(settings, options)

    @property
    def base_url(self) -> str:
        """The address that the paths of the API are appended to."""
        return self._settings.base_url

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """A client with other settings that shares the connections of this one.

        Headers and query parameters are added to those of this client. Only this one
        closes the connections.
        """
        kind = type(self)
        other = object.__new__(kind)
        # Groups are bound to this client; the other one makes its own.
        other.__dict__ = {
            name: value
            for name, value in self.__dict__.items()
            if not isinstance(getattr(kind, name, None), cached_property)
        }
        other._shares = True
        other._settings = _changed(self._settings, options)
        return other

    def __repr__(self) -> str:
        address = urlsplit(self.base_url)
        host = address.netloc.rpartition("@")[2]
        return f"{type(self).__name__}({f'{address.scheme}://{host}{address.path}'!r})"

    def _to_close(self) -> Http | None:
        return None if self._shares else self._pool.opened

    def _call(self, operation: Operation[T], arguments: Arguments) -> Call[T]:
        return Call(self._settings, operation, arguments.options)

    def _request(
        self, operation: Operation[Any], arguments: Arguments
    ) -> httpx2.Request:
        return build_request(self._settings, operation, arguments, self._pool.http)

    def _auth(self) -> Any:
        auth = self._settings.auth
        return httpx2.USE_CLIENT_DEFAULT if auth is None else auth


class BaseClient(_Client[httpx2.Client]):
    """A client that waits for its answers."""

    def __init__(
        self,
        base_url: str | None = None,
        *,
        http_client: httpx2.Client | None = None,
        transport: httpx2.BaseTransport | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        pool = _Pool(httpx2.Client, http_client, transport)
        super().__init__(base_url, pool, options)

    @property
    def http(self) -> httpx2.Client:
        """The httpx2 client that sends the requests."""
        return self._pool.http

    def close(self) -> None:
        """Closes the connections, unless they came with an `http_client` of yours."""
        if (http := self._to_close()) is not None:
            http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def call(self, operation: Operation[T], arguments: Arguments) -> T:
        """Calls `operation` and returns the documented type."""
        call = self._call(operation, arguments)
        return call.result(self._send(call, self._request(operation, arguments)))

    def call_raw(self, operation: Operation[T], arguments: Arguments) -> RawResponse[T]:
        """Calls `operation` and returns the answer with its headers."""
        call = self._call(operation, arguments)
        return RawResponse(call, self._send(call, self._request(operation, arguments)))

    def call_streamed(
        self, operation: Operation[T], arguments: Arguments
    ) -> StreamedResponse[T]:
        """Calls `operation` and returns as soon as the answer's headers are there."""
        call = self._call(operation, arguments)
        request = self._request(operation, arguments)
        return StreamedResponse(call, self._send(call, request, stream=True))

    def _send(
        self, call: Call[Any], request: httpx2.Request, *, stream: bool = False
    ) -> httpx2.Response:
        attempts = call.attempts(request)
        step = next(attempts)
        try:
            while True:
                try:
                    if isinstance(step, Pause):
                        time.sleep(step)
                        answer = None
                    else:
                        answer = self._exchange(call, step, stream=stream)
                except httpx2.RequestError as error:
                    step = attempts.throw(error)
                else:
                    step = attempts.send(answer)
        except StopIteration as finished:
            return cast("httpx2.Response", finished.value)

    def _exchange(
        self, call: Call[Any], request: httpx2.Request, *, stream: bool
    ) -> httpx2.Response:
        response = self.http.send(
            request, stream=True, auth=self._auth(), follow_redirects=False
        )
        if stream and response.is_success:
            return response
        try:
            if call.is_plain(response):
                response.read()
                return response
            chunks: list[bytes] = []
            size = 0
            for chunk in response.iter_bytes():
                size += len(chunk)
                call.check_size(size, response)
                chunks.append(chunk)
        except httpx2.DecodingError as error:
            raise call.badly_packed(response, error) from error
        finally:
            response.close()
        return rebuilt(response, b"".join(chunks))


class AsyncBaseClient(_Client[httpx2.AsyncClient]):
    """A client that is awaited."""

    def __init__(
        self,
        base_url: str | None = None,
        *,
        http_client: httpx2.AsyncClient | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        pool = _Pool(httpx2.AsyncClient, http_client, transport)
        super().__init__(base_url, pool, options)

    @property
    def http(self) -> httpx2.AsyncClient:
        """The httpx2 client that sends the requests."""
        return self._pool.http

    async def close(self) -> None:
        """Closes the connections, unless they came with an `http_client` of yours."""
        if (http := self._to_close()) is not None:
            await http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def call(self, operation: Operation[T], arguments: Arguments) -> T:
        """Calls `operation` and returns the documented type."""
        call = self._call(operation, arguments)
        return call.result(await self._send(call, self._request(operation, arguments)))

    async def call_raw(
        self, operation: Operation[T], arguments: Arguments
    ) -> RawResponse[T]:
        """Calls `operation` and returns the answer with its headers."""
        call = self._call(operation, arguments)
        return RawResponse(
            call, await self._send(call, self._request(operation, arguments))
        )

    async def call_streamed(
        self, operation: Operation[T], arguments: Arguments
    ) -> AsyncStreamedResponse[T]:
        """Calls `operation` and returns as soon as the answer's headers are there."""
        call = self._call(operation, arguments)
        request = self._request(operation, arguments)
        return AsyncStreamedResponse(call, await self._send(call, request, stream=True))

    async def _send(
        self, call: Call[Any], request: httpx2.Request, *, stream: bool = False
    ) -> httpx2.Response:
        attempts = call.attempts(request)
        step = next(attempts)
        try:
            while True:
                try:
                    if isinstance(step, Pause):
                        await _sleep(step)
                        answer = None
                    else:
                        answer = await self._exchange(call, step, stream=stream)
                except httpx2.RequestError as error:
                    step = attempts.throw(error)
                else:
                    step = attempts.send(answer)
        except StopIteration as finished:
            return cast("httpx2.Response", finished.value)

    async def _exchange(
        self, call: Call[Any], request: httpx2.Request, *, stream: bool
    ) -> httpx2.Response:
        response = await self.http.send(
            request, stream=True, auth=self._auth(), follow_redirects=False
        )
        if stream and response.is_success:
            return response
        try:
            if call.is_plain(response):
                await response.aread()
                return response
            chunks: list[bytes] = []
            size = 0
            async for chunk in response.aiter_bytes():
                size += len(chunk)
                call.check_size(size, response)
                chunks.append(chunk)
        except httpx2.DecodingError as error:
            raise call.badly_packed(response, error) from error
        finally:
            await response.aclose()
        return rebuilt(response, b"".join(chunks))


_USER_AGENT = f"python-httpx2/{httpx2.__version__}"


async def _sleep(seconds: float) -> None:
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        # Another loop than asyncio's. httpx2 requires anyio wherever there can be one,
        # which is everywhere but in a browser.
        import anyio

        await anyio.sleep(seconds)
    else:
        await asyncio.sleep(seconds)


def _checked(base_url: str) -> str:
    """`base_url` without a slash at its end.

    Raises:
        InvalidRequestError: no request can be sent to it.
    """
    address = urlsplit(base_url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise InvalidRequestError(
            f"base_url must be an address such as https://api.example.com, not "
            f"{mask_url(base_url)!r}"
        )
    if address.query or address.fragment:
        raise InvalidRequestError("base_url must end with a path, without ? and #")
    return base_url.rstrip("/")


def _changed(settings: Settings, options: ClientOptions) -> Settings:
    changes: dict[str, Any] = dict(options)
    unknown = changes.keys() - Settings.__dataclass_fields__.keys()
    if unknown:
        raise TypeError(f"a client has no option {', '.join(sorted(unknown))}")
    for name, values in (("headers", settings.headers), ("query", settings.query)):
        if name in changes:
            changes[name] = {**values, **changes[name]}
    return replace(settings, **changes)
