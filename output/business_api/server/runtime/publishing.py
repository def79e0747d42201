"""The OpenAPI document that a server of the API publishes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ...runtime.jsontext import dumps
from .binding import component_of, required_of
from .json_values import is_array, is_object
from .media import is_spoken

_HTTP_ERROR = {
    "type": "object",
    "required": ["Message"],
    "properties": {
        "Message": {"type": "string"},
        "ModelState": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
}
_VALUES = ("example", "examples")
_CONTENT = {"application/json": {"schema": _HTTP_ERROR}}
_REFUSALS = {
    "4XX": {
        "description": "The request does not keep to the documentation.",
        "content": _CONTENT,
    },
    "5XX": {"description": "The server has no answer to give.", "content": _CONTENT},
}


def published(document: Mapping[str, Any]) -> dict[str, Any]:
    """`document` as this server keeps to it.

    A body is required unless the document says otherwise, every operation may be
    refused, BSON is left out, enumerations that are known from samples alone take other
    values, a pair has both of its members, and any text is a URI: one that is not
    absolute is relative. What a converter of .NET reads from an address is any text.
    Numbers are floats, which any JSON library writes.
    """
    copy: dict[str, Any] = json.loads(dumps(document))
    schemas: dict[str, Any] = copy.get("components", {}).get("schemas", {})
    for item in copy.get("paths", {}).values():
        for node in item.values():
            for parameter in node.get("parameters", ()):
                if _is_converted(parameter, schemas):
                    parameter["schema"] = {"type": "string"}
            if "responses" in node:
                node["responses"] = {**node["responses"], **_REFUSALS}
                for response in node["responses"].values():
                    _leave_out(response)
                if "requestBody" in node:
                    node["requestBody"].setdefault("required", True)
                    _leave_out(node["requestBody"])
    for schema in _schemas(copy.get("paths", {})):
        _adjust(schema)
    for schema in schemas.values():
        _adjust(schema)
        if schema.get("x-extensible-enum"):
            schema["examples"] = schema.pop("enum", [])
    return copy


def _leave_out(body: dict[str, Any]) -> None:
    """Takes out media types that are not spoken, where there are others."""
    contents = body.get("content", {})
    spoken = {name: node for name, node in contents.items() if is_spoken(name)}
    if spoken:
        body["content"] = {
            **spoken,
            **{n: c for n, c in contents.items() if n == "*/*"},
        }


def _schemas(value: object) -> Iterator[dict[str, Any]]:
    """Schemas of parameters and contents."""
    if is_object(value):
        for name, item in value.items():
            if name == "schema" and is_object(item):
                yield item
            elif name not in _VALUES:
                yield from _schemas(item)
    elif is_array(value):
        for item in value:
            yield from _schemas(item)


def _is_converted(parameter: dict[str, Any], schemas: dict[str, Any]) -> bool:
    """Whether the value is of a class that stands in one text."""
    if parameter.get("style") == "deepObject":
        return False
    schema = parameter.get("schema", {})
    name = component_of(schema.get("$ref", ""))
    return "properties" in schemas.get(name, schema)


def _adjust(schema: dict[str, Any]) -> None:
    """Has `schema`, and those within it, say what the server does."""
    if schema.get("format") == "uri":
        del schema["format"]
    required = required_of(schema)
    if required:
        schema["required"] = list(required)
    for name in ("items", "additionalProperties"):
        if is_object(schema.get(name)):
            _adjust(schema[name])
    choices = [*schema.get("anyOf", ()), *schema.get("allOf", ())]
    for part in (*choices, *schema.get("properties", {}).values()):
        if is_object(part):
            _adjust(part)


def merged(document: dict[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """`document`, with the paths that it lacks and `found` has."""
    paths = document.setdefault("paths", {})
    for path, item in found.get("paths", {}).items():
        for method, node in item.items():
            paths.setdefault(path, {}).setdefault(method, node)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    others = found.get("components", {}).get("schemas", {})
    waiting = list(_references(paths))
    while waiting:
        name = waiting.pop()
        if name not in schemas and name in others:
            schemas[name] = others[name]
            waiting += _references(others[name])
    return document


def _references(value: object) -> Iterator[str]:
    if is_object(value):
        reference = value.get("$ref")
        if isinstance(reference, str):
            yield reference.rpartition("/")[2]
        for item in value.values():
            yield from _references(item)
    elif is_array(value):
        for item in value:
            yield from _references(item)
