"""What stands at a place, links not followed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

_NOWHERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)
"""Errors that say that nothing stands at a place, nor can."""


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


def is_plain_file(place: Path | str) -> bool:
    """Whether a file stands at `place`, and not a link, a folder or a device."""
    mode = _mode(place)
    return mode is not None and stat.S_ISREG(mode)


def is_folder(place: Path) -> bool:
    """Whether a folder stands at `place`, and not a link to one."""
    mode = _mode(place)
    return mode is not None and stat.S_ISDIR(mode)


def exists(place: Path) -> bool:
    """Whether anything stands at `place`, a dead link included."""
    return _mode(place) is not None


def mark_of(place: Path) -> str:
    """What stands at `place`, to be compared: empty where nothing does."""
    mode = _mode(place)
    if mode is None:
        return ""
    if stat.S_ISREG(mode):
        with open(place, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    if stat.S_ISLNK(mode):
        return f"link to {os.readlink(place)}"
    return "no file"


def mark_of_content(content: bytes) -> str:
    """The mark of a file that holds `content`."""
    return hashlib.sha256(content).hexdigest()


def _mode(place: Path | str) -> int | None:
    try:
        return os.lstat(place).st_mode
    except OSError as error:
        if error.errno not in _NOWHERE:
            raise
        return None
