"""Types in the words that a page has for them."""

from __future__ import annotations

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
