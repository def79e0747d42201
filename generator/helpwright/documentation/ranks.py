"""All models in one drawing: each in a column to the left of what it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from helpwright.documentation.relations import Arrow, Card, Diagram

_MOST_MODELS = 30
_MOST_COLUMNS = 6
_FEWEST_ARROWS = 3
_ROUNDS = 8
"""How often columns are put in order, each by what stands beside it."""

Graph = Mapping[str, tuple[str, ...]]


def whole(held: Graph) -> Diagram | None:
    """The models that refer to others, or are referred to; None where few or too many.

    What would be too dense to be read is none either.
    """
    count = sum(map(len, held.values()))
    if len(held) > _MOST_MODELS or not _FEWEST_ARROWS <= count <= 2 * len(held):
        return None
    forward, back = _directed(held)
    columns = _columns(forward)
    if max(columns.values()) >= _MOST_COLUMNS:
        return None
    arrows, bends = _bent(forward, back, columns)
    cards = [Card(key=name, component=name, column=columns[name]) for name in held]
    cards += [
        Card(key=key, component="", column=column, kind="bend")
        for key, column in bends.items()
    ]
    return Diagram(cards=tuple(_ordered(cards, arrows)), arrows=tuple(arrows))


def _directed(held: Graph) -> tuple[dict[str, list[str]], set[tuple[str, str]]]:
    """`held` without circles, and which of its arrows were turned for that."""
    back: set[tuple[str, str]] = set()
    open_, done = [], set()
    used = {each for listed in held.values() for each in listed}

    def visit(name: str) -> None:
        open_.append(name)
        for each in held[name]:
            if each in open_:
                back.add((name, each))
            elif each not in done:
                visit(each)
        done.add(open_.pop())

    for name in sorted(held, key=lambda name: name in used):
        if name not in done:
            visit(name)
    forward: dict[str, list[str]] = {name: [] for name in held}
    for name, listed in held.items():
        for each in listed:
            if (name, each) not in back:
                forward[name].append(each)
    for name, each in sorted(back):
        # Of two that refer to each other one arrow says both.
        if name not in forward[each]:
            forward[each].append(name)
    return forward, back


def _columns(forward: Mapping[str, list[str]]) -> dict[str, int]:
    """The column of each: behind all that refer to it, and no farther left than need be."""
    before: dict[str, list[str]] = {name: [] for name in forward}
    for name, listed in forward.items():
        for each in listed:
            before[each].append(name)
    columns: dict[str, int] = {}

    def column(name: str) -> int:
        if name not in columns:
            columns[name] = max((column(each) + 1 for each in before[name]), default=0)
        return columns[name]

    for name in forward:
        column(name)
    for name, listed in forward.items():
        if not before[name] and listed:
            columns[name] = min(columns[each] for each in listed) - 1
    return columns


def _bent(
    forward: Mapping[str, list[str]],
    back: set[tuple[str, str]],
    columns: Mapping[str, int],
) -> tuple[list[Arrow], dict[str, int]]:
    """All arrows, and the bends that long ones have in the columns between."""
    arrows, bends = [], {}
    for name, listed in forward.items():
        for each in listed:
            between = range(columns[name] + 1, columns[each])
            via = {f"{name}>{each}>{number}": number for number in between}
            bends.update(via)
            arrows.append(
                Arrow(
                    start=name,
                    end=each,
                    is_back=(each, name) in back,
                    via=tuple(via),
                )
            )
    return arrows, bends


def _ordered(cards: list[Card], arrows: list[Arrow]) -> Iterator[Card]:
    """`cards` by column, each beside what it refers to, so that few arrows cross."""
    beside: dict[str, list[str]] = {card.key: [] for card in cards}
    column = {card.key: card.column for card in cards}
    for arrow in arrows:
        path = (arrow.start, *arrow.via, arrow.end)
        for first, second in pairwise(path):
            beside[first].append(second)
            beside[second].append(first)
    numbers = sorted({*column.values()})
    rows = {n: [card.key for card in cards if card.column == n] for n in numbers}
    for step in range(_ROUNDS):
        side = 1 if step % 2 else -1
        for n in numbers if side < 0 else reversed(numbers):
            place = {key: at for at, key in enumerate(rows.get(n + side, ()))}
            size = max(len(place), 1)

            def centre(
                key: str,
                own: list[str] = rows[n],
                place: dict[str, int] = place,
                size: int = size,
            ) -> float:
                near = [place[each] for each in beside[key] if each in place]
                if not near:
                    return own.index(key) / len(own)
                return (sum(near) / len(near) + 0.5) / size

            rows[n] = sorted(rows[n], key={k: centre(k) for k in rows[n]}.__getitem__)
    by_key = {card.key: card for card in cards}
    for n in numbers:
        yield from (by_key[key] for key in rows[n])
