"""Which paths may be written below the output folder, on any system."""

from __future__ import annotations

import unicodedata

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
        if not (name.isprintable() and _FORBIDDEN.isdisjoint(name)):
            return f"{name!r} holds a character that some systems refuse"
        if name[-1] in ". " or name[0] == " ":
            return f"{name!r} ends or starts with what some systems drop"
        if name.partition(".")[0].rstrip().lower() in _DEVICES:
            return f"{name!r} is a device of Windows"
        if len(name.encode()) > MAX_LENGTH:
            return f"{name[:40]!r}… is longer than {MAX_LENGTH} bytes"
    return ""
