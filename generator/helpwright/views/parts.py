"""Changes to annotations that are already laid out in parts."""

from __future__ import annotations

from collections.abc import Mapping

from helpwright.views.annotations import Annotation, united
from helpwright.views.imports import Import
from helpwright.views.layout import Brackets, Choices, Part

_ABSTRACT = {"list": "Sequence", "dict": "Mapping"}


def accepting(annotation: Annotation) -> Annotation:
    """`annotation` of an argument: any sequence for a list, any mapping for a dict."""
    part, found = _renamed(annotation.part, _ABSTRACT)
    imports = {Import("collections.abc", _ABSTRACT[name]) for name in found}
    return Annotation(_choices(part), annotation.imports | imports)


def either(one: Annotation, other: Annotation) -> Annotation:
    """`one` or `other`, told apart as far inside as they differ: a list may hold both.

    Type checkers know what a literal such as `[{…}]` is meant to be where only its items
    have a choice.
    """
    if one == other:
        return one
    imports = one.imports | other.imports
    pairs = list(zip(one.choices, other.choices, strict=False))
    merged = [_merged(*pair) for pair in pairs]
    if len(one.choices) != len(other.choices) or None in merged:
        return united((one, other))
    return Annotation(tuple(part for part in merged if part is not None), imports)


def _merged(one: Part, other: Part) -> Part | None:
    """Brackets that hold what both hold; None where they are not the same brackets."""
    if one == other:
        return one
    if not isinstance(one, Brackets) or not isinstance(other, Brackets):
        return None
    if one.head != other.head or len(one.items) != len(other.items):
        return None
    items = tuple(
        _merged(*pair) or _choice(*pair)
        for pair in zip(one.items, other.items, strict=True)
    )
    return Brackets(one.head, items, one.tail, one.comma)


def _choice(one: Part, other: Part) -> Part:
    both = united((Annotation(_choices(one)), Annotation(_choices(other))))
    return both.part


def spelled_out(annotation: Annotation, hidden: frozenset[str]) -> Annotation:
    """`annotation` where methods of the names in `hidden` stand in front of builtins."""
    part, found = _renamed(
        annotation.part, {name: f"builtins.{name}" for name in hidden}
    )
    imports = {Import("builtins")} if found else set[Import]()
    return Annotation(_choices(part), annotation.imports | imports)


def headed(head: str, annotation: Annotation, tail: str = "") -> Part:
    """`head`, `annotation` and `tail`, so that layout may open the annotation."""
    match annotation.part:
        case Brackets(head=own, items=items, tail=end, comma=comma):
            return Brackets(f"{head}{own}", items, f"{end}{tail}", comma)
        case Choices(choices=choices):
            return Choices(choices, head, tail)
    return f"{head}{annotation.text}{tail}"


def _choices(part: Part) -> tuple[Part, ...]:
    return part.choices if isinstance(part, Choices) else (part,)


def _renamed(part: Part, names: Mapping[str, str]) -> tuple[Part, set[str]]:
    """`part` with other names in it, and which names were found."""
    found: set[str] = set()

    def visit(part: Part) -> Part:
        match part:
            case str() if part in names:
                found.add(part)
                return names[part]
            case Brackets(head=head, items=items, tail=tail, comma=comma):
                name = head.removesuffix("[")
                if name in names:
                    found.add(name)
                    head = f"{names[name]}["
                return Brackets(head, tuple(map(visit, items)), tail, comma)
            case Choices(choices=choices, head=head, tail=tail):
                return Choices(tuple(map(visit, choices)), head, tail)
        return part

    return visit(part), found
