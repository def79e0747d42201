"""What a client is set up with, and what a single call may change of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict

from .drift import DriftHandler
from .retries import AttemptHandler, RetryPolicy

if TYPE_CHECKING:
    import httpx2

RawHeaders: TypeAlias = list[tuple[bytes, bytes]]

__all__ = [
    "CallOptions",
    "ClientOptions",
    "DriftPolicy",
    "FailureRule",
    "Headers",
    "QueryValues",
    "RequestOptions",
    "Settings",
    "Timeout",
]

Timeout: TypeAlias = "float | httpx2.Timeout | None"
"""Seconds for each step of an attempt, such as connecting or waiting for the next
bytes; `None` for no limit.
"""

Headers: TypeAlias = Mapping[str, str]
"""Further headers. They replace those of the same name."""

QueryValues: TypeAlias = Mapping[str, Any]
"""Further query parameters by their names on the wire."""

DriftPolicy: TypeAlias = Literal["ignore", "warn", "error"] | DriftHandler
"""What happens where an answer differs from the documentation: nothing, a
`DriftWarning`, a `DriftError`, or a function of yours.
"""

FailureRule: TypeAlias = Callable[[Any], str | None]
"""Gets the JSON of a successful answer; returns a message where it reports a
failure.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOptions:
    """What few calls change. `None` leaves it to the client."""

    max_retries: int | None = None
    deadline: float | None = None
    """Seconds for the whole call, attempts and pauses together."""
    idempotent: bool | None = None
    """Whether the call may be repeated although it may have taken effect."""
    max_response_bytes: int | None = None


class CallOptions(TypedDict, total=False):
    """What every call takes beside its own arguments."""

    timeout: Timeout
    """Seconds for each step of an attempt; `None` for no limit."""
    headers: Headers
    """Further headers. They replace those of the same name."""
    query: QueryValues
    """Further query parameters by their names on the wire."""
    options: RequestOptions
    """What few calls change, such as the deadline and the number of retries."""


class ClientOptions(TypedDict, total=False):
    """What `Client`, `AsyncClient` and `with_options` take; all of it may be left
    out.
    """

    auth: httpx2.Auth | Callable[[httpx2.Request], httpx2.Request] | None
    """How requests are authenticated; see the classes in `auth`."""
    timeout: Timeout
    """Seconds for each step of an attempt. 60 by default, 10 of them for connecting."""
    deadline: float | None
    """Seconds for a whole call, attempts and pauses together. No limit by default."""
    headers: Headers
    """Headers of every request."""
    query: QueryValues
    """Query parameters of every request."""
    retries: RetryPolicy
    """When and how often a failed call is repeated."""
    on_drift: DriftPolicy
    """What happens where an answer differs from the documentation. `"warn"` by
    default.
    """
    on_attempt: AttemptHandler | None
    """A function that sees every attempt, with secrets masked."""
    failure_rules: tuple[FailureRule, ...]
    """Rules for servers that answer 200 and report a failure in the body."""
    max_response_bytes: int
    """The largest answer, unpacked, that is read into memory. 256 MiB by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`ClientOptions`, complete."""

    base_url: str
    """Without a slash at the end."""
    auth: httpx2.Auth | Callable[[httpx2.Request], httpx2.Request] | None = None
    timeout: Timeout = field(default=None)
    deadline: float | None = None
    headers: Headers = field(default_factory=lambda: dict[str, str]())
    query: QueryValues = field(default_factory=lambda: dict[str, Any]())
    retries: RetryPolicy = field(default_factory=RetryPolicy)
    on_drift: DriftPolicy = "warn"
    on_attempt: AttemptHandler | None = None
    failure_rules: tuple[FailureRule, ...] = ()
    max_response_bytes: int = 256 * 2**20
    header_cache: dict[tuple[str, str], tuple[RawHeaders, RawHeaders]] = field(
        init=False, repr=False, default_factory=lambda: dict[Any, Any]()
    )
    """By what is accepted and sent: headers of the httpx2 client, and of the
    request.
    """
