"""One call, from its arguments to its result, without any input or output.

`Call.attempts` says what to send and how long to wait, and is told what came of it. The
two clients do what it says, one of them asynchronously; all decisions are taken here.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast

import httpx2

from .drift import Drift, describe, warn
from .errors import (
    ApiConnectionError,
    ApiError,
    ApiTimeoutError,
    DeadlineExceededError,
    DriftError,
    InvalidRequestError,
    ResponseDecodeError,
    ResponseTooLargeError,
    reported_error,
    status_error,
)
from .jsontext import is_charset
from .masking import mask_headers, mask_url
from .operations import Operation
from .options import CallOptions, RequestOptions, Settings
from .retries import Attempt

if TYPE_CHECKING:
    from .references import Link

__all__ = ["Call", "Pause", "with_charset"]

T = TypeVar("T")

logger = logging.getLogger(__name__.partition(".")[0])

_NO_OPTIONS = RequestOptions()
_HARMLESS = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
"""Failures after which the server has surely not seen the request."""


class Pause(float):
    """Seconds to wait before the next attempt."""


Step: TypeAlias = "httpx2.Request | Pause"


class Call(Generic[T]):
    """One call of `operation`."""

    def __init__(
        self,
        settings: Settings,
        operation: Operation[T],
        call: CallOptions,
    ) -> None:
        options = call.get("options", _NO_OPTIONS)
        policy = settings.retries
        self.operation = operation
        self.attempt = 0
        self._settings = settings
        self._call = call
        self._retries = (
            policy.max_retries if options.max_retries is None else options.max_retries
        )
        self._repeatable = (
            operation.idempotent if options.idempotent is None else options.idempotent
        )
        self.limit = options.max_response_bytes or settings.max_response_bytes
        seconds = options.deadline or settings.deadline
        self.deadline = time.monotonic() + seconds if seconds else None

    # --- the attempts ---

    def attempts(
        self, request: httpx2.Request
    ) -> Generator[Step, httpx2.Response | None, httpx2.Response]:
        """Yields what to do, is sent the answer, and returns the one that succeeds.

        Raises:
            StatusError: the last answer is not a success.
            ApiConnectionError: no answer came.
        """
        while True:
            self.attempt += 1
            self._limit_time(request)
            started = time.monotonic()
            try:
                response = yield request
            except httpx2.RequestError as error:
                pause = self._pause_after(error)
                self._report(request, started, pause, error=error)
                if pause is None:
                    raise self._translated(error, request) from error
            else:
                assert isinstance(response, httpx2.Response)
                pause = self._pause_after_answer(response)
                self._report(request, started, pause, status=response.status_code)
                if pause is None:
                    if response.is_success:
                        return response
                    raise status_error(response)
            yield Pause(pause)

    def _pause_after_answer(self, response: httpx2.Response) -> float | None:
        if response.is_success or self.attempt > self._retries:
            return None
        return self._affordable(
            self._settings.retries.pause_after_status(
                self.attempt,
                response.status_code,
                response.headers,
                repeatable=self._repeatable,
            )
        )

    def _pause_after(self, error: httpx2.RequestError) -> float | None:
        if not isinstance(error, httpx2.TransportError) or isinstance(
            error, httpx2.UnsupportedProtocol | httpx2.LocalProtocolError
        ):
            return None
        if self.attempt > self._retries:
            return None
        if not self._repeatable and not isinstance(error, _HARMLESS):
            return None
        return self._affordable(self._settings.retries.pause(self.attempt))

    def _affordable(self, pause: float | None) -> float | None:
        if pause is None or self.deadline is None:
            return pause
        return pause if time.monotonic() + pause < self.deadline else None

    def _limit_time(self, request: httpx2.Request) -> None:
        if self.deadline is None:
            return
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise DeadlineExceededError("the deadline has passed", request=request)
        limits: dict[str, float | None] = request.extensions["timeout"]
        request.extensions["timeout"] = {
            step: left if limit is None else min(limit, left)
            for step, limit in limits.items()
        }

    def _report(
        self,
        request: httpx2.Request,
        started: float,
        pause: float | None,
        *,
        status: int | None = None,
        error: Exception | None = None,
    ) -> None:
        hook = self._settings.on_attempt
        level = logging.DEBUG if pause is None else logging.INFO
        if hook is None and not logger.isEnabledFor(level):
            return
        attempt = Attempt(
            operation=self.operation.name,
            number=self.attempt,
            method=request.method,
            url=mask_url(str(request.url)),
            headers=mask_headers(request.headers),
            status_code=status,
            error=f"{type(error).__name__}: {error}" if error else "",
            seconds=time.monotonic() - started,
            retry_in=pause,
        )
        logger.log(
            level,
            "%s %s: %s in %.3f s, attempt %d%s",
            attempt.method,
            attempt.url,
            attempt.error or attempt.status_code,
            attempt.seconds,
            attempt.number,
            "" if pause is None else f", next in {pause:.1f} s",
        )
        if hook is not None:
            hook(attempt)

    # --- the body ---

    @contextmanager
    def translating(self, response: httpx2.Response) -> Generator[None]:
        """Raises our errors in place of httpx2's while a body is being read."""
        try:
            yield
        except httpx2.DecodingError as error:
            raise self.badly_packed(response, error) from error
        except httpx2.RequestError as error:
            raise self._translated(error, response.request) from error

    def _translated(
        self, error: httpx2.RequestError, request: httpx2.Request
    ) -> ApiError:
        text = f"{request.method} {mask_url(str(request.url))}: "
        text += str(error) or type(error).__name__
        if isinstance(error, httpx2.TimeoutException):
            is_over = self.deadline is not None and time.monotonic() > self.deadline
            kind = DeadlineExceededError if is_over else ApiTimeoutError
            return kind(text, request=request)
        if isinstance(error, httpx2.UnsupportedProtocol | httpx2.LocalProtocolError):
            return InvalidRequestError(text, request=request)
        return ApiConnectionError(text, request=request)

    def badly_packed(
        self, response: httpx2.Response, error: httpx2.DecodingError
    ) -> ResponseDecodeError:
        """The error for a body that is not packed as its headers say."""
        return ResponseDecodeError(
            f"{self.operation.name}: the answer can't be unpacked: {error}",
            response=response,
        )

    def is_plain(self, response: httpx2.Response) -> bool:
        """Whether the body is surely as long as announced and no longer than
        allowed.
        """
        if self.deadline is not None:
            return False
        # The raw list is read because every look into `headers` decodes all of it.
        length = b""
        for name, value in response.headers.raw:
            match name.lower():
                case b"content-encoding" | b"transfer-encoding":
                    # In chunks a body is as long as it likes, whatever is announced.
                    return False
                case b"content-length":
                    length = value
                case _:
                    pass
        return length.isdigit() and int(length) <= self.limit

    def check_size(self, size: int, response: httpx2.Response) -> None:
        """Refuses a body of more bytes than allowed, or one that takes too long.

        Raises:
            ResponseTooLargeError: `size` is more than the limit.
            DeadlineExceededError: the time is over.
        """
        if size > self.limit:
            raise ResponseTooLargeError(
                f"{self.operation.name}: the answer has more than {self.limit} bytes",
                response=response,
            )
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise DeadlineExceededError(
                f"{self.operation.name}: the answer took longer than the deadline",
                request=response.request,
            )

    # --- the result ---

    def result(self, response: httpx2.Response) -> T:
        """The documented type in a successful answer, whose body has been read.

        Raises:
            ResponseDecodeError: it can't be read.
            ReportedError: it reports a failure.
        """
        decoder = self.operation.decoder
        content = response.content
        try:
            if not decoder.reads_json:
                return cast("T", decoder.plain(content))
            raw, links = self._parsed(response)
        except ValueError as error:
            return cast("T", self._without_json(response, error))
        for rule in self._settings.failure_rules:
            message = rule(raw)
            if message is not None:
                raise reported_error(response, message)
        value, drifts = decoder.validate(raw, links)
        if drifts:
            self._handle(drifts, response)
        return cast("T", value)

    def _parsed(self, response: httpx2.Response) -> tuple[Any, tuple[Link, ...]]:
        decoder = self.operation.decoder
        if decoder.markup is not None and "json" not in _kind_of(response):
            return decoder.markup.read(response.content, response.charset_encoding)
        try:
            return decoder.parse(response.content)
        except UnicodeError:
            return decoder.parse(response.content, response.charset_encoding)

    def _without_json(self, response: httpx2.Response, error: ValueError) -> Any:
        kind = _kind_of(response)
        try:
            return self.operation.decoder.without_json(
                response.content, kind, with_charset(response).text
            )
        except ValueError:
            raise self._unreadable(response, error) from error

    def _unreadable(
        self, response: httpx2.Response, error: Exception
    ) -> ResponseDecodeError:
        from .problems import read_problem

        kind = _kind_of(response) or "no content type"
        problem = read_problem(response.content, kind, response.charset_encoding)
        came = f"{len(response.content)} bytes: {problem.describe()[:120]!r}"
        expected = self.operation.decoder.expects
        return ResponseDecodeError(
            f"{self.operation.name}: {expected} was expected and {kind} came "
            f"({came}): {error}",
            response=response,
        )

    def _handle(self, drifts: tuple[Drift, ...], response: httpx2.Response) -> None:
        policy = self._settings.on_drift
        if policy == "error":
            raise DriftError(describe(drifts), response=response, drifts=drifts)
        if policy == "warn":
            warn(drifts)
        elif policy != "ignore":
            for drift in drifts:
                policy(drift)


def with_charset(response: httpx2.Response) -> httpx2.Response:
    """`response`, which gives its text although it tells of a charset that is none."""
    charset = response.charset_encoding
    if charset and not is_charset(charset) and response.encoding != "utf-8":
        response.encoding = "utf-8"
    return response


def _kind_of(response: httpx2.Response) -> str:
    kind: str = response.headers.get("content-type", "")
    return kind
