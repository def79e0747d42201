"""What the documentation is made into: pages, how they hang together, what is on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from helpwright.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the navigation: a page, or a section with entries of its own."""

    title: str
    """Plain text, a vendor's words among it: whoever writes it out escapes it."""
    path: str = ""
    """The page; of a section, the page that introduces it, where there is one."""
    children: tuple[Entry, ...] = ()
    request: str = ""
    """Method and path of an operation, as `POST /jobs`; plain text too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAddress:
    """Where something with a name can be linked to, for search and deep links."""

    name: str
    """Of the member or parameter, as it is sent; plain text."""
    owner: str
    """The model, or the operation as `POST /jobs`; plain text."""
    path: str
    anchor: str
    """The fragment, without `#`; ASCII letters, digits, `-`, `_` and `.`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A diagram on a page."""

    block: str
    """What stands on the page: a block of Markdown in Mermaid's words."""
    html: str
    """What a site puts in its place: a figure with SVG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Documentation:
    """All pages in memory."""

    files: Mapping[str, str]
    """Text by path, sorted. Markdown, and plain text below `llms`."""
    navigation: tuple[Entry, ...]
    members: tuple[MemberAddress, ...]
    descriptions: Mapping[str, str]
    """What a page is about in a sentence of plain text, by path, for its head."""
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    """By path of the page that has one."""
