"""OpenAPI documents to measure clients on. The same numbers give the same documents."""

from __future__ import annotations

import random
from typing import Any

FIELDS = 20
"""Members of a model; an operation has 2.3 models."""


def drawn(operations: int, *, group: int = 20) -> dict[str, Any]:
    """An API of so many operations, with `group` of them to each tag."""
    draw = random.Random(operations)
    kinds: list[dict[str, Any]] = [
        {"type": ["string", "null"]},
        {"type": "integer"},
        {"type": "number", "format": "decimal"},
        {"type": "boolean"},
        {"type": "string", "format": "date-time"},
        {"type": "string", "format": "uuid"},
    ]
    schemas: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for number in range(operations):
        tag = f"group{number // group}"
        names = [f"Model{number}{letter}" for letter in "ABC"[: 2 + (number % 3 == 0)]]
        for name, inner in zip(names, [*names[1:], ""], strict=True):
            members = {f"Member{n}": draw.choice(kinds) for n in range(FIELDS)}
            if inner:
                reference = {"$ref": f"#/components/schemas/{inner}"}
                members["Inner"] = {"anyOf": [reference, {"type": "null"}]}
            schemas[name] = {"type": "object", "properties": members}
        body = {"$ref": f"#/components/schemas/{names[0]}"}
        content = {"content": {"application/json": {"schema": body}}}
        key = {"name": "id", "in": "path", "required": True}
        paths[f"/api/{tag}/op{number}/{{id}}"] = {
            "post": {
                "tags": [tag],
                "parameters": [{**key, "schema": {"type": "integer"}}],
                "requestBody": {"required": True, **content},
                "responses": {"200": {"description": "OK", **content}},
            }
        }
    return _document(paths, schemas)


def rows_api() -> dict[str, Any]:
    """An API of one model with members of every common type."""
    row = {
        "type": "object",
        "properties": {
            "Id": {"type": "integer"},
            "Key": {"type": "string", "format": "uuid"},
            "Changed": {"type": "string", "format": "date-time"},
            "Name": {"type": ["string", "null"]},
            "Remark": {"type": ["string", "null"]},
            "Open": {"type": "boolean"},
            "Price": {"type": "number", "format": "decimal"},
            "Weight": {"type": ["number", "null"], "format": "decimal"},
            "Ratio": {"type": "number", "format": "double"},
            "Count": {"type": "integer"},
        },
    }
    reference = {"$ref": "#/components/schemas/Row"}
    listed = {"type": "array", "items": reference}

    def operation(schema: dict[str, Any], *, body: bool = False) -> dict[str, Any]:
        content = {"content": {"application/json": {"schema": schema}}}
        return {
            "tags": ["rows"],
            "responses": {"200": {"description": "OK", **content}},
            **({"requestBody": {"required": True, **content}} if body else {}),
        }

    paths = {
        "/rows": {"get": operation(listed), "post": operation(reference, body=True)}
    }
    return _document(paths, {"Row": row})


def row(number: int, changed: str = "2024-01-31T12:30:15.5Z") -> dict[str, Any]:
    """A row as a server would send it."""
    return {
        "Id": number,
        "Key": f"0f8fad5b-d9cb-469f-a165-{number:012x}",
        "Changed": changed,
        "Name": f"row {number}",
        "Remark": None,
        "Open": True,
        "Price": 12.5,
        "Weight": 0.25,
        "Ratio": 0.5,
        "Count": number,
    }


def _document(paths: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bench", "version": "1.0.0"},
        "servers": [{"url": "https://bench.example"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }
