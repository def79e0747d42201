"""What is read by one expression means what `html.parser` makes of it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpwright.blocks import Table
from helpwright.diagnostics import Findings
from helpwright.read import read
from helpwright.read.seen import SeenTables
from helpwright.read.tags import TagParser
from helpwright.sources.source import Source

Event = tuple[Any, ...]

PIECES = (
    """
<p>|</p>|<td class="x">|</td >|<br/>|<br />|<br / >|<A HREF="x?a=1&amp;b=2">|</A>|<a href=x>
<a b='c>d'>|<a b="c>d">|<a b= "c>d">|<a b="it's>"|<p class>|<p a="1"b="2">|<p a="1" a="2">|<P\ta="1"\n>
<!-- c -->|<!-- a > b|-->|<!-->|--!>|<!DOCTYPE html>|<!x>|<?pi ?>|<![CDATA[|]]>|<![if x]>|<![endif]>
<script>|</script>|</script x>|if (a < b && c > d)|<style>|</style>|<title>|</title>|<textarea>|</textarea>
text|&amp;|&lt|&lt;b&gt;|&#x41;|&nosuch;|&| < |<3|<|>|"|'|\n|\r\n|</>|</ p>|</p x="a>b">|<b|<x:y z="1">|<p/>|<é>
<td colspan="2">|<pre>|</pre>|<plaintext>|<xmp>|</xmp>|<noscript>|</noscript>|<svg>|</svg>
""".strip()
    .replace("\n", "|")
    .replace("\\n", "\n")
    .replace("\\r", "\r")
    .replace("\\t", "\t")
)


class Whole(HTMLParser):
    """Notes events and their lines; texts that touch are one, as it has no say in that."""

    events: list[Event]

    def note(self, *event: Any) -> None:
        if event[0] == "data" and self.events and self.events[-1][0] == "data":
            _, line, text = self.events[-1]
            self.events[-1] = ("data", line, text + event[1])
        else:
            self.events.append((event[0], self.getpos()[0], *event[1:]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.note("start", tag, attrs, self.raw())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.note("alone", tag, attrs, self.raw())

    def handle_endtag(self, tag: str) -> None:
        self.note("end", tag)

    def handle_data(self, data: str) -> None:
        self.note("data", data)

    def handle_comment(self, data: str) -> None:
        self.note("comment", data)

    def handle_pi(self, data: str) -> None:
        self.note("pi", data)

    def handle_decl(self, decl: str) -> None:
        self.note("decl", decl)

    def unknown_decl(self, data: str) -> None:
        self.note("unknown", data)

    def raw(self) -> str:
        return self.get_starttag_text() or ""


class Quick(TagParser, Whole):
    def raw(self) -> str:
        return self.raw_start_tag()


def events_of(text: str, *, quick: bool) -> list[Event] | str:
    """What the parser calls; the name of the error where `html.parser` has one of its own."""
    parser: Any = Quick(text) if quick else Whole(convert_charrefs=True)
    parser.events = []
    try:
        if quick:
            parser.parse()
        else:
            parser.feed(text)
            parser.close()
    except AssertionError as error:
        return type(error).__name__
    return list(parser.events)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=14))
def test_all_texts_have_the_events_of_html_parser(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert events_of(text, quick=True) == events_of(text, quick=False)


def test_a_tag_is_known_as_it_stands_on_the_page() -> None:
    class Ends(TagParser):
        raw: list[str]

        def handle_endtag(self, tag: str) -> None:
            self.raw.append(self.raw_end_tag())

    parser = Ends("a</B ><script>x</SCRIPT>&lt;</Td\n>")
    parser.raw = []
    parser.parse()
    assert parser.raw == ["</B >", "</SCRIPT>", "</Td\n>"]


TABLE = """<table class="t">
<tr><th>Name</th><th>Type</th></tr>
<tr><td>Id</td>
<td><a href="/Help/ResourceModel?modelName=Boat">Boat</a></td></tr></table>"""


def page_of(body: str, name: str) -> Source:
    return Source(name=name, content=f"<html><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    "body",
    [
        f"<p>x\n\n{TABLE}\n{TABLE}<p>y",
        f"<h2>x{TABLE}",
        f"<a href='x'>{TABLE}</a>",
        f"<table><tr><td>{TABLE}</td></tr></table>",
        f"<pre>{TABLE}</pre>{TABLE}",
        f"<nav>{TABLE}</nav>",
        f"<title>{TABLE}</title>{TABLE}",
        f"<table><tr><td>a{TABLE}",
        TABLE.replace("</table>", "</table >") + TABLE,
        TABLE.replace("Boat</a>", "<!-- </table> -->Boat</a>") + TABLE,
        TABLE.upper() + TABLE,
    ],
)
def test_a_table_that_was_seen_before_is_read_as_if_it_was_not(body: str) -> None:
    seen = SeenTables()
    for other in (TABLE, f"\n\n<h1>x</h1>{TABLE}", body):
        read(page_of(other, "other.html"), Findings(), seen)
    findings = [Findings(), Findings()]
    document = read(page_of(body, "a.html"), findings[0], seen)
    assert document == read(page_of(body, "a.html"), findings[1])
    assert list(findings[0]) == list(findings[1])


def test_tables_of_the_same_text_share_their_rows() -> None:
    seen = SeenTables()
    tables = []
    for name in ("a.html", "b.html"):
        document = read(page_of("\n" * len(tables) + TABLE, name), Findings(), seen)
        assert document is not None
        tables += [block for block in document.blocks if isinstance(block, Table)]
    first, second = tables
    assert first.rows is second.rows
    assert (first.place.page, first.place.line) == ("a.html", 1)
    assert (second.place.page, second.place.line) == ("b.html", 2)
