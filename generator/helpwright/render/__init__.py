"""The render stage: views in, the texts of all files out. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable

from helpwright.render.templates import read_template, render_template
from helpwright.views.files import CopiedFile, FileView, RenderedFile

__all__ = ["render"]


def render(files: Iterable[FileView]) -> dict[str, str]:
    """Text by path, in the order of the paths. Raises ValueError on a path given twice."""
    texts: dict[str, str] = {}
    for file in files:
        if file.path in texts:
            raise ValueError(f"two files want to be {file.path}")
        match file:
            case RenderedFile():
                texts[file.path] = render_template(file.template, file.context)
            case CopiedFile():
                texts[file.path] = read_template(file.source)
    return dict(sorted(texts.items()))
