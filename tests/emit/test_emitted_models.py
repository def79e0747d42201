"""Emitted models, read as their users' tools read them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import black
import pytest
from drawn_documents import Drawing
from emitted import imported, texts, write_package

SEEDS = range(40)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages, each of a document drawn at random."""
    folder = tmp_path_factory.mktemp("drawn")
    for seed in SEEDS:
        write_package(Drawing(seed).document(), folder, f"drawn{seed}")
    return folder


def run(*command: str, cwd: Path) -> str:
    """Output of a tool, empty where it has nothing to say."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        capture_output=True,
        check=False,
        text=True,
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def sources(folder: Path) -> list[Path]:
    """Emitted modules below `folder`, without the runtime that is copied."""
    return sorted(p for p in folder.rglob("*.py") if "runtime" not in p.parts)


def test_black_would_change_nothing(drawn: Path) -> None:
    for path in sources(drawn):
        text = path.read_text("utf-8")
        if text:
            assert black.format_str(text, mode=black.Mode()) == text, path


def test_ruff_finds_nothing(drawn: Path) -> None:
    emitted = [str(path.relative_to(drawn)) for path in sources(drawn)]
    assert run("ruff", "check", "--isolated", "--no-cache", *emitted, cwd=drawn) == ""


def test_no_line_is_longer_than_88(drawn: Path) -> None:
    for path in sources(drawn):
        for line in path.read_text("utf-8").split("\n"):
            assert len(line) <= 88, path


def test_mypy_finds_nothing(drawn: Path) -> None:
    assert run("mypy", "--strict", *names()[:6], cwd=drawn) == ""


def names() -> list[str]:
    return [f"drawn{seed}" for seed in SEEDS]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_class_can_be_used(drawn: Path, seed: int) -> None:
    with imported(drawn, f"drawn{seed}") as models:
        for name in models.__all__:
            cls = getattr(models, name)
            if hasattr(cls, "model_rebuild"):
                cls.model_rebuild()
                assert cls.model_json_schema()


# --- hostile text ---------------------------------------------------------------------

ALLOWED = (
    *(ast.Module, ast.Expr, ast.Constant, ast.Import, ast.ImportFrom, ast.alias),
    *(ast.ClassDef, ast.keyword, ast.Name, ast.Load, ast.Store, ast.AnnAssign),
    *(ast.Assign, ast.Subscript, ast.Tuple, ast.BinOp, ast.BitOr, ast.Call),
    *(ast.UnaryOp, ast.USub),
)
CANARY = "canary9"


@pytest.mark.parametrize(
    "template", ['{}"""', "'{}'", "{}\\", "{}\n", '"]: {}', "{}\r"]
)
def test_words_of_a_page_stay_words(template: str, tmp_path: Path) -> None:
    code = f'__import__("pathlib").Path({str(tmp_path / "mark")!r}).touch()  # {CANARY}'
    evil = template.format(code)
    document = poisoned(evil)
    for path, text in texts(document).items():
        if path.endswith("__init__.py"):
            continue
        for node in ast.walk(ast.parse(text)):
            assert isinstance(node, ALLOWED), (path, ast.dump(node)[:80])
            assert not isinstance(node, ast.Name) or CANARY not in node.id
            if isinstance(node, ast.Call):
                assert isinstance(node.func, ast.Name)
                assert node.func.id in ("Field", "Decimal")
    write_package(document, tmp_path)
    with imported(tmp_path) as models:
        for name in models.__all__:
            getattr(models, name)
    assert not (tmp_path / "mark").exists()


def poisoned(evil: str) -> dict[str, Any]:
    """A document that holds `evil` wherever a page could put it."""
    return {
        "paths": {
            f"/{evil}": {
                "post": {
                    "tags": [evil],
                    "summary": evil,
                    "externalDocs": {"url": evil},
                    "requestBody": {
                        "content": {
                            evil: {"schema": {"$ref": f"#/components/schemas/{evil}"}}
                        }
                    },
                    "responses": {},
                }
            }
        },
        "components": {
            "schemas": {
                evil: {
                    "type": "object",
                    "title": evil,
                    "description": evil,
                    "externalDocs": {"url": evil},
                    "properties": {
                        evil: {
                            "type": "string",
                            "description": evil,
                            "pattern": evil,
                            "format": evil,
                            "default": evil,
                        },
                        f"{evil}2": {"$ref": "#/components/schemas/State"},
                        f"{evil}3": {"type": "string", "x-dotnet-pattern": evil},
                        f"{evil}4": {"x-unread-type": evil},
                        f"{evil}5": {"type": evil},
                    },
                    "anyOf": [{"required": [evil]}, {"required": [f"{evil}2"]}],
                },
                "State": {
                    "type": "string",
                    "enum": [evil, f"{evil}2"],
                    "x-enum-varnames": [evil, f"{evil}2"],
                    "x-enum-descriptions": [evil, evil],
                },
            }
        },
    }
