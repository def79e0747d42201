"""What a person goes on writing, before and after the API has grown."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpwright.changes.protocols import protocol_changes
from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.pipeline import emit

from .conftest import DOCUMENT, Ask

GROWN: dict[str, Any] = {
    **DOCUMENT,
    "paths": {
        **DOCUMENT["paths"],
        "/api/Boats/{id}/sink": {
            "post": {
                "operationId": "sink",
                "tags": ["Boats"],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {}},
                ],
                "responses": {
                    "200": {
                        "description": "",
                        "content": {
                            "application/json": {
                                "schema": {"type": "string"},
                                "example": "glug",
                            }
                        },
                    }
                },
            }
        },
    },
}


def write(folder: Path, document: Any) -> dict[str, str]:
    """Writes the package, and what is a person's where it is not there yet."""
    made = emit(document, Config(package="fleet"), Findings())
    for path, text in {**made.files, **made.own}.items():
        place = folder / path
        if path in made.own and place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return {p: t for p, t in made.files.items() if "/server/routers/" in p}


def mypy(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "fleet/server/main.py"],
        cwd=folder,
        env=os.environ | {"MYPY_CACHE_DIR": ".mypy_cache"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("impl")


def test_what_is_written_once_survives_and_is_told_what_it_lacks(
    folder: Path, ask: Callable[[Any], Ask], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = write(folder, DOCUMENT)
    assert mypy(folder).startswith("Success")
    for command in (["black", "--check", "-q"], ["ruff", "check", "--isolated", "-q"]):
        package = str(folder / "fleet" / "server")
        subprocess.run([sys.executable, "-m", *command, package], check=True)
    own = folder / "fleet" / "server" / "impl" / "boats.py"
    text = own.read_text(encoding="utf-8")
    own.write_text(f"{text}\n    # mine\n", encoding="utf-8")

    after = write(folder, GROWN)
    assert own.read_text(encoding="utf-8").endswith("# mine\n")
    named = protocol_changes(before, after)
    assert len(named) == 1
    assert named[0].startswith("new: BoatsApi.")
    method = named[0].rpartition(".")[2]
    assert f'"BoatsService" has no attribute "{method}"' in mypy(folder)

    monkeypatch.syspath_prepend(folder)
    from fleet.server.main import app  # type: ignore[import-not-found]

    assert ask(app)("POST", "/api/boats/1/sink").json() == "glug"
    assert ask(app)("POST", "/api/boats", json={"Name": "Gull"}).json()["Id"] == 7


OLD = """
class WorksApi(Protocol):
    def create(self, body: Work) -> Reply[int]: ...
    def drop(self, id: int) -> Reply[None]: ...
class Other:
    def ignored(self) -> None: ...
"""
NEW = """
class WorksApi(Protocol):
    def create(self, body: Work, dry: bool) -> Reply[int]: ...
    def get(self, id: int) -> Reply[Work]: ...
"""


def test_changes_of_protocols() -> None:
    assert protocol_changes({"a": OLD, "b": "no python ("}, {"a": NEW}) == [
        "new: WorksApi.get",
        "changed: WorksApi.create(body: Work, dry: bool) -> Reply[int]",
        "gone: WorksApi.drop",
    ]
