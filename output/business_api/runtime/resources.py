"""The base of the groups of operations, `client.orders` and the like."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from functools import wraps
from types import TracebackType
from typing import Any, Generic, ParamSpec, Self, TypeVar, cast

from .clients import AsyncBaseClient, BaseClient
from .operations import Operation
from .options import CallOptions
from .pages import Pager, Paging
from .requests import NOTHING, Arguments
from .responses import AsyncStreamedResponse, RawResponse, StreamedResponse

__all__ = [
    "AsyncResource",
    "AsyncStream",
    "Resource",
    "async_raw",
    "async_streamed",
    "raw",
    "streamed",
]

P = ParamSpec("P")
T = TypeVar("T")


class Resource:
    """A group of operations of a `Client`."""

    def __init__(
        self, client: BaseClient, perform: Callable[..., Any] | None = None
    ) -> None:
        self._client = client
        self._perform = perform or client.call

    def _call(
        self,
        operation: Operation[T],
        options: CallOptions,
        *,
        path: Mapping[str, object] = NOTHING,
        params: Mapping[str, object] = NOTHING,
        headers: Mapping[str, object] = NOTHING,
        body: Any = None,
    ) -> T:
        arguments = Arguments(options, path, params, headers, body)
        return cast("T", self._perform(operation, arguments))

    def _pages(
        self,
        operation: Operation[Any],
        paging: Paging,
        options: CallOptions,
        *,
        path: Mapping[str, object] = NOTHING,
        params: Mapping[str, object] = NOTHING,
        headers: Mapping[str, object] = NOTHING,
    ) -> Iterator[Any]:
        pager = Pager(paging, params)
        while pager.more:
            arguments = Arguments(options, path, pager.params, headers, link=pager.link)
            yield from pager.items(self._perform(operation, arguments))

    def _raw(self) -> Self:
        """The same group, whose methods return a `RawResponse` whatever they say."""
        return type(self)(self._client, self._client.call_raw)

    def _streamed(self) -> Self:
        """The same group, whose methods return a `StreamedResponse`."""
        return type(self)(self._client, self._client.call_streamed)


class AsyncResource:
    """A group of operations of an `AsyncClient`."""

    def __init__(
        self, client: AsyncBaseClient, perform: Callable[..., Any] | None = None
    ) -> None:
        self._client = client
        self._perform = perform or client.call

    async def _call(
        self,
        operation: Operation[T],
        options: CallOptions,
        *,
        path: Mapping[str, object] = NOTHING,
        params: Mapping[str, object] = NOTHING,
        headers: Mapping[str, object] = NOTHING,
        body: Any = None,
    ) -> T:
        arguments = Arguments(options, path, params, headers, body)
        return cast("T", await self._perform(operation, arguments))

    async def _pages(
        self,
        operation: Operation[Any],
        paging: Paging,
        options: CallOptions,
        *,
        path: Mapping[str, object] = NOTHING,
        params: Mapping[str, object] = NOTHING,
        headers: Mapping[str, object] = NOTHING,
    ) -> AsyncIterator[Any]:
        pager = Pager(paging, params)
        while pager.more:
            arguments = Arguments(options, path, pager.params, headers, link=pager.link)
            for item in pager.items(await self._perform(operation, arguments)):
                yield item

    def _raw(self) -> Self:
        """The same group, whose methods return a `RawResponse` whatever they say."""
        return type(self)(self._client, self._client.call_raw)

    def _streamed(self) -> Self:
        """The same group, whose methods return an `AsyncStreamedResponse`."""
        return type(self)(self._client, self._client.call_streamed)


# --- methods of the groups above, with the type that they really return ---


def raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """`method` of a group from `_raw`, typed as what it returns."""
    return cast("Callable[P, RawResponse[T]]", method)


def async_raw(
    method: Callable[P, Coroutine[Any, Any, T]],
) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]:
    """`method` of a group from `_raw`, typed as what it returns."""
    return cast("Callable[P, Coroutine[Any, Any, RawResponse[T]]]", method)


def streamed(method: Callable[P, T]) -> Callable[P, StreamedResponse[T]]:
    """`method` of a group from `_streamed`, typed as what it returns."""
    return cast("Callable[P, StreamedResponse[T]]", method)


def async_streamed(
    method: Callable[P, Coroutine[Any, Any, T]],
) -> Callable[P, AsyncStream[T]]:
    """`method` of a group from `_streamed`, for `async with` without an `await`."""

    @wraps(method)
    def opened(*args: P.args, **kwargs: P.kwargs) -> AsyncStream[T]:
        answer = cast(
            "Coroutine[Any, Any, AsyncStreamedResponse[T]]", method(*args, **kwargs)
        )
        return AsyncStream(answer)

    return opened


class AsyncStream(Generic[T]):
    """Calls an operation on entering, and closes the answer on leaving."""

    def __init__(self, answer: Coroutine[Any, Any, AsyncStreamedResponse[T]]) -> None:
        self._answer = answer
        self._response: AsyncStreamedResponse[T] | None = None

    async def __aenter__(self) -> AsyncStreamedResponse[T]:
        self._response = await self._answer
        return self._response

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._response is not None:
            await self._response.close()
