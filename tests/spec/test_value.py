"""Our data classes behave as those of the standard library, guards aside."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import field
from typing import Any

import pytest

from helpwright import value

# For mypy ours are those of the standard library.
_OURS: Callable[..., Any] = value.dataclass
_THEIRS: Callable[..., Any] = dataclasses.dataclass


def _made(dataclass: Callable[..., Any]) -> tuple[Any, Any, Any, Any]:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Boat:
        name: str
        length: float = 1.0
        secret: str = field(default="", repr=False)
        note: str = field(default="", compare=False)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Ferry(Boat):
        seats: int = 0

    @dataclass
    class Berth:
        boats: list[object]

    @dataclass(frozen=True, slots=True, order=True)
    class Depth:
        metres: int

    return Boat, Ferry, Berth, Depth


OURS, THEIRS = _made(_OURS), _made(_THEIRS)


def _seen(kinds: tuple[Any, ...]) -> list[object]:
    boat, ferry, berth, depth = kinds
    one = boat(name="Ada", secret="s", note="n")
    full = berth([one])
    full.boats.append(full)
    return [
        repr(one),
        repr(full),
        one == boat(name="Ada", secret="s", note="other"),
        hash(one) == hash(boat(name="Ada", secret="s", note="other")),
        one == boat(name="Ada", secret="other"),
        one != ferry(name="Ada", secret="s"),
        ferry(name="Ada", seats=2) == ferry(name="Ada", seats=2),
        {ferry(name="Ada"): 1}[ferry(name="Ada")],
        one == "Ada",
        berth([1]) == berth([1]),
        berth.__hash__,
        min(depth(3), depth(1)) == depth(1),
        hash(depth(3)) == hash(depth(3)),
    ]


def test_compare_hash_and_print_as_the_standard_ones() -> None:
    assert _seen(OURS) == _seen(THEIRS)


def test_what_a_class_defines_itself_stays() -> None:
    @_OURS(frozen=True)
    class Word:
        text: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Word) and self.text.lower() == other.text.lower()

        def __repr__(self) -> str:
            return self.text

    assert hash(Word("Ada")) == hash(Word("Ada"))
    assert Word("Ada") == Word("ADA")
    assert repr(Word("Ada")) == "Ada"


def test_replaces_members() -> None:
    boat, ferry, _, depth = OURS
    one = ferry(name="Ada", seats=2, note="n")
    assert value.replace(one, seats=3) == ferry(name="Ada", seats=3)
    assert value.replace(one, seats=3).note == "n"
    assert value.replace(depth(1), metres=2) == depth(2)
    with pytest.raises(TypeError, match="sails"):
        value.replace(boat(name="Ada"), sails=1)
