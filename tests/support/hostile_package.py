"""Packages emitted from hostile documents, one for each family of texts, and made once."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from code_check import Vocabulary, constants, united, vocabulary
from help_pages import render_site
from hostile_document import document
from orchard import ORCHARD
from payloads import FAMILIES

from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.pipeline import Emitted, describe, emit

HARMLESS = ("Harbour master 7", "Lighthouse keeper 8", "PriceListId")


def package_of(texts: tuple[str, ...], package: str = "acme") -> Emitted:
    """What is emitted of a document that holds `texts` everywhere."""
    texts = tuple(dict.fromkeys(texts))
    return emit(document(texts), Config(package=package), Findings())


@cache
def hostile(family: str) -> Emitted:
    """The package of a family of texts; it is called as the family."""
    return package_of(FAMILIES[family], f"hostile_{family}")


@cache
def texts_in_code(family: str) -> frozenset[object]:
    """The literals in the package of a family."""
    return frozenset(constants(hostile(family).files))


@cache
def known() -> Vocabulary:
    """What the modules of harmless APIs are made of."""
    ours = [package_of(HARMLESS), _orchard(), _all_methods()]
    return united(vocabulary(each.files, each.names) for each in ours)


def _all_methods() -> Emitted:
    node: dict[str, Any] = {
        "tags": ["Harbour master 7"],
        "responses": {},
        "x-idempotent": True,
    }
    odd = {"name": "n", "in": "query", "schema": {}}
    node["parameters"] = [odd, {**odd, "name": "m", "required": True}]
    methods = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
    return emit(
        {"paths": {"/quays": dict.fromkeys(methods, node)}},
        Config(package="acme"),
        Findings(),
    )


def _orchard() -> Emitted:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        for number, html in enumerate(render_site(ORCHARD, "5.2").values()):
            Path(folder, f"{number}.html").write_text(html, encoding="utf-8")
        config = Config(pages=(folder,))
        return emit(describe(config, Findings()).document, config, Findings())


def write(files: dict[str, str], folder: Path) -> Path:
    """Writes `files` below `folder`, and returns it."""
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


@contextmanager
def imported(folder: Path, name: str) -> Iterator[ModuleType]:
    """The module `name` of a package in `folder`, forgotten at the end."""
    package = name.partition(".")[0]
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
        for each in [n for n in sys.modules if n.partition(".")[0] == package]:
            del sys.modules[each]


def models_of(schemas: dict[str, Any], folder: Path) -> Any:
    """`imported` for the models of `schemas`, by component."""
    document = {"paths": {}, "components": {"schemas": schemas}}
    package = emit(document, Config(package="acme"), Findings())
    return imported(write(package.files, folder), "acme.models")
