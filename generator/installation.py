"""Sets a virtual environment of the checkout up, and says plainly what is missing."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence

from environment import ROOT, SetupError

LOCK = "requirements.lock"

_ENTRY = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+).*\n(?:[ ].*\n)+", re.MULTILINE
)
_VIA = re.compile(r"^    #(?: via)? +([a-z0-9-]+)$", re.MULTILINE)
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
    wanted = os.path.join(folder, "requirements.txt")
    with open(wanted, "w", encoding="utf-8") as file:
        file.write(_pinned(_requirements(extras)))
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--retries=2"]
    # Files that are not the pinned ones are refused.
    options.append("--require-hashes")
    done = _call([*pip, "install", *options, "--requirement", wanted])
    if done.returncode == 0:
        # As pip does with what it installs: start-up is most of the time of a small run.
        _call([python, "-m", "compileall", "-q", os.path.join(ROOT, "generator")])
        return
    said = done.stderr + done.stdout
    if any(words in said for words in _UNREACHABLE):
        raise SetupError(
            f"the package index cannot be reached, or has not got what {LOCK} "
            f"asks for. pip said:\n{_tail(done)}"
        )
    raise SetupError(f"pip could not install what is needed. It said:\n{_tail(done)}")


def _pinned(requirements: Sequence[str]) -> str:
    """The entries of the lock file that `requirements` need, with their hashes.

    The lock names above each entry's successor, after `# via`, what asks for it.
    Raises SetupError.
    """
    with open(os.path.join(ROOT, LOCK), encoding="utf-8") as file:
        text = file.read()
    entries = {
        (match["name"], match["version"]): (match[0], set(_VIA.findall(match[0])))
        for match in _ENTRY.finditer(text)
    }
    needed = {_name(requirement) for requirement in requirements}
    missing = needed - {name for name, _ in entries}
    if missing:
        raise SetupError(f"{LOCK} lacks {', '.join(sorted(missing))}; run .ci/pin")
    size = 0
    while size != len(needed):
        size = len(needed)
        needed |= {name for (name, _), (_, via) in entries.items() if via & needed}
    return "".join(entry for (name, _), (entry, _) in entries.items() if name in needed)


def _name(requirement: str) -> str:
    """The normal form of the name in `requirement`."""
    found = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""


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
