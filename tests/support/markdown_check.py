"""What Markdown of ours may become in HTML, whatever the texts in it try."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from payloads import HOST, MARK

ELEMENTS = frozenset(
    {"a", "b", "blockquote", "br", "code", "dd", "details", "div", "dl", "dt", "em"}
    | {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "span",
    }
    | {"strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul", "kbd"}
)
ATTRIBUTES = frozenset(
    {"class", "id", "href", "open", "title", "start", "align", "style", "markdown"}
    | {"colspan", "scope", "translate", "dir"}
)
STYLES = frozenset({"text-align:left", "text-align:right", "text-align:center"})
HOSTS = frozenset(
    {"", "vendor.example", "erp.example", "api.example.com", "spec.openapis.org"}
)


class Outline(HTMLParser):
    """Elements, addresses and words of HTML; raises AssertionError on any other kind."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes an element note of, and refuses those that no document of ours has."""
        assert tag in ELEMENTS, f"an element <{tag}>"
        self.elements.append(tag)
        for name, value in attrs:
            assert name in ATTRIBUTES, f"an attribute {name} of <{tag}>"
            assert name != "style" or value in STYLES, value
            if name == "href":
                _check_address(value or "")
                self.addresses.append(value or "")

    def handle_data(self, data: str) -> None:
        """Keeps the words that a reader sees."""
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        """No comment is a text's."""
        assert MARK not in data, "a comment"

    def handle_decl(self, decl: str) -> None:
        """No declaration is a text's."""
        raise AssertionError(f"a declaration {decl}")

    handle_pi = unknown_decl = handle_decl


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    assert parts.scheme in ("", "http", "https"), f"an address {address}"
    assert (parts.hostname or "") in HOSTS, f"an address {address}"


def outline(markdown: str) -> Outline:
    """`markdown` as a browser gets it. Raises AssertionError on what can't be ours."""
    found = Outline()
    found.feed(
        MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    )
    found.close()
    # Hosts make links of bare addresses, wherever no code stands around them.
    assert not any(
        scheme in markdown for scheme in (f"://{HOST}", f"www.{HOST}")
    ) or all(
        f"://{HOST}" not in line for line in _outside_code(markdown)
    ), "a bare address"
    return found


def _outside_code(markdown: str) -> list[str]:
    """Texts of a document that stand in no code and no address."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    # As they are written: an escaped mark keeps a host from seeing an address.
    kept = [t.content for t in tokens if t.type == "inline"]
    for child in inner:
        if child.type == "code_inline":
            kept = [text.replace(child.content, "") for text in kept]
    return [re.sub(r"\]\([^)\s]*\)", "]", text) for text in kept]
