"""Secrets that somebody put into a sample, kept out of what is made of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from helpwright.secrets import MASK, is_secret, masked

__all__ = ["MASK", "redacted", "redacted_value"]


@lru_cache(maxsize=8192)  # The same names and words come many times.
def redacted(text: str) -> str:
    """`text` with `***` in place of what looks like a key, a token or a password."""
    return masked(text)


def redacted_value(value: Any) -> Any:
    """A JSON value with its texts redacted, and what members named after secrets hold."""
    if isinstance(value, str):
        return redacted(value)
    if isinstance(value, list):
        return [redacted_value(each) for each in value]
    if isinstance(value, dict):
        return {
            redacted(name): (MASK if is_secret(name, each) else redacted_value(each))
            for name, each in value.items()
        }
    return value
