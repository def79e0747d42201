"""Hooks of build backends: what is built is generated first.

`hatch` for hatchling, `setuptools` for setuptools. A project is told apart by its
`pyproject.toml`, which asks for Helpwright to build with.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from helpwright.config import Config


def generated(project: Path) -> Config:
    """Generates what the folder `project` asks for; its configuration.

    Raises HelpwrightError where there is none, or where it can't be generated.
    """
    from helpwright import config as configuration
    from helpwright.api import generate

    generate(project)
    path = configuration.find(project.resolve())
    assert path is not None  # Else there would have been nothing to generate.
    return configuration.load(path)


def asks_for_helpwright(project: Path) -> bool:
    """Whether the project in a folder names Helpwright among what it is built with."""
    try:
        text = (project / "pyproject.toml").read_text(encoding="utf-8")
        requires = tomllib.loads(text)["build-system"]["requires"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    names = (re.match(r"[\w.-]*", str(each)) for each in requires)
    return any(name and name[0].lower() == "helpwright" for name in names)
