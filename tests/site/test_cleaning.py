"""Nothing but documentation gets past the last look at a page."""

from __future__ import annotations

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpwright.site import compacting
from helpwright.site.cleaning import cleaned

KEPT = (
    '<p>One <strong>two</strong> <a href="../models/A.html#a.b">A</a></p>',
    '<a href="https://vendor.example/Help?a=1&amp;b=2" rel="noreferrer">x</a>',
    '<a href="https://vendor.example/it&#39;s">x</a>',
    '<details class="hw-below" open><summary>x</summary></details>',
    '<table><thead><tr><th scope="col">x</th></tr></thead></table>',
    '<svg viewBox="0 0 1 1" role="img" aria-label="x"><path d="M0 0" /></svg>',
    '<h2 id="parameters">Parameters</h2><br /><hr />',
)


@pytest.mark.parametrize("text", KEPT)
def test_what_documentation_consists_of_stays(text: str) -> None:
    assert cleaned(text) == (text, 0)


def test_a_column_is_aligned_by_a_class() -> None:
    text = '<td style="text-align: right;">1</td>'
    assert cleaned(text) == ('<td class="right">1</td>', 0)


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        "<SCRIPT>x</SCRIPT>",
        "<img src=x>",
        '<img src="x">',
        '<p onclick="x">',
        '<p style="x">',
        "<p class=x>",
        "<p\nclass='x'>",
        "<!-- x -->",
        "<!doctype html>",
        "<?php x ?>",
        '<a href="javascript:x">',
        '<a href=" javascript:x">',
        '<a href="java\tscript:x">',
        '<a href="javascript&#58;x">',
        '<a href="javascript&colon;x">',
        '<a href="JaVaScRiPt:x">',
        '<a href="data:text/html,x">',
        '<a href="vbscript:x">',
        '<iframe src="x">',
        "</script>",
        "<p",
        "< p>",
        "<math>",
        '<base href="x">',
        '<p class="x" onclick="y">',
    ],
)
def test_everything_else_is_shown(text: str) -> None:
    clean, count = cleaned(f"<p>{text}</p>")
    assert count >= 1
    assert clean.startswith("<p>&lt;")


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.odd: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "iframe", "style", "object", "base", "form"):
            self.odd.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "src"):
                self.odd.append(name)
            scheme, colon, _ = html.unescape(value or "").partition(":")
            is_scheme = name == "href" and colon and "/" not in scheme
            if is_scheme and scheme.strip().lower() not in ("http", "https"):
                self.odd.append(f"{scheme}:")

    def handle_comment(self, data: str) -> None:
        self.odd.append("<!--")


PIECES = st.sampled_from(
    (
        *("<", ">", '"', "'", "/", "=", " ", "\n", "&", "#", ":", "<!--", "-->", "a"),
        *("script", "p", "href", "onclick", "style", "javascript", "img", "svg", "src"),
        *('<a href="', '">', "</p>", "<p ", 'class="', "&#58;", "&quot;", "x", "\t"),
    )
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_is_put_together_becomes_nothing_else(text: str) -> None:
    parser = Elements()
    parser.feed(cleaned(text)[0])
    parser.close()
    assert parser.odd == []


def test_styles_and_scripts_keep_what_they_say() -> None:
    sheet = 'a > b :is(c, d) { content: "a; b: c"; /* why */ margin: 0 1px; }\n'
    assert compacting.styles(sheet) == (
        'a > b :is(c,d){content:"a; b: c";margin:0 1px;}\n'
    )
    script = '// why\n"use strict";\n  const a = "// b";\n\n'
    assert compacting.script(script) == '"use strict";\nconst a = "// b";\n'
