"""A text that breaks off anywhere says less and nothing else; none takes long."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from help_pages import render_site
from orchard import ORCHARD
from text_forms import FORMS
from timing import timed

from helpwright.blocks import Document, Heading, Row, Table
from helpwright.diagnostics import Findings
from helpwright.read import read
from helpwright.read.text import read_text
from helpwright.sources.source import Source
from helpwright.vocabulary import is_none

CASES = Path(__file__).parents[1] / "cases" / "read-text"
WHOLE = sorted(
    path
    for path in CASES.glob("*/*.txt")
    if not path.parent.name.startswith(("cut-", "refused-"))
)
UNBROKEN = ("blank-lines", "pipes")
"""Forms in which each cell has an end of its own, so that no half is taken for a whole."""


def read_part(text: str) -> Document | None:
    return read_text(text, Source(name="page.txt", content=b""), Findings())


def rows(document: Document | None) -> list[Row]:
    blocks = document.blocks if document else ()
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]


def words(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(" ".join(cell.paragraphs).split()) for cell in row.cells)


def headings(document: Document | None) -> list[str]:
    blocks = document.blocks if document else ()
    return [block.text for block in blocks if isinstance(block, Heading)]


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.parent.name)
def test_no_cut_raises(path: Path) -> None:
    content = path.read_bytes()
    for end in range(0, len(content), 50):
        part = content[:end]
        read(Source(name=path.name, content=part), Findings())


@pytest.mark.parametrize(
    "path",
    [path for path in WHOLE if path.parent.name.startswith(UNBROKEN)],
    ids=lambda path: path.parent.name,
)
def test_a_cut_page_says_nothing_that_the_whole_does_not(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    whole = read_part(text)
    known = [words(row) for row in rows(whole)]
    titles = Counter(headings(whole))
    for end in range(0, len(text), 7):
        if text[:end].endswith("\n"):
            continue  # nothing shows that such a text is cut
        part = read_part(text[:end])
        for row in rows(part):
            said = words(row)
            assert any(is_part(said, other) for other in known), (said, text[:end])
        assert not Counter(headings(part)) - titles, text[:end]


def is_part(said: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a row is `whole`, less words that its last cell lacks."""
    *front, last = said
    lacks = whole[-1].startswith(last) or is_none(whole[-1])
    return front == list(whole[:-1]) and lacks


@pytest.mark.parametrize("form", FORMS)
def test_cuts_of_a_page_with_everything(form: str) -> None:
    for number, html in enumerate(render_site(ORCHARD, "5.2").values()):
        source = Source(name=f"{number}.html", content=html.encode())
        document = read(source, Findings())
        assert document is not None
        text = FORMS[form](document)
        for end in range(0, len(text), 50):
            read_part(text[:end])


def blank_lines(count: int) -> str:
    cells = (
        f"Member{number}\n\nWhat it is for.\n\nCollection of Boat\n\nRequired"
        for number in range(count)
    )
    return "NameDescriptionTypeAdditional information\n" + "\n\n".join(cells) + "\n"


def pipes(count: int) -> str:
    head = (
        "Boat| Name | Description | Type | Additional information |\n|---|---|---|---|"
    )
    cells = (f"| Member{number} | integer |\nNone. |\n|" for number in range(count))
    return "\n".join([head, *cells]) + "\n"


def whole_rows(count: int) -> str:
    head = "| Name | Description | Type | Additional information |\n|---|---|---|---|"
    cells = (f"| Member{number} |  | integer | None. |" for number in range(count))
    return "\n".join([head, *cells]) + "\n"


def columns(count: int) -> str:
    head = f"{'Name':16}{'Description':16}{'Type':16}Additional information"
    cells = (f"{f'Member{n}':16}{'':16}{'integer':16}None.\n" for n in range(count))
    return "\n".join([head, *cells]) + "\n"


