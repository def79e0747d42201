"""Where the cards of a drawing stand, and how its arrows run. Lengths are in pixels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from helpwright.documentation.relations import Arrow, Card, Diagram
from helpwright.value import dataclass

HEADER = 30
"""Height of a card's first line, and of a card that has no other."""
ROW = 20
_BELOW = 6
"""What stands below the last row of a card."""
_BEND = 10
_BETWEEN_COLUMNS = 38
_BETWEEN_MANY = 28
"""As above, where there are more columns than around one model."""
_BETWEEN_CARDS = 14
_MARGIN = 4
"""What is left around all, for the outline of a card that has the focus."""


@dataclass(slots=True, kw_only=True)
class Box:
    """The place of a card."""

    x: int = 0
    y: int = 0
    width: int
    height: int

    def port(self, row: int | None) -> int:
        """Where an arrow touches it: at a row, or at its first line."""
        if row is not None:
            return self.y + HEADER + row * ROW + ROW // 2
        return self.y + min(self.height, HEADER) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All places, and the size of the whole."""

    boxes: Mapping[str, Box]
    width: int
    height: int


def laid_out(diagram: Diagram, widths: Mapping[str, int]) -> Layout:
    """The places of all cards. `widths` are those that their texts take, by key.

    Within a column cards keep their order.
    """
    columns: dict[int, list[Card]] = defaultdict(list)
    for card in diagram.cards:
        columns[card.column].append(card)
    boxes: dict[str, Box] = {}
    gap = _BETWEEN_COLUMNS if len(columns) <= 4 else _BETWEEN_MANY
    x = _MARGIN
    for number in sorted(columns):
        width = max((widths[card.key] for card in columns[number]), default=0)
        for card in columns[number]:
            boxes[card.key] = Box(x=x, width=width, height=_height(card))
        x += width + gap
    _stack(columns[0], boxes, {})
    for number in sorted(columns):
        if number > 0:
            _stack(columns[number], boxes, _wanted(diagram.arrows, boxes, onward=True))
    for number in sorted(columns, reverse=True):
        if number < 0:
            _stack(columns[number], boxes, _wanted(diagram.arrows, boxes, onward=False))
    top = min(box.y for box in boxes.values()) - _MARGIN
    for box in boxes.values():
        box.y -= top
    bottom = max(box.y + box.height for box in boxes.values())
    return Layout(boxes=boxes, width=x - gap + _MARGIN, height=bottom + _MARGIN)


def path_of(arrow: Arrow, boxes: Mapping[str, Box]) -> str:
    """An arrow as the commands of an SVG path, with its head."""
    start = boxes[arrow.start]
    x, y = start.x + start.width, start.port(arrow.row)
    commands = [f"M{x} {y}"]
    if arrow.is_back:
        commands.append(f"m6 -4-6 4 6 4M{x} {y}")
    for key in (*arrow.via, arrow.end):
        box = boxes[key]
        at = box.port(None)
        half = (box.x - x) // 2
        if at == y:
            commands.append(f"H{box.x}")
        else:
            commands.append(f"C{x + half} {y} {x + half} {at} {box.x} {at}")
        x, y = box.x, at
        if key != arrow.end:
            x += box.width
            commands.append(f"H{x}")
    if not arrow.is_back:
        commands.append("m-6 -4 6 4-6 4")
    return "".join(commands)


def _height(card: Card) -> int:
    if card.kind == "bend":
        return _BEND
    rows = len(card.rows) + bool(card.more and card.component)
    return HEADER + (rows * ROW + _BELOW if rows else 0)


def _wanted(
    arrows: Iterable[Arrow], boxes: Mapping[str, Box], *, onward: bool
) -> dict[str, float]:
    """How far down cards would stand if their arrows were straight."""
    found: dict[str, list[int]] = defaultdict(list)
    for arrow in arrows:
        path = (arrow.start, *arrow.via, arrow.end)
        for place, (first, second) in enumerate(pairwise(path)):
            row = arrow.row if place == 0 else None
            leaves = boxes[first].port(row)
            arrives = boxes[second].port(None)
            if onward:
                found[second].append(leaves - (arrives - boxes[second].y))
            else:
                found[first].append(arrives - (leaves - boxes[first].y))
    return {key: sum(listed) / len(listed) for key, listed in found.items()}


def _stack(
    cards: list[Card], boxes: dict[str, Box], wanted: Mapping[str, float]
) -> None:
    """Puts `cards` below each other, all of them as near to where they want to be."""
    y = 0.0
    off: list[float] = []
    for card in cards:
        box = boxes[card.key]
        y = max(y, wanted.get(card.key, y)) if off else wanted.get(card.key, y)
        box.y = round(y)
        off.append(box.y - wanted.get(card.key, box.y))
        y += box.height + _BETWEEN_CARDS
    shift = round(sum(off) / len(off)) if off else 0
    for card in cards:
        boxes[card.key].y -= shift
