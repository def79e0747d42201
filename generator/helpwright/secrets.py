"""What looks like a secret that somebody put into a sample: a key, a token, a password.

Patterns, which can miss one. Each takes time that grows with the text and not faster: no
start of a match scans what another start has scanned.
"""

from __future__ import annotations

import re
from typing import Any

MASK = "***"

_SECRET = re.compile(
    r"(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"
    r"|\b(?:AKIA|ghp_|sk-|xox[bp]-)[\w-]{10,}"
    r"|(?:passw(?:or)?d|pwd|accountkey|sharedaccesskey|secret|(?<!publickey)token)\s*"
    r"(?:=\s*\S+|:\s*(?=\S{0,80}\d)\S{6,})"
    r"|-----BEGIN [A-Z ]+-----(?:(?:(?!-----BEGIN ).)*?-----END [A-Z ]+-----)?"
    r"|\bBearer\s+(?=\S{0,200}(?:[\d_~+/=]|[.-]\w))\S{12,}"
    r"|(?<=//)[^/@?#\s:]*:[^/@?#\s]*@",
    re.IGNORECASE | re.DOTALL,
)
_SECRET_NAME = re.compile(
    r"passw|pwd|secret(?!ar)|(?:access|refresh|auth|bearer|api)[-_]?(?:token|key)"
    r"|connection[-_]?string|private[-_]?key",
    re.IGNORECASE,
)
_MADE_UP = re.compile(
    r"sample string \d+|string|text|\**|QEA="
    r"|https?://webapihelppage\d*\.com/?"
    r"|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?"
    r"|-?(?:\d+\.)?\d\d:\d\d:\d\d(?:\.\d+)?|-?\d{1,3}(?:\.\d+)?|true|false",
    re.IGNORECASE,
)
"""What pages show where nobody wrote a sample, and what is a date or a small number."""
_GUID = re.compile(r"\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?", re.IGNORECASE)


def masked(text: str) -> str:
    """`text` with `***` in place of what looks like a key, a token or a password."""
    return _SECRET.sub(MASK, text)


def has_secret(text: str) -> bool:
    """Whether something in `text` looks like a secret."""
    return _SECRET.search(text) is not None


def names_secret(name: str) -> bool:
    """Whether something in `name` is what secrets are called, as in `client_secret`."""
    return _SECRET_NAME.search(name) is not None


def is_secret(name: str, value: Any) -> bool:
    """Whether a member of this name holds one: its name says so, and its value is none
    that pages make up.
    """
    if not isinstance(value, str) or not value.strip():
        return False
    return names_secret(name) and not _MADE_UP.fullmatch(value)


def is_sure(value: str) -> bool:
    """Whether nobody made the value of such a member up: pages make up GUIDs."""
    return not _GUID.fullmatch(value)
