"""Python text laid out as black lays it out, so that black need not run.

What does not fit on a line is opened at its outermost brackets, one item a line with a
comma after the last. Black keeps that form, because of the comma.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from helpwright.escape import LINE, line_width, literal
from helpwright.value import dataclass


@dataclass(frozen=True, slots=True)
class Brackets:
    """`head`, items with commas between, `tail`: a call, a subscript, a signature."""

    head: str
    items: tuple[Part, ...]
    tail: str
    comma: bool = True
    """Whether a comma may follow the last item: in a subscript of one it may not."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string literal, as `head` and pieces where one line can't hold it."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Choices:
    """A union. After a head such as `name: `, parentheses hold one that is long."""

    choices: tuple[Part, ...]
    head: str = ""
    tail: str = ""


Part: TypeAlias = "str | Brackets | Text | Choices"


def laid_out(part: Part, *, indent: int = 0, tail: str = "") -> str:
    """`part` and `tail` on one line where they fit, else over several.

    The first line is not indented; the others are, by `indent` and more.
    """
    line = flat(part)
    if indent + line_width(line + tail) <= LINE:
        return line + tail
    margin, inner = " " * indent, " " * (indent + 4)
    match part:
        case str():
            return line + tail
        case Text(head=head, text=text):
            pieces = _pieces(text, LINE - indent - 4)
            body = "\n".join(f"{inner}{piece}" for piece in pieces)
            return f"{head}(\n{body}\n{margin}){tail}"
        case Choices(head=head):
            return _opened_choices(part, indent) + part.tail + tail
        case Brackets(head=head, items=items, comma=comma):
            if not items:
                return line + tail
            lines = []
            for number, item in enumerate(items, 1):
                end = "," if comma or number < len(items) else ""
                lines.append(inner + laid_out(item, indent=indent + 4, tail=end))
            return head + "\n" + "\n".join(lines) + f"\n{margin}{part.tail}{tail}"


def flat(part: Part) -> str:
    """`part` on one line."""
    match part:
        case str():
            return part
        case Text():
            return part.head + literal(part.text)
        case Brackets():
            return part.head + ", ".join(map(flat, part.items)) + part.tail
        case Choices():
            return part.head + " | ".join(map(flat, part.choices)) + part.tail


def _opened_choices(part: Choices, indent: int) -> str:
    """`part` without its tail over several lines, one choice a line where need be."""
    margin = " " * indent
    if part.head:
        inner = " " * (indent + 4)
        choices = laid_out(Choices(part.choices), indent=indent + 4)
        return f"{part.head}(\n{inner}{choices}\n{margin})"
    return f"\n{margin}| ".join(laid_out(c, indent=indent) for c in part.choices)


def _pieces(text: str, columns: int) -> Iterable[str]:
    """Literals that make up `text`, each at most so many `columns` wide."""
    start = 0
    while start < len(text):
        end, width = start, 2
        while end < len(text) and (width <= columns or end == start):
            width += line_width(repr(text[end])) - 2
            end += 1
        # Which quotes have to be escaped depends on the others. One character at least
        # goes on, however deep the brackets are.
        while end > start + 1 and line_width(literal(text[start:end])) > columns:
            end -= 1
        blank = text.rfind(" ", start, end)
        if end < len(text) and blank > start:
            end = blank + 1
        yield literal(text[start:end])
        start = end


def assignment(name: str, annotation: Part, value: str = "", *, indent: int) -> str:
    """`name: annotation = value`, the first line indented too."""
    margin = " " * indent
    tail = f" = {value}" if value else ""
    line = f"{margin}{name}: {flat(annotation)}{tail}"
    if line_width(line) <= LINE:
        return line
    if isinstance(annotation, Brackets):
        head = Brackets(
            f"{margin}{name}: {annotation.head}",
            annotation.items,
            annotation.tail,
            annotation.comma,
        )
        return opened(head, indent=indent) + tail
    choices = annotation.choices if isinstance(annotation, Choices) else (annotation,)
    named = Choices(choices, head=f"{margin}{name}: ")
    return _opened_choices(named, indent) + tail


def opened(part: Brackets, *, indent: int) -> str:
    """`part` over several lines, although it might fit on one."""
    inner = " " * (indent + 4)
    lines = []
    for number, item in enumerate(part.items, 1):
        end = "," if part.comma or number < len(part.items) else ""
        lines.append(inner + laid_out(item, indent=indent + 4, tail=end))
    return part.head + "\n" + "\n".join(lines) + "\n" + " " * indent + part.tail


def indented(text: str, indent: int) -> str:
    """Every line of `text` that is not blank, moved to the right."""
    margin = " " * indent
    return "\n".join(margin + line if line else "" for line in text.split("\n"))
