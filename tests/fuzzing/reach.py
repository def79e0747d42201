"""Which lines of Helpwright an input reaches, so that those are kept that reach new ones."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any, TypeVar

Result = TypeVar("Result")


class Reach:
    """The lines that were ever reached."""

    def __init__(self) -> None:
        self._seen: set[tuple[CodeType, int]] = set()

    def __len__(self) -> int:
        return len(self._seen)

    def follow(self, run: Callable[[], Result]) -> tuple[Result, bool]:
        """What `run` gives, and whether it reached a line that was never reached."""
        before = len(self._seen)
        sys.settrace(self._call)
        try:
            result = run()
        finally:
            sys.settrace(None)
        return result, len(self._seen) > before

    def _call(self, frame: FrameType, event: str, argument: Any) -> Any:
        return self._line if "/helpwright/" in frame.f_code.co_filename else None

    def _line(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            self._seen.add((frame.f_code, frame.f_lineno))
        return self._line
