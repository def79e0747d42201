"""Words that are written out later, as HTML or as Markdown: with links, or without.

What a page shows and what a text for machines says is decided once, and escaped where
it is known for which of them it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol, TypeAlias

from helpwright.documentation.places import relative
from helpwright.escape import code_span, documentation, documentation_code, html
from helpwright.openapi.addresses import public_address
from helpwright.value import dataclass
from helpwright.views.redaction import redacted

_REMEMBERED = 8192
_NAMELESS = "(empty)"
_SAFE_ADDRESS = re.compile(
    r"https?://[\w.:\[\]-]+(?:/[\w./~%:@!$&'*+,;=?-]*)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Code:
    """A name, a value or an address, as it is typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of the documentation, and there to an anchor."""

    text: str
    page: str
    anchor: str = ""
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Outside:
    """A link to a page of the vendor's. `address` is no longer trusted than the words."""

    text: str
    address: str


Piece: TypeAlias = str | Code | Link | Outside
Phrase: TypeAlias = tuple[Piece, ...]


class Medium(Protocol):
    """Where words are written to."""

    def of(self, phrase: Phrase) -> str:
        """`phrase`, escaped."""


class Html:
    """HTML within a page of Markdown."""

    def __init__(self, page: str) -> None:
        self._page = page

    def of(self, phrase: Phrase) -> str:
        return "".join(map(self._piece, phrase))

    def href(self, page: str, anchor: str = "") -> str:
        """The address of a page, escaped for an attribute."""
        fragment = f"#{anchor}" if anchor else ""
        if page == self._page and anchor:
            return fragment
        return html(f"{relative(page, self._page)}{fragment}")

    def _piece(self, piece: Piece) -> str:
        match piece:
            case str():
                return _spaced(piece, _html)
            case Code(text):
                return f"<code>{_html_name(text)}</code>"
            case Link(text, page, anchor, is_code):
                words = _html_name(text)
                words = f"<code>{words}</code>" if is_code else words
                return f'<a href="{self.href(page, anchor)}">{words}</a>'
            case Outside(text, address):
                known = safe_address(address)
                words = _html_name(text)
                if not known:
                    return words
                return f'<a href="{html(known)}" rel="noreferrer">{words}</a>'


class Markdown:
    """A line of Markdown on a page."""

    def __init__(self, page: str) -> None:
        self._page = page

    def of(self, phrase: Phrase) -> str:
        return "".join(
            self._piece(piece, begins=not number) for number, piece in enumerate(phrase)
        )

    def _piece(self, piece: Piece, *, begins: bool) -> str:
        match piece:
            case str():
                return _spaced(piece, _beginning if begins else _continuing)
            case Code(text):
                return _code(text)
            case Link(text, page, anchor, is_code):
                escape = _code if is_code else _name
                fragment = f"#{anchor}" if anchor else ""
                path = (
                    "" if page == self._page and anchor else relative(page, self._page)
                )
                return f"[{escape(text)}]({path}{fragment})"
            case Outside(text, address):
                known = safe_address(address)
                words = _name(text)
                return f"[{words}](<{known}>)" if known else words


class Plain:
    """A line of Markdown that stands alone: nothing beside it can be linked to."""

    def of(self, phrase: Phrase) -> str:
        return "".join(
            self._piece(piece, begins=not number) for number, piece in enumerate(phrase)
        )

    def _piece(self, piece: Piece, *, begins: bool) -> str:
        match piece:
            case str():
                return _spaced(piece, _beginning if begins else _continuing)
            case Code(text) | Link(text, is_code=True):
                return _span(text)
            case Link(text):
                return _name(text)
            case Outside(text, address):
                known = safe_address(address)
                words = _name(text)
                return f"[{words}](<{known}>)" if known else words


def safe_address(address: str) -> str:
    """The vendor's address without login and query; empty where it is no web address."""
    try:
        shown = public_address(address)
    except UnicodeError:
        return ""
    return shown if _SAFE_ADDRESS.fullmatch(shown) else ""


def joined(phrases: Sequence[Phrase], between: str = ", ", last: str = "") -> Phrase:
    """`phrases` as one, `last` before the last of them."""
    out: list[Piece] = []
    for number, phrase in enumerate(phrases):
        if number:
            out.append(last if last and number == len(phrases) - 1 else between)
        out.extend(phrase)
    return tuple(out)


def _spaced(text: str, escape: Callable[[str], str]) -> str:
    """`text` escaped, with the blanks that part it from what stands beside it."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{escape(text)}{after}"


# The same names and words come on many pages.


@lru_cache(maxsize=_REMEMBERED)
def _html(text: str) -> str:
    return html(redacted(text))


@lru_cache(maxsize=_REMEMBERED)
def _html_name(text: str) -> str:
    return html(redacted(text)) or _NAMELESS


@lru_cache(maxsize=_REMEMBERED)
def _code(text: str) -> str:
    return documentation_code(redacted(text)) or _NAMELESS


@lru_cache(maxsize=_REMEMBERED)
def _span(text: str) -> str:
    return code_span(redacted(text)) or _NAMELESS


@lru_cache(maxsize=_REMEMBERED)
def _name(text: str) -> str:
    return documentation(redacted(text), begins=False) or _NAMELESS


@lru_cache(maxsize=_REMEMBERED)
def _beginning(text: str) -> str:
    return documentation(redacted(text))


@lru_cache(maxsize=_REMEMBERED)
def _continuing(text: str) -> str:
    return documentation(redacted(text), begins=False)
