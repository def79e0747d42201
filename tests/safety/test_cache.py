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
from helpwright.incremental.kept_names import keep_names, kept_names
from helpwright.names.types import (
    EnumName,
    GroupName,
    ModelName,
    Names,
    OperationName,
)
from helpwright.packs import Packs
from helpwright.place import Place
from helpwright.sources.source import Source

SOURCE = Source(name="boats.html", content=b"<h1>GET api/boats</h1>")
HEADING = Heading(text="GET api/boats", level=1, place=Place(page="boats.html", line=1))
READ = Document(page="boats.html", form="html", title="", blocks=(HEADING,))


def cached(folder: Path) -> Path:
    """A cache with one entry; the file that holds it."""
    cache = page_cache.PageCache(folder, "generator 1")
    cache.put(SOURCE, READ, [])
    cache.forget_others()
    (pack,) = (p for p in folder.iterdir() if len(p.name) == 64)
    return pack


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


def lied_to(raw: bytes, old: bytes, new: bytes) -> bytes:
    """A pack whose index says something else, under a hash that is right."""
    index = raw.split(b"\n")[1].replace(old, new)
    payload = raw.split(b"\n", 2)[2]
    return hashlib.sha256(index).hexdigest().encode() + b"\n" + index + b"\n" + payload


POISONS = (
    lambda raw: raw.replace(b"GET api/boats", f"GET {MARK}".encode()),
    lambda raw: raw[:-5],
    lambda raw: b" " + raw,
    lambda raw: b"\x80\x04cos\nsystem\n" + raw,
    lambda raw: b"",
    lambda raw: raw.split(b"\n")[0],
    lambda raw: raw.split(b"\n", 1)[1],
    lambda raw: b"0" * 64 + raw[64:],
    lambda raw: b"[" * 100_000,
    lambda raw: lied_to(raw, b",0,", b",-1,"),
    lambda raw: lied_to(raw, b",0,", b",Infinity,"),
    lambda raw: lied_to(raw, b",0,", b"," + b"9" * 30 + b","),
    lambda raw: lied_to(raw, b",0,", b',"0",'),
    lambda raw: lied_to(raw, b"[[", b"["),
    lambda raw: lied_to(raw, b"[[", b"[[7],["),
)


@pytest.mark.parametrize("poison", POISONS, ids=range(len(POISONS)))
def test_t20_a_poisoned_entry_is_none(poison: Any, tmp_path: Path) -> None:
    pack = cached(tmp_path)
    poisoned = poison(pack.read_bytes())
    pack.write_bytes(poisoned)
    # Under the name that its index asks for, too: whoever forges one knows how.
    (tmp_path / hashlib.sha256(poisoned[65:].split(b"\n")[0]).hexdigest()).write_bytes(
        poisoned
    )
    assert page_cache.PageCache(tmp_path, "generator 1").get(SOURCE) is None


def test_t20_a_link_in_the_cache_is_not_followed(tmp_path: Path) -> None:
    pack = cached(tmp_path / "cache")
    pack.rename(tmp_path / "elsewhere")
    pack.symlink_to(tmp_path / "elsewhere")
    cache = page_cache.PageCache(tmp_path / "cache", "generator 1")
    assert cache.get(SOURCE) is None
    cache.forget_others()
    assert (tmp_path / "elsewhere").is_file()


@pytest.mark.parametrize("link", ("cache", "cache/packs"))
def test_t13_a_cache_that_is_a_link_is_left_alone(tmp_path: Path, link: str) -> None:
    """A clone may bring the link; the files below are another program's."""
    theirs = tmp_path / "theirs" / "packs" if link == "cache" else tmp_path / "theirs"
    theirs.mkdir(parents=True)
    for name in ("a" * 64, "new-years-eve.txt"):
        (theirs / name).write_text("theirs", encoding="utf-8")
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "theirs")
    cache = page_cache.PageCache(tmp_path / "cache" / "packs", "generator 1")
    cache.put(SOURCE, READ, [])
    cache.forget_others()
    assert sorted(each.name for each in theirs.iterdir()) == [
        "a" * 64,
        "new-years-eve.txt",
    ]
    cached(theirs)
    assert page_cache.PageCache(cache.packs._folder, "generator 1").get(SOURCE) is None


def test_t13_nothing_is_written_through_a_link_beside_the_cache(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("theirs", encoding="utf-8")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / ".gitignore").symlink_to(theirs)
    cached(tmp_path / "project" / "cache")
    assert theirs.read_text(encoding="utf-8") == "theirs"


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
    """The way to every value in lists and objects."""
    yield ways
    for key, each in inner(value):
        yield from variants(each, (*ways, key))


