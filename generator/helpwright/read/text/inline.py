"""Tables whose row stands on one line, a blank between its cells.

The first word is the name, the longest type at the end of the line the type, and what
lies between is the description. Annotations follow on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpwright.limits import Limits
from helpwright.read.text.annotations import opens_annotation
from helpwright.read.text.cells import body_of
from helpwright.read.text.heads import Head
from helpwright.read.text.kinds import (
    LONGEST_DISPLAY,
    is_plain_type,
    is_title,
    type_cost,
    value_cost,
)
from helpwright.read.text.lines import Line
from helpwright.read.text.rows import Piece
from helpwright.read.text.tables import Body, Stops, next_words, piece_of
from helpwright.vocabulary import SCALARS, is_none

_TYPE_AT_END = re.compile(
    r"(?:^|\s)((?:(?:Collection of )*(?:{scalars}|\S+))"
    r"|(?:Collection of )*(?:Dictionary|Pair) of .+ \[key\] and .+ \[value\])$".replace(
        "{scalars}", "|".join(sorted(map(re.escape, SCALARS), key=len, reverse=True))
    )
)
_SOURCE_AT_END = re.compile(r"\s(Define this parameter in the request \w+\.|None\.)$")


def applies(lines: Sequence[Line], head: Head, stops: Stops) -> bool:
    """Whether the first line below `head` holds more than one cell."""
    at = next_words(lines, head.end)
    if head.form != "blanks" or at == len(lines) or stops(at):
        return False
    return len(_split(lines[at].words, head) or ()) > 1


def read_inline(
    lines: Sequence[Line], head: Head, stops: Stops, limits: Limits
) -> Body:
    """The rows below `head`."""
    pieces: list[Piece] = []
    at, gap = head.end, 1
    annotated = True
    typed = any(rule.column == "type" for rule in head.rules)
    while at < len(lines):
        line = lines[at]
        if not line.words:
            gap = 1
        elif stops(at):
            break
        else:
            parts = None if _is_annotation(line.words) else _split(line.words, head)
            certain = parts is not None and (not typed or is_plain_type(parts[-1]))
            if parts is None or not (certain or annotated):
                parts, annotated = [line.words], True
            else:
                annotated = False
            for text in parts:
                pieces.append(piece_of(line, text, gap))
                gap = 1
            gap = 0
        at += 1
    return body_of(lines, head, pieces, at, "inline")


def _is_annotation(words: str) -> bool:
    return is_none(words) or opens_annotation(words)


def _split(words: str, head: Head) -> list[str] | None:
    """The cells of a line; None where it is no row."""
    name, _, rest = words.partition(" ")
    roles = [rule.column for rule in head.rules]
    if roles[0] == "api":
        address, _, description = rest.partition(" ")
        parts = [f"{name} {address}", description]
        return [part for part in parts if part] if is_title(parts[0]) else None
    if not rest or roles[0] != "name":
        return None
    if "value" in roles:
        value, _, description = rest.partition(" ")
        parts = [name, value, description]
        return [part for part in parts if part] if not value_cost(value) else None
    pattern = _TYPE_AT_END if "type" in roles else _SOURCE_AT_END
    match = pattern.search(rest, max(0, len(rest) - LONGEST_DISPLAY))
    if match is None or "type" in roles and type_cost(match[1]) > 8:
        return None
    description = rest[: match.start()].strip()
    return [part for part in (name, description, match[1]) if part]
