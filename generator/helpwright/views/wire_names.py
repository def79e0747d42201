"""How a model's members come by their names on the wire."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def alias_generator(fields: Mapping[str, str]) -> str:
    """The one of Pydantic's generators that gives most of a model's wire names.

    `fields` are names in Python by those on the wire. Empty where most are the same.
    """
    hits = {
        generator: sum(make(name) == wire for wire, name in fields.items())
        for generator, make in _generators().items()
    }
    return max(hits, key=lambda generator: hits[generator])


def needs_alias(wire: str, name: str, generator: str) -> bool:
    """Whether the class does not give a member its wire name by itself.

    Half a surrogate pair can't be sent, and so can't be an alias.
    """
    is_text = not any("\ud800" <= char <= "\udfff" for char in wire)
    return is_text and _generators()[generator](name) != wire


def _generators() -> dict[str, Callable[[str], str]]:
    from pydantic.alias_generators import to_camel, to_pascal

    return {"": str, "to_camel": to_camel, "to_pascal": to_pascal}
