"""Stands between routes and an implementation that may not be whole."""

from __future__ import annotations

from typing import TypeVar, cast

T = TypeVar("T")


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
