"""HTML to blocks.

One pass over the events of a parser: no tree is built, so that a page of 20 MB costs no
more memory than its text, ten thousand nested tags cost no stack, and each text knows
its line. A table whose text has been read before, on this page or another, is not read
again. Tags that are left open or closed twice do no harm: what matters is where a block
begins, and every tag of a block ends the one before.
"""

from __future__ import annotations

import re

from helpwright.blocks import Document, Image
from helpwright.diagnostics import Finding, Findings
from helpwright.limits import advice
from helpwright.place import Place
from helpwright.read.flow import Flow, FullError, Mark
from helpwright.read.seen import SeenTables
from helpwright.read.tags import TagParser
from helpwright.sources.source import Source, is_address

_BLOCK_TAGS = """
    address article aside blockquote body center dd details dialog div dl dt fieldset
    figcaption figure footer form header hgroup hr html legend li main menu nav ol option p
    section summary ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PREFORMATTED = frozenset({"pre", "textarea", "listing", "xmp"})
_UNSEEN = frozenset(
    {
        "button",
        "footer",
        "iframe",
        "nav",
        "noframes",
        "script",
        "select",
        "style",
        "svg",
        "template",
    }
)
_TABLE_PARTS = frozenset(
    {"table", "caption", "tr", "td", "th", "thead", "tbody", "tfoot"}
)
_ENDS_UNSEEN = frozenset({"table", "body", "pre", *_HEADINGS})
_HIGHLIGHT_TAGS = """
    a b big br code del div em font i ins kbd li mark ol p s samp small span strong sub sup
    table tbody td tr tt u ul var wbr
