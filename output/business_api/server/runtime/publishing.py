"""The OpenAPI document that a server of the API publishes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ...runtime.jsontext import dumps
from .json_values import is_array, is_object

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
    refused, and enumerations that are known from samples alone take other values.
    Numbers are floats, which any JSON library writes.
    """
    copy: dict[str, Any] = json.loads(dumps(document))
    for item in copy.get("paths", {}).values():
        for node in item.values():
            if "responses" in node:
                node["responses"] = {**node["responses"], **_REFUSALS}
                if "requestBody" in node:
                    node["requestBody"].setdefault("required", True)
    for schema in copy.get("components", {}).get("schemas", {}).values():
        if schema.get("x-extensible-enum"):
            schema["examples"] = schema.pop("enum", [])
    return copy


def merged(document: dict[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """`document`, with the paths of `found` that it lacks and the components of
    these.
    """
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
