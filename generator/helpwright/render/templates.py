"""Where templates are, and the Jinja environment that renders them.

Templates hold layout. A name that a template misspells is an error, never empty text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE = Path(__file__).parents[1]


@cache
def templates_folder() -> Path:
    """The folder of our templates: beside the sources in a checkout, inside a wheel."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "templates"


def template_names(folder: str) -> list[str]:
    """Files below `folder` of the templates, sorted, relative to the templates."""
    root = templates_folder()
    return sorted(
        path.relative_to(root).as_posix()
        for path in (root / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )


def folder_of(name: str, user: Path | None) -> Path:
    """The folder that holds template `name`: the user's, or ours."""
    if user is not None and (user / name).is_file():
        return user
    return templates_folder()


def render_template(
    name: str, context: Mapping[str, object], user: Path | None = None
) -> str:
    """The text that template `name` makes of `context`.

    A template in the folder `user` stands in for ours. Raises HelpwrightError with its
    line where it is at fault; of ours a TemplateError does the same.
    """
    if user is None:
        return environment().get_template(name).render(context)
    from helpwright.render.user_templates import blamed

    with blamed(user):
        return environment(user).get_template(name).render(context)


def read_template(name: str, user: Path | None = None) -> str:
    """The text of a file that is copied as it stands, with line feeds alone."""
    return (folder_of(name, user) / name).read_text(encoding="utf-8")


@cache
def environment(user: Path | None = None) -> Environment:
    """One environment for all templates; ours are compiled once, until they change."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from helpwright.render.compiled import compiled_templates

    ours = templates_folder()
    made = Environment(
        loader=FileSystemLoader(ours if user is None else [user, ours]),
        undefined=StrictUndefined,
        autoescape=False,  # Each string was escaped for its own place; see `escape`.
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=user is not None,
    )
    if user is None:
        made.bytecode_cache = compiled_templates(
            ours, (made.trim_blocks, made.lstrip_blocks, made.keep_trailing_newline)
        )
    return made
