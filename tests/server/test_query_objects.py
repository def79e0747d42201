"""Objects and lists of them in the query, which FastAPI can't read by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI, Response
from pydantic import BaseModel
from templates.server.runtime.application import DocumentedApp
from templates.server.runtime.documentation import Documentation
from templates.server.runtime.routes import (
    DocumentedRequest,
    documented_route,
    from_query,
)

from .conftest import Ask, reference

WINDOW = {
    "type": "object",
    "required": ["From"],
    "properties": {"From": {"type": "string", "format": "date-time"}},
}
DEEP = {"style": "deepObject", "explode": True}
PARAMETERS = [
    {"name": "Range", "in": "query", **DEEP, "schema": reference("Window")},
    {
        "name": "Others",
        "in": "query",
        "schema": {"type": "array", "items": reference("Window")},
    },
]
TIDES = Documentation(
    {
        "openapi": "3.1.0",
        "info": {"title": "Tides", "version": "1"},
        "paths": {
            "/tides": {
                "get": {
                    "parameters": PARAMETERS,
                    "responses": {"200": {"description": "OK"}},
                }
            }
        },
        "components": {"schemas": {"Window": WINDOW}},
    }
)


class Window(BaseModel):
    From: datetime


class Tides:
    def __init__(self) -> None:
        self.asked: list[tuple[Window | None, list[Window] | None]] = []

    def list(self, range_: Window | None, others: Any) -> None:
        self.asked.append((range_, others))


@pytest.fixture
def tides() -> Tides:
    return Tides()


@pytest.fixture(params=["directly", "through FastAPI"])
def server(
    request: pytest.FixtureRequest, tides: Tides, ask: Callable[[Any], Ask]
) -> Ask:
    router = APIRouter(route_class=documented_route(TIDES, "sample"))

    @router.get("/tides", response_model=None)
    async def list_(
        request: DocumentedRequest,
        range_: Annotated[Window | None, Depends(from_query("Range", Window))],
        others: Annotated[
            list[Window] | None, Depends(from_query("Others", list[Window]))
        ],
    ) -> Response:
        return await request.answer(tides.list, range_, others)

    app: FastAPI = DocumentedApp(TIDES)
    prefix = "" if request.param == "directly" else "/v1"
    app.include_router(router, prefix=prefix)
    asks = ask(app)
    return lambda method, url: asks(method, f"{prefix}{url}")


def test_an_implementation_gets_models(server: Ask, tides: Tides) -> None:
    first, second = "2020-01-02T00:00:00", "2021-01-02T00:00:00"
    query = f"range.from={first}&Others[0].From={first}&others[1].from={second}"
    assert server("GET", f"/tides?{query}").status_code == 200
    one, other = (Window(From=datetime.fromisoformat(t)) for t in (first, second))
    assert tides.asked == [(one, [one, other])]


def test_what_is_left_out_is_none(server: Ask, tides: Tides) -> None:
    assert server("GET", "/tides").status_code == 200
    assert tides.asked == [(None, None)]


def test_what_models_refuse_is_said_as_aspnet_says_it(server: Ask) -> None:
    # .NET reads this date, and Python's has no such year.
    response = server("GET", "/tides?Range.From=/Date(99999999999999999)/")
    assert response.status_code == 400
    assert list(response.json()["ModelState"]) == ["Range.From"]
