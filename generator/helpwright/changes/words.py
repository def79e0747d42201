"""How changes call things: types, bounds and places in words."""

from __future__ import annotations

from typing import Literal

from helpwright.changes.change import Change
from helpwright.names.words import words
from helpwright.place import Place
from helpwright.spec import (
    Bytes,
    Constraints,
    Enumeration,
    EnumMember,
    ListOf,
    MapOf,
    Model,
    Named,
    Origin,
    PairOf,
    Scalar,
    TypeRef,
    Unknown,
    XmlName,
)


def type_words(type_ref: TypeRef) -> str:
    """A type as the pages write it, with what samples added in brackets."""
    match type_ref:
        case Scalar(name=name, form=form):
            return f"{name} ({form})" if form else name
        case ListOf(items=items):
            return f"Collection of {type_words(items)}"
        case MapOf(key=key, value=value):
            return f"Dictionary of {type_words(key)} and {type_words(value)}"
        case PairOf(key=key, value=value):
            return f"Pair of {type_words(key)} and {type_words(value)}"
        case Bytes():
            return "bytes"
        case Named(name=name):
            return name
        case Unknown():
            return "unknown"


def bounds(constraints: Constraints) -> dict[str, str]:
    """The bounds that are set, by name."""
    names = ("min_length", "max_length", "minimum", "maximum", "pattern", "data_type")
    return {
        name: str(value)
        for name in names
        if (value := getattr(constraints, name)) is not None
    }


def place_of(origins: tuple[Origin, ...], *facts: str) -> Place | None:
    """Where one of `facts` stands; where the first fact does if none of them is there."""
    for fact in facts:
        for origin in reversed(origins):
            if origin.fact == fact:
                return origin.place
    return origins[0].place if origins else None


def xml_words(xml: XmlName, around: XmlName | None = None) -> str:
    """Name, namespace and name of the items, in which order members stand aside.

    The namespace is left out where `around`, what holds the element, has the same.
    """
    apart = xml.namespace and (around is None or xml.namespace != around.namespace)
    name = f"{{{xml.namespace}}}{xml.name}" if apart else xml.name
    return f"{name} of {xml.item_name}" if xml.item_name else name


def folded(text: str) -> str:
    """`text` with its white space folded: another line break is no other word."""
    return " ".join(text.split())


def python_words(text: str) -> tuple[str, ...]:
    """The words that a Python name of `text` is made of; its case is lost there."""
    return tuple(word.lower() for word in words(text))


def reworded(
    subject: Literal["model", "enumeration"],
    name: str,
    where: str,
    old: Model | Enumeration | EnumMember,
    new: Model | Enumeration | EnumMember,
) -> Change:
    """The change of a description; `where` it stands in the model or enumeration."""
    return Change(
        verdict="documentation",
        subject=subject,
        name=name,
        where=where,
        old=folded(old.description),
        new=folded(new.description),
        message=f"Reword `{name}`",
        old_place=place_of(old.origins, "description"),
        new_place=place_of(new.origins, "description"),
    )
