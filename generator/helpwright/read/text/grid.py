"""Cuts lines at the borders of columns that only their blanks show."""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat

from helpwright.read.text.heads import Head
from helpwright.read.text.lines import FILLER, Line
from helpwright.read.text.tables import Stops
from helpwright.value import dataclass

_MOST_PLACES = 1000
"""Places left of its head's word where a column may begin."""


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line cut at the borders of the columns."""

    index: int
    """Index of the line among all lines."""
    line: Line
    cells: tuple[str, ...]

    def is_blank(self) -> bool:
        """Whether nothing stands on the line."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Region:
    """The lines below a head that blanks cut into as many columns as it has."""

    lines: Sequence[Line]
    start: int
    texts: list[str]
    end: int
    """Index of the first line that is not cut so."""
    places: list[list[int]]
    """Where each column but the first may begin."""
    begun: Mapping[int, int]
    """How many lines have words that begin there."""

    def grid(self, starts: Sequence[int], most: int | None = None) -> list[GridLine]:
        """The lines, the first `most` of them if given, cut at `starts`."""
        return [
            GridLine(self.start + at, self.lines[self.start + at], _cut(text, starts))
            for at, text in enumerate(self.texts[:most])
        ]

    def likely_starts(self, most: int) -> tuple[list[tuple[int, ...]], bool]:
        """Where the columns may begin, at places where most of the lines have words.

        The first `most` ways, and whether there are more.
        """
        choices = [_likely(places, self.begun) for places in self.places]
        found = (
            (0, *starts)
            for starts in itertools.product(*choices)
            if all(left < right for left, right in itertools.pairwise((0, *starts)))
        )
        return list(itertools.islice(found, most)), next(found, None) is not None


def region_below(
    lines: Sequence[Line], head: Head, stops: Stops, *, strict: bool
) -> Region:
    """The lines that belong to the table of `head`, as far as blanks show.

    With `strict`, a line ends them that does not respect where most words began so far.
    """
    heads = [_widened(line.text) for line in lines[head.start : head.end]]
    places = _places_in_head(heads, head)
    begun: Counter[int] = Counter()
    texts: list[str] = []
    at, edge = head.end, 0
    while at < len(lines):
        text = _widened(lines[at].text)
        if lines[at].words:
            indent = len(text) - len(text.lstrip())
            if stops(at) or indent < edge and texts[-1:] == [""]:
                break
            if indent < places[0][0]:
                edge = min(edge, indent) if edge else indent
            kept = [_free(text, mine) for mine in places]
            lost = strict and any(map(_loses_best, places, kept, repeat(begun)))
            if lost or not all(kept):
                break
            places = kept
            begun.update(p for mine in places for p in _begun(text, mine))
        texts.append(text)
        at += 1
    return Region(lines, head.end, texts, at, places, begun)


def _widened(text: str) -> str:
    """`text` with one character for each column that it takes."""
    if text.isascii():
        return text.expandtabs()
    return "".join(_wide_characters(text))


def _wide_characters(text: str) -> Iterator[str]:
    for character in text:
        if not unicodedata.combining(character):
            yield character
            if unicodedata.east_asian_width(character) in "WF":
                yield FILLER


def _places_in_head(heads: Sequence[str], head: Head) -> list[list[int]]:
    """Where each column but the first may begin, as far as the head shows."""
    first = heads[0]
    places: list[list[int]] = []
    end = 0
    for number, column in enumerate(head.columns):
        words = column.split()
        start = first.index(words[0], end)
        if number:
            between = range(max(end, start - _MOST_PLACES) + 1, start + 1)
            places.append([place for place in between if _is_free(first, place)])
        whole = " ".join(words)
        end = start + len(whole if first.startswith(whole, start) else words[0])
    return places


def _is_free(text: str, place: int) -> bool:
    return place > len(text) or text[place - 1] == " "


def _free(text: str, places: list[int]) -> list[int]:
    """Those of `places` that no word on the line crosses; the list itself if all are."""
    within = itertools.takewhile(lambda place: place <= len(text), places)
    if all(text[place - 1] == " " for place in within):
        return places
    return [place for place in places if _is_free(text, place)]


def _begun(text: str, places: Sequence[int]) -> Iterator[int]:
    """Those of `places` at which words on the line begin."""
    within = itertools.takewhile(lambda place: place < len(text), places)
    return (place for place in within if text[place] != " ")


def _loses_best(
    places: Sequence[int], kept: Sequence[int], begun: Mapping[int, int]
) -> bool:
    """Whether none of the places is kept at which most words have begun so far."""
    if kept is places:
        return False
    most = max(begun.get(place, 0) for place in places)
    return most > 1 and not any(begun.get(place, 0) == most for place in kept)


def _likely(places: Sequence[int], begun: Mapping[int, int]) -> list[int]:
    """Where most lines have a word begin, and where the head's own word does."""
    counts = {place: begun.get(place, 0) for place in places}
    most = max(counts.values())
    if not most:
        return [places[0]]
    likely = [place for place in places if counts[place] == most]
    return list(dict.fromkeys([*likely, places[-1]]))


def _cut(text: str, starts: Sequence[int]) -> tuple[str, ...]:
    ends = [*starts[1:], len(text)]
    pairs = zip(starts, ends, strict=True)
    return tuple(text[start:end].replace(FILLER, "").strip() for start, end in pairs)
