"""Splits what a text ran together under `Additional information`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpwright.vocabulary import fold, is_none

_NUMBER = r"\S+"
_CLOSED = (
    rf"Data type: \S+"
    rf"|Max length: {_NUMBER}"
    rf"|Min length: {_NUMBER}"
    rf"|Range: inclusive between {_NUMBER} and {_NUMBER}"
    rf"|String length: inclusive between {_NUMBER} and {_NUMBER}"
)
"""Annotations that end where their grammar says, so that anything may follow."""
_OPEN = (
    r"Default value is(?=\s|$)"
    r"|Matching regular expression pattern:(?=\s|$)"
    r"|Optionally required\s*:"
    r"|Required (?:if|when|unless)\b"
)
"""Annotations that run on to the next opening, or to the end."""
_REQUIRED = r"Required\.?(?=\s|$|(?:Data|Ma[tx]|Min|Range|String)[a-z ])"
_OPENING = re.compile(rf"{_CLOSED}|{_OPEN}|{_REQUIRED}|Define this parameter in the ")
_NEXT = re.compile(rf"(?:(?<=\s)|(?<=Required))(?:{_CLOSED}|{_OPEN}|{_REQUIRED})")
_BEGUN_OPEN = re.compile(_OPEN)
_WHOLE = re.compile(rf"{_CLOSED}|{_REQUIRED}")
_SOURCE = re.compile(r"Define this parameter in the ?request ?(URI|body) ?\.?")
PATTERN = "Matching regular expression pattern:"
_AFTER_PATTERN = re.compile(
    rf"(?<=\s)(?:Max length: {_NUMBER}|Min length: {_NUMBER}|Range: inclusive .*"
    rf"|String length: inclusive .*|Required (?:if|when|unless)\b.*)"
)
"""The generator sorts annotations, so only these can follow a pattern."""

_FOLLOWING = re.compile(r"\s(?:Ma[tx]|Min|Range|String)[a-z ]*:?")
_LEAST_BEGUN = 7
_OPENINGS = (
    "Required",
    "None.",
    "Data type: ",
    "Default value is ",
    "Matching regular expression pattern: ",
    "Max length: ",
    "Min length: ",
    "Range: inclusive between ",
    "String length: inclusive between ",
    "Define this parameter in the request URI.",
    "Define this parameter in the request body.",
)


def in_order(parts: Sequence[str]) -> bool:
    """Whether one cell may hold these annotations: `Required` first, the rest sorted.

    None of them stands there twice.
    """
    kinds = [part.partition(":")[0] for part in parts]
    keys = [(not kind.startswith("Required"), kind) for kind in kinds]
    return keys == sorted(set(keys))


def opens_annotation(text: str) -> bool:
    """Whether `text` is, or begins with, an annotation of the original program."""
    return _OPENING.match(text) is not None


def begins_annotation(text: str) -> bool:
    """Whether `text` begins with the fixed words of an annotation, whole or not."""
    begun = len(text) > _LEAST_BEGUN and any(o.startswith(text) for o in _OPENINGS)
    return begun or text.startswith(_OPENINGS)


def is_cut_annotation(text: str) -> bool:
    """Whether `text` is what the end of a source left of an annotation."""
    text = fold(text)
    if is_none(text) or text in ("Required", "Default value is"):
        return False
    return any(
        opening.startswith(text) and opening != text for opening in _OPENINGS
    ) or (
        text.startswith(("Range: inclusive", "String length: inclusive"))
        and _WHOLE.fullmatch(text) is None
    )


def ends_in_pattern(text: str) -> bool:
    """Whether a pattern has begun in `text`, so that a line broken there lost no blank."""
    _, found, pattern = text.rpartition(PATTERN)
    return bool(found and pattern.strip()) and _FOLLOWING.search(pattern) is None


def split_annotations(text: str) -> tuple[str, ...]:
    """The annotations that `text` holds, in its order, each for itself.

    A pattern may hold any words: only what the generator can write behind one ends it.
    """
    if source := _SOURCE.fullmatch(fold(text)):
        return (f"Define this parameter in the request {source[1]}.",)
    parts: list[str] = []
    whole = fold(text) if PATTERN not in text else text.strip()
    at = 0
    while at < len(whole):
        end = _end_of_first(whole, at)
        parts.append(whole[at:end].strip())
        at = end
        while at < len(whole) and whole[at].isspace():
            at += 1
    return tuple(parts)


def _end_of_first(text: str, at: int) -> int:
    """Where the annotation ends that begins at `at`."""
    if text.startswith(PATTERN, at):
        follower = _AFTER_PATTERN.search(text, at + len(PATTERN))
    elif _BEGUN_OPEN.match(text, at):
        follower = _NEXT.search(text, at + 1)
    elif whole := _WHOLE.match(text, at):
        return whole.end()
    elif text.startswith("None. ", at):
        return at + len("None.")
    else:
        follower = _NEXT.search(text, at + 1)
    return follower.start() if follower else len(text)
