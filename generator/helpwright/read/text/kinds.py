"""How much a cell's words look like a name, a type, a description or an annotation.

Forms that lost the borders of cells leave nothing else to tell them apart. A cost is 0
where the words leave no doubt, and grows with the doubt; `rows` adds them up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from helpwright.read.text.annotations import opens_annotation
from helpwright.vocabulary import (
    HAND_WRITTEN_SCALARS,
    SCALARS,
    Column,
    fold,
    is_none,
    title_parts,
)

IMPOSSIBLE = 60.0
"""Cost of what a cell cannot hold, such as words where a number belongs."""

_TOKEN = re.compile(r"[^\s,;:!?\"“”]*[\w\])}>$]")
_WRAPPED = re.compile(r"(?:Collection|List|Array) of ", re.IGNORECASE)
_KEYED = re.compile(r"(?:Dictionary|Pair) of (.+?) \[key\] ?and (.+?) \[value\]")
_BEGUN_TYPE = re.compile(r"(?:Collection|Dictionary|Pair) of\b")
_LONGEST_TYPE = 400
LONGEST_DISPLAY = 1000
"""Characters that the display of a type may have."""
_BRACED = re.compile(r"\{[^{}]*\}")
_INTEGER = re.compile(r"[-−+]?\d+|0x[0-9A-Fa-f]+")
_SOURCE = re.compile(
    r"Define this parameter in the ?request ?(?:URI|body)\.?", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def type_cost(text: str) -> float:
    """Cost of reading `text` as the display of a type."""
    if len(text) > LONGEST_DISPLAY:
        # Not taken apart, which would cost the square of its length.
        begins = _WRAPPED.match(text) or _TOKEN.fullmatch(text)
        return 9 if begins else IMPOSSIBLE
    text = fold(text)
    if text in SCALARS:
        return 0
    if text.lower() in HAND_WRITTEN_SCALARS:
        return 0.7
    if wrapped := _WRAPPED.match(text):
        return min(type_cost(text[wrapped.end() :]), 8)
    if keyed := _KEYED.fullmatch(text):
        return max(0.0, max(type_cost(keyed[1]), type_cost(keyed[2])) - 2)
    if is_none(text) or opens_annotation(text):
        return 20
    if _TOKEN.fullmatch(text) and not text.isdecimal():
        return 2
    words = text.count(" ") + 1
    return 9 if words <= 5 and text[-1:] not in ".:!?" else IMPOSSIBLE


def is_plain_type(text: str) -> bool:
    """Whether `text` is a type's display that no other cell would hold."""
    return type_cost(text) < 2


def type_goes_on(text: str, following: str) -> bool:
    """Whether `text` is the first part of a type's display and `following` the next."""
    if len(text) > _LONGEST_TYPE or not _BEGUN_TYPE.match(text):
        return False
    text = fold(text)
    if text.endswith((" of", " and")):
        return True
    keyed = text.count("Dictionary of") + text.count("Pair of")
    if text.count("[value]") >= keyed:
        return False
    goes_on = following.split(None, 1)[0] == "and"
    return goes_on or "[key]" in following or "[value]" in following


@lru_cache(maxsize=4096)
def name_cost(text: str) -> float:
    """Cost of reading `text` as the name of a parameter or a member."""
    if "\n" in text:
        return IMPOSSIBLE
    if is_none(text):
        return 8 if text.endswith(".") else 3
    if " " not in text:
        if opens_annotation(text) or text in SCALARS:
            return 3
        return 0 if text[-1:] not in ".:!?," and not text.isdecimal() else 5
    return 4 + text.count(" ") + (0 if text[-1] not in ".:!?," else 4)


@lru_cache(maxsize=4096)
def description_cost(text: str) -> float:
    """Cost of reading `text` as a description."""
    if is_none(text) or opens_annotation(text):
        return 5
    if is_plain_type(text):
        return 4
    if " " in text or text[-1:] in ".:!?":
        return 1
    return 3 if text.isdecimal() else 2


def lone_description_cost(text: str) -> float:
    """Cost of reading `text` as a description where no annotations stand beside it."""
    return 3 if text.isdecimal() else 1


@lru_cache(maxsize=4096)
def annotation_cost(text: str) -> float:
    """Cost of reading `text` as additional information."""
    if is_none(text) or opens_annotation(text):
        return 0
    if text[:1] == "(" and text[-1:] == ")":
        return 1
    return 4 if " " in text else 7


def source_cost(text: str) -> float:
    """Cost of reading `text` as the old generation's word for where a parameter goes."""
    if _SOURCE.match(text) or is_none(text):
        return 0 if _SOURCE.fullmatch(text) or is_none(text) else 3
    return 5 if opens_annotation(text) else 9


def value_cost(text: str) -> float:
    """Cost of reading `text` as the number of an enumeration's member."""
    return 0 if _INTEGER.fullmatch(text) else IMPOSSIBLE


def is_title(text: str) -> bool:
    """Whether `text` is `VERB path` and nothing else."""
    parts = title_parts(text)
    return parts is not None and not re.search(r"\s", _BRACED.sub("", parts[1]))


def api_cost(text: str) -> float:
    """Cost of reading `text` as a row of the index."""
    return 0 if is_title(text) else IMPOSSIBLE


def status_cost(text: str) -> float:
    """Cost of reading `text` as a status code."""
    return 0 if re.match(r"[1-5]\d\d\b", text) else IMPOSSIBLE


COSTS: dict[Column | None, Callable[[str], float]] = {
    "name": name_cost,
    "description": description_cost,
    "type": type_cost,
    "annotations": annotation_cost,
    "value": value_cost,
    "api": api_cost,
    "status": status_cost,
    "message": description_cost,
}
