"""Reads a type hint back, so that it can be laid out where a line can't hold it."""

from __future__ import annotations

from collections.abc import Iterator

from helpwright.views.layout import Brackets, Choices, Part


def part_of(hint: str) -> Part:
    """`hint`, an expression of names, subscripts and bars, opened up for `layout`."""
    choices = tuple(_subscript(choice) for choice in _split(hint, " | "))
    return choices[0] if len(choices) == 1 else Choices(choices)


def _subscript(text: str) -> Part:
    head, bracket, inner = text.partition("[")
    if not bracket:
        return text
    items = tuple(part_of(item) for item in _split(inner[:-1], ", "))
    return Brackets(f"{head}[", items, "]", comma=len(items) > 1)


def _split(text: str, separator: str) -> Iterator[str]:
    """Parts of `text` between separators that stand in no brackets."""
    depth, start = 0, 0
    for place, char in enumerate(text):
        depth += (char == "[") - (char == "]")
        if depth == 0 and text.startswith(separator, place):
            yield text[start:place]
            start = place + len(separator)
    yield text[start:]