def running(count: int) -> str:
    head = "Name Description Type Additional information "
    cells = (f"Member{n} What it is for. integer None." for n in range(count))
    return head + " ".join(cells)


MANY_ROWS = (blank_lines, pipes, whole_rows, columns, running)


@pytest.mark.parametrize("form", MANY_ROWS, ids=lambda form: form.__name__)
@timed
def test_rows_take_time_in_proportion(form: Callable[[int], str]) -> None:
    size = len(form(1000)) / 1000
    few, many = int(75_000 / size), int(300_000 / size)
    quick = seconds(form(few), few)
    slow = seconds(form(many), many)
    assert slow < 8 * max(quick, 0.03), "four times the rows take more than eight times"


def seconds(text: str, count: int) -> float:
    start = time.process_time()
    document = read_part(text)
    taken = time.process_time() - start
    assert len(rows(document)) == count
    return taken


HEAD = "Name Description Type Additional information"
BODY = "POST api/x\n\nRequest Information\n\nBody Parameters\n\n"
MARKED = f"{BODY}# Words\n\n"
CELLS = f"{BODY}{HEAD}\n".replace(" ", "\n") + "a\ninteger\n"
PIPED = (
    f"{BODY}| Name | Description | Type | Additional information |\n|---|---|---|---|\n"
)
OPEN = f"{BODY}Name | Description | Type | Additional information |\na |\n"
WIDE = BODY + (" " * 1000).join(HEAD.replace("al i", "al_i").split()).replace("_", " ")
SAMPLE = "POST api/x\n\nRequest Formats\n\nSample:\n"
RUN = f"GET api/x Request Information {HEAD} id x integer None. "
TIGHT = f"GETapi/xRequest InformationURI Parameters{HEAD}".replace("Type ", "Type")
TIGHT = TIGHT.replace("Name ", "Name").replace("Description ", "Description")
MANY = range(1, 10_000)
HOSTILE = {
    "address": MARKED + "](" + "/" * 200_000,
    "heading": MARKED + "# a" + " " * 200_000 + "b" + "#" * 200_000 + "c",
    "links-begun": MARKED + "[a](" * 100_000,
    "backslashes": MARKED + r"a\_b " + "\\" * 200_000 + "x",
    "numbers": BODY + " ".join(f"[{number}]a" for number in MANY),
    "head-begun": BODY + "name" + " " * 200_000 + "b description\n",
    "head-goes-on": BODY + HEAD + " " * 200_000 + "b description\n",
    "columns": BODY + "|a" * 4_000 + "|\n" + "|--" * 4_000 + "|\n" + "|b|\n" * 4_000,
    "cells-on-line": PIPED + "| a" * 100_000,
    "cell-lines": OPEN + "x y\n" * 50_000,
    "blanks-in-cell": OPEN + "b" + " " * 200_000 + "c |\n",
    "pipes-in-cell": OPEN + "b" + "|" * 200_000 + "c |\n",
    "places": WIDE + "\n" + "x " * 3_000 + "\n" + "a\n" * 20_000,
    "labels": MARKED + "Sample:" * 40_000,
    "samples": MARKED + "Sample:{}" * 40_000,
    "type-in-type": BODY + "Collection of " * 40_000 + "x\n",
    "keys": BODY + "Dictionary of " + "a [key] and " * 40_000 + "x\n",
    "slashes": "get " + "/" * 200_000 + " x\n\n" + BODY,
    "annotations": CELLS + "Required " * 100_000,
    "pattern": CELLS
    + "Matching regular expression pattern: "
    + "x" * 70
    + "\na b" * 20_000,
    "address-lines": "GET api/" + "a" * 60 + "\n/b" * 40_000,
    "types-on-line": f"{BODY}{HEAD}\na x integer\nb "
    + "Collection of " * 20_000
    + "x y\n",
    "keys-on-line": f"{BODY}{HEAD}\na x integer\nb "
    + ("Dictionary of " * 2_000 + " [key] and " * 2_000 + "x y\n"),
    "comments": f"{SAMPLE}<a>\n" + "<!--" * 100_000,
    "run-labels": RUN + "Sample:x " * 40_000,
    "run-samples": RUN + "Sample: {} " * 40_000,
    "run-rows": RUN.replace("id x integer None.", "x.") + "y. None. " * 15_000,
    "run-brackets": RUN
    + "b c string Matching regular expression pattern: ["
    + " a" * 100_000,
    "run-names": RUN
    + ("".join(f"{n} x integer None. " for n in MANY) + "Sample: {")
    + ("".join(f'"a {n}": 1, ' for n in MANY)),
    "run-words": f"{RUN}Resource Description a"
    + "." * 100_000
    + " b. c, Request Formats",
    "run-comments": f"{RUN}Request Formats text/xml Sample: <a>" + "<!--" * 100_000,
    "tight-title": TIGHT.replace("api/x", "api/x" + "a" * 50_000)
    + "aBintegerNone." * 9,
    "tight-humps": TIGHT + "aA" * 50_000 + "?None.",
    "tight-types": TIGHT + "Collection of" * 20_000 + "?None.",
    "tight-patterns": TIGHT
    + "aBintegerMatching regular expression pattern: x" * 10_000,
    "tight-values": "ColourPossible enumeration values:NameValueDescriptiona"
    + ("1" * 50_000 + "b" + "a1" * 50_000 + "?"),
}
"""Texts that took from half a minute to hours."""


