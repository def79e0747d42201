"""What a page says stays words, whoever turns our Markdown into HTML, and however."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from published import as_git_host, as_site, seen

from helpwright import escape

PIECES = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</code></li>"),
    *("<!--", "-->", "<![CDATA[", "<?php", "&lt;b&gt;", "&#60;b&#62;", "&amp;"),
    *("[a](javascript:alert(1))", "![a](http://evil.example/x.png)", "[a]: /x", "[^1]"),
    *("http://evil.example", "https://evil.example/a_b_c", "www.evil.example"),
    *("a@evil.example", "<http://evil.example>", "[[wiki]]", "@someone", "#12"),
    *("{{ 7*7 }}", "{% include 'x' %}", "{# x #}", "{: .x #y onclick=z }", "${{ x }}"),
    *("```", "~~~", "`", "``", "***", "**b**", "__b__", "~~s~~", "==m==", "^^i^^"),
    *("++ctrl+c++", "{++x++}", "{>>x<<}", ":smile:", ":+1:", "$x$", "$$x$$", "\\(x\\)"),
    *('--8<-- "/etc/passwd"', ";--8<--", "::: x", "!!! note", "??? note", '=== "x"'),
    *(
        "/// note",
        "---",
        "- a",
        "+ a",
        "* a",
        "1. a",
        "1) a",
        "# a",
        "> a",
        "| a | b |",
    ),
    *(
        "|---|",
        ": a",
        "*[HTML]: x",
        "\\",
        "\\\\",
        "\\`",
        "\\[",
        "- [ ] a",
        "#!python x",
    ),
    *("\n", "\n\n", "    code", "\t", "\r", "\u2028", "\x00", "\x02", "\x03", "\ud800"),
    *("wzxhzdk:0", "klzzwxh:0000", "a_b_c", "a*b*c", "é", "種子", "\u202e"),
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.text(alphabet="ab1 \n<>&\"'`*_[](){}#!|~$^=+-.:/\\@%", max_size=40),
    st.text(max_size=40),
)
READERS = {
    "git host": as_git_host,
    "our site": as_site,
    "a site of others": lambda text: as_site(text, others=True),
}

Reader = Callable[[str], str]


@pytest.fixture(params=READERS.values(), ids=READERS.keys(), scope="session")
def read(request: pytest.FixtureRequest) -> Reader:
    reader: Reader = request.param
    return reader


def shown(text: str) -> str:
    """What a reader has to see of `text`."""
    return " ".join(escape.prose(text).split())


def folded(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=40, deadline=None)
@given(TEXTS)
@example("1. a")
@example("a\\")
def test_words_are_words(read: Reader, text: str) -> None:
    found = seen(read(escape.documentation(text)))
    assert set(found.elements) <= {"p"}
    assert not found.attributes
    assert folded(found.text) == shown(text)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_words_in_a_line_are_words(read: Reader, text: str) -> None:
    inside = escape.documentation(text, begins=False)
    found = seen(read(f"Before: {inside} (after)\n"))
    assert found.elements == ["p"]
    assert not found.attributes
    assert folded(found.text) == folded(f"Before: {shown(text)} (after)")


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
@example("", "::: x")
@example("", "#!python x")
def test_words_in_a_table_are_words(read: Reader, text: str, code: str) -> None:
    cells = f"| {escape.documentation(text)} | {escape.documentation_code(code)} |"
    found = seen(read(f"| a | b |\n|---|---|\n{cells}\n"))
    tags = {"table", "thead", "tbody", "tr", "th", "td", "code"}
    assert set(found.elements) <= tags
    assert found.elements.count("td") == 2
    assert not found.attributes
    assert found.text.split() == ["a", "b", *shown(text).split(), *shown(code).split()]


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_code_is_the_text(read: Reader, text: str) -> None:
    found = seen(read(f"See {escape.documentation_code(text)}."))
    assert set(found.elements) <= {"p", "code"}
    assert not found.attributes
    assert folded(found.text) == folded(f"See {shown(text)}.")


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_a_heading_and_a_link_hold_words(read: Reader, text: str) -> None:
    words = escape.documentation(text, begins=False)
    found = seen(read(f"# {words}\n\n[{words}](models/Boat.md)\n"))
    assert set(found.elements) <= {"h1", "p", "a"}
    assert set(found.links) <= {"models/Boat.md"}
    assert {name for _, name, _ in found.attributes} <= {"id", "href"}
    assert folded(found.text) == folded(f"{shown(text)} {shown(text)}")


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_html_in_a_page_holds_words(read: Reader, text: str) -> None:
    words = escape.html(text)
    found = seen(read(f'<ul>\n<li title="{words}">{words}</li>\n</ul>\n\nEnd.\n'))
    assert found.elements == ["ul", "li", "p"]
    assert [name for _, name, _ in found.attributes] == ["title"]
    assert found.attributes[0][2] == shown(text)
    assert folded(found.text) == folded(f"{shown(text)} End.")


@settings(max_examples=40, deadline=None)
@given(TEXTS)
@example("```\n# x\n```")
@example("````")
@example("a\n\n--8<-- x\n{{ y }}")
def test_a_block_of_code_is_the_text(read: Reader, text: str) -> None:
    block = escape.documentation_block(text, "text")
    found = seen(read(f"Before.\n\n{block}\n\nAfter.\n"))
    assert set(found.elements) <= {"p", "pre", "code", "div", "span"}
    assert {name for _, name, _ in found.attributes} <= {"class"}
    assert folded(found.text) == folded(f"Before. {shown(text)} After.")


@settings(max_examples=40, deadline=None)
@given(TEXTS)
@example("a\n\nb\n \nc")
@example("\n\n# a")
def test_code_in_html_is_the_text(read: Reader, text: str) -> None:
    code = f"<pre><code>{escape.html_code(text)}</code></pre>"
    page = f"<details><summary>S</summary>\n{code}\n</details>\n\nEnd.\n"
    found = seen(read(page))
    assert found.elements == ["details", "summary", "pre", "code", "p"]
    assert not found.attributes
    assert folded(found.text) == folded(f"S {shown(text)} End.")


@given(TEXTS)
def test_nothing_is_left_for_a_reader_of_templates(text: str) -> None:
    for written in (
        escape.html(text),
        escape.documentation(text),
        escape.documentation_code(text),
        escape.documentation_block(text, "json"),
    ):
        for mark in ("{{", "{%", "{#", "${{"):
            assert mark not in written
