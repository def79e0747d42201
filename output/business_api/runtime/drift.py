"""How answers differ from the documentation, and who is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from reprlib import Repr
from typing import Any, Literal, TypeAlias

from .notices import notify, shown

__all__ = ["Drift", "DriftHandler", "DriftWarning", "describe", "merge", "warn"]

DriftKind: TypeAlias = Literal[
    "null", "missing member", "new member", "other casing", "new value", "other type"
]


class DriftWarning(UserWarning):
    """An answer differs from the documentation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One difference between an answer and the documentation."""

    operation: str
    """Method and path template: `POST /jobs`."""
    kind: DriftKind
    path: str
    """Where, with `[*]` for any item: `[*].Lines[*].Qty`; empty for the whole
    answer.
    """
    received: Any = None
    """The value that came, at the first of the places."""
    expected: str = ""
    """What the documentation says, in Pydantic's words."""
    count: int = 1
    """In how many places of the answer."""

    def __str__(self) -> str:
        path = shown(self.path, 200) or "the whole answer"
        text = f"{self.operation}: {self.kind} at {path}"
        if self.expected and self.kind in ("other type", "null"):
            text += f" ({self.expected[:1].lower()}{self.expected[1:]})"
        if self.kind in ("other type", "new value"):
            text += f", received {_repr(self.received)[:80]}"
        return f"{text}, in {self.count} places" if self.count > 1 else text


_short = Repr()
_short.maxstring = _short.maxlong = _short.maxother = 80
_repr = _short.repr
"""Answers may be large, and nested more deeply than `repr` goes."""

DriftHandler: TypeAlias = Callable[[Drift], None]
"""Gets each difference between an answer and the documentation."""


def warn(drifts: tuple[Drift, ...]) -> None:
    """Shows `drifts` as warnings; of many, only the first of them.

    How many places each is in changes from answer to answer, and would make of it a
    new warning.
    """
    for drift in drifts[:_MOST]:
        notify(str(replace(drift, count=1)), DriftWarning)
    if len(drifts) > _MOST:
        operation = drifts[0].operation
        notify(f"{operation}: more than {_MOST} differences", DriftWarning)


def describe(drifts: tuple[Drift, ...]) -> str:
    """All `drifts` in a few lines."""
    lines = [str(drift) for drift in drifts[:_MOST]]
    if len(drifts) > _MOST:
        lines.append(f"and {len(drifts) - _MOST} more differences")
    return "\n".join(lines)


_MOST = 10
"""How many differences of one answer are put into words."""


def merge(drifts: Iterable[Drift]) -> tuple[Drift, ...]:
    """One for each kind and path, with the number of its places."""
    found: dict[tuple[str, str], list[Drift]] = {}
    for drift in drifts:
        found.setdefault((drift.kind, drift.path), []).append(drift)
    return tuple(replace(same[0], count=len(same)) for same in found.values())
