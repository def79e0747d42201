"""Names of members as words: singular forms, trailing words, names joined to one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_BACKING_FIELD = re.compile(r"<(.+)>k__BackingField")
_IRREGULAR = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "indices": "index",
    "vertices": "vertex",
    "matrices": "matrix",
    "criteria": "criterion",
    "analyses": "analysis",
    "statuses": "status",
    "buses": "bus",
    "aliases": "alias",
    "movies": "movie",
    "cookies": "cookie",
    "ties": "tie",
    "series": "series",
    "species": "species",
    "news": "news",
    "alias": "alias",
    "atlas": "atlas",
    "canvas": "canvas",
    "chaos": "chaos",
    "lens": "lens",
}
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("zzes", "zz"),
)
_KEPT = ("ss", "us", "is")
_CONTAINERS = ("List", "Collection", "Array", "_list", "_collection", "_array")


def singular(name: str) -> str:
    """The name of one of what `name` holds several: `equipment_families` → `…_family`."""
    for container in _CONTAINERS:
        if name.endswith(container) and len(name) > len(container):
            return name.removesuffix(container)
    words = _WORDS.findall(name)
    if not words or not name.endswith(words[-1]):
        return name
    last = words[-1]
    return name[: len(name) - len(last)] + _singular_word(last)


def _singular_word(word: str) -> str:
    lower = word.lower()
    if lower in _IRREGULAR:
        return _cased(_IRREGULAR[lower], word)
    if len(lower) < 4 or not lower.endswith("s") or lower.endswith(_KEPT):
        return word
    for ending, one in _ENDINGS:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            return word[: -len(ending)] + _cased(one, word[-len(ending) :])
    return word[:-1]


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, in lower case."""
    return tuple(word.lower() for word in _WORDS.findall(name))


def member_name(name: str) -> str:
    """The name that a class has for a member, where the wire shows that of its field."""
    found = _BACKING_FIELD.fullmatch(name)
    return found[1] if found else name


def trailing(first: str, second: str) -> bool:
    """Whether one name is the last words of the other, as `user` of `owner_user`."""
    short, long = sorted((words_of(first), words_of(second)), key=len)
    return bool(short) and long[len(long) - len(short) :] == short


def common_end(names: Iterable[str]) -> str:
    """The words at the end that all names share, written as in the first of them."""
    first, *others = names
    ends = words_of(first)
    for other in others:
        words = words_of(other)
        while ends and words[len(words) - len(ends) :] != ends:
            ends = ends[1:]
    if not ends:
        return ""
    return first[[found.start() for found in _WORDS.finditer(first)][-len(ends)] :]


def joined(first: str, second: str) -> str:
    """Two names as one, in the style that they have."""
    if "_" in first or "_" in second or (first.islower() and second.islower()):
        return f"{first}_{second.lstrip('_')}"
    if "-" in second:
        return f"{first}-{second}"
    return first + second[:1].upper() + second[1:]
