"""Web archives (MHTML): a page and its pictures in one file, as browsers save it.

`email` of the standard library takes hours over headers and parts that are made for it.
"""

from __future__ import annotations

import binascii
import re

from helpwright.sources.source import Source
from helpwright.value import replace

_START = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?" rb"Content-Type:\s*multipart/related\b",
    re.IGNORECASE,
)
_PART = re.compile(
    rb"^(--[^\n]{1,200})\n((?:\w[\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*+)++)\n", re.MULTILINE
)
"""The line above a part, and its headers."""
_HEADER = re.compile(rb"^(\w[\w-]*):((?:[^\n]*\n[ \t])*+[^\n]*)", re.MULTILINE)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


def is_archive(content: bytes) -> bool:
    """Whether these bytes are a web archive."""
    return bool(_START.match(content[:4096].replace(b"\r\n", b"\n")))


def page_of(source: Source) -> Source:
    """The first page in a web archive, with the address it was saved from."""
    content = source.content.replace(b"\r\n", b"\n")
    for part in _PART.finditer(content):
        headers = {name.lower(): value for name, value in _HEADER.findall(part[2])}
        kind = headers.get(b"content-type", b"").partition(b";")[0]
        if kind.strip().lower() == b"text/html":
            end = content.find(b"\n" + part[1], part.end())
            body = content[part.end() : end if end >= 0 else None]
            encoding = headers.get(b"content-transfer-encoding", b"").strip().lower()
            location = b"".join(headers.get(b"content-location", b"").split())
            address = source.address or location.decode("utf-8", "replace")
            return replace(source, content=_decoded(body, encoding), address=address)
    return source


def _decoded(body: bytes, encoding: bytes) -> bytes:
    if encoding == b"quoted-printable":
        return binascii.a2b_qp(body)
    if encoding == b"base64":
        digits = _NO_BASE64.sub(b"", body)
        whole = digits[:-1] if len(digits) % 4 == 1 else digits
        return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
    return body
