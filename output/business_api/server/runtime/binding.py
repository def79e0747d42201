"""Binds JSON to a schema as Json.NET binds it to a class: names matched ignoring case.

A schema is compiled once into a function that gives the value with every member under
its documented name, without the members that nobody documents, and reports what is
wrong. The schemas are those of an OpenAPI 3.1 document; what they do not use is not
read here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

from .formats import CHECKS, NET_TYPES, canonical_guid, is_base64
from .json_values import is_array, is_object
from .patterns import compile_pattern
from .problems import MAX_PROBLEMS, Problem, Rule

Schema: TypeAlias = Mapping[str, Any]
"""A JSON Schema, as `jsontext.loads` reads it."""


@dataclass(slots=True)
class Report:
    """What binding one value found."""

    problems: list[Problem] = field(default_factory=list[Problem])
    unknown: list[str] = field(default_factory=list[str])
    """Names that no schema has; they are dropped, as the original does."""

    def add(
        self,
        rule: Rule,
        value: object,
        expected: str = "",
        *,
        bounds: tuple[object, object] = (None, None),
        path: Sequence[str | int] = (),
    ) -> None:
        """Keeps a problem, up to `MAX_PROBLEMS`."""
        if len(self.problems) < MAX_PROBLEMS:
            problem = Problem(rule, value, expected, bounds, list(path))
            self.problems.append(problem)

    def within(self, step: str | int, since: int) -> None:
        """Says that the problems from number `since` on stand inside `step`."""
        for problem in self.problems[since:]:
            problem.path.append(step)


Bind: TypeAlias = Callable[[Any, Report], Any]
"""Gives the bound value; what is wrong goes to the report and never stops it."""


class Binder:
    """Compiles the schemas of one document."""

    def __init__(self, components: Mapping[str, Schema]) -> None:
        self._components = components
        self._compiled: dict[str, Bind] = {}

    def compile(self, schema: Schema) -> Bind:
        """A function that binds a value to `schema`."""
        if "$ref" in schema:
            return self._component(component_of(schema["$ref"]))
        checks = [self._typed(schema)]
        checks += [self.compile(part) for part in schema.get("allOf", ())]
        if "anyOf" in schema:
            checks.append(self._any_of(schema["anyOf"]))
        return _all(checks)

    def resolve(self, schema: Schema) -> Schema:
        """`schema`, or the component that it refers to."""
        while "$ref" in schema:
            schema = self._components.get(component_of(schema["$ref"]), {})
        return schema

    def component(self, name: str) -> Schema:
        """The component of that name; a schema that takes everything without one."""
        return self._components.get(name, {})

    def name_of(self, schema: Schema) -> str:
        """Name of the component that `schema`, null or not, refers to; or empty."""
        for choice in (schema, *schema.get("anyOf", ())):
            if "$ref" in choice:
                return component_of(choice["$ref"])
        return ""

    def _component(self, name: str) -> Bind:
        """The bind of a component, which may hold itself."""
        if name not in self._compiled:
            schema = {"title": name, **self._components.get(name, {})}
            self._compiled[name] = lambda value, report: self._compiled[name](
                value, report
            )
            self._compiled[name] = self.compile(schema)
        return self._compiled[name]

    def _typed(self, schema: Schema) -> Bind:
        types = schema.get("type", ())
        names = [types] if isinstance(types, str) else list(types)
        plain = [name for name in names if name != "null"]
        if "enum" in schema:
            bind = _enum(schema)
        elif plain:
            bind = _first_fitting([self._plain(name, schema) for name in plain])
        elif "properties" in schema or "required" in schema:
            bind = self._object(schema)
        else:
            bind = _anything
        return _or_null(bind) if "null" in names else bind

    def _plain(self, name: str, schema: Schema) -> Bind:
        match name:
            case "string":
                return _string(schema)
            case "integer":
                return _integer(schema)
            case "number":
                return _number(schema)
            case "boolean":
                return _boolean
            case "array":
                return self._array(schema)
            case "object":
                return self._object(schema)
            case _:
                return _anything

    def _array(self, schema: Schema) -> Bind:
        bind_item = self.compile(schema.get("items", {}))
        least, most = schema.get("minItems"), schema.get("maxItems")

        def bind(value: Any, report: Report) -> Any:
            if not is_array(value):
                report.add("array-expected", value, "System.Collections.Generic.List")
                return value
            if not _between(len(value), least, most):
                report.add("items", value, bounds=(least, most))
            bound: list[Any] = []
            for index, item in enumerate(value):
                since = len(report.problems)
                bound.append(bind_item(item, report))
                if len(report.problems) > since:
                    report.within(index, since)
            return bound

        return bind

    def _object(self, schema: Schema) -> Bind:
        members = {
            name: (name, self.compile(member))
            for name, member in schema.get("properties", {}).items()
        }
        folded: dict[str, tuple[str, Bind]] = {}
        for name, member in members.items():
            folded.setdefault(name.casefold(), member)
        others = schema.get("additionalProperties", True)
        bind_other = None if isinstance(others, bool) else self.compile(others)
        keep_others = bind_other is not None or not members
        required = required_of(schema)
        of_type = str(schema.get("title", "")) or "System.Object"

        def bind(value: Any, report: Report) -> Any:
            if not is_object(value):
                report.add("object-expected", value, of_type)
                return value
            bound: dict[str, Any] = {}
            for name, item in value.items():
                member = members.get(name) or folded.get(name.casefold())
                if member is not None:
                    name, bind_member = member
                elif not keep_others:
                    report.unknown.append(name)
                    continue
                else:
                    bind_member = bind_other or _anything
                since = len(report.problems)
                bound[name] = bind_member(item, report)
                if len(report.problems) > since:
                    report.within(name, since)
            for name in required:
                if name not in bound:
                    report.add("required", None, path=(name,))
            return bound

        return bind

    def _any_of(self, schemas: Sequence[Schema]) -> Bind:
        rule = one_required({"anyOf": schemas})
        if rule is not None:
            return rule
        nullable = any(schema.get("type") == "null" for schema in schemas)
        binds = [self.compile(s) for s in schemas if s.get("type") != "null"]
        bind = _first_fitting(binds) if binds else _anything
        return _or_null(bind) if nullable else bind


def required_of(schema: Schema) -> tuple[str, ...]:
    """Members that must be there: both of a KeyValuePair, which models know."""
    pair = ("Key", "Value")
    is_pair = tuple(schema.get("properties", ())) == pair and "title" not in schema
    return pair if is_pair else tuple(schema.get("required", ()))


def component_of(reference: str) -> str:
    """Name of the component that `reference` points to."""
    name = reference.rpartition("/")[2]
    return name.replace("~1", "/").replace("~0", "~")


def _anything(value: Any, report: Report) -> Any:
    return value


def _all(binds: Sequence[Bind]) -> Bind:
    needed = [bind for bind in binds if bind is not _anything]
    if not needed:
        return _anything
    if len(needed) == 1:
        return needed[0]

    def bind_all(value: Any, report: Report) -> Any:
        for bind in needed:
            value = bind(value, report)
        return value

    return bind_all


def _first_fitting(binds: Sequence[Bind]) -> Bind:
    if len(binds) == 1:
        return binds[0]

    def bind_first(value: Any, report: Report) -> Any:
        first: Report | None = None
        for bind in binds:
            attempt = Report()
            bound = bind(value, attempt)
            if not attempt.problems:
                report.unknown += attempt.unknown
                return bound
            first = first or attempt
        if first is not None:
            report.problems += first.problems
        return value

    return bind_first


def _or_null(bind: Bind) -> Bind:
    def bind_or_null(value: Any, report: Report) -> Any:
        return None if value is None else bind(value, report)

    return bind_or_null


def one_required(schema: Schema) -> Bind | None:
    """The rule that one of some groups of members must be there, if `schema` is one."""
    choices = schema.get("anyOf", ())
    if not choices or any(choice.keys() != {"required"} for choice in choices):
        return None
    groups = [tuple(choice["required"]) for choice in choices]
    names = ", ".join(name for group in groups for name in group)

    def bind(value: Any, report: Report) -> Any:
        if is_object(value) and not any(
            all(name in value for name in group) for group in groups
        ):
            report.add("one-required", None, names)
        return value

    return bind


def _enum(schema: Schema) -> Bind:
    """Values and, as Json.NET reads them, names of numbers; case is ignored."""
    values = list(schema["enum"])
    exact: set[tuple[type, Any]] = {(type(value), value) for value in values}
    folded = {value.casefold(): value for value in values if isinstance(value, str)}
    for name, value in zip(schema.get("x-enum-varnames", ()), values, strict=False):
        folded.setdefault(str(name).casefold(), value)
    is_open = bool(schema.get("x-extensible-enum"))
    is_number = schema.get("type") == "integer"
    bind_open = _integer({}) if is_number else _string({})
    of_type = str(schema.get("title", "")) or "System.Enum"

    def bind(value: Any, report: Report) -> Any:
        if isinstance(value, str) and value.casefold() in folded:
            return folded[value.casefold()]
        if is_open:
            return bind_open(value, report)
        if isinstance(value, Decimal) and value == value.to_integral_value():
            value = int(value)
        if not isinstance(value, (str, int)) or (type(value), value) not in exact:
            report.add("enum", value, of_type)
        return value

    return bind


def _string(schema: Schema) -> Bind:
    format_ = schema.get("format", "")
    check = CHECKS.get(format_)
    if schema.get("contentEncoding") == "base64":
        check = is_base64
    least, most = schema.get("minLength"), schema.get("maxLength")
    pattern = compile_pattern(schema["pattern"]) if "pattern" in schema else None
    of_type = NET_TYPES.get(format_, NET_TYPES["string"])

    def bind(value: Any, report: Report) -> Any:
        if not isinstance(value, str):
            report.add("type", value, of_type)
            return value
        if check is not None and not check(value):
            report.add("format", value, of_type)
        elif not _between(len(value), least, most):
            report.add("length", value, bounds=(least, most))
        elif pattern is not None and not pattern(value):
            report.add("pattern", value, schema["pattern"])
        elif format_ == "uuid":
            return canonical_guid(value)
        return value

    return bind


def _integer(schema: Schema) -> Bind:
    in_range = _range(schema)

    def bind(value: Any, report: Report) -> Any:
        if type(value) is not int:
            if not isinstance(value, Decimal) or value != value.to_integral_value():
                report.add("type", value, NET_TYPES["integer"])
                return value
            value = int(value)
        return in_range(value, report)

    return bind


def _number(schema: Schema) -> Bind:
    in_range = _range(schema)
    of_type = NET_TYPES.get(schema.get("format", ""), NET_TYPES["number"])

    def bind(value: Any, report: Report) -> Any:
        if type(value) is not int and not isinstance(value, Decimal):
            report.add("type", value, of_type)
            return value
        return in_range(value, report)

    return bind


def _boolean(value: Any, report: Report) -> Any:
    if value is not True and value is not False:
        report.add("type", value, NET_TYPES["boolean"])
    return value


def _range(schema: Schema) -> Bind:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is None and most is None:
        return _anything

    def bind(value: Any, report: Report) -> Any:
        if not _between(value, least, most):
            report.add("range", value, bounds=(least, most))
        return value

    return bind


def _between(value: int | Decimal, least: Any, most: Any) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)
