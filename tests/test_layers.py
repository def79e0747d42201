"""Data flows one way, and so do the imports: no stage knows what comes after it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator" / "helpwright"

ORDER = (
    # The values that stages hand on.
    *(
        "value",
        "place",
        "spec",
        "blocks",
        "diagnostics",
        "vocabulary",
        "secrets",
        "access",
        "limits",
        "transaction",
    ),
    # The stages, in the order in which data passes them.
    *(
        "sources",
        "read",
        "interpret",
        "samples",
        "traffic",
        "evidence",
        "corrections",
        "checks",
    ),
    *("openapi", "spec_json", "names", "escape", "views", "render", "write"),
    # What is made of a finished spec, for people.
    *("explain", "report", "changes", "documentation", "site"),
    # What puts the stages together, and what users touch.
    *(
        "config",
        "holding",
        "inputs",
        "packs",
        "page_cache",
        "reading",
        "reach",
        "pipeline",
        "incremental",
        "making",
        "publishing",
        "mock",
        "pytest",
    ),
    *("api", "build", "cli", "__main__"),
)


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def stage(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Stages that the module at `path` imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "helpwright" and len(parts) > 1:
                yield parts[1]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_nothing_to_its_right(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        assert set(imported(path)) == set()
        return
    assert stage(path) in ORDER, "say in ORDER where the new stage stands"
    allowed = {*ORDER[: ORDER.index(stage(path)) + 1], "__version__"}
    assert set(imported(path)) <= allowed


def test_only_the_command_line_prints_and_exits() -> None:
    """Everything else hands values on, so that a program can call it."""
    for path in modules():
        if stage(path) in ("cli", "__main__"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("print", "exit", "sys.exit"), path