def inner(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def put(value: Any, way: tuple[Any, ...], other: Any) -> Any:
    if not way:
        return other
    made = {k: put(v, way[1:], other) if k == way[0] else v for k, v in inner(value)}
    return made if isinstance(value, dict) else list(made.values())


def value_at(value: Any, way: tuple[Any, ...]) -> Any:
    return value_at(value[way[0]], way[1:]) if way else value


def forged(folder: Path, name: str, value: Any) -> page_cache.PageCache:
    """A cache as a forger writes it who knows how entries are sealed."""
    for pack in folder.iterdir():
        pack.unlink()  # Of two packs with one entry, chance says which is asked first.
    packs = Packs(folder)
    packs.put(name, json.dumps(value).encode())
    packs.keep_only({name})
    return page_cache.PageCache(folder, "generator 1")


def test_t20_an_entry_of_other_types_is_none(tmp_path: Path) -> None:
    """The seal of an entry is right, and any one of its values is not."""
    cache = page_cache.PageCache(tmp_path, "generator 1")
    cache.put(SOURCE, WHOLE, [DOUBT])
    name = cache.name(SOURCE)
    plain = json.loads(cache.packs.get(name))
    assert forged(tmp_path, name, plain).get(SOURCE) == (WHOLE, (DOUBT,))
    for way in variants(plain):
        for other in (None, 1.5, {}, {"a": 1}, [[]]):
            cache = forged(tmp_path, name, put(plain, way, other))
            assert cache.get(SOURCE) is None, (way, other)


def test_t20_a_forged_memory_is_none(tmp_path: Path) -> None:
    """What a run remembers of its pages names entries of the cache, and nothing else."""
    cache = page_cache.PageCache(tmp_path, "generator 1")
    nothing = memory.Memory(pages={}, names="")
    name = memory.keep(nothing, {"a": "b"}, "generator 1", cache)
    names = "2" * 64
    good = ["0" * 64, "1" * 64, "model", ["POST /a"], ["A"]]
    cache = forged(tmp_path, name, [names, {"boats.html": good}])
    known = memory.recall({"a": "b"}, "generator 1", cache)[1]
    assert known.pages["boats.html"].shown == {"A"}
    assert known.names == names
    for at, other in (
        *((0, each) for each in ("/theirs.txt", "../theirs.txt", "", 5, None)),
        *((1, 5), (2, "other"), (2, []), (3, "POST"), (3, [5]), (4, None)),
    ):
        wrong = [other if n == at else each for n, each in enumerate(good)]
        cache = forged(tmp_path, name, [names, {"boats.html": wrong}])
        assert memory.recall({"a": "b"}, "generator 1", cache)[1] == nothing
    cache = forged(tmp_path, name, ["../theirs.txt", {"boats.html": good}])
    assert memory.recall({"a": "b"}, "generator 1", cache)[1] == nothing


NAMES = Names(
    package="boats_api",
    groups={
        "Boats": GroupName(
            attribute="boats",
            module="boats",
            resource="BoatsResource",
            async_resource="AsyncBoatsResource",
            protocol="BoatsApi",
        )
    },
    operations={
        "GET /boats": OperationName(
            tag="Boats", method="list", arguments={"query:part": "part"}
        )
    },
    models={
        "Boat": ModelName(
            class_name="Boat", params="BoatParams", module="boats", fields={"Id": "id"}
        )
    },
    enums={
        "Sail": EnumName(class_name="Sail", module="boats", members={"0": "VALUE_0"})
    },
)


def test_t20_forged_names_are_none(tmp_path: Path) -> None:
    """Names become code and paths: what is no identifier is none, under its hash or not."""
    cache = page_cache.PageCache(tmp_path / "good", "generator 1")
    entry = keep_names(NAMES, cache)
    plain = json.loads(cache.packs.get(entry))
    assert kept_names(entry, "boats_api", cache) == NAMES
    assert kept_names(entry, "other_api", cache) is None
    assert kept_names("0" * 64, "boats_api", cache) is None
    ways = [way for way in variants(plain) if type(value_at(plain, way)) is str]
    for way in ways:
        for other in ("import os", "../x", "a.b", "class", "", f"{MARK}()", 5, None):
            payload = json.dumps(put(plain, way, other), separators=(",", ":")).encode()
            name = hashlib.sha256(payload).hexdigest()
            cache = page_cache.PageCache(tmp_path / "forged", "generator 1")
            cache.packs.put(name, payload)
            assert kept_names(name, "boats_api", cache) is None, (way, other)
    cache.packs.put(entry, json.dumps([]).encode())
    assert kept_names(entry, "boats_api", cache) is None


def test_t20_names_of_entries_are_no_paths(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("theirs", encoding="utf-8")
    packs = Packs(tmp_path / "cache")
    for name in (str(theirs), "../theirs.txt"):
        assert packs.get(name) == b""
        packs.put(name, b"ours")
        packs.flush()
        packs.forget([name])
    assert theirs.read_text(encoding="utf-8") == "theirs"
    there = sorted(path.name for path in tmp_path.iterdir())
    assert there == [".gitignore", "cache", "theirs.txt"]
