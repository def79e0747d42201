"""Answers as a whole, for callers who want more than the value in them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Generic, Self, TypeVar

import httpx2

from .calls import Call, with_charset
from .errors import request_id

__all__ = ["AsyncStreamedResponse", "RawResponse", "StreamedResponse"]

T = TypeVar("T")


class _Response(Generic[T]):
    def __init__(self, call: Call[T], http_response: httpx2.Response) -> None:
        self._call = call
        self.http_response = http_response
        """The answer as httpx2 has it."""
        self._is_read = False

    @property
    def status_code(self) -> int:
        """The status, in the 200s."""
        return self.http_response.status_code

    @property
    def headers(self) -> httpx2.Headers:
        """The answer's headers, whose names ignore case."""
        return self.http_response.headers

    @property
    def request_id(self) -> str | None:
        """The id by which the server's operators find the request."""
        return request_id(self.http_response)

    @property
    def attempts(self) -> int:
        """How many attempts it took, this one included."""
        return self._call.attempt

    def _keep(self, pieces: list[bytes]) -> None:
        self.http_response = rebuilt(self.http_response, b"".join(pieces))
        self._is_read = True


class RawResponse(_Response[T]):
    """A successful answer, read and not yet parsed."""

    @property
    def content(self) -> bytes:
        """The body."""
        return self.http_response.content

    @property
    def text(self) -> str:
        """The body as text."""
        return with_charset(self.http_response).text

    def parse(self) -> T:
        """What the operation returns.

        Raises:
            ResponseDecodeError: the answer can't be read.
        """
        return self._call.result(self.http_response)


class StreamedResponse(_Response[T]):
    """A successful answer whose body comes piece by piece.

    Use it in a `with` statement, which closes the answer in the end.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives up what has not been read."""
        self.http_response.close()

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body, unpacked, in pieces."""
        with self._call.translating(self.http_response):
            yield from self.http_response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """The body as text in pieces."""
        with self._call.translating(self.http_response):
            yield from with_charset(self.http_response).iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        """The body line by line."""
        with self._call.translating(self.http_response):
            yield from with_charset(self.http_response).iter_lines()

    def read(self) -> bytes:
        """The whole body.

        Raises:
            ResponseTooLargeError: it is larger than `max_response_bytes`.
        """
        if not self._is_read:
            pieces: list[bytes] = []
            size = 0
            with self._call.translating(self.http_response):
                for piece in self.http_response.iter_bytes():
                    size += len(piece)
                    self._call.check_size(size, self.http_response)
                    pieces.append(piece)
            self._keep(pieces)
        return self.http_response.content

    def parse(self) -> T:
        """What the operation returns, of the whole body."""
        self.read()
        return self._call.result(self.http_response)


class AsyncStreamedResponse(_Response[T]):
    """A successful answer whose body comes piece by piece, while its context is
    open.
    """

    async def close(self) -> None:
        """Gives up what has not been read."""
        await self.http_response.aclose()

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body, unpacked, in pieces."""
        with self._call.translating(self.http_response):
            async for chunk in self.http_response.aiter_bytes(chunk_size):
                yield chunk

    async def iter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """The body as text in pieces."""
        with self._call.translating(self.http_response):
            async for text in with_charset(self.http_response).aiter_text(chunk_size):
                yield text

    async def iter_lines(self) -> AsyncIterator[str]:
        """The body line by line."""
        with self._call.translating(self.http_response):
            async for line in with_charset(self.http_response).aiter_lines():
                yield line

    async def read(self) -> bytes:
        """The whole body.

        Raises:
            ResponseTooLargeError: it is larger than `max_response_bytes`.
        """
        if not self._is_read:
            pieces: list[bytes] = []
            size = 0
            with self._call.translating(self.http_response):
                async for piece in self.http_response.aiter_bytes():
                    size += len(piece)
                    self._call.check_size(size, self.http_response)
                    pieces.append(piece)
            self._keep(pieces)
        return self.http_response.content

    async def parse(self) -> T:
        """What the operation returns, of the whole body."""
        await self.read()
        return self._call.result(self.http_response)


def rebuilt(response: httpx2.Response, content: bytes) -> httpx2.Response:
    """`response`, whose body was read piece by piece into `content`.

    The headers are those of the body as it reads now: unpacked, and of this length.
    """
    headers = httpx2.Headers(response.headers)
    for name in ("content-encoding", "content-length", "transfer-encoding"):
        headers.pop(name, None)
    whole = httpx2.Response(
        response.status_code,
        headers=headers,
        content=content,
        request=response.request,
        extensions=response.extensions,
        default_encoding=response.default_encoding,
    )
    with suppress(RuntimeError):
        # A transport that answers from memory measures no time.
        whole.elapsed = response.elapsed
    return whole
