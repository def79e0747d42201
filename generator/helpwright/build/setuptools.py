"""The build hook for setuptools: it works where `helpwright` is a build requirement.

It generates before setuptools looks for packages, and has sdists hold what is generated,
and all that it is made of. What is a package is for the project to say, as ever:
`[tool.setuptools.packages.find] where = ["output"]`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from helpwright.build import asks_for_helpwright, generated
from helpwright.config import Config


def finalize(distribution: object) -> None:
    """Called by setuptools for every project, before it reads what is to be built."""
    project = Path.cwd()
    if asks_for_helpwright(project):
        generated(project)


def files(folder: str) -> list[str]:
    """Called by setuptools for the files that an sdist must hold."""
    from helpwright import config as configuration

    project = Path(folder or os.curdir)
    if not asks_for_helpwright(project):
        return []
    path = configuration.find(project.resolve())
    if path is None or path.parent != project.resolve():
        return []
    config = configuration.load(path)
    return sorted(
        os.path.join(folder, each.relative_to(path.parent).as_posix())
        for name in _names(config, path)
        for each in _files(path.parent / name)
    )


def _names(config: Config, path: Path) -> Iterator[str]:
    yield path.name
    yield config.out
    yield from (page for page in config.pages if "://" not in page)
    yield from config.overlays
    for name in (
        config.spec,
        config.openapi,
        config.corrections,
        config.names,
        config.observations,
        config.templates,
    ):
        if name:
            yield name


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        for each in path.rglob("*"):
            if each.is_file() and "__pycache__" not in each.parts:
                yield each
