"""Keeps secrets out of logs, hooks and error messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["MASK", "mask_headers", "mask_url"]

MASK = "***"

_HEADERS = re.compile(r"auth|cookie|key|secret|token|passw|session", re.IGNORECASE)
_USERINFO = re.compile(r"(?<=//)[^/@?#]*@")
_QUERY = re.compile(
    r"([?&](?:[^=&#]*(?:auth|secret|token|passw|pwd|session|signature|api[-_]?key)"
    r"[^=&#]*|key|sig)=)[^&#]*",
    re.IGNORECASE,
)


def mask_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """`headers` with the values of those that carry secrets masked."""
    return {
        name: MASK if _HEADERS.search(name) else value
        for name, value in headers.items()
    }


def mask_url(url: str, names: Iterable[str] = ()) -> str:
    """`url` without user and password and with the secrets of its query masked.

    `names` are further query parameters that carry secrets.
    """
    url = _QUERY.sub(rf"\g<1>{MASK}", _USERINFO.sub("", url))
    for name in names:
        url = re.sub(rf"([?&]{re.escape(name)}=)[^&#]*", rf"\g<1>{MASK}", url)
    return url
