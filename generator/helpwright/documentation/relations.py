"""How models refer to each other, as something that can be drawn: cards and arrows.

Arrows lead from left to right. What would lead back, since models refer to each other in
a circle, is said on the card that it starts from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from helpwright.documentation.uses import Uses
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.value import dataclass, replace

_HOLDERS = 6
"""Models that refer to one which are drawn."""

_HELD = 8
"""Models that one refers to which are drawn, and as many that these refer to."""

_ROWS = 6
"""Members that a card names; twice as many where the drawing is about it."""

_FEWEST = 2
"""Other models from which a drawing says more than a line of text."""

Kind: TypeAlias = Literal["here", "model", "enumeration", "holders", "held", "bend"]
"""What a card stands for.

`holders` and `held` are models that found no place; a bend is where an arrow goes by.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A member that refers to a model."""

    member: str
    many: str
    """`[]` of an array, `{}` of a map; empty of one."""
    target: str
    """The component."""
    is_back: bool = False
    """Whether it leads back to what stands on the left already, or to itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A model, with those of its members that say something here."""

    key: str
    component: str
    column: int
    """From the left; the model that the drawing is about stands in column 0."""
    kind: Kind = "model"
    rows: tuple[Row, ...] = ()
    more: int = 0
    """Members, or models, for which there was no room."""
    others: tuple[str, ...] = ()
    """What those members refer to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """From a card, or a row of it, to a card."""

    start: str
    end: str
    row: int | None = None
    """Its number; one more than there are is what the card says of members left out."""
    is_back: bool = False
    """Whether it is the end that refers to the start."""
    via: tuple[str, ...] = ()
    """Keys of the bends in the columns between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """What is drawn."""

    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]


class Relations:
    """How the components of one document refer to each other."""

    def __init__(self, document: Json, found: Mapping[str, Uses]) -> None:
        self._schemas = doc.schemas(document)
        self._found = found
        self._members = {
            owner: [
                (member, schema, targets)
                for member, schema in each.get("properties", {}).items()
                if (targets := [*dict.fromkeys(doc.references(schema))])
            ]
            for owner, each in self._schemas.items()
        }
        """Of each component the members that refer to others, and to which."""

    def around(self, component: str) -> Diagram | None:
        """Who refers to a model, and what it refers to; None where that is little."""
        holders = [name for name in self._found[component].holders if name != component]
        nearest = _fitting(self._near(component), self._is_enumeration)
        placed = {component: 0, **dict.fromkeys(nearest, 1)}
        inner = dict.fromkeys(
            each
            for name in nearest
            for each in self._near(name)
            if each not in placed and not self._is_enumeration(each)
        )
        placed |= dict.fromkeys([*inner][:_HELD], 2)
        models = {*holders, *placed} - {component}
        if sum(not self._is_enumeration(name) for name in models) < _FEWEST:
            return None
        cards = [
            *self._left(holders, component),
            *(self._card(name, placed) for name in placed),
        ]
        if missing := len(self._near(component)) - len(nearest):
            cards.append(_rest(missing, column=1, kind="held"))
        return Diagram(cards=tuple(cards), arrows=tuple(_arrows(cards, component)))

    def all_models(self) -> dict[str, tuple[str, ...]]:
        """What each model refers to, of models that refer to others or are referred to."""
        held = {
            name: tuple(
                each
                for each in self._near(name)
                if each != name and not self._is_enumeration(each)
            )
            for name in self._schemas
        }
        used = {each for listed in held.values() for each in listed}
        return {name: listed for name, listed in held.items() if listed or name in used}

    def _near(self, component: str) -> list[str]:
        return [each for each in self._found[component].held if each != component]

    def _is_enumeration(self, component: str) -> bool:
        return doc.is_enumeration(self._schemas[component])

    def _left(self, holders: list[str], component: str) -> Iterator[Card]:
        shown = holders if len(holders) <= _HOLDERS else holders[: _HOLDERS - 1]
        for name in shown:
            rows = tuple(self._rows(name, {component: 0}, -1))
            yield _cut(Card(key=f"<{name}", component=name, column=-1, rows=rows))
        if missing := len(holders) - len(shown):
            yield _rest(missing, column=-1, kind="holders")

    def _card(self, name: str, placed: Mapping[str, int]) -> Card:
        column = placed[name]
        kind: Kind = "enumeration" if self._is_enumeration(name) else "model"
        rows = () if column == 2 else tuple(self._rows(name, placed, column))
        kind = kind if column else "here"
        return _cut(Card(key=name, component=name, column=column, kind=kind, rows=rows))

    def _rows(
        self, owner: str, placed: Mapping[str, int], column: int
    ) -> Iterator[Row]:
        """The members of `owner` that refer to what is `placed`."""
        for member, schema, targets in self._members[owner]:
            for target in targets:
                if target not in placed:
                    continue
                # An arrow within a column would cross what stands in it.
                is_back = placed[target] <= column
                if is_back and self._is_enumeration(target):
                    continue
                yield Row(
                    member=member, many=_many(schema), target=target, is_back=is_back
                )


def _fitting(names: list[str], is_lesser: Callable[[str], bool]) -> list[str]:
    """As many of `names` as are drawn, in their order; the lesser go first."""
    if len(names) <= _HELD:
        return names
    kept = {*sorted(names, key=is_lesser)[: _HELD - 1]}
    return [name for name in names if name in kept]


def _cut(card: Card) -> Card:
    """`card` with as many rows as are drawn."""
    most = _ROWS * 2 if card.kind == "here" else _ROWS
    if len(card.rows) <= most:
        return card
    shown, rest = card.rows[: most - 1], card.rows[most - 1 :]
    targets = dict.fromkeys(row.target for row in rest if not row.is_back)
    return replace(card, rows=shown, more=len(rest), others=tuple(targets))


def _rest(count: int, *, column: int, kind: Kind) -> Card:
    return Card(key=f"+{kind}", component="", column=column, kind=kind, more=count)


def _arrows(cards: Iterable[Card], component: str) -> Iterator[Arrow]:
    for card in cards:
        for number, row in enumerate(card.rows):
            if not row.is_back:
                yield Arrow(start=card.key, row=number, end=row.target)
        for target in card.others:
            yield Arrow(start=card.key, row=len(card.rows), end=target)
        if card.kind == "holders":
            yield Arrow(start=card.key, end=component)
        elif card.kind == "held":
            yield Arrow(start=component, end=card.key)


def _many(schema: Json) -> str:
    kinds: list[str] = []
    for choice in (schema, *schema.get("anyOf", ())):
        kind = choice.get("type", ())
        kinds += [kind] if isinstance(kind, str) else kind
    if "array" in kinds:
        return "[]"
    return "{}" if "object" in kinds else ""
