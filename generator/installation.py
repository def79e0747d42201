"""Sets a virtual environment of the checkout up, and says plainly what is missing."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence

from environment import ROOT, SetupError

_UNREACHABLE = (
    "Connection refused",
    "Could not find a version",
    "Max retries exceeded",
    "NewConnectionError",
    "No matching distribution found",
    "ProxyError",
    "Temporary failure in name resolution",
    "timed out",
)


@contextlib.contextmanager
def alone(folder: str) -> Iterator[None]:
    """Lets one process at a time set `folder` up, where the system has locks.

    Raises SetupError when nothing can be written beside `folder`.
    """
    try:
        with open(f"{folder}.lock", "w", encoding="utf-8") as file:
            with contextlib.suppress(ImportError):
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise SetupError(
            f"{error.filename or folder} cannot be written ({error.strerror}); use a "
            "checkout that belongs to you, on a disk with room"
        ) from None


def install(folder: str, python: str, extras: Sequence[str], base: str) -> None:
    """Makes the environment `folder` anew on the interpreter `base`. Raises SetupError.

    pip is that of `base` where it has one, which saves installing another; else the
    environment gets its own.
    """
    name = os.path.relpath(folder, ROOT)
    print(f"Setting up {name}; the first time this takes a minute …", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    has_pip = _call([base, "-m", "pip", "--version"]).returncode == 0
    options = ["--without-pip"] if has_pip else []
    made = _call([base, "-m", "venv", *options, folder])
    if made.returncode != 0:
        raise SetupError(
            f"this Python ({base}) has neither pip nor what makes virtual environments; "
            f"install them (Debian: python3-pip, python3-venv). It said:\n{_tail(made)}"
        )
    pip = [base, "-m", "pip", "--python", python] if has_pip else [python, "-m", "pip"]
    done = _call(
        [
            *pip,
            "install",
            *("--quiet", "--disable-pip-version-check", "--no-input", "--retries=2"),
            *("--constraint", os.path.join(ROOT, "constraints.txt")),
            *_requirements(extras),
        ]
    )
    if done.returncode == 0:
        # As pip does with what it installs: start-up is most of the time of a small run.
        _call([python, "-m", "compileall", "-q", os.path.join(ROOT, "generator")])
        return
    said = done.stderr + done.stdout
    if any(words in said for words in _UNREACHABLE):
        raise SetupError(
            "the package index cannot be reached, or has not got what constraints.txt "
            f"asks for. pip said:\n{_tail(done)}"
        )
    raise SetupError(f"pip could not install what is needed. It said:\n{_tail(done)}")


def _requirements(extras: Sequence[str]) -> list[str]:
    """What pyproject.toml asks for, with `extras`."""
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    return wanted


def _call(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Runs `command` without the settings that are meant for this interpreter."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="replace",
        env=environ,
        check=False,
    )


def _tail(done: subprocess.CompletedProcess[str]) -> str:
    lines = (done.stderr + done.stdout).strip().splitlines()
    return "\n".join(f"  {line}" for line in lines[-8:])
