"""Warnings that point at the line of the program that made the call."""

from __future__ import annotations

import sys
import warnings

__all__ = ["notify"]

_PACKAGE = __name__.partition(".")[0] + "."


def notify(message: str, category: type[Warning]) -> None:
    """Warns the code that called into this package."""
    level = 1
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
    while frame.f_back and frame.f_globals.get("__name__", "").startswith(_PACKAGE):
        frame = frame.f_back
        level += 1
    warnings.warn(message, category, stacklevel=level + 1)
