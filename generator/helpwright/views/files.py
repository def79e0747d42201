"""What the views hand to the render stage: files, each with what makes its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias

from helpwright.value import dataclass
from helpwright.views.classes import ClassView, EnumView


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedFile:
    """A file made by a template."""

    path: str
    """Relative to the output folder, with slashes."""
    template: str
    """Relative to the templates' folder: `models/module.py.jinja`."""
    context: Mapping[str, object] = field(default_factory=dict)
    """What the template sees: finished strings, and tuples of views that hold them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """A file that is the same for every API."""

    path: str
    source: str
    """Relative to the templates' folder: `runtime/scalars.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsFile:
    """A module of models, whose classes datamodel-code-generator makes."""

    path: str
    docstring: str
    imports: str
    classes: tuple[ClassView | EnumView, ...]


FileView: TypeAlias = RenderedFile | CopiedFile | ModelsFile