@pytest.mark.parametrize("name", HOSTILE)
@timed
def test_no_hostile_text_takes_long(name: str) -> None:
    start = time.process_time()
    read_part(HOSTILE[name])
    assert time.process_time() - start < 20


def test_the_words_of_a_head_may_lie_on_two_lines() -> None:
    head = "HTTP Status\nCode Error Message Type Additional Information\n"
    document = read_part(f"{BODY}{head}400   Wrong     string   None.\n")
    assert document is not None


@pytest.mark.parametrize(
    "text",
    ["[**Boat**](/Help/Boat)", "**[Boat](/Help/Boat)**", "[`Boat`](</Help/Boat>)"],
)
def test_a_link_is_kept_whatever_stands_around_its_words(text: str) -> None:
    document = read_part(f"{MARKED}{text}\n\n## Response Information\n")
    assert document is not None
    links = [link for b in document.blocks for link in getattr(b, "links", ())]
    assert [(link.text.strip("`"), link.href) for link in links] == [
        ("Boat", "/Help/Boat")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "POST api/x\n\nRequest Formats\n\nSample:\n" + "[" * 400_000 + "]" * 400_000,
        "POST api/x\n\nRequest Formats\n\nSample:\n<a>\n" + '<b c="d\n' * 100_000,
        "POST api/x\n\nBody Parameters\n\n" + "Name\n" * 100_000,
        "POST api/x\n\nBody Parameters\n\n" + "| " * 400_000,
        "POST api/x\n\n**Sample:**\n\n" + "**a *b " * 100_000,
        "POST api/x\n\n**Sample:**\n\n" + "[](/x) " * 100_000 + "[" * 100_000,
        "GET api/x\n" * 80_000,
        "word " * 160_000,
        "Some words.\n\n" * 20_000 + "GET api/x\n\n" * 20_000,
        "Boats\n\nAPI\tDescription\nGET api/x\tSome words.\n\n" * 16_000,
        "GET api/x Request Information Name Description Type Additional information"
        " id x integer None. Response Formats " + "text/json," * 30_000 + "x Sample: 5",
    ],
    ids=[
        *("deep", "open-tags", "names", "pipes", "stars", "brackets", "titles"),
        *("words", "words-and-titles", "groups", "media-types"),
    ],
)
@timed
def test_no_text_takes_the_reader_down(text: str) -> None:
    start = time.process_time()
    read_part(text)
    assert time.process_time() - start < 20
