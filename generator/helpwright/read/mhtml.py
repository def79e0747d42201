"""Web archives (MHTML): a page and its pictures in one file, as browsers save it."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.message import EmailMessage

from helpwright.sources.source import Source

_START = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?" rb"Content-Type:\s*multipart/related\b",
    re.IGNORECASE,
)


def is_archive(content: bytes) -> bool:
    """Whether these bytes are a web archive."""
    return bool(_START.match(content[:4096].replace(b"\r\n", b"\n")))


def page_of(source: Source) -> Source:
    """The first page in a web archive, with the address it was saved from."""
    message = email.message_from_bytes(source.content, policy=email.policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            address = str(part.get("Content-Location", ""))
            if isinstance(content, bytes):
                return replace(
                    source, content=content, address=source.address or address
                )
    return source
