"""Writes the value that JSON would carry in XML, as a server of .NET reads it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, cast

from ..jsontext import to_wire
from ..modelkind import is_model, members_of
from .forms import (
    INSTANCE,
    SYSTEM,
    XmlAny,
    XmlDictionary,
    XmlElement,
    XmlForm,
    XmlList,
    XmlModel,
    XmlText,
    etree,
)

__all__ = ["write"]

_SCHEMA = "http://www.w3.org/2001/XMLSchema"
"""Namespace of the types that values tell where none is documented."""


def write(form: XmlForm, value: object) -> bytes:
    """`value` in XML, in UTF-8.

    Raises:
        TypeError: something in it has no form in XML.
    """
    xml = etree()
    namespace = form.root.namespace or ""
    prefixes: dict[str | None, str] = {"i": INSTANCE}
    prefixes.update(_prefixes(form.root))
    if form.has_default_namespace:
        prefixes[None] = namespace
    try:
        root = xml.Element(_tag(form.root.name, namespace), nsmap=prefixes)
        _Writer(form, xml).fill(root, form.root, value, namespace)
    except ValueError as error:
        # Such as a control character, which XML can't carry, not even escaped.
        raise TypeError(f"it has no form in XML: {error}") from error
    return cast("bytes", xml.tostring(root, encoding="utf-8"))


def _tag(name: str, namespace: str) -> str:
    return f"{{{namespace}}}{name}" if namespace else name


class _Writer:
    def __init__(self, form: XmlForm, xml: Any) -> None:
        self._objects = form.objects
        self._xml = xml

    def fill(self, element: Any, known: XmlElement, value: Any, inherited: str) -> None:
        """Writes `value` into `element`, around which is the namespace `inherited`."""
        if is_model(value):
            value = members_of(value)
        match known:
            case _ if value is None:
                element.set(f"{{{INSTANCE}}}nil", "true")
            case XmlList(item=item):
                for each in _items(value):
                    self._add(element, item, each, inherited)
            case XmlDictionary():
                namespace = _or(known.entry_namespace, inherited)
                for key, item in _mapping(value).items():
                    entry = self._child(element, known.entry, namespace)
                    self._add(entry, known.key, key, namespace)
                    self._add(entry, known.value, item, namespace)
            case XmlModel(model=model):
                self._members(element, model, _mapping(value))
            case XmlText(kind="offset"):
                for name, text in _offset_halves(_text(value, known)):
                    self._child(element, name, SYSTEM).text = text
            case XmlText():
                element.text = _text(value, known)
            case XmlAny():
                self._unknown(element, value, inherited)

    def _members(self, element: Any, model: str, value: Mapping[str, Any]) -> None:
        known = self._objects[model]
        for wire, each in known.members.items():
            if wire in value:
                self._add(element, each, value[wire], known.namespace)
        for wire in value.keys() - known.members.keys():
            self._add(
                element, XmlAny(name=_encoded(wire)), value[wire], known.namespace
            )

    def _unknown(self, element: Any, value: Any, inherited: str) -> None:
        if isinstance(value, Mapping):
            for name, item in cast("Mapping[str, Any]", value).items():
                self._add(element, XmlAny(name=_encoded(name)), item, inherited)
        elif isinstance(value, list | tuple | set | frozenset):
            for item in cast("Iterable[Any]", value):
                self._add(element, XmlAny(name=_type_of(item)), item, inherited)
        else:
            element.text = _text(value, XmlText(name=""))
            element.set(f"{{{INSTANCE}}}type", f"x:{_type_of(value)}")

    def _add(self, parent: Any, known: XmlElement, value: Any, inherited: str) -> None:
        namespace = _or(known.namespace, inherited)
        child = self._child(parent, known.name, namespace, _prefixes(known))
        self.fill(child, known, value, namespace)

    def _child(
        self,
        parent: Any,
        name: str,
        namespace: str,
        prefixes: Mapping[str, str] | None = None,
    ) -> Any:
        return self._xml.SubElement(parent, _tag(name, namespace), nsmap=prefixes)


def _prefixes(known: XmlElement) -> dict[str, str]:
    """The namespace of what stands in an element, where it is another one."""
    match known:
        case XmlAny():
            return {"x": _SCHEMA}
        case XmlText(kind="offset"):
            return {"d": SYSTEM}
        case XmlList(item=item) if item.namespace:
            return {"d": item.namespace}
        case XmlDictionary(entry_namespace=namespace) if namespace:
            return {"d": namespace}
        case _:
            return {}


def _or(namespace: str | None, inherited: str) -> str:
    return inherited if namespace is None else namespace


def _items(value: Any) -> Iterable[Any]:
    if isinstance(value, list | tuple | set | frozenset):
        return cast("Iterable[Any]", value)
    raise TypeError(f"a list was expected: {repr(value)[:80]}")


def _mapping(value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return cast("Mapping[str, Any]", value)
    raise TypeError(f"an object was expected: {repr(value)[:80]}")


# --- simple values --------------------------------------------------------------------


def _text(value: Any, known: XmlText) -> str:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _named(value, known.names)
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    if not isinstance(value, str | float | Decimal):
        value = to_wire(value)
    text = str(value)
    if known.kind == "duration":
        return _duration(text)
    if known.kind == "character" and len(text) == 1:
        return str(ord(text))
    if isinstance(value, float | Decimal):
        return _NOT_FINITE.get(text.lower(), text)
    return text


_NOT_FINITE = {
    "nan": "NaN",
    "inf": "INF",
    "infinity": "INF",
    "-inf": "-INF",
    "-infinity": "-INF",
}


def _named(number: int, names: Mapping[int, str]) -> str:
    """The name of a value of an enumeration, or the names of the flags in it."""
    if number in names:
        return names[number]
    found = [name for value, name in names.items() if value and value & number == value]
    total = 0
    for value in names:
        total |= value if value & number == value else 0
    return " ".join(found) if found and total == number else str(number)


_SPAN = re.compile(r"(-?)(?:(\d+)\.)?(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d+)?))?")


def _duration(text: str) -> str:
    """A time span of .NET in ISO 8601; what is no time span as it is."""
    match = _SPAN.fullmatch(text)
    if match is None:
        return text
    sign, days, hours, minutes, seconds = match.groups()
    clock = f"T{int(hours)}H{int(minutes)}M{seconds or '00'}S"
    return f"{sign}P{days + 'D' if days else ''}{clock}"


_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(?:(Z)|([+-]\d\d):?(\d\d))"
)


def _offset_halves(text: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """A date with an offset as .NET writes it in XML: in UTC, with minutes beside it.

    Raises:
        TypeError: it has no offset.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise TypeError(f"a date with an offset from UTC was expected: {text[:80]!r}")
    moment, fraction, _, hours, minutes = match.groups()
    offset = 0
    if hours:
        offset = int(hours[1:]) * 60 + int(minutes)
        offset = -offset if hours[0] == "-" else offset
    utc = dt.datetime.fromisoformat(moment) - dt.timedelta(minutes=offset)
    plain = f"{utc.isoformat()}{fraction or ''}Z"
    return ("DateTime", plain), ("OffsetMinutes", str(offset))


# --- names ----------------------------------------------------------------------------

_TYPES: tuple[tuple[type[Any], str], ...] = (
    (bool, "boolean"),
    (int, "int"),
    (Decimal, "decimal"),
    (float, "double"),
)


def _type_of(value: object) -> str:
    return next((n for kind, n in _TYPES if isinstance(value, kind)), "string")


_START = re.compile(r"[^A-Za-z_\u00c0-\ufffd]")
_UNFIT = re.compile(r"[^\w.\-]")


def _encoded(name: str) -> str:
    """`name` as `XmlConvert.EncodeLocalName` of .NET makes an element's name of it."""
    name = _UNFIT.sub(_escaped, name)
    return _START.sub(_escaped, name[:1]) + name[1:]


def _escaped(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"
