"""The emitted package as a whole: light to import, the same sync and async, complete."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import inspect
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from drawn_documents import Drawing
from readme_programs import programs, user_program
from running_server import running

from helpwright.names import resolve
from helpwright.names.document import operations
from helpwright.views.client_files import RUNTIME_FILES

from .conftest import importable, write

TEMPLATES = Path(__file__).parents[2] / "templates"


def run(folder: Path, program: str) -> str:
    """What a program prints that sees the packages in `folder`."""
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_importing_the_package_loads_no_group_and_no_model(three: Path) -> None:
    program = """
import sys, three_api
client = three_api.Client("https://example.com")
loaded = {n for n in sys.modules if n.startswith("three_api.")}
print(*sorted(n for n in loaded if ".runtime" not in n))
client.works
print(*sorted(n for n in sys.modules if n.startswith("three_api.models.")))
"""
    first, second = run(three, program).splitlines()
    assert first == "three_api.client"
    assert second == ""


def test_the_package_needs_nothing_but_pydantic_and_httpx2(three: Path) -> None:
    allowed = {"pydantic", "pydantic_core", "httpx2", "anyio"}
    for file in (three / "three_api").rglob("*.py"):
        if "server" in file.relative_to(three).parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            modules = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules = [node.module or ""]
            for module in modules:
                top = module.partition(".")[0]
                assert top in allowed | sys.stdlib_module_names, (file, module)


def test_httpx2_brings_what_waits_on_another_loop_than_that_of_asyncio() -> None:
    """The package imports anyio there and does not name it among what it needs."""
    requirements = importlib.metadata.requires("httpx2") or ()
    (found,) = (each for each in requirements if each.startswith("anyio"))
    assert found.partition(";")[2].strip() in ("", "sys_platform != 'emscripten'")


def test_every_module_of_the_runtime_is_emitted() -> None:
    found = {file.stem for file in (TEMPLATES / "runtime").glob("*.py")}
    assert found == set(RUNTIME_FILES)


def test_sync_and_async_have_the_same_surface(three: Path) -> None:
    client = importlib.import_module("three_api")
    waiting = client.Client("https://example.com")
    awaited = client.AsyncClient("https://example.com")
    groups = [n for n in dir(type(waiting)) if n in ("works", "jobs", "product")]
    assert len(groups) == 3
    for group in groups:
        one, other = getattr(waiting, group), getattr(awaited, group)
        methods = [n for n in dir(one) if not n.startswith("_")]
        assert methods == [n for n in dir(other) if not n.startswith("_")]
        for name in methods:
            method, twin = getattr(one, name), getattr(other, name)
            if inspect.ismethod(method):
                assert inspect.signature(method) == inspect.signature(twin)
                assert method.__doc__ == twin.__doc__
                assert inspect.iscoroutinefunction(twin)
                assert hasattr(one.with_raw_response, name)
                assert hasattr(other.with_streaming_response, name)


# --- what stands around it ---


def test_there_is_an_example_of_every_operation(
    three: Path, three_pages: dict[str, Any]
) -> None:
    names = resolve(three_pages, package="three_api")
    readme = (three / "README.md").read_text(encoding="utf-8")
    index = (three / "api.md").read_text(encoding="utf-8")
    for operation in operations(three_pages):
        name = names.operations[operation.key]
        call = f"client.{names.groups[name.tag].attribute}.{name.method}"
        assert f"{call}(" in readme
        assert f"| `{call}` | " in index
        assert f"`{operation.key}`" in index


def test_every_example_runs(three: Path) -> None:
    class Jobs:
        """Answers what the documentation shows no answer to."""

        async def create(self, body: object) -> object:
            return body

    server = importlib.import_module("three_api.server")
    with running(server.create_app(jobs=Jobs())) as address:
        for program in programs(three):
            text = program.replace("https://api.example.com", address)
            exec(compile(text, "README.md", "exec"), {})  # noqa: S102


def test_a_distribution_can_be_built(three: Path) -> None:
    tomllib = importlib.import_module("tomllib")
    project = tomllib.loads((three / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["name"] == "three-api"
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == [
        "three_api"
    ]
    assert (three / "three_api" / "py.typed").exists()


# --- types ---


STATES = """

