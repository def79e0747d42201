"""Markdown as those read it who publish it, and what stands in the HTML that comes out."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import markdown
from markdown_it import MarkdownIt

OF_OURS = (
    *("admonition", "attr_list", "md_in_html", "sane_lists", "tables", "toc"),
    *("pymdownx.escapeall", "pymdownx.highlight", "pymdownx.superfences"),
)
"""The extensions that our site is built with."""

OF_OTHERS = (
    *OF_OURS,
    *("abbr", "def_list", "footnotes", "pymdownx.arithmatex", "pymdownx.caret"),
    *("pymdownx.betterem", "pymdownx.critic", "pymdownx.details", "pymdownx.emoji"),
    *("pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink"),
    *("pymdownx.mark", "pymdownx.snippets", "pymdownx.tabbed", "pymdownx.tasklist"),
    *("pymdownx.tilde", "pymdownx.blocks.admonition"),
)
"""Those that people turn on for sites of their own."""

_VOID = frozenset({"br", "hr", "img", "input"})


@dataclass
class Seen:
    """What stands in some HTML."""

    elements: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    """Element, attribute and value."""
    text: str = ""
    unbalanced: list[str] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [value for _, name, value in self.attributes if name == "id"]

    @property
    def links(self) -> list[str]:
        return [v for _, name, v in self.attributes if name in ("href", "src")]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.elements.append(tag)
        self.seen.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.seen.unbalanced.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.seen.text += data

    def handle_comment(self, data: str) -> None:
        self.seen.elements.append("!comment")

    def handle_decl(self, decl: str) -> None:
        self.seen.elements.append("!declaration")

    def handle_pi(self, data: str) -> None:
        self.seen.elements.append("?instruction")

    def close(self) -> None:
        super().close()
        self.seen.unbalanced += [f"<{tag}>" for tag in self._open]


def seen(html: str) -> Seen:
    """What stands in `html`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.seen


def as_git_host(text: str) -> str:
    """HTML of `text`, read as CommonMark with tables and struck words."""
    return _git_host().render(text)


def as_site(text: str, *, others: bool = False) -> str:
    """HTML of `text` as our site's builder reads it, or with all that people turn on."""
    converter = _site(others)
    converter.reset()
    return converter.convert(text)


@cache
def _git_host() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@cache
def _site(others: bool) -> markdown.Markdown:
    return markdown.Markdown(extensions=list(OF_OTHERS if others else OF_OURS))


def resolved(link: str, page: str) -> tuple[str, str]:
    """The path and the fragment that `link` on `page` leads to."""
    parts = urlsplit(link)
    folder = posixpath.dirname(page)
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    return (path if parts.path else page), unquote(parts.fragment)
