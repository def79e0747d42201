"""Reads the values of path and query as ASP.NET binds them.

Names ignore case. A collection is `ids=1&ids=2` or `ids[0]=1&ids[1]=2`, a dictionary is
`filter[0].key=a&filter[0].value=b` or `filter[a]=b`, an object is `range.from=1` or
`range[from]=1`, and what they hold is written likewise. Where the documentation lists
allowed values of an OData option they stand in one value, separated by commas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...runtime.jsontext import dumps
from .binding import Bind, Binder, Report, Schema
from .forms import nested
from .json_values import is_array, is_object
from .typed_text import Text, from_fields, is_dictionary, parser_of, plain, types_of

_OF_VALUES = frozenset(("type", "format", "array-expected", "object-expected"))
"""Rules whose words are those of JSON; in an address a server has one for all."""


@dataclass(slots=True)
class Values:
    """The values of a request's parameters, under their documented names."""

    by_name: dict[str, Any] = field(default_factory=dict[str, Any])
    """As JSON has them."""
    pairs: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """The same as a plain query: one pair a value, a dictionary as JSON text."""


@dataclass(frozen=True, slots=True)
class _Parameter:
    name: str
    required: bool
    kind: str
    """`plain`, `array`, `comma`, `nested` for objects, dictionaries and lists of such,
    or `opaque` for what a converter of .NET reads.
    """
    parse: Callable[[str], Any]
    """What one text stands for; raises ValueError."""
    build: Callable[[Text], Any]
    """What nested fields come to."""
    bind: Bind


class ParameterBinder:
    """Binds the parameters of one operation that stand in one place, path or query."""

    def __init__(self, parameters: Sequence[Schema], binder: Binder) -> None:
        self._parameters = [_parameter(each, binder) for each in parameters]
        self._folded = {p.name.casefold(): p for p in reversed(self._parameters)}

    def bind(self, given: Iterable[tuple[str, str]], report: Report) -> Values:
        """The values in `given`; what nobody documents is reported and left out."""
        if not self._parameters:
            report.unknown += [name for name, _ in given]
            return Values()
        texts: dict[str, list[tuple[str, str]]] = {}
        for name, text in given:
            parameter, rest = self._find(name)
            if parameter is None:
                report.unknown.append(name)
            else:
                texts.setdefault(parameter.name, []).append((rest, text))
        values = Values()
        for parameter in self._parameters:
            _bind_one(parameter, texts.get(parameter.name, ()), values, report)
        return values

    def _find(self, name: str) -> tuple[_Parameter | None, str]:
        """The parameter that `name` gives a value to, and what follows its name."""
        folded = name.casefold()
        if folded in self._folded:
            return self._folded[folded], ""
        start = re.search(r"[.\[]", folded)
        parameter = self._folded.get(folded[: start.start()]) if start else None
        if start is None or parameter is None or parameter.kind == "plain":
            return None, ""
        return parameter, name[start.start() :]


def _parameter(parameter: Schema, binder: Binder) -> _Parameter:
    schema = parameter.get("schema", {})
    resolved = binder.resolve(schema)
    items = plain(resolved.get("items", {}), binder)
    kind, of_one = "plain", resolved
    if "array" in types_of(resolved) and _is_nested(items):
        kind = "nested"
    elif "array" in types_of(resolved):
        kind = "array" if parameter.get("explode", True) else "comma"
        of_one = binder.resolve(resolved.get("items", {}))
    elif is_dictionary(resolved) or parameter.get("style") == "deepObject":
        kind = "nested"
    elif "properties" in resolved or not types_of(resolved):
        kind = "opaque"
    return _Parameter(
        name=str(parameter["name"]),
        required=bool(parameter.get("required")),
        kind=kind,
        parse=parser_of(of_one),
        build=lambda fields: from_fields(fields, schema, binder),
        bind=_as_it_is if kind == "opaque" else binder.compile(schema),
    )


def _is_nested(schema: Schema) -> bool:
    """Whether a value of `schema` has parts."""
    types = types_of(schema)
    return "properties" in schema or "object" in types or "array" in types


def _as_it_is(value: Any, report: Report) -> Any:
    return value


def _bind_one(
    parameter: _Parameter,
    given: Sequence[tuple[str, str]],
    values: Values,
    report: Report,
) -> None:
    """Adds the value of `parameter` to `values`, or says why there is none."""
    since = len(report.problems)
    if not given:
        if parameter.required:
            report.add("required", None, path=(parameter.name,))
        return
    try:
        value = _value(parameter, given)
    except _NotReadable as error:
        report.add("parameter", error.text, path=(parameter.name,))
        return
    value = parameter.bind(value, report)
    for problem in report.problems[since:]:
        if parameter.kind == "nested" and problem.rule in _OF_VALUES:
            problem.rule = "parameter"
    report.within(parameter.name, since)
    values.by_name[parameter.name] = value
    parts = value if is_array(value) else [value]
    values.pairs += [(parameter.name, _text(part)) for part in parts]


class _NotReadable(Exception):
    def __init__(self, text: str) -> None:
        self.text = text


def _value(parameter: _Parameter, given: Sequence[tuple[str, str]]) -> Any:
    """What `given`, pairs of what follows the name and a text, comes to."""

    def parse(text: str) -> Any:
        try:
            return parameter.parse(text)
        except ValueError:
            raise _NotReadable(text) from None

    match parameter.kind:
        case "array":
            return [parse(text) for _, text in given]
        case "comma":
            return [parse(t.strip()) for _, text in given for t in text.split(",") if t]
        case "nested" | "opaque" if all(rest for rest, _ in given):
            fields = nested((f"_{rest}", text) for rest, text in given)
            if "_" in fields:
                return parameter.build(fields["_"])
            raise _NotReadable(given[0][1])
        case "nested":
            raise _NotReadable(next(text for rest, text in given if not rest))
        case _:
            return parse(given[0][1])


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if is_object(value):
        return dumps(value).decode()
    return str(value).lower() if isinstance(value, bool) else str(value)
