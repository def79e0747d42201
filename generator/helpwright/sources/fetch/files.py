"""Where a fetched page is put: names that any file system takes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Set as AbstractSet
from urllib.parse import unquote, urlsplit

from helpwright.sources.fetch.scope import Scope

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MAX_NAME = 100
_PART = r"[\w,()\[\]{}+=@~-][\w.,()\[\]{}+=@~-]{0,119}"
_FILE = re.compile(rf"(?:{_PART}/)*{_PART}", re.ASCII)


def file_for(address: str, scope: Scope, taken: AbstractSet[str]) -> str:
    """A file for the page at `address`: readable, legal anywhere, and not among `taken`.

    `taken` is in lower case. Names that had to be changed, or that differ from another by
    case alone, end in a part of the address's hash. Files end in `.html`, and no folder
    does: none stands in the way of the other.
    """
    parts = urlsplit(address)
    query = unquote(parts.query.partition("=")[2])
    path = unquote(parts.path)[len(unquote(scope.prefix)) :].strip("/")
    words = [*path.split("/"), query] if query else path.split("/")
    words = [word for word in words if word] or ["index"]
    legal = [*map(_legal_folder, words[:-1]), _legal(words[-1])]
    name = "/".join(legal) + ".html"
    if legal != words or name.lower() in taken:
        digest = hashlib.sha256(address.encode()).hexdigest()[:8]
        name = "/".join(legal) + f"-{digest}.html"
    return name


def is_file_name(file: str) -> bool:
    """Whether `file` is of the form that `file_for` gives: a list of such may be forged."""
    return file.endswith(".html") and _FILE.fullmatch(file) is not None


def _legal(word: str) -> str:
    cleaned = re.sub(r"[^\w.,()\[\]{}+=@~-]", "_", word, flags=re.ASCII)
    cleaned = cleaned[:_MAX_NAME].rstrip(".").lstrip(".")
    return f"_{cleaned}" if not cleaned or _RESERVED.match(cleaned) else cleaned


def _legal_folder(word: str) -> str:
    legal = _legal(word)
    return f"{legal}_" if legal.lower().endswith(".html") else legal
