"""A program that uses everything of an emitted client, as its tests would.

It is written from the OpenAPI document and the names, one test for each way to call an
operation, and stays as it is when the package is generated anew: it then says whether
programs still run, and a type checker says whether they still check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.views.facts import media_type_of, successes

WAYS = ("plain", "least", "null", "high", "low", "mapping")
"""How an operation is called: with all that it takes, with what it must have, with null
wherever that is allowed, with the largest and the least values, and with mappings."""

_HEAD = '''"""Uses everything of the client."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from {package} import Client, models


def flag(value: bool) -> None:
    assert isinstance(value, bool), value


def whole(value: int) -> None:
    assert isinstance(value, int), value


def real(value: float) -> None:
    assert isinstance(value, float), value


def number(value: Decimal) -> None:
    assert isinstance(value, Decimal), value


def text(value: str) -> None:
    assert isinstance(value, str), value


def moment(value: datetime) -> None:
    assert isinstance(value, datetime), value


def span(value: timedelta) -> None:
    assert isinstance(value, timedelta), value


def guid(value: UUID) -> None:
    assert isinstance(value, UUID), value


def binary(value: bytes) -> None:
    assert isinstance(value, bytes), value
'''


@dataclass(frozen=True)
class Program:
    """The text of a module, and the functions in it that get a client."""

    text: str
    tests: tuple[str, ...]


def program(document: Json, names: Names) -> Program:
    """The program for the package that was made of `document`."""
    writer = _Writer(document, names)
    parts = [_HEAD.format(package=names.package)]
    for component, enum in names.enums.items():
        parts.append(_enum_reader(component, enum.class_name, enum.members))
    for component in names.models:
        parts.append("\n".join(writer.reader(component)))
    tests = {}
    for number, operation in enumerate(doc.operations(document)):
        for way in WAYS:
            name = f"test_{number}_{way}"
            tests[name] = "\n".join(writer.test(name, operation, way))
    return Program("\n\n\n".join([*parts, *tests.values()]) + "\n", tuple(tests))


def _enum_reader(component: str, name: str, members: Mapping[str, str]) -> str:
    lines = [f"def read_{name}(value: models.{name}) -> None:"]
    lines.append(f"    assert isinstance(value, models.{name}), value")
    lines += [f"    assert models.{name}.{each}.is_known" for each in members.values()]
    return "\n".join(lines)


class _Writer:
    """Writes the parts of one program."""

    def __init__(self, document: Json, names: Names) -> None:
        self._schemas = doc.schemas(document)
        self._names = names
        self._received = _received(document)
        self._loops = 0

    # --- reading ----------------------------------------------------------------------

    def reader(self, component: str) -> Iterator[str]:
        """A function that uses each member of a model, with its documented type."""
        name = self._names.models[component]
        schema = self._schemas[component]
        yield f"def read_{name.class_name}(value: models.{name.class_name}) -> None:"
        yield "    given = value.model_fields_set"
        required = schema.get("required", ())
        for wire, field in name.fields.items():
            yield f"    value.{field}"
            if component not in self._received:
                continue
            lines = self._read(schema["properties"][wire], f"value.{field}")
            if wire in required:
                yield from (f"    {line}" for line in lines)
            elif lines:
                yield f'    if "{field}" in given:'
                yield from (f"        {line}" for line in lines)

    def _read(self, schema: Json, value: str) -> list[str]:
        plain, nullable = _parted(schema)
        lines: list[str] = []
        if component := doc.component(plain):
            name = self._class_name(component)
            lines = [f"read_{name}({value})"] if name else []
        elif plain.get("type") == "array":
            lines = self._loop(plain.get("items", {}), value)
        elif "additionalProperties" in plain:
            lines = self._loop(plain["additionalProperties"], f"{value}.values()")
        elif check := _check(plain):
            lines = [f"{check}({value})"]
        if nullable and lines:
            return [f"if {value} is not None:", *(f"    {line}" for line in lines)]
        return lines

    def _loop(self, schema: Json, values: str) -> list[str]:
        self._loops += 1
        each = f"each{self._loops}"
        inner = self._read(schema, each) or ["pass"]
        return [f"for {each} in {values}:", *(f"    {line}" for line in inner)]

    def _class_name(self, component: str) -> str:
        named = self._names.models.get(component) or self._names.enums.get(component)
        return named.class_name if named else ""

    # --- calling ----------------------------------------------------------------------

    def test(self, name: str, operation: OperationNode, way: str) -> Iterator[str]:
        """A function that calls an operation and uses what comes back."""
        called = self._names.operations[operation.key]
        group = self._names.groups[called.tag].attribute
        given: dict[str, str] = {}
        for parameter in operation.parameters:
            key = f"{parameter['in']}:{parameter['name']}"
            needed = parameter.get("required", False)
            if key in called.arguments and (needed or way != "least"):
                value = self._value(parameter.get("schema", {}), way, 0)
                given[called.arguments[key]] = value
        content = operation.node.get("requestBody", {}).get("content", {})
        if content:
            schema = content[media_type_of(content)].get("schema", {})
            given["body"] = self._value(schema, way, 0)
        arguments = ", ".join(f"{key}={value}" for key, value in given.items())
        yield f"def {name}(client: Client) -> None:"
        call = f"client.{group}.{called.method}({arguments})"
        answer = _answer(operation)
        lines = self._read(answer, "answer") if answer is not None else []
        yield f"    answer = {call}" if lines else f"    {call}"
        yield from (f"    {line}" for line in lines)

    def _value(self, schema: Json, way: str, depth: int) -> str:
        """An expression for a value of `schema`."""
        plain, nullable = _parted(schema)
        if nullable and way == "null":
            return "None"
        if component := doc.component(plain):
            return self._named(component, way, depth)
        if plain.get("type") == "array":
            item = self._value(plain.get("items", {}), way, depth + 1)
            return f"[{item}]"
        if "additionalProperties" in plain:
            item = self._value(plain["additionalProperties"], way, depth + 1)
            return f'{{"key": {item}}}'
        return _scalar(plain, way)

    def _named(self, component: str, way: str, depth: int) -> str:
        if enum := self._names.enums.get(component):
            members = list(enum.members.values())
            place = {"high": -1, "low": 1}.get(way, 0)
            return f"models.{enum.class_name}.{members[place % len(members)]}"
        if component not in self._names.models:
            return _scalar(self._schemas[component], way)
        name = self._names.models[component]
        schema = self._schemas[component]
        required = schema.get("required", ())
        given = {
            field: self._value(schema["properties"][wire], way, depth + 1)
            for wire, field in name.fields.items()
            if wire in required or (way != "least" and depth < 4)
        }
        if way == "mapping":
            inner = ", ".join(f'"{key}": {value}' for key, value in given.items())
            return f"{{{inner}}}"
        inner = ", ".join(f"{key}={value}" for key, value in given.items())
        return f"models.{name.class_name}({inner})"


def _received(document: Json) -> set[str]:
    """Components that answers hold."""
    schemas = doc.schemas(document)
    found: set[str] = set()
    rest = [
        name
        for operation in doc.operations(document)
        for name in doc.references(_answer(operation))
    ]
    while rest:
        name = rest.pop()
        if name not in found:
            found.add(name)
            rest.extend(doc.references(schemas[name]))
    return found


def _answer(operation: OperationNode) -> Json | None:
    for response in successes(operation):
        for media in response.get("content", {}).values():
            if media.get("schema"):
                schema: Json = media["schema"]
                return schema
    return None


def _parted(schema: Json) -> tuple[Json, bool]:
    """A schema without null, and whether it has null."""
    if "anyOf" in schema:
        parts = [part for part in schema["anyOf"] if part.get("type") != "null"]
        return parts[0], len(parts) < len(schema["anyOf"])
    kind = schema.get("type")
    if isinstance(kind, list):
        (single,) = (each for each in kind if each != "null")
        return {**schema, "type": single}, "null" in kind
    return schema, False


_TEXTS = {
    "date-time": ("moment", "datetime(2026, 2, 3, 4, 5, 6)"),
    "time-span": ("span", "timedelta(hours=1)"),
    "uuid": ("guid", 'UUID("8c0f2cf0-3d6c-4d8f-9b1e-1f9d1c2b3a4d")'),
    "uri": ("text", '"http://www.example.com/"'),
}


def _check(schema: Json) -> str:
    """The function of the head that takes values of a simple schema."""
    match schema.get("type"):
        case "boolean":
            return "flag"
        case "integer":
            return "whole"
        case "number":
            return "real" if schema.get("format") == "double" else "number"
        case "string":
            if schema.get("contentEncoding") == "base64":
                return "binary"
            return _TEXTS.get(schema.get("format", ""), ("text", ""))[0]
    return ""


def _scalar(schema: Json, way: str) -> str:
    match schema.get("type"):
        case "boolean":
            return str(way != "low")
        case "integer":
            return str(_bounded(schema, way))
        case "number" if schema.get("format") == "double":
            return str(float(_bounded(schema, way)))
        case "number":
            return f'Decimal("{_bounded(schema, way)}")'
        case "string":
            return _text(schema, way)
    return '"anything"'


def _bounded(schema: Json, way: str) -> Any:
    least, most = schema.get("minimum"), schema.get("maximum")
    if way == "high":
        return most if most is not None else 2_000_000_000
    if way == "low":
        return least if least is not None else -2_000_000_000
    return max(least or 5, min(5, most if most is not None else 5))


def _text(schema: Json, way: str) -> str:
    if schema.get("contentEncoding") == "base64":
        return 'b"bytes"'
    if schema.get("format") in _TEXTS:
        return _TEXTS[schema["format"]][1]
    least, most = schema.get("minLength", 0), schema.get("maxLength", 300)
    length = {"high": most, "low": least}.get(way, max(least, min(4, most)))
    return repr("x" * length).replace("'", '"')
