"""Stands between routes and an implementation that may not be whole."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar, cast

T = TypeVar("T")
P = ParamSpec("P")


def starting_anyway(create: Callable[P, T]) -> Callable[P, T]:
    """`create`, which warns of implementations of what is no longer documented.

    So an application starts after the API has shrunk; type checkers still name them.
    """
    known = signature(create).parameters

    @wraps(create)
    def created(*args: P.args, **kwargs: P.kwargs) -> T:
        for name in [name for name in kwargs if name not in known]:
            del kwargs[name]
            message = f"Nothing is documented for {name!r} any more: left aside."
            warnings.warn(message, stacklevel=2)
        return create(*args, **kwargs)

    return created


def implemented(implementation: T | None) -> T:
    """`implementation`, each method that it lacks raising NotImplementedError.

    So an application starts after the API has grown, and before anything is written.
    """
    return cast("T", _Partial(implementation))


class _Partial:
    def __init__(self, implementation: object) -> None:
        self._implementation = implementation

    def __getattr__(self, name: str) -> object:
        method = getattr(self._implementation, name, _not_written)
        setattr(self, name, method)
        return method


async def _not_written(*args: object, **kwargs: object) -> None:
    raise NotImplementedError
