"""`dataclass` and `replace` as the standard library has them, made for many values.

Types say that a frozen value can't be changed, and the type checker sees to it. A guard
at run time as well would make each value cost two and a half times as much, of which a
run makes millions, and each class half as much again, which every run pays for. Nor has
each class code of its own that compares, hashes and prints it: three functions serve all.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "members_of", "replace"]

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from dataclasses import dataclass, replace
else:

    def dataclass(cls=None, /, *, frozen=False, eq=True, **others):
        """Makes `cls` a data class; `frozen` gives it a hash of its members."""
        if cls is None:
            return lambda cls: dataclass(cls, frozen=frozen, eq=eq, **others)
        own = vars(cls)
        order = others.get("order", False)
        made = dataclasses.dataclass(cls, repr=False, eq=order, **others)
        shared = {"__repr__": _shown}
        if eq:
            shared |= {"__eq__": _equal, "__hash__": _hash if frozen else None}
        for name, method in shared.items():
            # Python has put None there for the hash of a class that compares itself.
            if own.get(name) is None:
                setattr(made, name, method)
        return made

    def replace(value, /, **changes):
        """`value` with other members."""
        names, members = _held(type(value))
        held = dict(zip(names, members(value), strict=True))
        return type(value)(**{**held, **changes})


def members_of(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gets the members of these names of any value, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


@cache
def _held(kind: Any) -> tuple[Sequence[str], Callable[[Any], tuple[Any, ...]]]:
    """The names of what a data class holds, and what gets it of a value."""
    names = [each.name for each in dataclasses.fields(kind)]
    return names, members_of(names)


@cache
def _compared(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What gets the members that make two values of a data class equal."""
    return members_of([each.name for each in dataclasses.fields(kind) if each.compare])


def _equal(self: Any, other: Any) -> Any:
    if self is other:
        return True
    if other.__class__ is not self.__class__:
        return NotImplemented
    members = _compared(self.__class__)
    return members(self) == members(other)


def _hash(self: Any) -> int:
    return hash(_compared(self.__class__)(self))


@recursive_repr()
def _shown(self: Any) -> str:
    shown = (each.name for each in dataclasses.fields(self) if each.repr)
    members = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({members})"
