"""Where the parts of an emitted package stand in it."""

from __future__ import annotations

from helpwright.names import Names

RUNTIME = ".runtime"
MODELS = ".models"
PARAMS = ".params"


def path_of(names: Names, *parts: str) -> str:
    """Path of a file of the package in the output folder: `acme/models/works.py`."""
    return "/".join((*names.package.split("."), *parts))