"""
_HIGHLIGHT = frozenset(_HIGHLIGHT_TAGS.split())
"""Tags that show a sample in colours; any other tag in a sample belongs to the sample."""

_SAVED_FROM = re.compile(
    r"\s*(?:saved from url=\(\d+\)"
    r"|Page saved with SingleFile\s+url:\s*"
    r"|Mirrored from (?=\S+ by HTTrack))(\S+)"
)
"""What browsers, SingleFile and HTTrack write into a page that they save."""
_OPEN_TAG = re.compile(r"<(?:[A-Za-z/!?]|\Z)")
_SECTION = re.compile(r"<!\[(CDATA\[|(?:if|else|endif)\b)", re.IGNORECASE)
_OPEN_CHARACTER = re.compile(r"&#?\w{0,8}\Z")
_LONG_NUMBER = re.compile(r"(&#)([0-9]{9,})")


def read_html(
    text: str, source: Source, findings: Findings, seen: SeenTables
) -> Document:
    """The blocks of an HTML page. Never raises: what is broken is read as far as it goes."""
    text = _LONG_NUMBER.sub(_shorter, _without_open_comments(text))
    whole = _whole(text)
    page = _Page(source, whole, seen)
    full = False
    try:
        page.parse()
    except FullError:
        full = True
        findings.add(_full(source, page.lineno))
    if page.flow.too_deep:
        findings.add(_too_deep(source, page.flow.too_deep))
    cut = full or len(whole) < len(text) or page.is_open()
    blocks = page.flow.finish(cut=cut)
    if page.flow.too_wide:
        findings.add(_too_wide(source, page.flow.too_wide))
    if cut and not full:
        findings.add(
            Finding(
                code="HW104",
                severity="error",
                message="the page ends in the middle: its end tags are missing",
                place=Place(page=source.name, line=text.count("\n") + 1),
                text=text[-60:].strip(),
                made_of_it="read as far as it goes; what may follow is not guessed",
                advice="save the page again",
            )
        )
    return Document(
        page=source.name,
        form="html",
        blocks=blocks,
        title=page.whole_title(),
        address=source.address or page.saved_from or page.canonical,
        cut=cut,
    )


def _too_deep(source: Source, line: int) -> Finding:
    return Finding(
        code="HW105",
        severity="warning",
        message=f"more than {source.limits.table_depth} tables stand in each other",
        place=Place(page=source.name, line=line),
        made_of_it="the inner ones are read as words",
        advice=advice("table_depth"),
    )


def _too_wide(source: Source, line: int) -> Finding:
    return Finding(
        code="HW105",
        severity="warning",
        message=f"a cell reaches beyond column {source.limits.row_columns} of its row",
        place=Place(page=source.name, line=line),
        made_of_it="it takes the columns up to there",
        advice=advice("row_columns"),
    )


def _full(source: Source, line: int) -> Finding:
    return Finding(
        code="HW105",
        severity="error",
        message=f"the page has more than {source.limits.page_parts:,} cells and"
        " paragraphs, which is the limit",
        place=Place(page=source.name, line=line),
        made_of_it="read up to here; what follows is left out",
        advice=advice("page_parts"),
    )


def _without_open_comments(text: str) -> str:
    """`text` without the beginnings of comments that never end.

    `html.parser` looks for the end of each again, which takes hours where there are many.
    """
    comments = text.rfind("-->") + 1
    return text[:comments] + text[comments:].replace("<!--", "")


def _shorter(number: re.Match[str]) -> str:
    """The number of a character with no more digits than any character has.

    Python makes no number of more than 4,300 digits, and fails.
    """
    return number[1] + (number[2].lstrip("0")[:8] or "0")


def _whole(text: str) -> str:
    """`text` without a tag or a character that it ends in the middle of."""
    after = text.rfind(">") + 1
    if tag := _OPEN_TAG.search(text, after):
        text = text[: tag.start()]
    return _OPEN_CHARACTER.sub("", text)


class _Page(TagParser):
    """Feeds the events of a page to a `Flow`."""

    def __init__(self, source: Source, text: str, seen: SeenTables) -> None:
        super().__init__(text)
        self._seen = seen
        self._new: tuple[str, int, Mark] | None = None
        """Text, end and beginning of a table that may be seen again."""
        self._are_regular = True
        """Whether each table so far has ended where it seemed to."""
        self.flow = Flow(source.name, source.limits)
        self.title: list[str] = []
        self.saved_from = ""
        self.canonical = ""
        self._in_title = False
        self._unseen = ""
        self._unseen_depth = 0
        self._shouts = False
        self._wants_end = False
        self._last = {ending: text.rfind(ending) for ending in ("]]>", "]>")}

    def is_open(self) -> bool:
        """Whether the end of the page, or of a table or a sample, has not been seen."""
        return self._wants_end or self.flow.is_open()

    def whole_title(self) -> str:
        """The title's text; empty where the page ends in it, so that it may say more."""
        return "" if self._in_title else " ".join("".join(self.title).split())

    # --- events -------------------------------------------------------------------------

    def handle_starttag(
        self, tag: str, attrs: list[tuple[str, str | None]], alone: bool = False
    ) -> None:
        if self._unseen:
            if tag == self._unseen:
                self._unseen_depth += 1
                return
            if tag not in _ENDS_UNSEEN:
                return
            self._unseen = ""
        flow = self.flow
        if flow.preformatted:
            self._tag_in_sample(tag, alone)
        elif tag in _BLOCKS:
            flow.end_run()
            if tag in _UNSEEN and not alone:
                self._unseen, self._unseen_depth = tag, 1
            elif tag == "p":
                flow.begin_paragraph()
            elif tag == "html":
                self._wants_end = True
        elif tag in _HEADINGS:
            flow.begin_heading(_HEADINGS[tag])
        elif tag in _TABLE_PARTS:
            self._table_tag(tag, attrs)
        elif tag in _PREFORMATTED:
            flow.begin_preformatted(tag, self.lineno)
            self._shouts = self.raw_start_tag()[1:2].isupper()
        elif tag == "a":
            href = _attribute(attrs, "href")
            flow.begin_link(href if is_address(href) else "")
        elif tag == "br":
            flow.add_text("\n", self.lineno)
        elif tag == "img":
            self._image(attrs)
        elif tag in _UNSEEN:
            if not alone:
                self._unseen, self._unseen_depth = tag, 1
        else:
            self._head_tag(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs, alone=True)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag == self._unseen:
                self._unseen_depth -= 1
                if not self._unseen_depth:
                    self._unseen = ""
            return
        flow = self.flow
        if flow.preformatted:
            if tag == flow.preformatted:
                flow.end_run()
            elif not self._is_highlight(tag, raw := self.raw_end_tag()):
                flow.add_text(raw, self.lineno)
        elif tag in _BLOCKS or tag in _HEADINGS:
            flow.end_run()
            if tag == "html":
                self._wants_end = False
        elif tag in _TABLE_PARTS:
            flow.end_table_part(tag)
            if tag == "table" and self._new is not None:
                self._learn(*self._new)
        elif tag == "a":
            flow.end_link()
        elif tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._in_title:
            self.title.append(data)
        else:
            self.flow.add_text(data, self.lineno)

    def handle_comment(self, data: str) -> None:
        if self.flow.preformatted:
            self.flow.add_text(f"<!--{data}-->", self.lineno)
        elif not self.saved_from and (match := _SAVED_FROM.match(data)):
            address = match[1] if "://" in match[1] else f"http://{match[1]}"
            self.saved_from = address if is_address(address) else ""

    def handle_pi(self, data: str) -> None:
        if self.flow.preformatted:
            self.flow.add_text(f"<?{data}>", self.lineno)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Reads `<![…`, as a browser does: no section that it knows is a comment.

        The parser's own fails with an AssertionError there, and looks for an end of each
        section again, which takes hours where there are many without one.
        """
        section = _SECTION.match(self.rawdata, i)
        ending = ""
        if section is not None:
            ending = "]]>" if section[1].upper() == "CDATA[" else "]>"
        passed = self.fed - len(self.rawdata)
        if not ending or self._last[ending] < passed + i:
            ending = ">"
        end = self.rawdata.find(ending, i + 3)
        if end < 0:
            return -1
        end += len(ending)
        if self.flow.preformatted and not self._unseen:
            self.flow.add_text(self.rawdata[i:end], self.lineno)
        return end

    # --- single tags --------------------------------------------------------------------

    def _table_tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.lineno
        if tag == "table":
            if not self._is_seen(line):
                self.flow.begin_table(line)
        elif tag == "tr":
            self.flow.begin_row(line)
        elif tag in ("td", "th"):
            span = _attribute(attrs, "colspan")
            width = int(span[:9]) if span.isascii() and span.isdecimal() else 1
            self.flow.begin_cell(line, is_head=tag == "th", width=width)
        else:
            self.flow.end_table_part("tr")

    def _is_seen(self, line: int) -> bool:
        """Takes the table at hand as it was read before, if it was."""
        is_apart = self.flow.is_apart() and not self._in_title
        if self.behind < 0 or not self._are_regular or not is_apart:
            return False
        end = self.text.find("</table>", self.behind) + len("</table>")
        text = self.text[self.tag_at : end]
        if (seen := self._seen.get(text)) is None:
            self._new = text, end, self.flow.mark()
            return False
        if not self.flow.repeat(seen, line):
            return False
        self.behind = end
        return True

    def _learn(self, text: str, end: int, mark: Mark) -> None:
        self._new = None
        if self.behind != end:
            self._are_regular = False
        elif (table := self.flow.table_since(mark)) is not None:
            self._seen.put(text, table)

    def _image(self, attrs: list[tuple[str, str | None]]) -> None:
        place = Place(page=self.flow.page, line=self.lineno)
        address, text = _attribute(attrs, "src"), _attribute(attrs, "alt")
        self.flow.add_image(Image(address=address, text=text, place=place))

    def _head_tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title" and not self.title:
            self._in_title = True
        elif tag == "link" and "canonical" in _attribute(attrs, "rel").lower().split():
            href = _attribute(attrs, "href")
            if href.startswith(("http://", "https://")) and is_address(href):
                self.canonical = self.canonical or href

    def _tag_in_sample(self, tag: str, alone: bool) -> None:
        raw = self.raw_start_tag()
        if tag == "br":
            self.flow.add_text("\n", self.lineno)
        elif not self._is_highlight(tag, raw):
            self.flow.add_text(raw, self.lineno)

    def _is_highlight(self, tag: str, raw: str) -> bool:
        """Whether a tag only colours the sample; XML has names such as `<B>` of its own."""
        return tag in _HIGHLIGHT and (self._shouts or tag in raw[: len(tag) + 2])


def _attribute(attrs: list[tuple[str, str | None]], name: str) -> str:
    for key, value in attrs:
        if key == name:
            return (value or "").strip()
    return ""
