"""Values of a spec in words."""

from __future__ import annotations

import dataclasses

from helpwright.spec import (
    Bytes,
    Constraints,
    EnumMember,
    ListOf,
    MapOf,
    Named,
    PairOf,
    Scalar,
    Suggestions,
    TypeRef,
    Unknown,
    XmlName,
)


def in_words(value: object) -> str:
    """`value` as a person would say it; empty where it says nothing."""
    match value:
        case None | "" | ():
            return ""
        case bool():
            return "yes" if value else "no"
        case Scalar() | ListOf() | MapOf() | PairOf() | Bytes() | Named() | Unknown():
            return type_in_words(value)
        case XmlName():
            return _xml(value)
        case Constraints() | Suggestions():
            return _set_fields(value)
        case EnumMember(name=name):
            return name
        case tuple():
            return "; ".join(filter(None, (in_words(each) for each in value)))
    return str(value)


def type_in_words(type_: TypeRef) -> str:
    """A type as a help page displays it, with what samples add."""
    match type_:
        case Scalar(name=name, form=form):
            return f"{name} ({form})" if form else name
        case ListOf(items=items):
            return f"Collection of {type_in_words(items)}"
        case MapOf(key=key, value=value):
            return (
                f"Dictionary of {type_in_words(key)} [key]"
                f" and {type_in_words(value)} [value]"
            )
        case PairOf(key=key, value=value):
            return (
                f"Pair of {type_in_words(key)} [key] and {type_in_words(value)} [value]"
            )
        case Bytes():
            return "Collection of byte, as text in base64"
        case Named(name=name):
            return name
        case Unknown(text=text):
            return f"unknown, the page says {text!r}" if text else "unknown"


def _xml(name: XmlName) -> str:
    words = f"<{name.name}>"
    if name.namespace:
        words += f" in {name.namespace}"
    if name.item_name:
        words += f", items <{name.item_name}>"
    return words


def _set_fields(value: Constraints | Suggestions) -> str:
    said = []
    for field in dataclasses.fields(value):
        content = getattr(value, field.name)
        if content not in (None, "", (), False):
            words = in_words(content)
            said.append(f"{field.name.replace('_', ' ')}: {words}")
    return ", ".join(said)
