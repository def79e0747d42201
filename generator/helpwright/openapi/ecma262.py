"""Whether a .NET pattern is a pattern of ECMA-262 as well, and means the same there.

The grammar is that of ECMA-262 with the `u` flag, which JSON Schema recommends and its
validators use. Where the two dialects read the same text differently the answer is no.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(
    r"""\\(?:
        (?P<set>[dDsSwW]|[pP]\{(?:C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?
                |P[cdefios]?|S[ckmo]?|Z[lps]?)\})
      | (?P<control>[fnrtv])
      | c(?P<letter>[A-Za-z])
      | (?P<null>0)(?![0-9])
      | x(?P<byte>[0-9A-Fa-f]{2})
      | u(?P<unit>[0-9A-Fa-f]{4})
      | (?P<itself>[\^$\\.*+?()\[\]{}|/])
    )""",
    re.VERBOSE,
)
_BACKREFERENCE = re.compile(r"\\(?:(?P<number>[1-9][0-9]*)|k<(?P<name>[A-Za-z_]\w*)>)")
_OPEN = re.compile(
    r"\((?:\?(?:(?P<look><?[=!])|:|<(?P<name>[A-Za-z_][A-Za-z0-9_]*)>))?(?!\?)"
)
_QUANTIFIER = re.compile(r"(?:[*+?]|\{([0-9]+)(?:(,)([0-9]+)?)?\})\??")


def is_pattern(text: str) -> bool:
    """Whether `text` is a pattern in both dialects. Linear, and nothing is run."""
    if any(ord(character) > 0xFFFF for character in text):
        return False
    return _Reader(text).read()


class _Reader:
    """One pass over a pattern with a stack of the groups that are open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.repeatable = False
        self.open_groups: list[bool] = []
        self.groups = 0
        self.names: set[str] = set()
        self.numbers_used: list[int] = []
        self.names_used: list[str] = []

    def read(self) -> bool:
        while self.at < len(self.text):
            if not self._token(self.text[self.at]):
                return False
        # .NET numbers named groups last, ECMA-262 in the order of their brackets.
        if self.names and self.numbers_used:
            return False
        return (
            not self.open_groups
            and all(number <= self.groups for number in self.numbers_used)
            and self.names.issuperset(self.names_used)
        )

    def _token(self, character: str) -> bool:
        match character:
            case "^" | "$" | "|":
                return self._step(1, repeatable=False)
            case "(":
                return self._open()
            case ")":
                if not self.open_groups:
                    return False
                return self._step(1, repeatable=self.open_groups.pop())
            case "[":
                return self._class()
            case "*" | "+" | "?" | "{":
                return self._quantifier()
            case "]" | "}":
                return False
            case "\\":
                return self._escape()
        return self._step(1, repeatable=True)

    def _step(self, length: int, *, repeatable: bool) -> bool:
        self.at += length
        self.repeatable = repeatable
        return True

    def _open(self) -> bool:
        found = _OPEN.match(self.text, self.at)
        if found is None:
            return False
        name = found["name"]
        if name in self.names:
            return False
        if name:
            self.names.add(name)
        self.groups += name is not None or len(found[0]) == 1
        self.open_groups.append(not found["look"])
        return self._step(len(found[0]), repeatable=False)

    def _quantifier(self) -> bool:
        found = _QUANTIFIER.match(self.text, self.at)
        if found is None or not self.repeatable:
            return False
        low, high = found[1], found[3]
        if high is not None and (len(high), high) < (len(low), low):
            return False
        return self._step(len(found[0]), repeatable=False)

    def _escape(self) -> bool:
        if self.text.startswith((r"\b", r"\B"), self.at):
            return self._step(2, repeatable=False)
        if found := _ESCAPE.match(self.text, self.at):
            return self._step(len(found[0]), repeatable=True)
        if found := _BACKREFERENCE.match(self.text, self.at):
            if found["name"]:
                self.names_used.append(found["name"])
            else:
                self.numbers_used.append(int(found["number"][:9]))
            return self._step(len(found[0]), repeatable=True)
        return False

    def _class(self) -> bool:
        self.at += 1
        if self.text.startswith("^", self.at):
            self.at += 1
        if self.text.startswith("]", self.at):
            return False
        while self.at < len(self.text):
            if self.text[self.at] == "]":
                return self._step(1, repeatable=True)
            # .NET subtracts a class here, ECMA-262 reads a bracket.
            if self.text.startswith("-[", self.at):
                return False
            if not self._class_range():
                return False
        return False

    def _class_range(self) -> bool:
        low = self._class_atom()
        if low is None:
            return False
        is_range = self.text.startswith("-", self.at) and self.text[
            self.at + 1 : self.at + 2
        ] not in ("]", "")
        if not is_range:
            return True
        if self.text.startswith("-[", self.at):
            return False
        self.at += 1
        high = self._class_atom()
        return high is not None and 0 <= low <= high

    def _class_atom(self) -> int | None:
        """Code of the next character; -1 for a set of characters, None for an error."""
        character = self.text[self.at]
        if character != "\\":
            self.at += 1
            return ord(character)
        if self.text.startswith((r"\b", r"\-"), self.at):
            self.at += 2
            return 8 if self.text[self.at - 1] == "b" else ord("-")
        found = _ESCAPE.match(self.text, self.at)
        if found is None:
            return None
        self.at += len(found[0])
        return _code(found)


def _code(escape: re.Match[str]) -> int:
    kind, text = escape.lastgroup, escape[escape.lastgroup or 0]
    match kind:
        case "set":
            return -1
        case "control":
            return {"f": 12, "n": 10, "r": 13, "t": 9, "v": 11}[text]
        case "letter":
            return ord(text) % 32
        case "null":
            return 0
        case "byte" | "unit":
            return int(text, 16)
    return ord(text)
