"""How models refer to each other, drawn: as SVG for a site, in Mermaid's words for Markdown.

Git hosts draw Mermaid and take SVG out of a page; a site that runs no scripts of others
can't draw Mermaid. So a page has Mermaid's words, and a site puts the SVG in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpwright.documentation.book import Book
from helpwright.documentation.layout import HEADER, Box, laid_out, path_of
from helpwright.documentation.phrases import Html
from helpwright.documentation.ranks import whole
from helpwright.documentation.relations import Card, Diagram, Relations, Row
from helpwright.documentation.uses import Uses
from helpwright.escape import line_width, mermaid, prose
from helpwright.value import dataclass
from helpwright.views.files import RenderedFile
from helpwright.views.redaction import redacted

TEMPLATE = "documentation/drawing.html.jinja"

_LETTER = 7.3
"""Width of a letter in a drawing, which has letters of one width."""
_PADDING = 11
_WIDEST = 24
"""Letters of a name; the rest of a longer one is in its title."""
_LEAST = 64
_BACK = " ↩"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A line of a card."""

    x: int
    y: int
    words: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A card: finished strings, and places in pixels."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    href: str
    """Empty where it leads nowhere."""
    title: str
    """The whole of a name that is cut; else empty."""
    lines: tuple[TextView, ...]
    rule: int
    """Where the line below its name stands; 0 where there is none."""


class Drawings:
    """The drawings of one documentation."""

    def __init__(self, book: Book, found: Mapping[str, Uses]) -> None:
        self._book = book
        self._relations = Relations(book.document, found)

    def around(self, component: str) -> tuple[str, RenderedFile] | None:
        """Of a model and what it has to do with: Mermaid's words, and what makes SVG."""
        diagram = self._relations.around(component)
        if diagram is None:
            return None
        name = self._name(component)
        label = f"How {name} and other models refer to each other"
        page = self._book.places.schemas[component]
        return self._mermaid(diagram), self._svg(diagram, page, label)

    def all_models(self, page: str) -> tuple[str, RenderedFile] | None:
        """Of all models that have to do with each other, where that can be read."""
        diagram = whole(self._relations.all_models())
        if diagram is None:
            return None
        label = "How models refer to each other"
        return self._mermaid(diagram), self._svg(diagram, page, label)

    def _name(self, component: str) -> str:
        # What is cut first could hide what is secret from the eye that looks for it.
        words = " ".join(prose(redacted(self._book.words.title(component))).split())
        return words or "(empty)"

    # --- SVG --------------------------------------------------------------------------

    def _svg(self, diagram: Diagram, page: str, label: str) -> RenderedFile:
        block = Html(page)
        widths = {card.key: self._width(card) for card in diagram.cards}
        layout = laid_out(diagram, widths)
        marks = {row.many for card in diagram.cards for row in card.rows}
        return RenderedFile(
            path=page,
            template=TEMPLATE,
            context={
                "label": block.of((label,)),
                "width": layout.width,
                "height": layout.height,
                "arrows": [path_of(each, layout.boxes) for each in diagram.arrows],
                "cards": [
                    self._card(card, layout.boxes[card.key], page)
                    for card in diagram.cards
                    if card.kind != "bend"
                ],
                "around": any(card.kind == "here" for card in diagram.cards),
                "turned": any(arrow.is_back for arrow in diagram.arrows),
                "arrays": "[]" in marks,
                "maps": "{}" in marks,
                "circles": any(row.is_back for c in diagram.cards for row in c.rows),
            },
        )

    def _width(self, card: Card) -> int:
        if card.kind == "bend":
            return 0
        lines = [_cut(self._title(card)), *map(_row, card.rows)]
        longest = max(map(line_width, lines))
        return max(_LEAST, round(longest * _LETTER) + 2 * _PADDING)

    def _title(self, card: Card) -> str:
        return self._name(card.component) if card.component else f"and {card.more} more"

    def _card(self, card: Card, box: Box, page: str) -> CardView:
        block = Html(page)
        title = self._title(card)
        return CardView(
            kind=card.kind,
            x=box.x,
            y=box.y,
            width=box.width,
            height=box.height,
            href=self._href(card, block, page),
            title=block.of((title,)) if _cut(title) != title else "",
            lines=tuple(_lines(card, box, title, block)),
            rule=box.y + HEADER if box.height > HEADER else 0,
        )

    def _href(self, card: Card, block: Html, page: str) -> str:
        if card.kind == "here":
            return ""
        if card.kind in ("holders", "held"):
            return block.href(page, "used-by" if card.kind == "holders" else "uses")
        return block.href(self._book.places.schemas[card.component])

    # --- Mermaid ----------------------------------------------------------------------

    def _mermaid(self, diagram: Diagram) -> str:
        """A block of Markdown that git hosts draw."""
        numbers: dict[str, int] = {}
        for card in diagram.cards:
            if card.kind != "bend":
                numbers.setdefault(card.component or card.key, len(numbers))
        arrows: dict[tuple[str, str], list[str]] = {}
        component = {card.key: card.component or card.key for card in diagram.cards}
        for arrow in diagram.arrows:
            ends = component[arrow.start], component[arrow.end]
            arrows.setdefault(ends[::-1] if arrow.is_back else ends, [])
        for card in diagram.cards:
            for row in card.rows:
                ends = component[card.key], row.target
                names = arrows.setdefault(ends, [])
                # Who refers to a model and is referred to by it has two cards.
                if row.member not in names:
                    names.append(row.member)
        titles = {component[card.key]: self._title(card) for card in diagram.cards}
        here = [card.component for card in diagram.cards if card.kind == "here"]
        return "\n".join(
            [
                "```mermaid",
                "flowchart LR",
                *(f'    m{n}["{mermaid(titles[key])}"]' for key, n in numbers.items()),
                *(f"    style m{numbers[key]} stroke-width:3px" for key in here),
                *(_link(numbers, ends, names) for ends, names in arrows.items()),
                "```",
            ]
        )


def _link(numbers: Mapping[str, int], ends: tuple[str, str], names: list[str]) -> str:
    words = mermaid(", ".join(redacted(name) for name in names))
    label = f'|"{words}"|' if words else ""
    return f"    m{numbers[ends[0]]} -->{label} m{numbers[ends[1]]}"


def _lines(card: Card, box: Box, title: str, block: Html) -> Iterator[TextView]:
    x, y = box.x + _PADDING, box.y + HEADER // 2
    yield TextView(x=x, y=y, words=block.of((_cut(title),)))
    for number, row in enumerate(card.rows):
        y = box.port(number)
        mark = f"{row.many}{_BACK}" if row.is_back else row.many
        yield TextView(x=x, y=y, words=block.of((_member(row),)), mark=mark)
    if card.more and card.component:
        y = box.port(len(card.rows))
        yield TextView(x=x, y=y, words="", mark=f"and {card.more} more")


def _row(row: Row) -> str:
    return f"{_member(row)}{row.many}{_BACK if row.is_back else ''}"


def _member(row: Row) -> str:
    return _cut(" ".join(prose(redacted(row.member)).split()) or "(empty)")


def _cut(text: str) -> str:
    if line_width(text) <= _WIDEST:
        return text
    kept = text
    while line_width(kept) >= _WIDEST:
        kept = kept[:-1] if len(kept) <= _WIDEST else kept[:_WIDEST]
    return f"{kept}…"
