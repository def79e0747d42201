"""How a value is written in XML: by which elements, in which namespace and order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any, Literal, TypeAlias

from ..references import Link

__all__ = [
    "ARRAYS",
    "INSTANCE",
    "SERIALIZATION",
    "SYSTEM",
    "XmlAny",
    "XmlDictionary",
    "XmlElement",
    "XmlForm",
    "XmlList",
    "XmlModel",
    "XmlObject",
    "XmlText",
    "etree",
]

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
"""Namespace of `nil` and `type`."""
SERIALIZATION = "http://schemas.microsoft.com/2003/10/Serialization/"
"""Namespace of simple values that stand alone, of `Id` and of `Ref`."""
ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
"""Namespace of the items of lists of simple values, and of dictionaries."""
SYSTEM = "http://schemas.datacontract.org/2004/07/System"
"""Namespace of the two halves of a `DateTimeOffset`."""

TextKind: TypeAlias = Literal["", "character", "duration", "offset"]
"""What is not written as in JSON: a character as its number, a time span in ISO 8601, a
`DateTimeOffset` as a date in UTC and minutes beside it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlText:
    """An element that holds a simple value."""

    name: str
    namespace: str | None = None
    """`None` here and below: that of the object, the list or the entry around it."""
    kind: TextKind = ""
    names: Mapping[int, str] = field(default_factory=lambda: dict[int, str]())
    """Names of the values of an enumeration that is a number in Python."""


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlList:
    """An element around the items of a list."""

    name: str
    item: XmlElement
    namespace: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlDictionary:
    """An element around the entries of a dictionary, each with a key and a value."""

    name: str
    entry: str
    value: XmlElement
    key: XmlElement = XmlText(name="Key")
    namespace: str | None = None
    entry_namespace: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlModel:
    """An element that holds the members of a model."""

    name: str
    model: str
    """Its name among the objects of an `XmlForm`."""
    namespace: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlAny:
    """An element of which nothing but its name is known."""

    name: str
    namespace: str | None = None


XmlElement: TypeAlias = XmlText | XmlList | XmlDictionary | XmlModel | XmlAny


@dataclass(frozen=True, slots=True)
class XmlObject:
    """The elements of a model, by the names of its members in JSON and in their order.

    `DataContractSerializer` passes over elements that stand elsewhere.
    """

    namespace: str
    members: Mapping[str, XmlElement]


@dataclass(frozen=True)
class XmlForm:
    """Reads and writes one body or answer, whose outermost element is `root`."""

    root: XmlElement
    objects: Mapping[str, XmlObject]

    def read(self, content: bytes, charset: str | None) -> tuple[Any, tuple[Link, ...]]:
        """The value in `content` as JSON would have it, and references to parents.

        Raises:
            ValueError: `content` is no XML, or has a document type.
        """
        from .reading import read

        return read(self, content, charset)

    def write(self, value: object) -> bytes:
        """`value`, as JSON has it, in XML.

        Raises:
            TypeError: something in it has no form in XML.
        """
        from .writing import write

        return write(self, value)

    @cached_property
    def has_default_namespace(self) -> bool:
        """Whether every element has a namespace, so that none needs a prefix.

        Without a namespace of its own, an element would take that of its parent.
        """
        return bool(self.root.namespace) and all(
            known.namespace for known in self.objects.values()
        )


def etree() -> Any:
    """The module `lxml.etree`.

    Raises:
        ImportError: lxml is not installed.
    """
    try:
        return import_module("lxml.etree")
    except ImportError as error:
        raise ImportError(
            "This operation sends and answers XML, for which lxml is needed: install "
            "this package with the extra `xml`."
        ) from error
