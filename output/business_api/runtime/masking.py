"""Keeps secrets out of logs, hooks and error messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote_plus

__all__ = ["MASK", "keep_secret", "mask_headers", "mask_text", "mask_url"]

MASK = "***"

_HEADERS = re.compile(r"auth|cookie|key|secret|token|passw|session", re.IGNORECASE)
_USERINFO = re.compile(r"(?<=//)[^/@?#\s]*@")
_NAME = re.compile(r"[?&]([^?&=#\s]*)=")
_END = re.compile(r"[&#]|\Z")
_END_IN_TEXT = re.compile(r"[&#\s'\"<>]|\Z")
_PARAMETERS = re.compile(
    r"auth|secret|token|passw|pwd|session|signature|api[-_]?key|^(?:key|sig)$",
    re.IGNORECASE,
)

_told: set[str] = set()


def keep_secret(name: str) -> None:
    """Has the header or query parameter `name` masked from now on."""
    _told.add(name.casefold())


def mask_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """`headers` with the values of those that carry secrets masked."""
    return {
        name: MASK if _HEADERS.search(name) or name.casefold() in _told else value
        for name, value in headers.items()
    }


def mask_url(url: str, names: Iterable[str] = ()) -> str:
    """`url` without user and password and with the secrets of its query masked.

    `names` are further query parameters that carry secrets.
    """
    return _masked(url, _END, frozenset(names))


def mask_text(text: str) -> str:
    """The same for addresses somewhere in `text`, which ends them with a blank, a
    quote or a bracket.
    """
    return _masked(text, _END_IN_TEXT, frozenset())


def _masked(text: str, end: re.Pattern[str], names: frozenset[str]) -> str:
    text = _USERINFO.sub("", text)
    pieces: list[str] = []
    done = 0
    for found in _NAME.finditer(text):
        if found.start() >= done and _is_secret(found[1], names):
            pieces += text[done : found.end()], MASK
            ends = end.search(text, found.end())
            done = ends.start() if ends else len(text)
    return "".join((*pieces, text[done:]))


def _is_secret(name: str, names: frozenset[str]) -> bool:
    name = unquote_plus(name)
    is_told = name in names or name.casefold() in _told
    return is_told or _PARAMETERS.search(name) is not None
