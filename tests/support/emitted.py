"""Packages of emitted models, written to a folder and imported from it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from helpwright.names import resolve
from helpwright.render import render
from helpwright.render.templates import template_names
from helpwright.views.files import CopiedFile
from helpwright.views.model_files import model_files


def texts(document: Mapping[str, Any], package: str = "acme") -> dict[str, str]:
    """The emitted models of `document` by path."""
    return render(model_files(document, resolve(document, package=package)))


def write_package(
    document: Mapping[str, Any], folder: Path, package: str = "acme"
) -> Path:
    """Writes the models of `document` and the runtime that they need; the package."""
    runtime = render(
        CopiedFile(path=f"{package}/{name}", source=name)
        for name in template_names("runtime")
    )
    files = {
        **texts(document, package),
        **runtime,
        f"{package}/__init__.py": "",
        f"{package}/py.typed": "",
    }
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder / package


@contextmanager
def imported(folder: Path, package: str = "acme") -> Iterator[ModuleType]:
    """`models` of the package in `folder`, forgotten at the end."""
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(f"{package}.models")
    finally:
        sys.path.remove(str(folder))
        for name in [n for n in sys.modules if n.partition(".")[0] == package]:
            del sys.modules[name]
