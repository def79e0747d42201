"""Reads XML into the value that JSON would carry, which is then validated as one.

Elements are known by their names alone: servers are not at one about namespaces, and
nothing is gained by refusing an answer over them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from ..references import Link, resolve
from ..spelling import parse_date_time
from .forms import (
    INSTANCE,
    SERIALIZATION,
    XmlDictionary,
    XmlElement,
    XmlForm,
    XmlList,
    XmlModel,
    XmlObject,
    XmlText,
    etree,
)

__all__ = ["read"]

_NIL, _TYPE = f"{{{INSTANCE}}}nil", f"{{{INSTANCE}}}type"
_ID, _REF = f"{{{SERIALIZATION}}}Id", f"{{{SERIALIZATION}}}Ref"
_OFFSET = ("DateTime", "OffsetMinutes")


def read(
    form: XmlForm, content: bytes, charset: str | None
) -> tuple[Any, tuple[Link, ...]]:
    """The value in `content`, and the references in it that lead back to a parent.

    Raises:
        ValueError: `content` is no XML, or has a document type.
    """
    if not content.strip():
        return None, ()
    root = _parsed(content, charset)
    try:
        value = _Reader(form).read(root, form.root)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    return resolve(value) if SERIALIZATION.encode() in content else (value, ())


def _parsed(content: bytes, charset: str | None) -> Any:
    xml = etree()
    try:
        root = xml.fromstring(content, _parser(None))
    except xml.XMLSyntaxError as error:
        if charset is None:
            raise _unreadable(error) from error
        try:
            root = xml.fromstring(content, _parser(charset))
        except (xml.XMLSyntaxError, LookupError):
            raise _unreadable(error) from error
    if root.getroottree().docinfo.doctype:
        raise ValueError("it has a document type, which no answer needs")
    return root


def _parser(charset: str | None) -> Any:
    """A parser that follows no entity, reads no other file and has limits."""
    return etree().XMLParser(
        encoding=charset,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _unreadable(error: Exception) -> ValueError:
    return ValueError(f"it is no XML: {error}")


class _Reader:
    def __init__(self, form: XmlForm) -> None:
        self._objects = form.objects

    def read(self, element: Any, known: XmlElement | None) -> Any:
        """The value in `element`; `known` is what the documentation says of it."""
        if element.get(_NIL) in ("true", "1"):
            return None
        if (reference := element.get(_REF)) is not None:
            return {"$ref": reference}
        value = self._value(element, known)
        identity = element.get(_ID)
        if identity is not None and isinstance(value, dict):
            return {"$id": identity, **cast("dict[str, Any]", value)}
        return value

    def _value(self, element: Any, known: XmlElement | None) -> Any:
        match known:
            case XmlText() if not len(element) or known.kind == "offset":
                return _simple(element, known)
            case XmlList(item=item):
                return [self.read(each, item) for each in element]
            case XmlDictionary():
                return self._dictionary(element, known)
            case XmlModel(model=model) if element.text is None or len(element):
                return self._members(element, self._objects[model])
            case _:
                return self._unknown(element)

    def _members(self, element: Any, known: XmlObject) -> dict[str, Any]:
        by_name = {each.name: wire for wire, each in known.members.items()}
        value: dict[str, Any] = {}
        for each in element:
            name = _local(each)
            wire = by_name.get(name)
            if wire is None:
                value[_decoded(name)] = self.read(each, None)
            else:
                value[wire] = self.read(each, known.members[wire])
        return value

    def _dictionary(self, element: Any, known: XmlDictionary) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for entry in element:
            halves = {_local(half).lower(): half for half in entry}
            if "key" not in halves:
                continue
            key = self.read(halves["key"], known.key)
            half = halves.get("value")
            value[str(key)] = None if half is None else self.read(half, known.value)
        return value

    def _unknown(self, element: Any) -> Any:
        if not len(element):
            convert = _TYPES.get(element.get(_TYPE, "").rpartition(":")[2], str)
            try:
                return convert(element.text or "")
            except (ValueError, InvalidOperation):
                return element.text
        names = [_decoded(_local(each)) for each in element]
        values = [self.read(each, None) for each in element]
        if len(set(names)) == len(names):
            return dict(zip(names, values, strict=True))
        return values


def _local(element: Any) -> str:
    name: str = element.tag
    return name.rpartition("}")[2]


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _decoded(name: str) -> str:
    """`name` as it was before `XmlConvert.EncodeLocalName` of .NET."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), name)


_TYPES: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("int", "long", "short", "byte", "unsignedInt"), int),
    **dict.fromkeys(("decimal", "double", "float"), Decimal),
    "boolean": lambda text: text in ("true", "1"),
}
"""What `i:type` says of a value whose type is not documented."""


def _simple(element: Any, known: XmlText) -> Any:
    text: str = element.text or ""
    if known.kind == "offset":
        return _with_offset(element)
    if known.kind == "character" and text.isdecimal() and len(text) < 6:
        return chr(int(text))
    # Flags stand side by side, without the commas that JSON has.
    return ", ".join(text.split()) if known.names else text


def _with_offset(element: Any) -> str:
    """A `DateTimeOffset` in ISO 8601, from its date in UTC and its minutes."""
    halves = {_local(half): half.text or "" for half in element}
    if not all(half in halves for half in _OFFSET):
        return element.text or ""
    text, minutes = (halves[half] for half in _OFFSET)
    try:
        offset = dt.timezone(dt.timedelta(minutes=int(minutes)))
        moment = parse_date_time(text.removesuffix("Z") + "Z").astimezone(offset)
    except (ValueError, OverflowError):
        return text
    plain = moment.replace(microsecond=0, tzinfo=None).isoformat()
    fraction = re.search(r"\.\d+", text)
    zone = moment.isoformat()[-6:]
    return f"{plain}{fraction[0] if fraction else ''}{zone}"
