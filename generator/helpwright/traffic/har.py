"""Reads HAR files: from a browser, from mitmproxy, or recorded by an emitted client.

Only what shapes are made of is taken out: the method, the path, names in the query, the
status and JSON bodies. Headers and cookies are not looked at. Format: HAR 1.2,
http://www.softwareishard.com/blog/har-12-spec/.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from helpwright.diagnostics import Finding, Findings
from helpwright.place import Place
from helpwright.value import dataclass

_SIGNS = (b"[", b"{", b",", b":")
_PIECE = 2**20
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer."""

    number: int
    """Position in the file, counted from 1."""
    method: str
    path: str
    """Decoded, without the query."""
    query: tuple[str, ...]
    """Names only."""
    status: str
    request_text: str
    response_media: str
    response_text: str


def has_more_values(content: bytes, most: int) -> bool:
    """Whether JSON may hold more than `most` values; nothing of it is built for that.

    Before each value but the first, and before no other thing, stands a bracket, a comma
    or a colon. Those in strings don't count, but where `content` has zeros: then it may be
    UTF-16, in which strings are not told so easily.
    """
    if sum(map(content.count, _SIGNS)) <= most:
        return False
    if b"\0" in content:
        return True
    plain = content.replace(rb"\\", b"").replace(rb"\"", b"")
    count, in_string = 0, False
    for start in range(0, len(plain), _PIECE):
        parts = plain[start : start + _PIECE].split(b'"')
        outside = b"".join(parts[in_string::2])
        in_string ^= len(parts) % 2 == 0
        count += sum(map(outside.count, _SIGNS))
        if count > most:
            return True
    return False


def read_har(content: bytes, page: str, findings: Findings) -> Iterator[Exchange]:
    """The exchanges of a HAR file. What is none is a finding and left out."""
    try:
        entries = json.loads(content)["log"]["entries"]
        if not isinstance(entries, list):
            raise TypeError("entries is no list")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = "no HAR file: expected JSON with log.entries"
        if isinstance(error, ValueError):
            message += f"; {error}"  # Says where, and repeats nothing of what is there.
        _report(message, Place(page=page), findings)
        return
    for number, entry in enumerate(entries, 1):
        try:
            exchange = _exchange(number, entry)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            # The entry itself stays out of the message: it may hold a secret.
            place = Place(page=page, cell=f"entry {number}")
            _report("the entry is no request with an answer", place, findings)
            continue
        if exchange is not None:
            yield exchange


def _exchange(number: int, entry: dict[str, Any]) -> Exchange | None:
    request, response = entry["request"], entry["response"]
    status = int(response["status"])
    if status < 100:
        return None  # the browser's way of saying that no answer came
    if status > 599:
        raise ValueError("no status of HTTP")
    address = urlsplit(str(request["url"]))
    content = response.get("content") or {}
    posted = request.get("postData") or {}
    return Exchange(
        number=number,
        method=_whole(request["method"]).upper(),
        path=_whole(unquote(address.path)) or "/",
        query=tuple(dict(parse_qsl(_whole(address.query), keep_blank_values=True))),
        status=str(status),
        request_text=_whole(posted.get("text") or ""),
        response_media=str(content.get("mimeType") or "").split(";")[0].strip().lower(),
        response_text=_text(content),
    )


def _whole(value: object) -> str:
    """`value` as text; a file can't hold half a character, which JSON can write."""
    return _LONE_SURROGATE.sub("\ufffd", str(value))


def _text(content: dict[str, Any]) -> str:
    text = _whole(content.get("text") or "")
    if content.get("encoding") != "base64":
        return text
    try:
        return base64.b64decode(text, validate=True).decode("utf-8-sig")
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _report(message: str, place: Place, findings: Findings) -> None:
    findings.add(
        Finding(
            code="HW930",
            severity="error",
            message=message,
            place=place,
            made_of_it="it is left out; the others are used",
            advice="export the traffic as HAR 1.2 with content",
        )
    )
