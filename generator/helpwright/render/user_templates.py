"""A project's own templates: which of ours they stand in for, and what is wrong with them."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.place import Place
from helpwright.render.templates import template_names

CONTEXT_VERSION = 1
"""Version of what templates get; raised when a name in it goes or changes its meaning."""

_WRITTEN_FOR = re.compile(r"\{#-?\s*helpwright context (\d+)\s*-?#\}")


def check_folder(user: Path) -> None:
    """Raises HelpwrightError where `user` is no folder of templates that we can use.

    A file is called as one of ours is, or begins with an underscore: those are for
    other templates to include.
    """
    if not user.is_dir():
        raise _error(str(user), 0, "is no folder", "templates = names a folder")
    known = template_names("")
    for path in sorted(user.rglob("*")):
        name = path.relative_to(user).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(user).parts)
        if not path.is_file() or hidden or path.suffix == ".pyc":
            continue
        if name not in known and not path.name.startswith("_"):
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise _error(
                str(path),
                0,
                f"no template of ours is called {name}{hint}",
                "docs/templates.md lists them; what others include begins with _",
            )
        _check_version(path)


def _check_version(path: Path) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise _error(str(path), 0, "is no UTF-8", "save it as UTF-8") from None
    found = _WRITTEN_FOR.search(text)
    if found and int(found[1]) != CONTEXT_VERSION:
        raise _error(
            str(path),
            text[: found.start()].count("\n") + 1,
            f"is written for context {found[1]}, and this is context {CONTEXT_VERSION}",
            "docs/templates.md says what has changed",
        )


@contextmanager
def blamed(user: Path) -> Iterator[None]:
    """Says of an error in a template of `user` in which line it stands."""
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        yield
    # A template is code: it may divide by zero, or include itself.
    except Exception as error:
        if isinstance(error, TemplateSyntaxError):
            file, line = error.filename or "", error.lineno
        else:
            file, line = _last_line(error, user)
        if not file or not Path(file).is_relative_to(user):
            raise
        message = str(error) or type(error).__name__
        if isinstance(error, TemplateError):
            message = error.message or type(error).__name__
        raise _error(
            file, line, message, "docs/templates.md lists what each template gets"
        ) from None


def _last_line(error: Exception, user: Path) -> tuple[str, int]:
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(str(user)):
            return frame.filename, frame.lineno or 0
    return "", 0


def _error(file: str, line: int, message: str, advice: str) -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code="HW703",
            severity="error",
            message=message,
            place=Place(page=file, line=line),
            made_of_it="nothing was written",
            advice=advice,
        )
    )
