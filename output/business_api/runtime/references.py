"""Resolves the references that Json.NET writes to preserve objects.

With `PreserveReferencesHandling` an object carries `$id`, stands as `{"$ref": "1"}`
where it occurs again, and an array is wrapped as `{"$id": "2", "$values": […]}`.
`$type` comes from `TypeNameHandling`. None of them is part of the value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from pydantic import BaseModel

__all__ = ["Link", "has_references", "link", "resolve"]

Path: TypeAlias = tuple[str | int, ...]

_KEYS = frozenset({"$id", "$ref", "$type", "$values"})
_MOST = 1_000_000
"""Values that all references together may stand for; a few bytes could name
billions.
"""


def has_references(text: bytes) -> bool:
    """Whether `text`, as JSON, may hold anything for `resolve`."""
    return b'"$' in text and any(f'"{key}"'.encode() in text for key in _KEYS)


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to an object around it, which only the finished value can follow."""

    place: Path
    target: Path


def resolve(value: Any) -> tuple[Any, tuple[Link, ...]]:
    """`value` with its references followed, and those that lead back to a parent.

    The latter are null in the result. A reference to nothing is left as it is.

    Raises:
        ValueError: the references stand for too many values, or `value` is nested too
            deeply to be followed.
    """
    resolver = _Resolver()
    try:
        result = resolver.resolve(value, ())
    except RecursionError as error:
        raise ValueError("the value is nested too deeply") from error
    return result, tuple(resolver.links)


class _Resolver:
    def __init__(self) -> None:
        self.links: list[Link] = []
        self._open: dict[str, Path] = {}
        self._closed: dict[str, tuple[Any, int]] = {}
        self._size = 0

    def resolve(self, value: Any, path: Path) -> Any:
        self._size += 1
        if isinstance(value, list):
            items = cast("Iterable[Any]", value)
            return [self.resolve(item, (*path, i)) for i, item in enumerate(items)]
        if not isinstance(value, dict):
            return value
        members = cast("dict[str, Any]", value)
        if isinstance(reference := members.get("$ref"), str):
            return self._follow(reference, path, members)
        name, before = members.get("$id"), self._size
        if not isinstance(name, str):
            return self._content(members, path)
        # Where a name is given twice, the last one counts that has begun.
        outer, self._open[name] = self._open.get(name), path
        result = self._content(members, path)
        del self._open[name]
        if outer is not None:
            self._open[name] = outer
        self._closed[name] = result, self._size - before
        return result

    def _content(self, members: dict[str, Any], path: Path) -> Any:
        if isinstance(values := members.get("$values"), list):
            items = cast("Iterable[Any]", values)
            return [self.resolve(item, (*path, i)) for i, item in enumerate(items)]
        return {
            key: self.resolve(item, (*path, key))
            for key, item in members.items()
            if key not in _KEYS
        }

    def _follow(self, reference: str, path: Path, members: dict[str, Any]) -> Any:
        if reference in self._open:
            self.links.append(Link(path, self._open[reference]))
            return None
        if reference not in self._closed:
            return members
        result, size = self._closed[reference]
        self._size += size
        if self._size > _MOST:
            raise ValueError(f"the references stand for more than {_MOST} values")
        return result


def link(result: Any, links: Iterable[Link]) -> None:
    """Sets each of `links` in `result`, the validated value, to the object it names."""
    for each in links:
        try:
            target = _at(result, each.target)
            parent = _at(result, each.place[:-1])
        except (LookupError, TypeError):
            # Something on the way did not fit the documentation and stayed as it came.
            continue
        step = each.place[-1]
        if isinstance(parent, BaseModel):
            name = _field(type(parent), step)
            if name is not None:
                setattr(parent, name, target)
        elif isinstance(parent, dict | list):
            cast("dict[Any, Any]", parent)[step] = target


def _at(value: Any, path: Path) -> Any:
    for step in path:
        if isinstance(value, BaseModel):
            name = _field(type(value), step)
            extra = cast("Mapping[Any, Any]", value.model_extra or {})
            value = value.__dict__[name] if name else extra[step]
        else:
            value = cast("Mapping[Any, Any]", value)[step]
    return value


def _field(model: type[BaseModel], alias: str | int) -> str | None:
    fields = model.__pydantic_fields__.items()
    return next((n for n, field in fields if (field.alias or n) == alias), None)
