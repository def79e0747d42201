"""Types in the words that a page has for them, and the names in them."""

from __future__ import annotations

from collections.abc import Iterator

from helpwright.spec import (
    Bytes,
    ListOf,
    MapOf,
    Named,
    PairOf,
    Scalar,
    TypeRef,
    Unknown,
)


def words_for(type_: TypeRef) -> str:
    """`type_` as a help page displays it."""
    match type_:
        case Scalar(name=name):
            return name
        case ListOf(items=items):
            return f"Collection of {words_for(items)}"
        case MapOf(key=key, value=value):
            of_key, of_value = words_for(key), words_for(value)
            return f"Dictionary of {of_key} [key] and {of_value} [value]"
        case PairOf(key=key, value=value):
            return f"Pair of {words_for(key)} [key] and {words_for(value)} [value]"
        case Bytes():
            return "Collection of byte"
        case Named(name=name):
            return name
        case Unknown(text=text):
            return text or "a value of unknown type"


def names_in(type_: TypeRef) -> Iterator[str]:
    """Names of the models and enumerations that `type_` mentions."""
    match type_:
        case Named(name=name):
            yield name
        case ListOf(items=items):
            yield from names_in(items)
        case MapOf(key=key, value=value) | PairOf(key=key, value=value):
            yield from names_in(key)
            yield from names_in(value)
