"""What addresses and file names tell of a page: friendly id, model, which page it is.

Source: `HelpController` (`/Help/Api/<id>`, `/Help/ResourceModel?modelName=<name>`), and
how wget and browsers name the files they save.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, unquote, urljoin, urlsplit

from helpwright.vocabulary import friendly_id_parts, title_parts

_SUFFIX = re.compile(r"\.(?:html?|aspx|txt|md|mhtml?)\Z", re.IGNORECASE)
_LONGEST_SUFFIX = len(".mhtml")
_COPY = re.compile(r"(?: ?\(\d+\)|_\d+| - copy)$", re.IGNORECASE)
_LONGEST_ID = 2_000
"""Servers take no longer addresses."""
_AFTER_API = re.compile(r"/Api/(.+)", re.IGNORECASE | re.DOTALL)
_MODEL = re.compile(r"ResourceModels?[/?@_-]+(?:modelName[=_])?(.+)", re.IGNORECASE)
_MODEL_NAME = re.compile(r"(?:^|[?&@_])modelName[=_](.+)", re.IGNORECASE)


def friendly_id(location: str) -> str:
    """The friendly id that an address or a file name holds; empty where it holds none."""
    for part in _parts(location):
        if len(part) <= _LONGEST_ID and friendly_id_parts(part):
            return part
    return ""


def title_in(location: str) -> str:
    """A title that a browser made a file name of: `GET api_boats - My API.html`."""
    name = _without_suffixes(unquote(location).rsplit("/", 1)[-1])
    name = re.split(r" [-–|_] ", name)[0].replace("_", "/")
    return name if title_parts(name) else ""


def model_in(location: str) -> str:
    """The model that an address or a file name is about; empty where it names none."""
    parts = _split(location)
    for name in parse_qs(parts.query).get("modelName", ()):
        return _without_suffixes(name)
    decoded = unquote(location)
    match = _MODEL_NAME.search(decoded) or _MODEL.search(decoded)
    return _COPY.sub("", _without_suffixes(match[1])) if match else ""


def link_key(href: str, base: str) -> str:
    """What tells whether two addresses are one page: neither case nor encoding counts."""
    parts = _split(href, base)
    path = _without_suffixes(unquote(parts.path)).rstrip("/").lower()
    query = unquote(parts.query).lower()
    return f"{path}?{query}" if query else path


def file_stem(name: str) -> str:
    """A file's name without folders, suffixes and the number of a copy."""
    return _COPY.sub("", _without_suffixes(unquote(name).rsplit("/", 1)[-1]))


def _split(address: str, base: str = "") -> SplitResult:
    """The parts of an address; what is none, such as `http://[x`, is a path."""
    try:
        return urlsplit(urljoin(base, address))
    except ValueError:
        return SplitResult("", "", address, "", "")


def _without_suffixes(name: str) -> str:
    """`name` without what tells its form, be it there twice."""
    end = len(name)
    while match := _SUFFIX.search(name, max(0, end - _LONGEST_SUFFIX), end):
        end = match.start()
    return name[:end]


def _parts(location: str) -> list[str]:
    """Pieces of a location that a friendly id may be, the last one first."""
    parts = _split(location) if "://" in location else None
    if parts is None:
        path, _, query = location.partition("?")
    else:
        path, query = parts.path, parts.query
    pieces = [value for values in parse_qs(query).values() for value in values]
    decoded = unquote(path)
    match = _AFTER_API.search(decoded, decoded.rfind("?") + 1)
    if match:
        pieces.append(match[1])
    pieces.append(decoded.rsplit("/", 1)[-1])
    return [_COPY.sub("", _without_suffixes(piece)) for piece in pieces]
