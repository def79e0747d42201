"""The index of the search: a script, since pages from files may not ask for data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from helpwright.documentation import Documentation, Entry

PATH = "assets/search.js"

_KINDS = ("operation", "model", "enumeration", "page", "parameter", "member", "value")
_BY_FOLDER = {"operations": "operation", "models": "model", "enums": "enumeration"}

_LOCATIONS = ("path", "query", "header", "cookie")
"""What the anchors of parameters begin with."""

_Item = tuple[str, str, str, str, str]
"""Name, kind, page, anchor, and what tells it from others of its name."""


def index(documentation: Documentation) -> str:
    """The index as a script that hands it to the function `helpwrightSearch`.

    Words are held once, and told by their number. Most anchors end with the name of what
    they lead to: of these the number is that of what stands before it.
    """
    items = [*_pages(documentation.navigation, ()), *_members(documentation)]
    words: dict[str, int] = {}
    pages: dict[str, int] = {}
    rows = []
    for name, kind, page, anchor, about in items:
        start = anchor.removesuffix(name)
        is_whole = not name or start == anchor
        number = _number(words, anchor if is_whole else start)
        rows.append(
            [
                _number(words, name),
                _KINDS.index(kind),
                _number(pages, address_of(page)),
                -1 - number if is_whole else number,
                _number(words, about),
            ]
        )
    value = {"kinds": _KINDS, "pages": [*pages], "words": [*words], "items": rows}
    return f"helpwrightSearch({json.dumps(value, separators=(',', ':'))});\n"


def _number(table: dict[str, int], text: str) -> int:
    return table.setdefault(text, len(table))


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
        kind = "value" if member.path.startswith("enums/") else "member"
        if member.anchor.partition(".")[0] in _LOCATIONS:
            kind = "parameter"
        yield member.name, kind, member.path, member.anchor, member.owner
