"""The three pages of the project, emitted as a package with client and server."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from helpwright import pipeline
from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import OperationNode

ROOT = Path(__file__).parents[2]
PACKAGE = "roundtrip_api"


@dataclass(frozen=True)
class Emitted:
    """A package, imported, with what it was made of."""

    document: dict[str, Any]
    names: Names
    folder: Path
    client: ModuleType
    server: ModuleType
    models: ModuleType

    @property
    def operations(self) -> dict[str, OperationNode]:
        return {each.key: each for each in doc.operations(self.document)}


@pytest.fixture(scope="session")
def emitted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emitted]:
    """The package of `specs/pages`."""
    folder = tmp_path_factory.mktemp("roundtrip")
    config = Config(root=ROOT, pages=("specs/pages",), package=PACKAGE)
    document = pipeline.describe(config, Findings()).document
    package = pipeline.emit(document, config, Findings())
    for path, text in package.files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        yield Emitted(
            document=document,
            names=package.names,
            folder=folder,
            client=importlib.import_module(PACKAGE),
            server=importlib.import_module(f"{PACKAGE}.server"),
            models=importlib.import_module(f"{PACKAGE}.models"),
        )
    finally:
        sys.path.remove(str(folder))
