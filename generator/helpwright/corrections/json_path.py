"""Finds what a JSONPath of an overlay names, in work that grows with the document.

RFC 9535 (https://www.rfc-editor.org/rfc/rfc9535) allows paths that pass a document again
and again, and patterns; so each step is counted, and patterns go to an engine that tries
no way twice.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import jsonpath
from jsonpath.function_extensions import ExpressionType, FilterFunction
from pydantic_core import SchemaError, SchemaValidator, core_schema

from helpwright.limits import Limits, advice

Way: TypeAlias = tuple[str | int, ...]

_AT_ONCE = 1_000
"""Characters that an engine compares in the time that a step takes, about."""
_COUNT = re.compile(r"([0-9]{1,9})[, ]{0,9}\}")
"""How often at most a pattern repeats what it stands behind."""


class PathError(ValueError):
    """The text is no path, or too much work; the message says what was expected."""


def find(
    document: Mapping[str, Any], path: str, limits: Limits, *, more: int = 0
) -> list[Way]:
    """Where the nodes lie that `path` names, each once, in its order.

    Raises PathError, also where that takes more steps than `limits` says and `more`.
    """
    if len(path) > limits.overlay_path:
        message = f"has {len(path):,} characters, and {limits.overlay_path:,} are read"
        raise PathError(f"the JSONPath {message}; {advice('overlay_path')}")
    environment = _Environment(_Steps(limits.overlay_steps + more))
    try:
        found = environment.finditer(path, _seen(document, environment.steps))
        return list(dict.fromkeys(match.parts for match in found))
    except PathError:
        raise
    except (jsonpath.JSONPathError, ValueError, ArithmeticError, RecursionError) as e:
        # Not `str`: it fails over the place of a mistake at the very end.
        first = (" ".join(map(str, e.args)).splitlines() or [""])[0]
        raise PathError(f"{path!r} is no JSONPath: {first}") from e


class _Steps:
    """Counts what a path makes the library do."""

    def __init__(self, most: int) -> None:
        self._most = self._left = most

    def take(self, count: int = 1) -> None:
        self._left -= count
        if self._left < 0:
            message = f"the JSONPath takes more than {self._most:,} steps"
            raise PathError(
                f"{message}; name less with it, or {advice('overlay_steps')}"
            )


class _Environment(jsonpath.JSONPathEnvironment):
    def __init__(self, steps: _Steps) -> None:
        # Without its cache, for which the library copies filters at each step.
        super().__init__(strict=True, filter_caching=False)
        self.steps = steps
        self.function_extensions["match"] = _Pattern(steps, r"\A(?:", r")\z")
        self.function_extensions["search"] = _Pattern(steps, "", "")

    def getitem(self, obj: Any, key: Any) -> Any:
        # The library takes characters of a text for nodes.
        return "" if isinstance(obj, str) else super().getitem(obj, key)

    def is_truthy(self, obj: object) -> bool:
        self.steps.take()
        return super().is_truthy(obj)

    def compare(self, left: object, operator: str, right: object) -> bool:
        self.steps.take()
        return super().compare(left, operator, right)


class _Object(Mapping[str, Any]):
    """An object of the document whose members are counted as they are looked at."""

    def __init__(self, value: Mapping[str, Any], steps: _Steps) -> None:
        self._value, self._steps = value, steps

    def __getitem__(self, name: str) -> Any:
        self._steps.take()
        return _seen(self._value[name], self._steps)

    def __iter__(self) -> Iterator[str]:
        return iter(self._value)

    def __len__(self) -> int:
        return len(self._value)


class _List(Sequence[Any]):
    """A list of the document whose items are counted as they are looked at."""

    def __init__(self, value: Sequence[Any], steps: _Steps) -> None:
        self._value, self._steps = value, steps

    def __getitem__(self, index: Any) -> Any:
        self._steps.take()
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        return _seen(self._value[index], self._steps)

    def __len__(self) -> int:
        return len(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _List) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def _seen(value: Any, steps: _Steps) -> Any:
    if isinstance(value, dict):
        return _Object(value, steps)
    return _List(value, steps) if isinstance(value, list) else value


class _Pattern(FilterFunction):
    """`match` and `search`. What the engine does not read is an error, and not a pattern
    that nothing has: else nobody would hear of it."""

    arg_types = [ExpressionType.VALUE, ExpressionType.VALUE]  # noqa: RUF012
    return_type = ExpressionType.LOGICAL

    def __init__(self, steps: _Steps, begin: str, end: str) -> None:
        self._steps, self._begin, self._end = steps, begin, end

    def __call__(self, value: object, pattern: object) -> bool:
        if not isinstance(value, str) or not isinstance(pattern, str):
            return False
        engine, size = _engine(f"{self._begin}{pattern}{self._end}")
        self._steps.take(len(value) * size // _AT_ONCE + 1)
        return engine.isinstance_python(value)


@lru_cache(maxsize=64)
def _engine(pattern: str) -> tuple[SchemaValidator, int]:
    """What tells whether a text has `pattern`, in work that grows with its length and
    with the number returned: counts repeat what they stand behind."""
    size = len(pattern) * math.prod(max(1, int(n)) for n in _COUNT.findall(pattern))
    try:
        return SchemaValidator(core_schema.str_schema(pattern=pattern)), size
    except (SchemaError, UnicodeError) as error:
        reason = str(error).splitlines()[-1].strip()
        raise PathError(f"{pattern!r} is no pattern: {reason}") from error
