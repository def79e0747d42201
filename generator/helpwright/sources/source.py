"""The value that sources hand on: a page's bytes under the name its user knows."""

from __future__ import annotations

import hashlib
from dataclasses import field
from urllib.parse import urlsplit

from helpwright.limits import Limits
from helpwright.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One page as it came, not decoded."""

    name: str
    """Relative POSIX path, or address: what findings and provenance call the page."""
    content: bytes
    address: str = ""
    """Address it was saved from, where a manifest or a lock file tells."""
    limits: Limits = field(default_factory=Limits)
    """How much of it is read."""


def is_address(text: str) -> bool:
    """Whether `text` can be taken apart as an address; `http://[x` can't."""
    if text.isascii() and "[" not in text and "]" not in text:
        return True
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True


def digest(content: bytes) -> str:
    """SHA-256 of `content`, the same whatever line ends a checkout has given it."""
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()
