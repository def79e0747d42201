"""A cache that somebody else has written gives what was read of a page, or nothing.

The number is that of docs/safety.md, which lists all classes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from payloads import MARK

from helpwright import page_cache
from helpwright.blocks import (
    Cell,
    Document,
    Heading,
    Image,
    Link,
    Paragraph,
    Preformatted,
    Row,
    Table,
)
from helpwright.diagnostics import Finding
from helpwright.incremental import memory
from helpwright.place import Place
from helpwright.sources.source import Source

SOURCE = Source(name="boats.html", content=b"<h1>GET api/boats</h1>")
HEADING = Heading(text="GET api/boats", level=1, place=Place(page="boats.html", line=1))
READ = Document(page="boats.html", form="html", title="", blocks=(HEADING,))


def cached(folder: Path) -> Path:
    """A cache with one entry; the file of the entry."""
    page_cache.PageCache(folder, "generator 1").put(SOURCE, READ, [])
    (entry,) = (p for p in folder.iterdir() if len(p.name) == 64)
    return entry


def test_t20_an_entry_is_found_by_what_it_was_made_of(tmp_path: Path) -> None:
    cached(tmp_path)
    assert page_cache.PageCache(tmp_path, "generator 1").get(SOURCE) == (READ, ())
    assert page_cache.PageCache(tmp_path, "generator 2").get(SOURCE) is None
    for other in (
        Source(name="boats.html", content=b"<h1>GET api/boat</h1>"),
        Source(name="quays.html", content=SOURCE.content),
        Source(name="boats.html", content=SOURCE.content, address="https://x.example"),
    ):
        assert page_cache.PageCache(tmp_path, "generator 1").get(other) is None


POISONS = (
    lambda raw: raw.replace(b"GET api/boats", f"GET {MARK}".encode()),
    lambda raw: raw[:-5],
    lambda raw: raw + b" ",
    lambda raw: b"\x80\x04cos\nsystem\n" + raw,
    lambda raw: b"",
    lambda raw: raw.split(b"\n")[1],
    lambda raw: b"0" * 64 + b"\n" + raw.split(b"\n")[1],
)


@pytest.mark.parametrize("poison", POISONS, ids=range(len(POISONS)))
def test_t20_a_poisoned_entry_is_none(poison: Any, tmp_path: Path) -> None:
    entry = cached(tmp_path)
    entry.write_bytes(poison(entry.read_bytes()))
    assert page_cache.PageCache(tmp_path, "generator 1").get(SOURCE) is None


TABLE = Table(
    head=("Name",),
    rows=(
        Row(
            cells=(Cell(paragraphs=("Id",), line=1, links=(Link(text="a", href="b"),)),)
        ),
    ),
    place=HEADING.place,
)
WHOLE = Document(
    page="boats.html",
    form="html",
    title="Boats",
    blocks=(
        HEADING,
        Paragraph(text="a", place=HEADING.place, links=(Link(text="a", href="b"),)),
        Preformatted(text="{}", place=HEADING.place),
        Image(address="x.png", text="x", place=HEADING.place),
        TABLE,
    ),
)
DOUBT = Finding(code="HW101", severity="note", message="m", place=HEADING.place)


def variants(value: Any, ways: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value in lists of lists."""
    yield ways
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from variants(each, (*ways, number))


def put(value: Any, way: tuple[Any, ...], other: Any) -> Any:
    if not way:
        return other
    return [put(v, way[1:], other) if n == way[0] else v for n, v in enumerate(value)]


def sealed(entry: Path, value: Any) -> None:
    """Writes an entry as a forger does who knows how entries are sealed."""
    payload = json.dumps(value).encode()
    seal = hashlib.sha256(payload).hexdigest().encode()
    entry.write_bytes(seal + b"\n" + payload)


def test_t20_an_entry_of_other_types_is_none(tmp_path: Path) -> None:
    """The seal of an entry is right, and any one of its values is not."""
    page_cache.PageCache(tmp_path, "generator 1").put(SOURCE, WHOLE, [DOUBT])
    (entry,) = (p for p in tmp_path.iterdir() if len(p.name) == 64)
    plain = json.loads(entry.read_bytes().split(b"\n")[1])
    assert page_cache.PageCache(tmp_path, "x").load(entry.name, "boats.html") == (
        WHOLE,
        (DOUBT,),
    )
    for way in variants(plain):
        for other in (None, 1.5, {}, {"a": 1}, [[]]):
            sealed(entry, put(plain, way, other))
            cache = page_cache.PageCache(tmp_path, "generator 1")
            assert cache.get(SOURCE) is None, (way, other)
    entry.write_bytes(b"[" * 100_000)
    assert page_cache.PageCache(tmp_path, "generator 1").get(SOURCE) is None


def test_t20_a_forged_memory_removes_and_reads_nothing_else(
    tmp_path: Path,
) -> None:
    """What a run remembers of its pages names entries of the cache, and no other files."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "theirs.txt").write_text("theirs", encoding="utf-8")
    cache = page_cache.PageCache(tmp_path / "cache", "generator 1")
    name = memory.keep({}, {"a": "b"}, "generator 1", cache)
    theirs = str(outside / "theirs.txt")
    good = ["0" * 64, "1" * 64, "model", ["POST /a"], ["A"]]
    sealed(tmp_path / "cache" / name, {"boats.html": good})
    assert memory.recall({"a": "b"}, "generator 1", cache)[1]["boats.html"].shown == {
        "A"
    }
    for at, other in (
        *((0, each) for each in (theirs, "../outside/theirs.txt", "", 5, None)),
        *((1, 5), (2, "other"), (2, []), (3, "POST"), (3, [5]), (4, None)),
    ):
        forged = [other if n == at else each for n, each in enumerate(good)]
        sealed(tmp_path / "cache" / name, {"boats.html": forged})
        assert memory.recall({"a": "b"}, "generator 1", cache)[1] == {}
    cache.forget([theirs, "../../outside/theirs.txt"])
    assert cache.payload(theirs) == b""
    assert (outside / "theirs.txt").read_text(encoding="utf-8") == "theirs"
