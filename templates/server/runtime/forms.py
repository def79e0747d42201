"""Form bodies, as Web API binds them: `a=1&b.c=2&d[0].e=3`, or `=text` for a mere string."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from .typed_text import Text

_STEP = re.compile(r"\.?([^.\[\]]+)|\[([^\[\]]*)\]")

MAX_FIELDS = 10_000
MAX_DEPTH = 32


def parse_form(body: str) -> Text:
    """The fields of a form, nested as their names say.

    Raises ValueError where there are more than `MAX_FIELDS`, or a name is nested deeper
    than `MAX_DEPTH` or contradicts another.
    """
    pairs = parse_qsl(
        body, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict"
    )
    if len(pairs) == 1 and not pairs[0][0]:
        return pairs[0][1]
    fields: dict[str, Text] = {}
    for name, text in pairs:
        _put(fields, _steps(name), text)
    return {name: _as_lists(value) for name, value in fields.items()}


def _steps(name: str) -> list[str]:
    steps = [member or index for member, index in _STEP.findall(name)]
    if not 0 < len(steps) <= MAX_DEPTH:
        raise ValueError(f"{name[:80]!r} is no name of a field")
    return steps


def _put(fields: dict[str, Text], steps: list[str], text: str) -> None:
    for step in steps[:-1]:
        step = _known(fields, step)
        inner = fields.setdefault(step, {})
        if not isinstance(inner, dict):
            raise _contradiction(step)
        fields = inner
    last = _known(fields, steps[-1] or str(len(fields)))
    given = fields.get(last)
    if last not in fields:
        fields[last] = text
    elif isinstance(given, list):
        given.append(text)
    elif isinstance(given, str):
        fields[last] = [given, text]
    else:
        raise _contradiction(last)


def _known(fields: dict[str, Text], name: str) -> str:
    """`name` as an earlier field spelled it."""
    if name in fields:
        return name
    folded = name.casefold()
    return next((each for each in fields if each.casefold() == folded), name)


def _contradiction(name: str) -> ValueError:
    return ValueError(f"{name[:80]!r} is a value and holds others")


def _as_lists(value: Text) -> Text:
    """`value` with lists in place of what is numbered from 0 on."""
    if not isinstance(value, dict):
        return value
    inner = {name: _as_lists(item) for name, item in value.items()}
    if inner and list(inner) == [str(number) for number in range(len(inner))]:
        return list(inner.values())
    return inner
