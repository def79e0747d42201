"""The index of the search: a script, since pages from files may not ask for data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from helpwright.documentation import Documentation, Entry

PATH = "assets/search.js"

_KINDS = ("operation", "model", "enumeration", "page", "parameter", "member", "value")
_BY_FOLDER = {"operations": "operation", "models": "model", "enums": "enumeration"}

_Item = tuple[str, str, str, str, str]
"""Name, kind, page, anchor, and what tells it from others of its name."""


def index(documentation: Documentation) -> str:
    """The index as a script that hands it to the function `helpwrightSearch`."""
    items = [*_pages(documentation.navigation, ()), *_members(documentation)]
    pages = {page: number for number, page in enumerate(_once(items))}
    value = {
        "kinds": _KINDS,
        "pages": [address_of(page) for page in pages],
        "items": [
            [name, _KINDS.index(kind), pages[page], anchor, about]
            for name, kind, page, anchor, about in items
        ],
    }
    return f"helpwrightSearch({json.dumps(value, separators=(',', ':'))});\n"


def address_of(page: str) -> str:
    """The file of the site that `page`, Markdown, becomes."""
    return f"{page.removesuffix('.md')}.html"


def _pages(entries: Iterable[Entry], above: tuple[str, ...]) -> Iterator[_Item]:
    for entry in entries:
        if entry.path:
            folder = entry.path.partition("/")[0]
            kind = _BY_FOLDER.get(folder, "page")
            if entry.children:
                kind = "page"
            about = " › ".join(filter(None, [*above, entry.request]))
            yield entry.title, kind, entry.path, "", about
        yield from _pages(entry.children, (*above, entry.title))


def _members(documentation: Documentation) -> Iterator[_Item]:
    for member in documentation.members:
        folder = member.path.partition("/")[0]
        kind = {"operations": "parameter", "enums": "value"}.get(folder, "member")
        yield member.name, kind, member.path, member.anchor, member.owner


def _once(items: Iterable[_Item]) -> Iterable[str]:
    return dict.fromkeys(item[2] for item in items)
