"""The render stage: views in, the texts of all files out. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable

from helpwright.render.models import class_bodies
from helpwright.render.templates import read_template, render_template
from helpwright.views.files import CopiedFile, FileView, ModelsFile, RenderedFile

__all__ = ["render"]


def render(files: Iterable[FileView]) -> dict[str, str]:
    """Text by path, in the paths' order. Raises ValueError on a path given twice."""
    files = tuple(files)
    bodies = class_bodies(
        view for file in files if isinstance(file, ModelsFile) for view in file.classes
    )
    texts: dict[str, str] = {}
    for file in files:
        if file.path in texts:
            raise ValueError(f"two files want to be {file.path}")
        texts[file.path] = _text(file, bodies)
    return dict(sorted(texts.items()))


def _text(file: FileView, bodies: dict[str, str]) -> str:
    match file:
        case RenderedFile():
            return render_template(file.template, file.context)
        case CopiedFile():
            return read_template(file.source)
        case ModelsFile():
            context = {
                "docstring": file.docstring,
                "imports": file.imports,
                "classes": [bodies[view.name] for view in file.classes],
            }
            return render_template("models/module.py.jinja", context)