def states() -> None:
    from three_api.models import Product, WorkNew

    product = Product(account_id=None)
    Product(margin=None)  # type: ignore[arg-type]
    WorkNew(work_type_id=None)  # type: ignore[arg-type]
    print(product.margin * 2, product.product_state.is_known)
"""
"""What is read of an answer has its own type; null is an error where it is impossible."""


def test_a_program_that_uses_everything_is_type_checked(
    three: Path, tmp_path: Path
) -> None:
    program = tmp_path / "uses_everything.py"
    program.write_text(user_program(three) + STATES, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", str(program)],
        cwd=three,
        env=os.environ | {"MYPYPATH": str(three)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout.startswith("Success"), result.stdout + result.stderr


# --- strangers' documents ---


@pytest.mark.parametrize("seed", range(20))
def test_a_client_of_any_document_can_be_imported_and_called(
    seed: int, tmp_path: Path
) -> None:
    document = Drawing(seed).document()
    write(document, tmp_path, "drawn_api")
    names = resolve(document, package="drawn_api")
    with importable(tmp_path, "drawn_api") as package:
        client = package.Client("https://example.com")
        for operation in operations(document):
            name = names.operations[operation.key]
            group = getattr(client, names.groups[name.tag].attribute)
            assert callable(getattr(group, name.method))
        for file in (tmp_path / "drawn_api" / "resources").glob("*.py"):
            importlib.import_module(f"drawn_api.resources.{file.stem}")


CANARY = "cAnArY"
EVIL = (
    f'"""{CANARY}()"""',
    f"'{CANARY}()'",
    f"{{{CANARY}}}",
    f"{{x!r:{CANARY}}}",
    f"\\N{{{CANARY}}}",
    f"\n{CANARY}()\n",
    f"\r{CANARY}()",
    f"\u2028{CANARY}()",
    f"{{{{ {CANARY} }}}}{{% {CANARY} %}}",
    f"```\n{CANARY}()\n```",
    f"# {CANARY}",
)


@pytest.mark.parametrize("evil", EVIL)
def test_no_text_of_a_page_becomes_code(evil: str, tmp_path: Path) -> None:
    schema = {"type": "string", "enum": [evil], "default": evil, "description": evil}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/E"}}}
    parameters = [
        {"name": evil, "in": place, "schema": schema, "required": True, "description": evil}
        for place in ("path", "query", "header")
    ]  # fmt: skip
    node = {
        "tags": [evil],
        "summary": evil,
        "description": evil,
        "externalDocs": {"url": f"https://example.com/{evil}"},
        "parameters": parameters,
        "requestBody": {
            "description": evil,
            "content": {**content, evil: {"example": evil}},
        },
        "responses": {"200": {"content": content}, "404": {"description": evil}},
    }
    document = {
        "info": {"title": evil, "description": evil, "version": evil},
        "servers": [{"url": f"https://example.com/{evil}"}],
        "tags": [{"name": evil, "description": evil}],
        "paths": {f"/api/{{{evil}}}/{evil}": {"post": node}},
        "components": {
            "schemas": {"E": {"type": "object", "properties": {evil: schema}}}
        },
    }
    write(document, tmp_path, "evil_api")
    files = [*(tmp_path / "evil_api").glob("*.py")]
    files += (tmp_path / "evil_api" / "resources").glob("*.py")
    for file in files:
        text = file.read_text(encoding="utf-8")
        for node_ in ast.walk(ast.parse(text)):
            assert getattr(node_, "id", "") != CANARY
            assert not isinstance(node_, ast.JoinedStr)
    for program in programs(tmp_path):
        names = [getattr(n, "id", "") for n in ast.walk(ast.parse(program))]
        assert CANARY not in names
    importlib.import_module("tomllib").loads(
        (tmp_path / "pyproject.toml").read_text(encoding="utf-8")
    )
