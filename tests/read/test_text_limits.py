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
def test_rows_take_time_in_proportion(form: Callable[[int], str]) -> None:
    size = len(form(1000)) / 1000
    few, many = int(250_000 / size), int(1_000_000 / size)
    quick = seconds(form(few), few)
    slow = seconds(form(many), many)
    assert slow < 8 * max(quick, 0.1), "four times the rows take more than eight times"


def seconds(text: str, count: int) -> float:
    start = time.process_time()
    document = read_part(text)
    taken = time.process_time() - start
    assert len(rows(document)) == count
    return taken


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
def test_no_text_takes_the_reader_down(text: str) -> None:
    start = time.process_time()
    read_part(text)
    assert time.process_time() - start < 20
