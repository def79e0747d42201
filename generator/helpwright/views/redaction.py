"""Secrets that somebody put into a sample, kept out of what is made of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

MASK = "***"

_SECRET = re.compile(
    r"eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?|\b(?:AKIA|ghp_|sk-|xox[bp]-)[\w-]{10,}"
    r"|(?:passw(?:or)?d|pwd|accountkey|sharedaccesskey|secret|token)\s*(?:=\s*\S+|:\s*(?=\S*\d)\S{6,})"
    r"|-----BEGIN [A-Z ]+-----(?:.*?-----END [A-Z ]+-----)?|\bBearer\s+\S{12,}"
    r"|(?<=//)[^/@?#\s]*:[^/@?#\s]*@",
    re.IGNORECASE | re.DOTALL,
)
_SECRET_NAME = re.compile(
    r"passw|pwd|secret|(?:access|refresh|auth|bearer|api)[-_]?(?:token|key)"
    r"|connection[-_]?string|private[-_]?key",
    re.IGNORECASE,
)
_MADE_UP = re.compile(r"sample string \d+|string|text|\**", re.IGNORECASE)


@lru_cache(maxsize=8192)  # The same names and words come many times.
def redacted(text: str) -> str:
    """`text` with `***` in place of what looks like a key, a token or a password."""
    return _SECRET.sub(MASK, text)


def redacted_value(value: Any) -> Any:
    """A JSON value with its texts redacted, and what members named after secrets hold."""
    if isinstance(value, str):
        return redacted(value)
    if isinstance(value, list):
        return [redacted_value(each) for each in value]
    if isinstance(value, dict):
        return {
            redacted(name): (MASK if _is_secret(name, each) else redacted_value(each))
            for name, each in value.items()
        }
    return value


def _is_secret(name: str, value: Any) -> bool:
    named = isinstance(value, str) and _SECRET_NAME.search(name)
    return bool(named) and not _MADE_UP.fullmatch(value)
