"""Whether a failed attempt is repeated, and after how long a pause."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeAlias

__all__ = ["Attempt", "AttemptHandler", "RetryPolicy", "retry_after"]

_REFUSED = frozenset({408, 429})
"""Statuses of a request that was not processed."""
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that another attempt may not meet again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """When and how often a call is repeated.

    What surely had no effect is repeated whatever the operation: no connection, 408,
    429. Anything else only where repeating does no harm: GET, HEAD, OPTIONS, and
    operations that are marked idempotent.
    """

    max_retries: int = 2
    first_pause: float = 0.5
    """Seconds; each further pause is twice as long."""
    longest_pause: float = 8.0
    jitter: float = 0.25
    """Part of a pause that is left to chance, so that clients do not come back at
    once.
    """
    longest_retry_after: float = 60.0
    """A server that asks for a longer pause than this gets no further attempt."""

    def pause_after_status(
        self, attempt: int, status: int, headers: Mapping[str, str], *, repeatable: bool
    ) -> float | None:
        """Seconds until the next attempt; `None` where there must be none."""
        if status not in (_PASSING if repeatable else _REFUSED):
            return None
        wish = retry_after(headers)
        if wish is None:
            return self.pause(attempt)
        return max(wish, 0.0) if wish <= self.longest_retry_after else None

    def pause(self, attempt: int) -> float:
        """Seconds after the failed `attempt`, counted from 1, with chance in them."""
        exponent = min(attempt - 1, 30)
        pause = min(self.first_pause * 2.0**exponent, self.longest_pause)
        return pause * (1 - self.jitter * random.random())


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that `Retry-After` asks for, given as a number or a date."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        pass
    else:
        return seconds if 0 <= seconds < float("inf") else None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt of a call, as hooks and logs see it. Secrets are masked."""

    operation: str
    """Method and path template: `GET /api/orders/{id}`."""
    number: int
    """Counted from 1."""
    method: str
    url: str
    headers: Mapping[str, str]
    status_code: int | None = None
    """`None` where no answer came."""
    error: str = ""
    """What happened instead of an answer."""
    seconds: float = 0.0
    """How long it took."""
    retry_in: float | None = None
    """Seconds until the next attempt; `None` where there is none."""


AttemptHandler: TypeAlias = Callable[[Attempt], None]
"""Gets every attempt, whether it failed or not."""
