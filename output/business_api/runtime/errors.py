"""Everything that can go wrong with a call, as one tree under `ApiError`.

ApiError
├── InvalidRequestError         the arguments can't be sent
├── ApiConnectionError          no answer, or only a part of one
│   └── ApiTimeoutError         … in the time allowed
│       └── DeadlineExceededError
├── ResponseDecodeError         an answer that can't be read
│   ├── ResponseTooLargeError
│   └── DriftError              … that differs from the documentation (strict mode)
└── StatusError                 an answer that is not a success
    ├── RedirectError           3xx
    ├── BadRequestError         400 … and a class for each status that programs catch
    ├── ServerError             5xx
    └── ReportedError           a success that reports a failure in its body
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .masking import mask_text, mask_url

if TYPE_CHECKING:
    import httpx2

    from .drift import Drift
    from .problems import Problem

__all__ = [
    "ApiConnectionError",
    "ApiError",
    "ApiTimeoutError",
    "BadGatewayError",
    "BadRequestError",
    "ConflictError",
    "DeadlineExceededError",
    "DriftError",
    "ForbiddenError",
    "GatewayTimeoutError",
    "GoneError",
    "InternalServerError",
    "InvalidRequestError",
    "MethodNotAllowedError",
    "NotAcceptableError",
    "NotFoundError",
    "PayloadTooLargeError",
    "PreconditionFailedError",
    "RedirectError",
    "ReportedError",
    "ResponseDecodeError",
    "ResponseTooLargeError",
    "ServerError",
    "ServiceUnavailableError",
    "StatusError",
    "TooManyRequestsError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "UnsupportedMediaTypeError",
    "status_error",
]

_REQUEST_IDS = (
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-ms-request-id",
    "x-amzn-requestid",
)


def request_id(response: httpx2.Response) -> str | None:
    """The id by which the server's operators find the request, where it sent one."""
    headers = response.headers
    return next((headers[name] for name in _REQUEST_IDS if name in headers), None)


class ApiError(Exception):
    """Base of all errors that a call raises."""

    def __init__(self, message: str, *, request: httpx2.Request | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.request = request

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(
    kind: type[ApiError], args: tuple[Any, ...], state: dict[str, Any]
) -> ApiError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class InvalidRequestError(ApiError, ValueError):
    """The arguments can't be sent: a body that does not fit, a path that would not."""


class ApiConnectionError(ApiError):
    """The server was not reached, or the connection broke before the answer was
    whole.
    """


class ApiTimeoutError(ApiConnectionError, TimeoutError):
    """The server did not answer in the time allowed."""


class DeadlineExceededError(ApiTimeoutError):
    """The call, attempts and pauses together, took longer than its deadline."""


class ResponseDecodeError(ApiError):
    """The answer is a success and can't be read."""

    def __init__(self, message: str, *, response: httpx2.Response) -> None:
        super().__init__(message, request=response.request)
        self.response = response
        self.status_code = response.status_code


class ResponseTooLargeError(ResponseDecodeError):
    """The answer, unpacked, is larger than `max_response_bytes` allows."""


class DriftError(ResponseDecodeError):
    """The answer differs from the documentation, and the client was told to insist."""

    def __init__(
        self, message: str, *, response: httpx2.Response, drifts: tuple[Drift, ...]
    ) -> None:
        super().__init__(message, response=response)
        self.drifts = drifts


class StatusError(ApiError):
    """An answer that is not a success.

    `model_state` maps the path of a member, such as `order.Lines[0].Qty`, to what the
    server says about it, in whatever casing the server writes the rest.
    """

    def __init__(
        self, message: str, *, response: httpx2.Response, problem: Problem
    ) -> None:
        super().__init__(message, request=response.request)
        self.response = response
        self.status_code = response.status_code
        self.request_id = request_id(response)
        self.problem = problem

    @property
    def model_state(self) -> Mapping[str, tuple[str, ...]]:
        """Messages by the path of the member that they are about."""
        return self.problem.model_state

    @property
    def body(self) -> Any:
        """The answer's JSON, its text where it is none, `None` where it is empty."""
        return self.problem.body


class RedirectError(StatusError):
    """The server points elsewhere. Redirects are not followed; `location` says
    where.
    """

    @property
    def location(self) -> str | None:
        """The address that the server names."""
        return self.response.headers.get("location")


class BadRequestError(StatusError):
    """400: the server does not accept what was sent; see `model_state`."""


class UnauthorizedError(StatusError):
    """401: who is asking is not known, or no longer."""


class ForbiddenError(StatusError):
    """403: who is asking may not do this."""


class NotFoundError(StatusError):
    """404: there is no such thing, or no such address."""


class MethodNotAllowedError(StatusError):
    """405: the address does not know the method."""


class NotAcceptableError(StatusError):
    """406: the server has no answer in the media types asked for."""


class ConflictError(StatusError):
    """409: the state of things does not allow it."""


class GoneError(StatusError):
    """410: it was there and is no longer."""


class PreconditionFailedError(StatusError):
    """412: it was changed in the meantime."""


class PayloadTooLargeError(StatusError):
    """413, or IIS's 404.13: the body is larger than the server takes."""


class UnsupportedMediaTypeError(StatusError):
    """415: the server does not read bodies of this media type."""


class UnprocessableEntityError(StatusError):
    """422: the body was understood and refused."""


class TooManyRequestsError(StatusError):
    """429: too many calls in too little time."""


class ServerError(StatusError):
    """5xx: the server failed."""


class InternalServerError(ServerError):
    """500."""


class BadGatewayError(ServerError):
    """502."""


class ServiceUnavailableError(ServerError):
    """503."""


class GatewayTimeoutError(ServerError):
    """504."""


class ReportedError(StatusError):
    """The status is a success and the body says that the call failed."""


_BY_STATUS: dict[int, type[StatusError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    405: MethodNotAllowedError,
    406: NotAcceptableError,
    409: ConflictError,
    410: GoneError,
    412: PreconditionFailedError,
    413: PayloadTooLargeError,
    415: UnsupportedMediaTypeError,
    422: UnprocessableEntityError,
    429: TooManyRequestsError,
    500: InternalServerError,
    502: BadGatewayError,
    503: ServiceUnavailableError,
    504: GatewayTimeoutError,
}


def status_error(response: httpx2.Response) -> StatusError:
    """The error for an answer that is not a success. Its body must have been read."""
    from .problems import read_problem

    status = response.status_code
    problem = read_problem(
        response.content,
        response.headers.get("content-type", ""),
        response.charset_encoding,
    )
    kind = _BY_STATUS.get(status)
    if kind is None:
        kind = RedirectError if 300 <= status < 400 else StatusError
        kind = ServerError if status >= 500 else kind
    if status == 404 and "404.13" in problem.message:
        kind = PayloadTooLargeError
    return kind(_describe(response, problem), response=response, problem=problem)


def reported_error(response: httpx2.Response, message: str) -> ReportedError:
    """The error for a success whose body says otherwise."""
    from .problems import read_problem

    problem = read_problem(response.content).with_message(message)
    return ReportedError(
        _describe(response, problem), response=response, problem=problem
    )


def _describe(response: httpx2.Response, problem: Problem) -> str:
    request = response.request
    head = f"{response.status_code} {response.reason_phrase}".strip()
    where = f"{request.method} {mask_url(str(request.url))}"
    # Servers like to say which address it was that they can't serve.
    text = mask_text(problem.describe() or response.headers.get("location", ""))
    return f"{head}: {text} ({where})" if text else f"{head} ({where})"
