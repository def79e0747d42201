"""XML as .NET's DataContractSerializer has it, read and written by a schema.

A schema's `xml` objects give names and namespaces. Elements are found by their local
name, ignoring case and order; `i:nil="true"` is null; an enumeration is written by
name.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from typing import Any, NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from ...runtime.jsontext import dumps, loads
from .binding import Binder, Schema
from .json_values import is_array, is_object
from .typed_text import Text, plain, stands_for_null, typed, types_of

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
_SIMPLE = "http://schemas.microsoft.com/2003/10/Serialization/"
MAX_DEPTH = 200


# How .NET's XmlConvert writes what a name can't hold.
_ENCODED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _decoded(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


class Element:
    """An element without what no serializer of .NET writes: mixed text, comments."""

    def __init__(self, name: str, *, is_null: bool = False) -> None:
        self.name = name
        """Local name."""
        self.is_null = is_null
        self.children: list[Element] = []
        self.pieces: list[str] = []
        """Of the text, in as many as the parser came upon."""

    @cached_property
    def text(self) -> str:
        return "".join(self.pieces)


def parse_xml(body: bytes, schema: Schema, binder: Binder) -> Any:
    """The value of a document whose root stands for `schema`, as JSON would have it.

    Raises ValueError where `body` is no XML, declares a document type (entities are
    never expanded) or is nested too deep.
    """
    return typed(_value(_tree(body), schema, binder), schema, binder)


def _tree(body: bytes) -> Element:
    top = Element("")
    open_elements = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_elements) > MAX_DEPTH:
            raise ValueError("The elements are nested too deep.")
        element = Element(
            _ENCODED.sub(_decoded, name.rpartition(" ")[2]),
            is_null=attributes.get(f"{INSTANCE} nil") in ("true", "1"),
        )
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(name: str) -> None:
        open_elements.pop()

    def text(characters: str) -> None:
        open_elements[-1].pieces.append(characters)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, LookupError) as error:  # the latter of an encoding
        raise ValueError(f"{error}.") from None
    return top.children[0]


def _refuse_document_type(*_: object) -> NoReturn:
    raise ValueError("A document type is not accepted.")


def _value(element: Element, schema: Schema, binder: Binder) -> Text:
    is_null = not element.children and stands_for_null(element.text, schema, binder)
    if element.is_null or is_null:
        return None
    schema = plain(schema, binder)
    types = types_of(schema)
    if "array" in types:
        _refuse_text(element)
        items = schema.get("items", {})
        return [_value(child, items, binder) for child in element.children]
    others = schema.get("additionalProperties")
    if is_object(others):
        return _dictionary(element, others, binder)
    if "object" in types or "properties" in schema:
        _refuse_text(element)
        return _object(element, schema, binder)
    names = [child.name for child in element.children]
    if names == ["DateTime", "OffsetMinutes"]:
        return _date_time_offset(*(child.text.strip() for child in element.children))
    if schema.get("minLength") == schema.get("maxLength") == 1:
        return _character(element.text.strip())
    return element.text if "string" in types or not types else element.text.strip()


def _refuse_text(element: Element) -> None:
    if not element.children and element.text.strip():
        raise ValueError(f"'{element.name[:80]}' holds text and should hold elements.")


def _object(element: Element, schema: Schema, binder: Binder) -> Text:
    members = {
        str(member.get("xml", {}).get("name", name)).casefold(): (name, member)
        for name, member in schema.get("properties", {}).items()
    }
    value: dict[str, Text] = {}
    for child in element.children:
        name, member = members.get(child.name.casefold(), (child.name, {}))
        if name in value and child.name.casefold() in members:
            raise ValueError(
                f"'{child.name[:80]}' stands twice in '{element.name[:80]}'."
            )
        value[name] = _value(child, member, binder)
    return value


def _dictionary(element: Element, others: Schema, binder: Binder) -> Text:
    """Pairs of Key and Value; an element that is none counts as both."""
    _refuse_text(element)
    value: dict[str, Text] = {}
    for pair in element.children:
        parts = {child.name.lower(): child for child in pair.children}
        if parts.keys() == {"key", "value"}:
            value[parts["key"].text] = _value(parts["value"], others, binder)
        else:
            value[pair.name] = _value(pair, others, binder)
    return value


def _date_time_offset(moment: str, minutes: str) -> str:
    """The text of a date as JSON has it; `moment` is in UTC."""
    try:
        instant = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        offset = timezone(timedelta(minutes=int(minutes)))
        return instant.astimezone(offset).isoformat()
    except (ValueError, OverflowError):
        return moment


def _character(text: str) -> str:
    """.NET writes the number of a character."""
    return chr(int(text)) if text.isdecimal() and int(text) < 0x10000 else text


def write_xml(value: object, schema: Schema, binder: Binder) -> bytes:
    """`value`, a model or what JSON can hold, as a document by `schema`.

    Members stand in the documented order, else in that of their names, as .NET demands.
    """
    writer = _Writer(binder)
    writer.root(loads(dumps(value)), schema)
    return "".join(writer.pieces).encode("utf-8", "replace")


class _Writer:
    def __init__(self, binder: Binder) -> None:
        self.pieces: list[str] = []
        self._binder = binder

    def root(self, value: Any, schema: Schema) -> None:
        """Writes `value` in the root element that `schema` names."""
        name, namespace = self._element(schema)
        self._open(name, f" xmlns:i={quoteattr(INSTANCE)} xmlns={quoteattr(namespace)}")
        self._content(value, schema, namespace)
        self._close(name)

    def _element(self, schema: Schema) -> tuple[str, str]:
        """Name and namespace of an element that stands for `schema` by itself."""
        resolved = plain(schema, self._binder)
        xml = resolved.get("xml", {})
        if "array" in types_of(resolved):
            name, namespace = self._element(resolved.get("items", {}))
            plain_items = namespace == _SIMPLE
            return f"ArrayOf{name}", _ARRAYS if plain_items else namespace
        named = str(xml.get("name", "")) or self._binder.name_of(schema)
        if named:
            return named, str(xml.get("namespace", ""))
        return _simple_name(resolved), _SIMPLE

    def _open(self, name: str, attributes: str = "") -> None:
        self.pieces.append(f"<{name}{attributes}>")

    def _close(self, name: str) -> None:
        self.pieces.append(f"</{name}>")

    def _child(
        self, name: str, value: Any, schema: Schema, namespace: str, outer: str
    ) -> None:
        """Writes an element of `namespace` inside one of `outer`."""
        attributes = "" if namespace == outer else f" xmlns={quoteattr(namespace)}"
        if value is None:
            self._open(name, f'{attributes} i:nil="true"')
        else:
            self._open(name, attributes)
            self._content(value, schema, namespace)
        self._close(name)

    def _content(self, value: Any, schema: Schema, namespace: str) -> None:
        resolved = plain(schema, self._binder)
        if is_array(value):
            self._items(value, resolved.get("items", {}), namespace)
        elif is_object(value) and "properties" in resolved:
            self._members(value, resolved, namespace)
        elif is_object(value):
            self._pairs(value, resolved.get("additionalProperties"), namespace)
        else:
            self.pieces.append(escape(_text(value, resolved)))

    def _items(self, items: list[Any], schema: Schema, outer: str) -> None:
        name, namespace = self._element(schema)
        name = str(schema.get("xml", {}).get("name", name))
        namespace = _ARRAYS if namespace == _SIMPLE else namespace
        for item in items:
            self._child(name, item, schema, namespace, outer)

    def _members(self, value: dict[str, Any], schema: Schema, outer: str) -> None:
        namespace = str(schema.get("xml", {}).get("namespace", outer))
        members: list[tuple[Any, str, str, Schema]] = []
        for name, member in schema["properties"].items():
            xml = member.get("xml", {})
            element = str(xml.get("name", name))
            members.append((xml.get("x-order", len(members)), element, name, member))
        if not all("x-order" in member.get("xml", {}) for *_, member in members):
            members.sort(key=lambda each: each[1])
        else:
            members.sort(key=lambda each: each[0])
        for _, element, name, member in members:
            if name in value:
                self._child(element, value[name], member, namespace, outer)

    def _pairs(self, value: dict[str, Any], schema: object, outer: str) -> None:
        of_value = schema if is_object(schema) else {}
        for key, item in value.items():
            attributes = "" if outer == _ARRAYS else f" xmlns={quoteattr(_ARRAYS)}"
            self._open("KeyValue", attributes)
            self._child("Key", key, {"type": "string"}, _ARRAYS, _ARRAYS)
            self._child("Value", item, of_value, _ARRAYS, _ARRAYS)
            self._close("KeyValue")


def _simple_name(schema: Schema) -> str:
    """What .NET calls the element of a simple type."""
    types = types_of(schema)
    if schema.get("format") == "uuid":
        return "guid"
    if schema.get("format") == "date-time":
        return "dateTime"
    names = {"integer": "int", "number": "double", "boolean": "boolean"}
    return next((names[each] for each in types if each in names), "string")


def _text(value: object, schema: Schema) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    values = schema.get("enum", ())
    if value in values and "x-enum-varnames" in schema:
        return str(schema["x-enum-varnames"][values.index(value)])
    if (
        isinstance(value, str)
        and schema.get("minLength") == schema.get("maxLength") == 1
    ):
        return str(ord(value)) if len(value) == 1 else value
    return str(value)
