"""Names of an API that are also those which emitted code uses for itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from hostile_package import imported, write

from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.pipeline import emit


def operation(*parameters: str, tag: str = "boats") -> dict[str, Any]:
    listed = [
        {"name": name, "in": "query", "schema": {"type": "string"}}
        for name in parameters
    ]
    text = {"text/plain": {"schema": {"type": "string"}}}
    return {
        "tags": [tag],
        "parameters": listed,
        "responses": {"200": {"description": "", "content": text}},
    }


@contextmanager
def package(folder: Path, paths: dict[str, Any], module: str) -> Iterator[Any]:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Boats", "version": "1"},
        "paths": {path: {"get": node} for path, node in paths.items()},
    }
    made = emit(document, Config(package="acme"), Findings())
    with imported(write(made.files, folder), module) as found:
        yield found


def asked(app: Any, url: str) -> httpx2.Response:
    async def run() -> httpx2.Response:
        transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://pier.test"
        ) as client:
            answer: httpx2.Response = await client.get(url)
            return answer

    return asyncio.run(run())


@pytest.mark.parametrize("tag", ["Call", "CallRaw", "DefaultBaseUrl", "Fallback"])
def test_a_group_hides_nothing_of_the_client(tmp_path: Path, tag: str) -> None:
    paths = {"/odd": operation(tag=tag), "/boats": operation()}
    with package(tmp_path, paths, "acme") as acme:
        wire = httpx2.MockTransport(lambda sent: httpx2.Response(200, json="afloat"))
        client = acme.Client("http://pier.test", transport=wire)
        assert client.boats.get() == "afloat"


@pytest.mark.parametrize("tag", ["App", "Fallback"])
def test_a_group_is_implemented_whatever_it_is_called(tmp_path: Path, tag: str) -> None:
    class Service:
        def get(self) -> str:
            return "implemented"

    with package(tmp_path, {"/odd": operation(tag=tag)}, "acme.server") as server:
        app = server.create_app(**{tag.lower(): Service()})
        assert "implemented" in asked(app, "/odd").text


def test_arguments_hide_nothing_of_a_route(tmp_path: Path) -> None:
    class Service:
        def get_more(self, *given: str) -> str:
            return "-".join(given)

    names = ("request", "httpRequest", "api", "service", "implementedApi")
    paths = {"/boats/more": operation(*names)}
    with package(tmp_path, paths, "acme.server") as server:
        query = "&".join(f"{name}={number}" for number, name in enumerate(names))
        answer = asked(server.create_app(boats=Service()), f"/boats/more?{query}")
        assert "0-1-2-3-4" in answer.text


def test_methods_that_differ_in_small_letters_alone_call_their_own(
    tmp_path: Path,
) -> None:
    paths = {"/boats/straße": operation(), "/boats/strasse": operation()}
    with package(tmp_path, paths, "acme") as acme:
        wire = httpx2.MockTransport(
            lambda sent: httpx2.Response(200, json=str(sent.url))
        )
        client = acme.Client("http://pier.test", transport=wire)
        assert client.boats.get_strasse().endswith("/strasse")
        assert client.boats.get_straße().endswith("/stra%C3%9Fe")


def test_constants_of_pages_are_none_of_another_method() -> None:
    from helpwright.views.client_methods import _constants

    found = _constants(["list", "pages_of_list", "straße", "strasse"])
    every = [*found.values(), *(f"_PAGES_OF{each}" for each in found.values())]
    assert len(set(every)) == len(every)


def test_types_that_are_nothing_but_each_other_are_any(tmp_path: Path) -> None:
    both = {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "string"}]}
    odd = operation("q")
    odd["parameters"][0] |= {"required": True, "schema": both}
    document = {
        "info": {"title": "Boats", "version": "1"},
        "paths": {"/boats": {"get": odd}},
        "components": {"schemas": {"A": both}},
    }
    files = emit(document, Config(package="acme"), Findings()).files
    assert "from_query" in files["acme/server/routers/boats.py"]
