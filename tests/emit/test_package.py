"""The whole package, models, client and server together: its files and their names."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jinja2
import pytest
from drawn_documents import Drawing

from helpwright.names import resolve
from helpwright.render import render
from helpwright.render.templates import environment, render_template, templates_folder
from helpwright.views.client_files import client_files
from helpwright.views.files import CopiedFile, RenderedFile
from helpwright.views.model_files import model_files
from helpwright.views.package_files import package_files
from helpwright.views.server import server_files
from helpwright.write.paths import problem_of

ROOT = Path(__file__).parents[2]


def package(document: dict[str, Any]) -> dict[str, str]:
    names = resolve(document, package="acme")
    return render(
        (
            *client_files(document, names),
            *model_files(document, names),
            *server_files(document, names),
        )
    )


@pytest.mark.parametrize("seed", range(15))
def test_files_can_be_written_on_every_system(seed: int) -> None:
    paths = package(Drawing(seed).document())
    assert {path: problem_of(path) for path in paths} == dict.fromkeys(paths, "")
    assert all(path.isascii() for path in paths)
    assert len({path.casefold() for path in paths}) == len(paths)


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import sys, hashlib, json\n"
        "sys.path[:0] = ['generator', 'tests/support', 'tests/emit']\n"
        "from test_package import package\n"
        "from drawn_documents import Drawing\n"
        "files = [package(Drawing(seed).document()) for seed in range(5)]\n"
        "print(hashlib.sha256(json.dumps(files).encode()).hexdigest())\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert len(said.pop().strip()) == len(hashlib.sha256().hexdigest())


# --- rendering ------------------------------------------------------------------------


def test_two_files_never_have_one_path() -> None:
    twice = [CopiedFile(path="a.py", source="runtime/scalars.py")] * 2
    with pytest.raises(ValueError, match=r"a\.py"):
        render(twice)


def test_a_template_that_misses_a_name_is_an_error_with_its_line() -> None:
    file = RenderedFile(path="a.py", template="models/module.py.jinja")
    with pytest.raises(jinja2.UndefinedError, match="'docstring' is undefined"):
        render([file])


def test_every_template_is_found_and_compiles() -> None:
    folder = templates_folder()
    found = [*folder.rglob("*.jinja"), *folder.rglob("*.jinja2")]
    assert found
    for path in found:
        environment().get_template(path.relative_to(folder).as_posix())


def test_copied_files_are_copied(tmp_path: Path) -> None:
    source = templates_folder() / "runtime" / "scalars.py"
    files = render([CopiedFile(path="x.py", source="runtime/scalars.py")])
    assert files == {"x.py": source.read_text("utf-8")}


def test_text_is_not_escaped_for_another_place() -> None:
    context = {"docstring": '"""<&>"""', "imports": "import x", "classes": ()}
    assert '"""<&>"""' in render_template("models/module.py.jinja", context)


def operation_of(**members: Any) -> dict[str, Any]:
    node = {"responses": {"200": {"description": "", "content": {}}}, **members}
    return {"info": {"title": "Boats"}, "paths": {"/boats": {"get": node}}}


@pytest.mark.parametrize("mark", ["|", "`", "\u202e", "<", ")", "\x1b"])
def test_an_address_leaves_no_cell_of_a_table(mark: str) -> None:
    document = operation_of(externalDocs={"url": f"https://erp.example/{mark}x"})
    names = resolve(document, package="acme")
    text = render(package_files(document, names))["api.md"]
    assert "erp.example" not in text


@pytest.mark.parametrize("day", ["9999-12-31T23:00:00-05:00", "0001-01-01T00:00+01:00"])
def test_a_moment_that_utc_does_not_have_is_another(day: str) -> None:
    moment = {"type": "string", "format": "date-time"}
    when = {"name": "w", "in": "query", "required": True, "schema": moment}
    document = operation_of(parameters=[{**when, "example": day}])
    names = resolve(document, package="acme")
    assert "2024, 1, 31" in render(package_files(document, names))["README.md"]
