"""Packages of many APIs: of pages of ours in each generation, and of hostile names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from help_pages import Generation, render_site
from hostile_document import document as hostile_document
from orchard import ORCHARD
from payloads import FAMILIES

from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.names import Names
from helpwright.pipeline import describe, emit

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Package:
    """A package that was written to a folder."""

    name: str
    document: dict[str, Any]
    names: Names


def write(document: dict[str, Any], folder: Path, name: str) -> Package:
    """Writes the package `name` of a document, and what its README shows beside it."""
    emitted = emit(document, Config(package=name), Findings())
    for path, text in {**emitted.files, **emitted.own}.items():
        # Each package has a README.md and a pyproject.toml of its own.
        inside = path.startswith(f"{name}/")
        place = folder / (path if inside else f"{name}_project/{path}")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return Package(name, document, emitted.names)


def of_pages(pages: Path, folder: Path, name: str) -> Package:
    """The package of the pages in a folder, or in a file."""
    config = Config(root=pages.parent, pages=(pages.name,), package=name)
    return write(describe(config, Findings()).document, folder, name)


def of_ours(folder: Path, generations: tuple[str, ...]) -> Iterator[Package]:
    """Packages of the pages that are ours: of the tests, and of the project."""
    for generation in generations:
        name = f"orchard_{generation.replace('.', '_')}"
        pages = folder / f"{name}_pages"
        pages.mkdir()
        rendered = render_site(ORCHARD, cast("Generation", generation))
        for number, text in enumerate(rendered.values()):
            (pages / f"{number}.html").write_text(text, encoding="utf-8")
        yield of_pages(pages, folder, name)
    yield of_pages(ROOT / "tests" / "pages", folder, "pages_of_ours")


def of_hostile_names(folder: Path, family: str, most: int = 1000) -> Package:
    """A package whose names are those of a family of hostile texts."""
    texts = tuple(dict.fromkeys(FAMILIES[family]))[:most]
    document = hostile_document(texts)
    # Rules of which every answer reports a failure, and bodies that are no JSON.
    del document["x-failures"]
    paths = document["paths"]
    document["paths"] = {
        path: item for path, item in paths.items() if "/x/" not in path
    }
    for item in document["paths"].values():
        for operation in item.values():
            parameters = operation["parameters"]
            operation["parameters"] = [p for p in parameters if p["in"] != "header"]
    return write(document, folder, f"hostile_{family}")
