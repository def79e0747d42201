"""The render stage: views in, the texts of all files out. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from helpwright.render.models import class_bodies
from helpwright.render.templates import environment, read_template, render_template
from helpwright.views.files import CopiedFile, FileView, ModelsFile, RenderedFile

__all__ = ["render"]


def render(files: Iterable[FileView], templates: Path | None = None) -> dict[str, str]:
    """Text by path, in the paths' order. Raises ValueError on a path given twice.

    `templates` is a folder of a user's own, which stand in for ours one by one; a
    HelpwrightError says in which line one of them is at fault.
    """
    if templates is not None:
        from helpwright.render.user_templates import check_folder

        check_folder(templates)
        environment.cache_clear()  # What stands there may be another template now.
    files = tuple(files)
    bodies = class_bodies(
        (
            view
            for file in files
            if isinstance(file, ModelsFile)
            for view in file.classes
        ),
        templates,
    )
    texts: dict[str, str] = {}
    for file in files:
        if file.path in texts:
            raise ValueError(f"two files want to be {file.path}")
        texts[file.path] = _text(file, bodies, templates)
    return dict(sorted(texts.items()))


def _text(file: FileView, bodies: dict[str, str], templates: Path | None) -> str:
    match file:
        case RenderedFile():
            return render_template(file.template, file.context, templates)
        case CopiedFile():
            return read_template(file.source, templates)
        case ModelsFile():
            context = {
                "docstring": file.docstring,
                "imports": file.imports,
                "classes": [bodies[view.name] for view in file.classes],
            }
            return render_template("models/module.py.jinja", context, templates)
