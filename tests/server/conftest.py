"""A small documented API, and a server of it written by hand on the emitted runtime."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))  # for the package `templates`


Ask = Callable[..., httpx2.Response]


@pytest.fixture
def ask() -> Callable[[Any], Ask]:
    """`ask(app)("POST", "/boats", json=…)` sends a request to an ASGI application."""

    def of(app: Any) -> Ask:
        def send(method: str, url: str, **settings: Any) -> httpx2.Response:
            async def run() -> httpx2.Response:
                transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
                async with httpx2.AsyncClient(
                    transport=transport, base_url="http://pier.test"
                ) as client:
                    response: httpx2.Response = await client.request(
                        method, url, **settings
                    )
                    return response

            return asyncio.run(run())

        return send

    return of


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


BOAT = {
    "type": "object",
    "required": ["Name"],
    "properties": {
        "Id": {"type": "integer"},
        "Name": {"type": "string", "minLength": 1, "maxLength": 12},
        "Draught": {"type": ["number", "null"], "minimum": 0, "maximum": 30},
        "Berth": {"anyOf": [reference("Berth"), {"type": "null"}]},
        "Masts": {"type": ["array", "null"], "items": {"type": "integer"}},
        "Launched": {"type": "string", "format": "date-time"},
        "Kind": reference("Kind"),
        "Tender": {"anyOf": [reference("Boat"), {"type": "null"}]},
    },
    "xml": {"namespace": "urn:harbour"},
}

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Harbour", "version": "1.0"},
    "paths": {
        "/api/Boats": {
            "get": {
                "operationId": "getBoats",
                "tags": ["Boats"],
                "parameters": [
                    {
                        "name": "kinds",
                        "in": "query",
                        "schema": {"type": "array", "items": reference("Kind")},
                    },
                    {"name": "take", "in": "query", "schema": {"type": "integer"}},
                ],
                "responses": {
                    "200": {
                        "description": "OK",
                        "content": {
                            "application/json": {
                                "schema": {"type": "array", "items": reference("Boat")},
                                "example": [{"Id": 1, "Name": "Gull"}],
                            }
                        },
                    }
                },
            },
            "post": {
                "operationId": "postBoats",
                "tags": ["Boats"],
                "requestBody": {
                    "required": True,
                    "content": {
                        name: {"schema": reference("Boat")}
                        for name in (
                            "application/json",
                            "text/json",
                            "application/xml",
                            "application/x-www-form-urlencoded",
                        )
                    },
                },
                "responses": {
                    "200": {
                        "description": "OK",
                        "content": {
                            "application/json": {
                                "schema": reference("Boat"),
                                "example": {"Id": 7, "Name": "Gull"},
                            },
                            "application/xml": {
                                "schema": reference("Boat"),
                                "example": "<Boat><Id>7</Id><Name>Gull</Name></Boat>",
                            },
                            "text/html": {
                                "schema": reference("Boat"),
                                "example": {"Id": 7, "Name": "<b>Gull</b>"},
                            },
                        },
                    }
                },
            },
        },
        "/api/Boats/{id}": {
            "parameters": [],
            "get": {
                "operationId": "getBoat",
                "tags": ["Boats"],
                "parameters": [
                    {
                        "name": "id",
                        "in": "path",
                        "required": True,
                        "schema": {"type": "integer"},
                    }
                ],
                "responses": {"default": {"description": "Nothing is said of it."}},
            },
            "delete": {
                "operationId": "deleteBoat",
                "tags": ["Boats"],
                "parameters": [
                    {
                        "name": "id",
                        "in": "path",
                        "required": True,
                        "schema": {"type": "integer"},
                    }
                ],
                "responses": {"204": {"description": "No Content"}},
            },
        },
    },
    "components": {
        "schemas": {
            "Boat": BOAT,
            "Berth": {
                "type": "object",
                "properties": {
                    "Pier": {"type": "string"},
                    "Metres": {"type": ["number", "null"]},
                },
                "anyOf": [{"required": ["Pier"]}, {"required": ["Metres"]}],
            },
            "Kind": {
                "type": "integer",
                "enum": [0, 1],
                "x-enum-varnames": ["Sail", "Motor"],
            },
        }
    },
}
