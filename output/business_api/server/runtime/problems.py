"""What is wrong with a request, and how ASP.NET says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ...runtime.jsontext import dumps

Rule: TypeAlias = Literal[
    "required",
    "one-required",
    "type",
    "parameter",
    "array-expected",
    "object-expected",
    "format",
    "enum",
    "length",
    "items",
    "range",
    "pattern",
    "syntax",
    "media",
    "value",
]
"""What was broken; `value` is anything that only words can say."""

MAX_PROBLEMS = 100
"""How many are reported of one request; a hostile body can hold millions."""

_SHOWN = 80


@dataclass(slots=True)
class Problem:
    """One thing that is wrong."""

    rule: Rule
    value: Any = None
    """What was sent."""
    expected: str = ""
    """The type, pattern or sentence that it does not meet."""
    bounds: tuple[object, object] = (None, None)
    """Least and most, where there are such; None for no bound."""
    path: list[str | int] = field(default_factory=list[str | int])
    """Members and indexes from the value outwards: the innermost first."""

    @property
    def key(self) -> str:
        """Path as `ModelState` has it: `Lines[0].Qty`; empty for the whole body."""
        text = ""
        for step in reversed(self.path):
            if isinstance(step, int):
                text += f"[{step}]"
            else:
                text += f".{step}" if text else step
        return text

    @property
    def message(self) -> str:
        """The sentence that a server built on ASP.NET gives for it."""
        name = next((step for step in self.path if isinstance(step, str)), "")
        least, most = self.bounds
        match self.rule:
            case "required" if name:
                return f"The {name} field is required."
            case "required":
                return "A value is required but was not present in the request."
            case "one-required":
                return f"One of these fields is required: {self.expected}."
            case "array-expected" | "object-expected":
                return (
                    f"Cannot deserialize the value {_shown(self.value)} into type "
                    f"'{self.expected}' because the type requires a JSON "
                    f"{self.rule.partition('-')[0]} to deserialize correctly. "
                    f"Path '{self.key}'."
                )
            case "type" | "format" | "enum":
                return (
                    f"Error converting value {_shown(self.value)} to type "
                    f"'{self.expected}'. Path '{self.key}'."
                )
            case "parameter":
                return f"The value '{_cut(str(self.value))}' is not valid for {name}."
            case "length":
                return f"The field {name} must be a string {_bounds(least, most)}."
            case "items":
                return (
                    f"The field {name} must be a string or array type "
                    f"{_bounds(least, most)}."
                )
            case "range":
                return f"The field {name} must be {_range(least, most)}."
            case "pattern":
                return (
                    f"The field {name} must match the regular expression "
                    f"'{self.expected}'."
                )
            case "syntax" | "media" | "value":
                return self.expected


def model_state(problems: Iterable[Problem]) -> dict[str, list[str]]:
    """Messages by path, in the order in which they were found."""
    state: dict[str, list[str]] = {}
    for problem in problems:
        messages = state.setdefault(problem.key, [])
        if problem.message not in messages:
            messages.append(problem.message)
    return state


def _shown(value: object) -> str:
    if value is None:
        return "{null}"
    try:
        text = dumps(value).decode()
    except (TypeError, ValueError, RecursionError):
        text = f'"{value}"'
    return _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _bounds(least: object, most: object) -> str:
    if most is None:
        return f"with a minimum length of '{least}'"
    if least is None:
        return f"with a maximum length of '{most}'"
    return f"with a minimum length of {least} and a maximum length of {most}"


def _range(least: object, most: object) -> str:
    if most is None:
        return f"greater than or equal to {least}"
    if least is None:
        return f"less than or equal to {most}"
    return f"between {least} and {most}"
