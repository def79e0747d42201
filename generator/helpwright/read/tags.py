"""The events of `html.parser`, most of them found by one expression.

Tags as people and Razor write them, and the text between, make up nearly all of a page.
They mean the same to every parser, so they are read here. Everything else, such as
comments, scripts, references in attributes or tags that are broken, goes to `html.parser`,
construct by construct; from the first that has no certain end on, the rest of the page
does.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_SPACE = r"[ \t\n\r\f]"
_NAME = r"[A-Za-z][A-Za-z0-9]*"
_PLAIN = re.compile(
    rf"([^<]*)<(?:/({_NAME}){_SPACE}*>"
    rf'|({_NAME})((?:{_SPACE}+{_NAME}(?:[:_-]{_NAME})*="[^"<>&]*")*){_SPACE}*(/?)>)'
)
_ATTRIBUTE = re.compile(r'([A-Za-z][A-Za-z0-9:_-]*)="([^"]*)"')
_REGULAR_TAG = re.compile(
    rf"<[A-Za-z][^\s\"'<>/=]*(?:{_SPACE}+[^\s\"'<>/=]+"
    rf"(?:{_SPACE}*={_SPACE}*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*{_SPACE}*/?>"
)
_RAW_TAGS = """
    iframe math noembed noframes noscript plaintext script style svg textarea title xmp
"""
_RAW = frozenset(_RAW_TAGS.split())
"""Elements whose content some version of the parser reads in a way of its own."""


class TagParser(HTMLParser):
    """Calls the `handle_…` methods as `HTMLParser` does; data may come in other pieces."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = text
        self.behind = -1
        """Index behind the plain tag at hand, which its handler may move on; else -1."""
        self.fed = 0
        """Index in the text behind `rawdata`."""
        self.tag_at = 0
        """Index of the tag at hand."""

    def parse(self) -> None:
        """Calls the handlers for all of the text."""
        at = 0
        while at < len(self.text):
            at = self._read_plain(at)
            at = self._read_other(at)
        self.close()

    def raw_start_tag(self) -> str:
        """The start tag at hand as it stands on the page."""
        if self.behind >= 0:
            return self.text[self.tag_at : self.behind]
        return self.get_starttag_text() or ""

    def raw_end_tag(self) -> str:
        """The end tag at hand as it stands on the page."""
        return self.text[self.tag_at : self.text.find(">", self.tag_at) + 1]

    # --- plain parts ------------------------------------------------------------------------

    def _read_plain(self, at: int) -> int:
        """Reads on from `at`, and gives where the first thing stands that is not plain."""
        text, match_at = self.text, _PLAIN.match
        while match := match_at(text, at):
            data, closed, tag, attributes, slash = match.groups()
            if tag and (tag := tag.lower()) in _RAW:
                break
            if data:
                self.handle_data(unescape(data) if "&" in data else data)
                self.lineno += data.count("\n")
            self.tag_at = start = at + len(data)
            self.behind = match.end()
            if closed:
                self.handle_endtag(closed.lower())
            else:
                pairs: list[tuple[str, str | None]] = []
                if attributes:
                    found = _ATTRIBUTE.findall(attributes)
                    pairs = [(name.lower(), value) for name, value in found]
                if slash:
                    self.handle_startendtag(tag, pairs)
                else:
                    self.handle_starttag(tag, pairs)
            at = self.behind
            self.lineno += text.count("\n", start, at)
        self.behind = -1
        return at

    # --- everything else --------------------------------------------------------------------

    def _read_other(self, at: int) -> int:
        """Has `html.parser` read what stands at `at`; gives where it has come to."""
        text = self.text
        self.offset = at - (text.rfind("\n", 0, at) + 1)
        self.fed = at
        end = _end(text, at)
        self._feed(end)
        if self.cdata_elem and not self.rawdata and end < len(text):
            closing = re.compile(f"</{re.escape(self.cdata_elem)}", re.IGNORECASE)
            found = closing.search(text, end)
            if found and (end := text.find(">", found.end()) + 1):
                self._feed(end)
        if self.rawdata or self.cdata_elem:
            self._feed(len(text))
        return self.fed

    def _feed(self, end: int) -> None:
        chunk, self.fed = self.text[self.fed : end], end
        self.feed(chunk)

    def parse_starttag(self, i: int) -> int:
        """Notes where the tag stands."""
        self.tag_at = self.fed - len(self.rawdata) + i
        return super().parse_starttag(i)

    def parse_endtag(self, i: int) -> int:
        """Notes where the tag stands."""
        self.tag_at = self.fed - len(self.rawdata) + i
        return super().parse_endtag(i)


def _end(text: str, at: int) -> int:
    """Index behind the construct at `at`, text before it included.

    The end of the text where it is not certain that every parser sees one there.
    """
    begin = text.find("<", at)
    if begin < 0:
        return len(text)
    if tag := _REGULAR_TAG.match(text, begin):
        return tag.end()
    if text.startswith("<!--", begin):
        end = text.find("-->", begin + 4) + 3
        if end < 3 or text.startswith((">", "->"), begin + 4):
            return len(text)
        return end if text.find("--!>", begin, end) < 0 else len(text)
    end = text.find(">", begin) + 1
    if not end or text.startswith("<![", begin):
        return len(text)
    if text.startswith(("</", "<!", "<?"), begin):
        quoted = text.find('"', begin, end) >= 0 or text.find("'", begin, end) >= 0
        is_doctype = text[begin : begin + 9].lower() == "<!doctype"
        return end if is_doctype or not quoted else len(text)
    return len(text)
