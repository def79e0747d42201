"""Emitted clients, written to a folder and imported from it."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.pipeline import describe, emit

ROOT = Path(__file__).parents[2]


def write(document: dict[str, Any], folder: Path, package: str) -> Path:
    """Writes the package made of `document`; its folder."""
    files = emit(document, Config(package=package), Findings()).files
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder / package


@contextmanager
def importable(folder: Path, package: str) -> Iterator[ModuleType]:
    """The package in `folder`, forgotten at the end."""
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(package)
    finally:
        sys.path.remove(str(folder))
        for name in [n for n in sys.modules if n.partition(".")[0] == package]:
            del sys.modules[name]


@dataclass
class Wire:
    """What was sent, and what comes back."""

    answer: httpx2.Response = field(default_factory=lambda: httpx2.Response(200))
    requests: list[httpx2.Request] = field(default_factory=list)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return self.answer

    @property
    def target(self) -> str:
        """Path and query of the last request."""
        return self.requests[-1].url.raw_path.decode()

    @property
    def body(self) -> Any:
        """JSON of the last request."""
        return json.loads(self.requests[-1].content)


@pytest.fixture(scope="session")
def three_pages() -> dict[str, Any]:
    """The OpenAPI document of the project's own pages."""
    return describe(Config(root=ROOT, pages=("specs/pages",)), Findings()).document


@pytest.fixture(scope="session")
def three(
    three_pages: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder with the client of the project's own pages, importable as `three_api`."""
    folder = tmp_path_factory.mktemp("three")
    write(three_pages, folder, "three_api")
    with importable(folder, "three_api"):
        yield folder


Emit = Callable[[dict[str, Any]], ModuleType]


@pytest.fixture
def emitted(tmp_path: Path) -> Iterator[Emit]:
    """`emitted(document)` is the imported package made of a document."""
    opened = []

    def make(document: dict[str, Any]) -> ModuleType:
        package = f"emitted_{len(opened)}"
        write(document, tmp_path, package)
        context = importable(tmp_path, package)
        opened.append(context)
        return context.__enter__()

    yield make
    for context in opened:
        context.__exit__(None, None, None)
