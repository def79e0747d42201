"""Errors as a user should see them: what, where, and what to do, on one screen."""

from __future__ import annotations

import sys
import traceback
from io import UnsupportedOperation
from pathlib import Path

from helpwright.diagnostics import HelpwrightError

_ADVICE: dict[type[OSError], str] = {
    FileNotFoundError: "Make the folder that it lies in, or give another place.",
    IsADirectoryError: "This is a folder: give the name of a file in it.",
    NotADirectoryError: "A part of this path is a file: give another place.",
    PermissionError: "Ask for the right to read and write it, or give another place.",
}


def explain(error: Exception) -> int:
    """Prints `error` to standard error and returns the exit status that it means."""
    if isinstance(error, HelpwrightError):
        from helpwright.report import one_as_text

        _print(one_as_text(error.finding).rstrip())
        return error.status
    if isinstance(error, UnsupportedOperation):
        _print("HW021 error: standard output is closed, and the result would go there")
        return 1
    if isinstance(error, OSError):
        where = error.filename2 or error.filename or "the file system"
        said = f"HW021 error: {where}: {error.strerror or error}"
        advice = next(
            (_ADVICE[kind] for kind in _ADVICE if isinstance(error, kind)), ""
        )
        _print(f"{said}\n  {advice}" if advice else said)
        return 1
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "helpwright" in frame.filename]
    last = (ours or frames)[-1]
    _print(
        f"HW020 error: unexpected {type(error).__name__} "
        f"in {Path(last.filename).name}, line {last.lineno}\n"
        "  This is a defect of Helpwright, not of your pages. Nothing was left half-"
        "written.\n"
        "  Please report it with what `--traceback` and `helpwright doctor` print."
    )
    return 1


def _print(text: str) -> None:
    from helpwright.cli.console import shown

    print(shown(f"helpwright: {text}"), file=sys.stderr)
