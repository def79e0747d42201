"""The trees that samples are read into.

Compared by identity: a comparison by value would recurse as deep as the sample does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from helpwright.value import dataclass

NodeKind: TypeAlias = Literal[
    "object", "array", "string", "number", "boolean", "null", "reference"
]


@dataclass(slots=True, eq=False)
class Node:
    """A value of a JSON sample."""

    kind: NodeKind
    line: int
    """Line of the page on which the value starts."""
    text: str = ""
    """Decoded text of a string; the lexeme, digit for digit, of other simple values; the
    `$id` that a reference names."""
    members: Sequence[Member] = ()
    """Of an object, in the sample's order, names that stand twice included."""
    items: Sequence[Node] = ()
    """Of an array."""
    cut: bool = False
    """True where the sample ends inside of this value."""
    deep: bool = False
    """True where the content was left out because it lies deeper than is read."""
    identity: str = ""
    """What `$id` says of an object or an array."""
    is_dictionary: bool = False
    """True where something outside of this sample says that names are keys."""
    content: int = -1
    """Number that values of equal content share (`Contents`); -1 before it was given."""


@dataclass(slots=True, eq=False)
class Member:
    name: str
    value: Node
    line: int
    """Line on which the name stands."""


@dataclass(slots=True, eq=False)
class Element:
    """An element of an XML sample."""

    name: str
    """Local name, as it stands (`_x0031_st` is not decoded)."""
    namespace: str
    line: int
    text: str = ""
    """Character data, white space at both ends trimmed."""
    children: Sequence[Element] = ()
    nil: bool = False
    """True where `i:nil` says so."""
    type_name: str = ""
    """What `i:type` says, its prefix resolved: `namespace name`."""
    cut: bool = False
    deep: bool = False
