"""Virtual environments inside the checkout, so that a clone runs with Python and pip alone.

An environment gets what pyproject.toml asks for, in the files of requirements.lock, and
a stamp; as long as the stamp holds, it is used as it is. This module runs at every call,
so it imports next to nothing; `installation` does the work of the first.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
_BIN = "Scripts/python.exe" if os.name == "nt" else "bin/python"


class SetupError(Exception):
    """An environment can't be set up; the message says what is missing."""


def interpreter(
    name: str,
    extras: Sequence[str],
    base: str = sys.executable,
    version: str = VERSION,
) -> str:
    """The interpreter of environment `name` in the checkout, set up where it must be.

    `extras` are those of pyproject.toml; `base` is the Python to build on and `version`
    its `X.Y`. Raises SetupError.
    """
    folder = os.path.join(ROOT, name)
    python = os.path.join(folder, _BIN)
    stamp = os.path.join(folder, "helpwright.stamp")
    wanted = "\n".join([ROOT, version, *extras, *map(_read, _inputs())])
    if _read(stamp) == wanted and os.path.exists(python):
        return python
    import installation

    with installation.alone(folder):
        if _read(stamp) != wanted or not os.path.exists(python):
            installation.install(folder, python, extras, base)
            with open(stamp, "w", encoding="utf-8") as file:
                file.write(wanted)
    return python


def runs_in(python: str) -> bool:
    """Whether this process runs in the environment that `python` belongs to."""
    return os.path.samefile(sys.prefix, os.path.dirname(os.path.dirname(python)))


def replace_by(command: Sequence[str]) -> int:
    """Runs `command` in place of this process; returns its exit status where it can't."""
    if os.name == "posix":
        os.execv(command[0], list(command))
    import subprocess

    return subprocess.call(command)


def _inputs() -> list[str]:
    return [
        os.path.join(ROOT, name) for name in ("pyproject.toml", "requirements.lock")
    ]


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""
