"""Calls that a reader can copy and run: each operation with values from its sample."""

from __future__ import annotations

import base64
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from helpwright.escape import literal
from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.value import dataclass
from helpwright.views.annotations import Annotations, is_pair
from helpwright.views.facts import body_schema, request_body, result_of
from helpwright.views.imports import Import, import_lines
from helpwright.views.layout import Brackets, Part, laid_out
from helpwright.views.redaction import redacted, redacted_value

ADDRESS = "https://api.example.com"
"""The address in all examples; nobody can be reached there."""

_FEW = 3
"""Members of a body that an example shows where fewer are required."""

_MOST = 100
"""Values in one example: models that require each other would make it grow for ever."""

_LONGEST = 80
"""Characters of a text that an example shows."""

_LARGEST = 10**40
"""Numbers beyond are not shown; neither is one that is none."""

_DEEPEST = 8
"""Models within models, where a model requires one of its own kind."""

_MOST_BYTES = 24
"""Of a file that an example shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleView:
    """One program, finished."""

    imports: str
    statement: str
    """The call, indented for the `with` statement that it stands in."""
    returns: bool
    """Whether there is anything to print."""


class Examples:
    """Makes examples for the operations of one document.

    A body has what it needs and little more, or, where `whole`, all of its sample.
    """

    def __init__(self, document: Json, names: Names, *, whole: bool = False) -> None:
        self._schemas = doc.schemas(document)
        self._names = names
        self._annotations = Annotations(document, names)
        self._left = 0
        self._whole = whole

    def of(
        self, operation: OperationNode, *, awaited: bool = False, sample: Any = None
    ) -> ExampleView:
        """The shortest useful call of `operation`, of the asynchronous client if `awaited`.

        An awaited call stands one level deeper, within a function. `sample` is the body
        to take instead of the documented one.
        """
        self._left = _MOST
        name = self._names.operations[operation.key]
        group = self._names.groups[name.tag].attribute
        client = "AsyncClient" if awaited else "Client"
        imports = {Import(self._names.package, client)}
        arguments: list[Part] = []
        for parameter in operation.parameters:
            place, wire = parameter["in"], parameter["name"]
            if place == "path":
                arguments.append(self._parameter(parameter, imports))
            elif parameter.get("required") and place in ("query", "header"):
                value = self._parameter(parameter, imports)
                arguments.append(_keyword(name.arguments[f"{place}:{wire}"], value))
        body = request_body(operation)
        if body is not None:
            if sample is None:
                sample = _sample(body)
            value = self._value(body_schema(body), sample, imports, 0)
            arguments.append(_keyword("body", value))
        returns = result_of(operation, self._annotations).text != "None"
        answer = "answer = " if returns else ""
        waits = "await " if awaited else ""
        head = f"{answer}{waits}client.{group}.{name.method}("
        indent = 8 if awaited else 4
        call = laid_out(Brackets(head, tuple(arguments), ")"), indent=indent)
        return ExampleView(
            imports=import_lines(imports, folder=""),
            statement=" " * indent + call,
            returns=returns,
        )

    def _parameter(self, parameter: Json, imports: set[Import]) -> Part:
        schema = parameter.get("schema", {})
        sample = parameter.get("example", schema.get("default", parameter["name"]))
        return self._value(schema, sample, imports, 0)

    # --- values ---------------------------------------------------------------------------

    def _value(
        self, schema: Json, sample: Any, imports: set[Import], depth: int
    ) -> Part:
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return "{}"
        choices = schema.get("anyOf") or schema.get("oneOf")
        if choices:
            return self._value(choices[0], sample, imports, depth)
        if "$ref" in schema:
            return self._named(schema, sample, imports, depth)
        kinds = schema.get("type", "")
        kind = kinds if isinstance(kinds, str) else kinds[0]
        match kind:
            case "array":
                first = sample[0] if isinstance(sample, list) and sample else None
                item = self._value(schema.get("items", {}), first, imports, depth + 1)
                return Brackets("[", (item,), "]", comma=False)
            case "object":
                return self._object(schema, sample, imports, depth)
            case "":
                return _plain(sample)
            case _:
                return self._scalar({**schema, "type": kind}, sample, imports)

    def _named(
        self, schema: Json, sample: Any, imports: set[Import], depth: int
    ) -> Part:
        name = doc.component(schema) or ""
        target = self._schemas.get(name, {})
        enum = self._names.enums.get(name)
        if enum is not None:
            imports.add(Import(f"{self._names.package}.models", enum.class_name))
            members = doc.enum_members(target)
            chosen = next((m for m in members if m.value == sample), members[0])
            return f"{enum.class_name}.{enum.members[chosen.name]}"
        model = self._names.models.get(name)
        if model is None:
            return self._value(target, sample, imports, depth + 1)
        given = sample if isinstance(sample, Mapping) else {}
        return _display(
            (
                model.fields[wire],
                self._value(
                    target["properties"][wire], given.get(wire), imports, depth + 1
                ),
            )
            for wire in self._chosen(target, given, depth)
        )

    def _chosen(self, schema: Json, given: Json, depth: int) -> list[str]:
        """Members that must be there, and some more where these are few."""
        properties = schema.get("properties", {})
        needed = {wire for wire in schema.get("required", ()) if wire in properties}
        if self._whole and given:
            needed |= {wire for wire in properties if given.get(wire) not in (None, [])}
            return [wire for wire in properties if wire in needed]
        for group in (schema, *schema.get("allOf", ())):
            names = [w for c in group.get("anyOf", ()) for w in c.get("required", ())]
            if names and needed.isdisjoint(names) and names[0] in properties:
                needed.add(names[0])
        for wire, member in properties.items():
            if len(needed) >= (_FEW if depth == 0 else 1):
                break
            if _is_simple(member):
                needed.add(wire)
        return [wire for wire in properties if wire in needed]

    def _object(
        self, schema: Json, sample: Any, imports: set[Import], depth: int
    ) -> Part:
        members = sample if isinstance(sample, Mapping) else {}
        if is_pair(schema):
            properties = schema["properties"]
            return _display(
                (
                    name.lower(),
                    self._value(
                        properties[name], members.get(name), imports, depth + 1
                    ),
                )
                for name in ("Key", "Value")
            )
        values = schema.get("additionalProperties")
        values = values if isinstance(values, dict) else {}
        key = next(iter(members), "key")
        value = self._value(values, members.get(key), imports, depth + 1)
        if schema.get("x-key-schema", {}).get("type") == "integer":
            return Brackets("{", (_prefixed("1: ", value),), "}", comma=False)
        if schema.get("x-key-schema", {}).get("format") == "uuid":
            imports.add(Import("uuid", "UUID"))
            return Brackets("{", (_prefixed("UUID(int=1): ", value),), "}", comma=False)
        return _display([(str(key), value)])

    def _scalar(self, schema: Json, sample: Any, imports: set[Import]) -> Part:
        match self._annotations.of(schema).text:
            case "bool":
                return str(sample) if isinstance(sample, bool) else "True"
            case "int":
                return str(_number(sample, schema))
            case "float":
                return repr(float(_number(sample, schema)))
            case "NetDecimal":
                imports.add(Import("decimal", "Decimal"))
                return f"Decimal({literal(str(_number(sample, schema)))})"
            case "NetGuid":
                imports.add(Import("uuid", "UUID"))
                text = str(sample).lower()
                known = re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text)
                return f"UUID({literal(text)})" if known else "UUID(int=1)"
            case "NetDateTime":
                imports.add(Import("datetime", "datetime"))
                moment = _moment(sample)
                if moment.tzinfo is not None:
                    imports.add(Import("datetime", "UTC"))
                parts = moment.timetuple()[:6]
                zone = ", tzinfo=UTC" if moment.tzinfo is not None else ""
                return f"datetime({', '.join(map(str, parts))}{zone})"
            case "NetDate":
                imports.add(Import("datetime", "date"))
                day = _moment(sample)
                return f"date({day.year}, {day.month}, {day.day})"
            case "NetTimeSpan":
                imports.add(Import("datetime", "timedelta"))
                return "timedelta(hours=1)"
            case "NetBytes":
                return _bytes(sample)
            case _:
                return _text(schema, sample)


def _keyword(name: str, value: Part) -> Part:
    return _prefixed(f"{name}=", value)


def _prefixed(head: str, value: Part) -> Part:
    if isinstance(value, Brackets):
        return Brackets(f"{head}{value.head}", value.items, value.tail, value.comma)
    return f"{head}{value if isinstance(value, str) else ''}"


def _display(members: Iterable[tuple[str, Part]]) -> Part:
    items = tuple(_prefixed(f"{literal(name)}: ", value) for name, value in members)
    return Brackets("{", items, "}", comma=len(items) > 1)


def _is_simple(schema: Json) -> bool:
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    return bool(kinds) and not {"array", "object"}.intersection(kinds)


def _sample(body: Json) -> Any:
    samples = (media.get("example") for media in body.get("content", {}).values())
    found = (s for s in samples if isinstance(s, dict | list | int | str))
    return redacted_value(next(found, None))


def _number(sample: Any, schema: Json) -> Any:
    """A number for a program: the sample, the smallest that is allowed, or one.

    An overlay may state bounds that are no numbers, or none that Python could write.
    """
    for known in (sample, schema.get("minimum")):
        if isinstance(known, bool) or not isinstance(known, int | float | Decimal):
            continue
        if -_LARGEST < known < _LARGEST:
            return known
    return 1


def _moment(sample: Any) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(str(sample))
        return moment if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):  # The last day of all may end after it in UTC.
        return dt.datetime(2024, 1, 31)


def _bytes(sample: Any) -> str:
    try:
        content = base64.b64decode(str(sample), validate=True)[:_MOST_BYTES]
    except ValueError:
        content = b""
    return f'bytes.fromhex("{content.hex()}")' if content else 'b"bytes"'


def _text(schema: Json, sample: Any) -> str:
    listed = schema.get("enum")
    if listed:
        return literal(str(listed[0]))
    text = sample if isinstance(sample, str) else "text"
    if not isinstance(sample, str):
        text = text.ljust(_length(schema, "minLength", 0), "x")
    text = text[: _length(schema, "maxLength", _LONGEST)]
    return literal(redacted(text))


def _length(schema: Json, keyword: str, default: int) -> int:
    """A bound of a text's length, as far as an example goes."""
    stated = schema.get(keyword)
    return min(stated, 1000) if isinstance(stated, int) else default


def _plain(sample: Any) -> Part:
    if isinstance(sample, str):
        return literal(redacted(sample[:_LONGEST]))
    if isinstance(sample, bool | int):
        return str(sample)
    return "None" if sample is None else "{}"
