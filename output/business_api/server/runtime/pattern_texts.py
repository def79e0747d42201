"""Writes a text that a regular expression of a documentation matches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .patterns import compile_pattern

MAX_LENGTH = 4096
MAX_DEPTH = 20

_CLASSES = {"d": "0", "w": "a", "s": " ", "D": "a", "W": " ", "S": "a"}
_CONTROL = {"t": "\t", "n": "\n", "r": "\r"}
_COUNT = re.compile(r"\{(\d+)(,(\d*))?\}|[*+?]")


def text_of_pattern(pattern: str, least: int = 0) -> str | None:
    """A text of at least `least` characters that holds a match of `pattern`.

    None where the pattern has more in it than classes, groups, choices and counts.
    """
    matches = compile_pattern(pattern)
    try:
        for repeats in (0, min(least, MAX_LENGTH)):
            text = _Writer(pattern, repeats).choice()
            if matches is not None and matches(text) and len(text) >= least:
                return text
    except (_NotKnown, IndexError):
        pass
    return None


class _NotKnown(Exception):
    """A pattern has something in it that this module does not read."""


class _Writer:
    """Reads a pattern from left to right, writing the least that matches."""

    def __init__(self, pattern: str, repeats: int) -> None:
        self._pattern = pattern
        self._at = 0
        self._repeats = repeats
        """How often to repeat what may be repeated without an end."""
        self._length = 0
        self._depth = 0

    def choice(self) -> str:
        """The first of the choices from here to the end of the group."""
        first = self._sequence()
        while self._peek() == "|":
            self._at += 1
            self._sequence()
        return first

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _next(self) -> str:
        character = self._pattern[self._at]
        self._at += 1
        return character

    def _sequence(self) -> str:
        pieces: list[str] = []
        while self._peek() not in ("", "|", ")"):
            piece = self._atom()
            count = self._count()
            self._length += len(piece) * count
            if self._length > MAX_LENGTH:
                raise _NotKnown
            pieces.append(piece * count)
        return "".join(pieces)

    def _atom(self) -> str:
        match character := self._next():
            case "^" | "$":
                return ""
            case ".":
                return "a"
            case "(":
                return self._group()
            case "[":
                return self._one_of()
            case "\\":
                return self._escaped()
            case "*" | "+" | "?":
                raise _NotKnown
            case _:
                return character

    def _group(self) -> str:
        if self._peek() == "?":
            if self._pattern[self._at : self._at + 2] != "?:":
                raise _NotKnown
            self._at += 2
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _NotKnown
        text = self.choice()
        self._depth -= 1
        if self._next() != ")":
            raise _NotKnown
        return text

    def _escaped(self) -> str:
        character = self._next()
        if character in "AzZ":
            return ""
        if character in _CLASSES:
            return _CLASSES[character]
        if character.isalnum() and character not in _CONTROL:
            raise _NotKnown
        return _CONTROL.get(character, character)

    def _one_of(self) -> str:
        """A character of the class that begins here."""
        is_negated = self._peek() == "^"
        self._at += is_negated
        members = list(self._members())
        if not is_negated:
            return members[0]
        return next(c for c in "aA0 -_#é" if c not in members)

    def _members(self) -> Iterator[str]:
        """Characters of a class; of a range the ends."""
        is_first = True
        while is_first or self._peek() != "]":
            is_first = False
            character = self._next()
            yield self._escaped() if character == "\\" else character
            if self._peek() == "-" and self._pattern[self._at + 1] != "]":
                self._at += 1
        self._at += 1

    def _count(self) -> int:
        """How often the atom before stands at the least."""
        found = _COUNT.match(self._pattern, self._at)
        if found is None:
            return 1
        self._at = found.end()
        if self._peek() == "?":
            self._at += 1
        if found[1] is None:
            least = 1 if found[0] == "+" else 0
            return least if found[0] == "?" else max(least, self._repeats)
        is_open = found[2] is not None and not found[3]
        count = max(int(found[1]), self._repeats if is_open else 0)
        return count
