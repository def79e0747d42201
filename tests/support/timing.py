"""Tests of time on machines that others use, too."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

_P = ParamSpec("_P")
_TRIES = 4


def timed(test: Callable[_P, None]) -> Callable[_P, None]:
    """A test of how little time something takes: one of four tries has to pass.

    Whatever else a machine does adds to the time of a process, and never takes any off.
    """

    @functools.wraps(test)
    def tried(*args: _P.args, **kwargs: _P.kwargs) -> None:
        for _ in range(_TRIES - 1):
            try:
                return test(*args, **kwargs)
            except AssertionError:
                continue
        return test(*args, **kwargs)

    return tried
