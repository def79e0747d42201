"""Operation ids: the method and the words of the path, unlike any other's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from helpwright.spec import Operation

_WORD = re.compile(r"[A-Za-z0-9]+")
_PARAMETER = re.compile(r"\{([^{}]*)\}")


class OperationIds:
    """Hands out ids; an id depends on method, path and query alone unless two collide."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def take(self, operation: Operation, *, query: Iterable[str] = ()) -> str:
        """An id such as `getBerthsById`, for a variant `getBerthsByIdWithPart`."""
        words = [operation.method.lower()]
        segments = [each for each in operation.path.split("/") if each]
        if segments and segments[0].lower() == "api":
            del segments[0]
        for segment in segments:
            literal = _PARAMETER.sub(" ", segment)
            words += map(_capital, _WORD.findall(literal))
            for name in _PARAMETER.findall(segment):
                words += ["By", *map(_capital, _WORD.findall(name))]
        for place, name in enumerate(query):
            joint = "And" if place else "With"
            words += [joint, *map(_capital, _WORD.findall(name))]
        return self._unlike_others("".join(words))

    def _unlike_others(self, wanted: str) -> str:
        chosen, count = wanted, self._counts.get(wanted.lower(), 1)
        while chosen.lower() in self._taken:
            count += 1
            chosen = f"{wanted}{count}"
        self._counts[wanted.lower()] = count
        self._taken.add(chosen.lower())
        return chosen


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
