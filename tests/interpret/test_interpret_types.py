"""Types as pages display them."""

from __future__ import annotations

import pytest

from helpwright.blocks import Link
from helpwright.interpret.types import read_type
from helpwright.spec import ListOf, MapOf, Named, PairOf, Scalar, TypeRef, Unknown

STRING = Scalar(name="string")
INTEGER = Scalar(name="integer")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("globally unique identifier", Scalar(name="globally unique identifier")),
        ("unsigned integer", Scalar(name="unsigned integer")),
        ("Object", Scalar(name="Object")),
        ("Collection of Collection of integer", ListOf(items=ListOf(items=INTEGER))),
        (
            "Dictionary of string [key]\n      and integer [value]",
            MapOf(key=STRING, value=INTEGER),
        ),
        ("Pair of string [key] and string [value]", PairOf(key=STRING, value=STRING)),
        (
            "Collection of Pair of string [key] and string [value]",
            ListOf(items=PairOf(key=STRING, value=STRING)),
        ),
        (
            (
                "Dictionary of Dictionary of string [key] and integer [value] [key]\n"
                "and Collection of Dictionary of string [key] and string [value] [value]"
            ),
            MapOf(
                key=MapOf(key=STRING, value=INTEGER),
                value=ListOf(items=MapOf(key=STRING, value=STRING)),
            ),
        ),
    ],
)
def test_reads_what_the_program_writes(text: str, expected: TypeRef) -> None:
    found = read_type(text)
    assert found.type == expected
    assert found.certain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("String", STRING),
        ("int", INTEGER),
        ("int?", INTEGER),
        ("Nullable<Int32>", INTEGER),
        ("System.Int64", INTEGER),
        ("datetime", Scalar(name="date")),
        ("string[]", ListOf(items=STRING)),
        ("List<Boat>", ListOf(items=Named(name="Boat"))),
    ],
)
def test_reads_what_people_write_by_hand(text: str, expected: TypeRef) -> None:
    assert read_type(text).type == expected


@pytest.mark.parametrize(
    "name",
    [
        "Boat",
        "string",
        "Collection of Boat",
        "Prescription line (v2)",
        "Key [key] and value [value]",
        "EnvelopeOfBoat[]",
        "a < b & c",
    ],
)
def test_a_link_tells_where_a_name_ends(name: str) -> None:
    link = Link(text=name, href="/apiary/Help/ResourceModel?modelName=x")
    text = f"Dictionary of {name} [key]\nand Collection of {name} [value]"
    found = read_type(text, (link, link))
    assert found.type == MapOf(
        key=Named(name=name), value=ListOf(items=Named(name=name))
    )
    assert found.certain


def test_a_name_without_a_link_may_be_mere_words() -> None:
    found = read_type("Collection of boats")
    assert found.type == ListOf(items=Named(name="boats"))
    assert not found.certain


def test_a_link_of_the_prose_is_no_model() -> None:
    link = Link(text="here", href="/docs")
    assert not read_type("here", (link,)).certain
    assert read_type("here", (link,), all_links=True).certain


@pytest.mark.parametrize(
    "text",
    ["Dictionary of string", "Pair of string [key]", "Collection of " * 999 + "byte"],
)
def test_what_is_no_type_keeps_its_words(text: str) -> None:
    assert read_type(text).type == Unknown(text=text)
