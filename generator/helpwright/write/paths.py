"""Which paths may be written below the output folder, on any system."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

MAX_LENGTH = 100
"""Longest name of a file or a folder."""

_FORBIDDEN = frozenset('<>:"|?*\\%')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{name}{number}" for name in ("com", "lpt") for number in "0123456789¹²³"}
)


def problem_of(path: str) -> str:
    """Why `path` may not be written; empty where it may.

    It is relative, has slashes, and means the same file on every system: no `..`, no
    drive, no device of Windows, nothing that another Unicode form makes something else.
    """
    if not path or path.startswith("/"):
        return "it is not relative"
    for name in path.split("/"):
        if name in ("", ".", ".."):
            return f"{name!r} is no name"
        if unicodedata.normalize("NFKC", name) != name:
            return f"{name!r} is another name in another Unicode form"
        if any(c in _FORBIDDEN or not c.isprintable() for c in name):
            return f"{name!r} holds a character that some systems refuse"
        if name[-1] in ". " or name[0] == " ":
            return f"{name!r} ends or starts with what some systems drop"
        if name.partition(".")[0].rstrip().lower() in _DEVICES:
            return f"{name!r} is a device of Windows"
        if len(name.encode()) > MAX_LENGTH:
            return f"{name[:40]!r}… is longer than {MAX_LENGTH} bytes"
    return ""


def is_inside(folder: Path, path: str) -> bool:
    """Whether no link leads away on the way from `folder` to `path` below it."""
    place = folder
    for name in path.split("/")[:-1]:
        place /= name
        mode = _mode(place)
        if mode is None:
            return True
        if not stat.S_ISDIR(mode):
            return False
    return True


def is_plain_file(place: Path) -> bool:
    """Whether a file stands at `place`, and not a link, a folder or a device."""
    mode = _mode(place)
    return mode is not None and stat.S_ISREG(mode)


def exists(place: Path) -> bool:
    """Whether anything stands at `place`, a dead link included."""
    return _mode(place) is not None


def _mode(place: Path) -> int | None:
    try:
        return os.lstat(place).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
