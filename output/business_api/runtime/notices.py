"""What people are shown: one line, and warnings that point at the line of the program
that made the call.
"""

from __future__ import annotations

import sys
import warnings
from typing import Any

__all__ = ["notify", "shown"]

_PACKAGE = __name__.partition(".")[0] + "."
_MOST_WARNINGS = 1000

_given: dict[Any, Any] = {}
"""What was warned of, as `warnings` keeps it: what servers make up must not fill the
memory of a program that runs for months.
"""


def shown(text: str, most: int) -> str:
    """`text` without what turns terminals and logs around, and cut after `most`
    characters.
    """
    text = text if len(text) <= most else f"{text[:most]}…"
    return text if text.isprintable() else repr(text)[1:-1]


def notify(message: str, category: type[Warning]) -> None:
    """Warns the code that called into this package."""
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
    while frame.f_back and frame.f_globals.get("__name__", "").startswith(_PACKAGE):
        frame = frame.f_back
    if len(_given) > _MOST_WARNINGS:
        _given.clear()
    warnings.warn_explicit(
        message,
        category,
        frame.f_code.co_filename,
        frame.f_lineno,
        module=frame.f_globals.get("__name__", "<unknown>"),
        registry=_given,
    )
