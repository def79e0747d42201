"""Takes back the backslashes that makers of Markdown put in, each in its own way.

A pattern under `Additional information` is full of backslashes of its own, so only
those go that the maker at hand is known to write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from helpwright.read.text.lines import Line

Escapes: TypeAlias = Literal["none", "words", "specials", "doubled"]
"""What is escaped: nothing; `*` and `_`; all that CommonMark reads within a line, with the
backslashes before it doubled; or backslashes alone, doubled before punctuation."""

_WORDS = re.compile(r"\\([*_])")
_SPECIALS = re.compile(r"(?<!\\)(\\++)([*_`~\[\]<])")
_DOUBLED = re.compile(r"\\\\(?=[\\`*_{}\[\]()#+.!-])")
_AT_START = re.compile(r"^(\s*\d*)\\(?=[-+#>.)]\s)")
_SPACED_DIVIDER = re.compile(r"\|(?: :?-{3}:? \|)+")
_TIGHT_DIVIDER = re.compile(r"(?:-{3}\|)+-{3}|\|(?:-{4,}\|)+")


def escapes_in(lines: Sequence[Line]) -> Escapes:
    """How the maker of these lines escapes, which its tables and its words show."""
    plain = [line for line in lines if not line.code]
    for line in plain:
        if _SPACED_DIVIDER.fullmatch(line.words):
            return "words"
        if _TIGHT_DIVIDER.fullmatch(line.words):
            return "doubled"
    shown = any(
        sign in line.text for line in plain for sign in ("\\_", "\\[key", "\\<", "\\*")
    )
    return "specials" if shown else "none"


def unescaped(text: str, escapes: Escapes) -> str:
    """`text` as it was before it was escaped."""
    if "\\" not in text or escapes == "none":
        return text
    text = _AT_START.sub(r"\1", text)
    if escapes == "words":
        return _WORDS.sub(r"\1", text)
    if escapes == "doubled":
        return _DOUBLED.sub(r"\\", text)
    return _SPECIALS.sub(_halved, text)


def _halved(match: re.Match[str]) -> str:
    return match[1][: (len(match[1]) - 1) // 2] + match[2]
