"""OpenAPI documents that hold given texts wherever a text, a name or a key may stand.

Pages can fill most of these places, overlays all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def document(texts: Sequence[str]) -> dict[str, Any]:
    """A document with an operation, a model and an enumeration for each of `texts`.

    `/hN/…` is the path for text N, `ModelN`, `BodyN` and `EnumN` are its components.
    """
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for number, text in enumerate(texts):
        paths |= _paths(number, text)
        schemas |= _schemas(number, text)
    first = next(iter(texts), "")
    return {
        "openapi": "3.1.0",
        "info": {"title": first, "version": first, "description": "\n\n".join(texts)},
        "servers": [{"url": f"https://api.example/{first}"}],
        "tags": [{"name": text, "description": text} for text in texts],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                first: {"type": "apiKey", "in": "header", "name": first}
            },
        },
        "security": [{first: []}],
        "x-failures": [
            {"member": text, "equals": text, "message": text} for text in texts
        ],
    }


def _paths(number: int, text: str) -> dict[str, Any]:
    body = {"$ref": f"#/components/schemas/Body{number}"}
    answer = {"$ref": f"#/components/schemas/Model{number}"}
    page = {"url": f"https://vendor.example/Help?x={text}"}
    create = {
        "tags": [text],
        "operationId": text,
        "summary": text,
        "description": text,
        "externalDocs": page,
        "parameters": [
            _parameter("path", "key", text),
            _parameter("query", text or "q", text),
            _parameter("header", text or "h", text),
        ],
        "requestBody": {
            "description": text,
            "content": {"application/json": {"schema": body, "example": {text: text}}},
        },
        "responses": {
            "200": {
                "description": text,
                "content": {
                    "application/json": {"schema": answer, "example": {text: text}}
                },
            },
            "404": {"description": text},
        },
    }
    odd = {
        "tags": [text],
        "summary": text,
        "externalDocs": {"url": text if "://" not in text else ""},
        "parameters": [
            {
                "name": f"q {text}",
                "in": "query",
                "required": True,
                "x-aspnet-style": text,
                "schema": {"type": "string", "enum": [text, "b"], "default": text},
            },
        ],
        "requestBody": {"content": {text: {"schema": body, "example": text}}},
        "responses": {
            "200": {
                "description": text,
                "content": {text: {"schema": answer, "example": text}},
            },
            text: {"description": text},
        },
        "x-pagination": {"items": text, "offset": text, "size": text},
    }
    return {
        f"/h{number}/{{key}}": {"post": create},
        f"/h{number}/x/{text}": {
            "get": odd,
            "x-additional-operations": {text or "COPY": odd},
        },
    }


def _parameter(place: str, name: str, text: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "required": True,
        "description": text,
        "example": text,
        "schema": {"type": "string", "default": text, "description": text},
    }


def _schemas(number: int, text: str) -> dict[str, Any]:
    enum = {"$ref": f"#/components/schemas/Enum{number}"}
    members: dict[str, Any] = {
        text: {"type": "string", "description": text, "default": text},
        f"a {text}": {"type": "string", "pattern": text, "minLength": 2},
        f"b {text}": {"type": "string", "x-dotnet-pattern": text, "format": text},
        f"c {text}": {"type": "integer", "description": text, "x-data-type": text},
        f"d {text}": {"anyOf": [enum, {"type": "null"}], "description": text},
        f"e {text}": {"type": "array", "items": {"type": "string", "enum": [text]}},
        f"f {text}": {"type": "object", "additionalProperties": enum},
    }
    model = {
        "type": "object",
        "title": text,
        "description": text,
        "externalDocs": {"url": f"https://vendor.example/Help?modelName={text}"},
        "properties": members,
        "required": [text],
        "anyOf": [{"required": [text]}, {"required": [f"a {text}"]}],
    }
    return {
        f"Model{number}": model,
        f"Body{number}": {**model, "title": f"{text} body"},
        f"Enum{number}": {
            "type": "integer",
            "title": text,
            "description": text,
            "enum": [0, 1],
            "x-enum-varnames": [text, f"{text} 2"],
            "x-enum-descriptions": [text, text],
        },
        f"Text{number}": {
            "type": "string",
            "description": text,
            "enum": [text, f"{text} 2"],
            "x-enum-descriptions": [text, text],
        },
    }
