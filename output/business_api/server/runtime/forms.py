"""Form bodies, as Web API binds them: `a=1&b.c=2&d[0].e=3`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias
from urllib.parse import parse_qsl

from .typed_text import Text

_STEP = re.compile(r"\.?([^.\[\]]+)|\[([^\[\]]*)\]")

MAX_FIELDS = 10_000
MAX_DEPTH = 32

Spelled: TypeAlias = dict[tuple[int, str], str]
"""First spelling of a name, by the fields that it is among and its folded form."""


def parse_form(body: str) -> dict[str, Text]:
    """The fields of a form; raises ValueError beyond `MAX_FIELDS`."""
    pairs = parse_qsl(
        body, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict"
    )
    return nested(pairs)


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Text]:
    """Names and texts of fields, nested as the names say.

    Of names that contradict each other the first counts, and a name that makes no sense
    stays as it is.
    """
    fields: dict[str, Text] = {}
    spelled: Spelled = {}
    for name, text in pairs:
        _put(fields, _steps(name), text, spelled)
    return {name: _as_lists(value) for name, value in fields.items()}


def _steps(name: str) -> list[str]:
    steps = [member or index for member, index in _STEP.findall(name)]
    is_path = _STEP.sub("", name) == "" and 0 < len(steps) <= MAX_DEPTH
    return steps if is_path else [name]


def _put(
    fields: dict[str, Text], steps: list[str], text: str, spelled: Spelled
) -> None:
    for step in steps[:-1]:
        inner = fields.setdefault(_known(fields, step, spelled), {})
        if not isinstance(inner, dict):
            return
        fields = inner
    unnumbered = not steps[-1] and len(steps) > 1  # `a[]=1`
    last = _known(fields, str(len(fields)) if unnumbered else steps[-1], spelled)
    given = fields.get(last)
    if last not in fields:
        fields[last] = text
    elif isinstance(given, list):
        given.append(text)
    elif isinstance(given, str):
        fields[last] = [given, text]


def _known(fields: dict[str, Text], name: str, spelled: Spelled) -> str:
    """`name` as an earlier field of `fields` spelled it."""
    return spelled.setdefault((id(fields), name.casefold()), name)


def _as_lists(value: Text) -> Text:
    """`value` with lists in place of what is numbered from 0 on."""
    if not isinstance(value, dict):
        return value
    inner = {name: _as_lists(item) for name, item in value.items()}
    if inner and list(inner) == [str(number) for number in range(len(inner))]:
        return list(inner.values())
    return inner
