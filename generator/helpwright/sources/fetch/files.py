"""Where a fetched page is put: names that any file system takes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Set as AbstractSet
from urllib.parse import unquote, urlsplit

from helpwright.sources.fetch.scope import Scope

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MAX_NAME = 100


def file_for(address: str, scope: Scope, taken: AbstractSet[str]) -> str:
    """A file for the page at `address`: readable, legal anywhere, and not among `taken`.

    `taken` is in lower case. Names that had to be changed, or that differ from another by
    case alone, end in a part of the address's hash.
    """
    parts = urlsplit(address)
    query = unquote(parts.query.partition("=")[2])
    path = unquote(parts.path)[len(unquote(scope.prefix)) :].strip("/")
    words = [*path.split("/"), query] if query else path.split("/")
    words = [word for word in words if word] or ["index"]
    legal = [_legal(word) for word in words]
    name = "/".join(legal) + ".html"
    if legal != words or name.lower() in taken:
        digest = hashlib.sha256(address.encode()).hexdigest()[:8]
        name = "/".join(legal) + f"-{digest}.html"
    return name


def _legal(word: str) -> str:
    cleaned = re.sub(r"[^\w.,()\[\]{}+=@~-]", "_", word, flags=re.ASCII)
    cleaned = cleaned[:_MAX_NAME].rstrip(".").lstrip(".")
    return f"_{cleaned}" if not cleaned or _RESERVED.match(cleaned) else cleaned
