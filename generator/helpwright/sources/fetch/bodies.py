"""Bodies of answers, within bounds: no byte beyond the limit is ever held."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from helpwright.limits import advice
from helpwright.sources.fetch.failures import FetchError, PassingError

_GZIP = 32 + zlib.MAX_WBITS
"""Takes the header of gzip, and that of zlib, which `deflate` means."""


def body_of(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body that comes in `chunks`, decompressed, of at most `limit` bytes.

    Raises FetchError where it is longer, or is not what `encoding` says.
    """
    encodings = [each.strip().lower() for each in encoding.split(",") if each.strip()]
    encodings = [each for each in encodings if each != "identity"]
    if not encodings:
        return _plain(chunks, limit)
    if len(encodings) > 1 or encodings[0] not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"is compressed as {encoding[:60]!r}, which nobody asked for")
    try:
        return _inflated(chunks, limit)
    except zlib.error as error:
        raise FetchError(f"is not compressed as its header says: {error}") from None


def _plain(chunks: Iterable[bytes], limit: int) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > limit:
            raise too_long(limit)
    return bytes(content)


def _inflated(chunks: Iterable[bytes], limit: int) -> bytes:
    content = bytearray()
    packed = 0
    inflate = None
    for chunk in chunks:
        packed += len(chunk)
        if packed > limit:
            raise too_long(limit)
        while chunk:
            if inflate is None or inflate.eof:
                # Another member may follow the first one.
                inflate = zlib.decompressobj(_window(chunk))
            content += inflate.decompress(chunk, limit + 1 - len(content))
            if len(content) > limit:
                raise too_long(limit)
            chunk = inflate.unconsumed_tail or inflate.unused_data
    if inflate is not None and not inflate.eof:
        raise PassingError("the compressed page ends before its end")
    return bytes(content)


def _window(start: bytes) -> int:
    """What zlib is to expect. Some servers send `deflate` without the header of zlib."""
    return _GZIP if start[0] == 0x1F or start[0] & 0x0F == 8 else -zlib.MAX_WBITS


def too_long(limit: int) -> FetchError:
    return FetchError(
        f"is longer than {limit} bytes (limits.page_bytes)", advice=advice("page_bytes")
    )
