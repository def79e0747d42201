"""Schemas in words: types, bounds, allowed values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from helpwright.documentation.phrases import Code, Link, Phrase, joined
from helpwright.documentation.places import Places
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.openapi.dump import dumps

_FORMATS = {
    "byte": "base64 string",
    "date": "date",
    "date-time": "date and time",
    "email": "email address",
    "password": "string",
    "time": "time of day",
    "time-span": "time span",
    "uri": "URI",
    "uuid": "UUID",
}
_NUMBERS = {"decimal": "decimal number", "double": "floating-point number"}

_PLURALS = {
    "any value": "any values",
    "date": "dates",
    "date and time": "dates and times",
    "email address": "email addresses",
    "time of day": "times of day",
}
_MANY = 12
"""Values of an enumeration that a page lists where it is used."""


class SchemaWords:
    """What the schemas of one document say."""

    def __init__(self, document: Json, places: Places, most: int = _MANY) -> None:
        """`most` values of an enumeration are listed where it is used."""
        self._schemas = doc.schemas(document)
        self.places = places
        self._most = most

    def type_of(self, schema: Json) -> Phrase:
        """`array of `, a link to `Boat`, ` or null`."""
        return self._type(schema, plural=False)

    def title(self, component: str) -> str:
        """What the pages call a component."""
        schema = self._schemas.get(component, {})
        return str(schema.get("title", component))

    def link(self, component: str, anchor: str = "") -> Link:
        """A link to the page of a component, with its name as code."""
        page = self.places.schemas[component]
        return Link(self.title(component), page, anchor, is_code=True)

    def facts(self, schema: Json, *, in_address: bool = False) -> list[Phrase]:
        """Bounds, default and allowed values, each in some words.

        An enumeration takes its names `in_address`, also where bodies carry its numbers.
        """
        items = schema.get("items", {})
        found = [*_lengths(schema), *_range(schema), *_patterns(schema)]
        if "default" in schema:
            found.append(("Default: ", Code(_value(schema["default"]))))
        for each in (schema, items):
            if values := self._values(each, in_address):
                found.append(values)
        return found

    def _values(self, schema: Json, in_address: bool) -> Phrase:
        """The values that an enumeration allows; empty where `schema` is none."""
        component = doc.component(schema)
        named = self._schemas.get(component, {}) if component else schema
        members = named.get("enum", ())
        if not members:
            return ()
        names = named.get("x-enum-varnames", ())
        listed: list[Phrase] = []
        for place, value in enumerate(members[: self._most]):
            name = str(names[place]) if place < len(names) else ""
            if in_address and name:
                value, name = name, ""
            same = not name or name == str(value)
            listed.append((Code(_bare(value)), *(() if same else (f" {name}",))))
        more = len(members) - self._most
        if more > 0 and component:
            page = self.places.schemas[component]
            listed.append((Link(f"{more} more", page),))
        elif more > 0:
            listed += [(Code(_bare(value)),) for value in members[self._most :]]
        label = (
            "Known values: " if named.get("x-extensible-enum") else "Allowed values: "
        )
        return (label, *joined(listed))

    def _type(self, schema: Json, *, plural: bool) -> Phrase:
        choices = schema.get("anyOf") or schema.get("oneOf")
        if choices:
            return self._choice(choices, plural)
        component = doc.component(schema)
        if component is not None and component in self._schemas:
            return (self.link(component),)
        kinds = schema.get("type", ())
        listed = [kinds] if isinstance(kinds, str) else list(kinds)
        found = [self._kind(kind, schema, plural) for kind in listed if kind != "null"]
        if "null" in listed:
            found.append(("null",))
        if found:
            return joined(found, ", ", " or ")
        if unread := schema.get("x-unread-type"):
            return ("unknown type, documented as ", Code(str(unread)))
        return (_several("any value", plural),)

    def _choice(self, choices: list[Json], plural: bool) -> Phrase:
        found: list[Phrase] = []
        for choice in choices:
            words = self._type(choice, plural=plural)
            if words not in found:
                found.append(words)
        # Null is what a reader looks for at the end.
        found.sort(key=lambda words: words == ("null",))
        return joined(found, ", ", " or ")

    def _kind(self, kind: str, schema: Json, plural: bool) -> Phrase:
        if kind == "array":
            start = "arrays of " if plural else "array of "
            return (start, *self._type(schema.get("items", {}), plural=True))
        if kind == "object":
            return self._object(schema, plural)
        if kind == "string" and schema.get("contentEncoding") == "base64":
            return (_several("base64 string", plural),)
        form = schema.get("format", "")
        words = (
            _FORMATS.get(form, kind) if kind == "string" else _NUMBERS.get(form, kind)
        )
        if schema.get("maxLength") == 1 == schema.get("minLength"):
            words = "character"
        return (_several(words, plural),)

    def _object(self, schema: Json, plural: bool) -> Phrase:
        values = schema.get("additionalProperties")
        if not isinstance(values, Mapping):
            return (_several("object", plural),)
        keys = schema.get("x-key-schema", {"type": "string"})
        start = "maps of " if plural else "map of "
        return (
            start,
            *self._type(keys, plural=True),
            " to ",
            *self._type(values, plural=True),
        )


def _several(words: str, plural: bool) -> str:
    return _PLURALS.get(words, f"{words}s") if plural else words


def _lengths(schema: Json) -> Iterator[Phrase]:
    for suffix, one in (
        ("Length", "character"),
        ("Items", "item"),
        ("Properties", "entry"),
    ):
        low, high = schema.get(f"min{suffix}"), schema.get(f"max{suffix}")
        if low == high == 1 and suffix == "Length":
            continue
        if words := _between(low, high):
            many = "entries" if one == "entry" else f"{one}s"
            yield (f"{words} {one if words in ('1', 'At least 1') else many}",)


def _range(schema: Json) -> Iterator[Phrase]:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is None and high is None:
        return
    if low is None:
        yield (f"At most {_bare(high)}",)
    elif high is None:
        yield (f"At least {_bare(low)}",)
    else:
        yield (f"From {_bare(low)} to {_bare(high)}",)


def _between(low: Any, high: Any) -> str:
    if low is None and high is None:
        return ""
    if low == high:
        return f"{low}"
    if low is None:
        return f"At most {high}"
    if high is None:
        return f"At least {low}"
    return f"{low} to {high}"


def _patterns(schema: Json) -> Iterator[Phrase]:
    if "pattern" in schema:
        yield ("Pattern: ", Code(str(schema["pattern"])))
    if "x-dotnet-pattern" in schema:
        yield ("Pattern (.NET): ", Code(str(schema["x-dotnet-pattern"])))
    if "x-data-type" in schema:
        yield (f"Displayed as {schema['x-data-type']}",)


def _bare(value: Any) -> str:
    """A value as a reader types it, without quotes."""
    return value if isinstance(value, str) else dumps(value).strip()


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(_bare(each) for each in value)
    return _bare(value)
