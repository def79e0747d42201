"""Documented routes are called directly, unless somebody set what only FastAPI knows."""

from __future__ import annotations

import asyncio
import importlib
from typing import Any

import httpx2
import pytest
from fastapi import Depends, HTTPException, Request
from starlette.responses import PlainTextResponse

from .conftest import PACKAGE, Emitted

WORKS = "/api/v2/works"

pytestmark = pytest.mark.filterwarnings("ignore:The 'alias' attribute with value")


@pytest.fixture
def app(emitted: Emitted) -> Any:
    return emitted.server.create_app()


def scope(path: str, method: str = "POST", root: str = "") -> dict[str, Any]:
    return {"type": "http", "method": method, "path": path, "root_path": root}


def posted(app: Any, path: str) -> httpx2.Response:
    async def run() -> httpx2.Response:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://a.test"
        ) as client:
            response: httpx2.Response = await client.post(path, json={})
            return response

    return asyncio.run(run())


@pytest.mark.parametrize("path", [WORKS, "/API/v2/WORKS/", "/api/x/product"])
def test_documented_paths_are_called_directly(app: Any, path: str) -> None:
    assert app.direct(scope(path)) is not None
    assert posted(app, path).status_code == 200


def test_everything_else_is_left_to_fastapi(app: Any) -> None:
    assert app.direct(scope(WORKS, "PUT")) is None
    assert app.direct(scope("/docs", "GET")) is None
    assert app.direct(scope(WORKS, root="/v2")) is None
    assert app.direct({"type": "lifespan"}) is None


def test_dependencies_of_ones_own_are_asked(emitted: Emitted) -> None:
    def refuse() -> None:
        raise HTTPException(403, "Not today.")

    application = importlib.import_module(f"{PACKAGE}.server.runtime.application")
    router = importlib.import_module(f"{PACKAGE}.server.routers.works")
    document = importlib.import_module(f"{PACKAGE}.server.document")
    app = application.DocumentedApp(document.DOCUMENTATION)
    app.include_router(router.build_works_router(), dependencies=[Depends(refuse)])
    assert app.direct(scope(WORKS)) is None
    response = posted(app, WORKS)
    assert (response.status_code, response.json()["Message"]) == (403, "Not today.")


def test_handlers_of_ones_own_are_called(emitted: Emitted) -> None:
    async def explain(request: Request, error: Exception) -> PlainTextResponse:
        return PlainTextResponse("sunk", 418)

    class Works:
        def create(self, body: Any) -> int:
            raise KeyError

    app = emitted.server.create_app(works=Works())
    app.add_exception_handler(KeyError, explain)
    assert posted(app, WORKS).status_code == 418


def test_middleware_of_ones_own_sees_the_route(app: Any) -> None:
    seen: list[Any] = []

    @app.middleware("http")
    async def note(request: Request, call_next: Any) -> Any:
        response = await call_next(request)
        seen.append(request.scope["route"].path)
        return response

    assert posted(app, WORKS).json() == 1
    assert seen == [WORKS]
