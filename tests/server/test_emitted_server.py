"""Servers emitted from documents that ask for trouble: imported, and asked over ASGI."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.pipeline import emit

from .conftest import Ask

CANARY = "canary_7f3"
ATTACK = f'"""\'\\\n{{{CANARY}}}{{__import__("os").system("{CANARY}")}}\r# \x00'


def parameter(name: str, place: str, schema: Any = None, **more: Any) -> dict[str, Any]:
    required = {"required": True} if place == "path" else {}
    schema = schema or {"type": "string"}
    return {"name": name, "in": place, "schema": schema, **required, **more}


def operation(tag: str, *parameters: Any, **more: Any) -> dict[str, Any]:
    example: Any = more.pop("example", "documented")
    content = {"application/json": {"schema": {"type": "string"}, "example": example}}
    responses = {"200": {"description": ATTACK, "content": content}}
    return {"tags": [tag], "parameters": [*parameters], "responses": responses, **more}


VARIANTS = [
    operation("Boats", parameter("name", "query")),
    operation("Boats", parameter("pier", "query"), parameter("berth", "query")),
]
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": ATTACK, "version": "1"},
    "tags": [{"name": "Boats", "description": ATTACK}, {"name": ATTACK}],
    "paths": {
        f"/{ATTACK}/{{id}}": {"get": operation(ATTACK, parameter("id", "path"))},
        "/files/{path}": {
            "get": operation(
                "Boats", parameter("path", "path", **{"x-catch-all": True})
            )
        },
        "/odd/{a.b}/{class}": {
            "get": operation(
                "Boats", parameter("a.b", "path"), parameter("class", "path")
            )
        },
        "/boats": {
            "get": {
                **operation("Boats", *(p for v in VARIANTS for p in v["parameters"])),
                "x-variants": VARIANTS,
            },
            "post": operation(
                "Boats",
                parameter("request", "query"),
                parameter("api", "query"),
                parameter(
                    "list", "query", {"type": "array", "items": {"type": "string"}}
                ),
                parameter(
                    "map",
                    "query",
                    {"type": "object", "additionalProperties": {"type": "integer"}},
                ),
                parameter(ATTACK, "query", description=ATTACK),
                summary=ATTACK,
                description=ATTACK,
                operationId=CANARY,
            ),
        },
        "/boats/{id}": {
            "get": operation("Boats", parameter("id", "path"), example="one")
        },
        "/boats/all": {"get": operation("Boats", example="all")},
    },
}


@contextmanager
def emitted(folder: Path, document: Any, package: str) -> Iterator[Any]:
    """The server of `document`, imported."""
    files = emit(document, Config(package=package), Findings()).files
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(f"{package}.server")
    finally:
        sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("emitted_server")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Any]:
    with emitted(folder, DOCUMENT, "hostile_api") as module:
        yield module


def routers(folder: Path) -> list[Path]:
    return sorted((folder / "hostile_api" / "server").rglob("*.py"))


def test_vendors_text_is_text_everywhere(server: Any, folder: Path) -> None:
    for path in routers(folder):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        is_generated = "runtime" not in path.parts
        strings = [n for n in ast.walk(tree) if isinstance(n, ast.JoinedStr)]
        assert not (is_generated and strings)
        for node in ast.walk(tree):
            for name in ("id", "attr", "arg", "name"):
                assert getattr(node, name, None) != "__import__"


def test_black_and_ruff_have_nothing_to_say(server: Any, folder: Path) -> None:
    package = str(folder / "hostile_api" / "server")
    for command in (["black", "--check", "-q"], ["ruff", "check", "--isolated", "-q"]):
        done = subprocess.run(
            [sys.executable, "-m", *command, package],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_has_nothing_to_say(server: Any, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "-p", "hostile_api.server.routers"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


class Boats:
    """Writes down how it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        async def method(*arguments: Any) -> Any:
            return json.dumps([name, *arguments])

        return method


@pytest.fixture
def boats(server: Any, ask: Callable[[Any], Ask]) -> Ask:
    return ask(server.create_app(boats=Boats()))


def called(boats: Ask, method: str, path: str) -> Any:
    response = boats(method, path)
    assert response.status_code == 200, response.text
    return json.loads(response.json())


def test_a_catch_all_takes_slashes(boats: Ask) -> None:
    assert called(boats, "GET", "/files/a/b.txt")[1:] == ["a/b.txt"]


def test_parameters_that_are_no_names_of_python(boats: Ask) -> None:
    assert called(boats, "GET", "/odd/x/y")[1:] == ["x", "y"]


def test_each_variant_is_called_where_what_it_needs_is_there(boats: Ask) -> None:
    assert called(boats, "GET", "/boats?name=Gull")[1:] == ["Gull"]
    assert called(boats, "GET", "/boats?berth=4&PIER=North")[1:] == ["North", "4"]


def test_arguments_that_would_hide_what_the_route_uses(boats: Ask) -> None:
    query = "?request=r&api=a&list=1&list=2&map[x]=5"
    assert called(boats, "POST", f"/boats{query}")[1:] == [
        "r",
        "a",
        ["1", "2"],
        {"x": 5},
        None,
    ]


def test_text_in_a_path_goes_before_a_parameter(
    server: Any, ask: Callable[[Any], Ask]
) -> None:
    app = ask(server.create_app())
    assert app("GET", "/boats/all").json() == "all"
    assert app("GET", "/BOATS/7").json() == "one"


def test_an_implementation_of_an_older_api_still_starts(
    server: Any, ask: Callable[[Any], Ask]
) -> None:
    """Of what it lacks, or takes other arguments for, the samples answer."""

    class Old:
        async def get(self) -> str:
            raise AssertionError("takes no id and must not be called")

    app = ask(server.create_app(boats=Old()))
    assert app("GET", "/boats/7").json() == "one"
    assert app("GET", "/boats/all").json() == "all"
