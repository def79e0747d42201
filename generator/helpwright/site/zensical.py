"""Runs Zensical, in a process and a folder of its own."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.place import Place


def check_installed() -> None:
    """Raises HelpwrightError where Zensical is not there."""
    if importlib.util.find_spec("zensical") is None:
        raise _error(
            "Zensical is not installed, which makes the site of the pages",
            "pip install 'helpwright[docs]', or take the pages alone: --markdown",
        )


def run(configuration: Path) -> Path:
    """Builds the project and returns the folder of the site. Raises HelpwrightError."""
    check_installed()
    # Nothing of ours or of the current folder is in the way of what it imports.
    command = [sys.executable, "-P", "-m", "zensical", "build"]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [*command, "-f", str(configuration)],
        cwd=configuration.parent,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    site = configuration.parent / "site"
    if done.returncode != 0 or not site.is_dir():
        said = next(reversed(done.stdout.strip().splitlines()), "nothing")
        raise _error(
            f"Zensical made no site of the pages; it said: {said}",
            "pip install 'helpwright[docs]' anew, or take the pages alone: --markdown",
        )
    return site


def _error(message: str, advice: str) -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code="HW710",
            severity="error",
            message=message,
            place=Place(page=""),
            made_of_it="nothing was written",
            advice=advice,
        )
    )
