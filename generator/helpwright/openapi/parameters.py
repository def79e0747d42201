"""Parameters of an operation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from helpwright.diagnostics import Finding
from helpwright.openapi.components import Components
from helpwright.openapi.constraints import keywords_of
from helpwright.openapi.defaults import NO_DEFAULT, typed_default
from helpwright.openapi.descriptions import described, suggested
from helpwright.openapi.dump import JSON
from helpwright.openapi.marks import marks, place_of
from helpwright.openapi.types import schema_of
from helpwright.spec import (
    ListOf,
    Named,
    Operation,
    Parameter,
    Scalar,
    TypeRef,
    Unknown,
)

IN_PATH = re.compile(r"\{([^{}]*)\}")
_ORDER = {"path": 0, "query": 1, "header": 2}


def parameters(operation: Operation, components: Components) -> list[JSON]:
    """Parameter objects: those of the path as the path has them, then the others."""
    names = dict.fromkeys(IN_PATH.findall(operation.path))
    in_path = {name: at for at, name in enumerate(names)}
    given: dict[tuple[str, str], Parameter] = {}
    for parameter in operation.parameters:
        key = (parameter.location, parameter.name)
        if parameter.location == "path" and parameter.name not in in_path:
            _report_astray(operation, parameter, components)
        else:
            given.setdefault(key, parameter)
    for name in in_path:
        given.setdefault(("path", name), _undocumented(name))
    chosen = sorted(
        given.values(),
        key=lambda p: (
            _ORDER[p.location],
            in_path[p.name] if p.location == "path" else 0,
        ),
    )
    return [parameter_object(each, components) for each in chosen]


def parameter_object(parameter: Parameter, components: Components) -> dict[str, JSON]:
    """The parameter object of `parameter`."""
    schema, notes = _schema(parameter, components)
    out: dict[str, JSON] = {"name": parameter.name, "in": parameter.location}
    out.update(described(parameter.description, notes))
    if parameter.location == "path" or parameter.required:
        out["required"] = True
    out.update(_style(parameter, components))
    out["schema"] = schema
    if parameter.catch_all:
        out["x-catch-all"] = True
    out.update(suggested(parameter.suggestions))
    unread = (
        "" if parameter.documented else "name: the address has it and no table does"
    )
    out.update(marks(parameter.origins, sources=components.sources, unread=unread))
    return out


def _undocumented(name: str) -> Parameter:
    return Parameter(
        name=name,
        location="path",
        type=Scalar(name="string"),
        required=True,
        documented=False,
    )


def _schema(
    parameter: Parameter, components: Components
) -> tuple[dict[str, JSON], Iterable[str]]:
    """The schema, and what only words can say."""
    if parameter.allowed_values:
        return _listed(parameter, components), parameter.constraints.notes
    schema = schema_of(parameter.type, components)
    if parameter.location == "path" and isinstance(parameter.type, Unknown):
        schema = {"type": "string", **schema}
    place = place_of(parameter.origins, "constraints")
    bounds = keywords_of(parameter.constraints, schema, place, components.findings)
    schema.update(bounds.keywords)
    if parameter.default is not None:
        default = typed_default(
            parameter.default, parameter.type, components.enumerations
        )
        if default is NO_DEFAULT:
            _report_default(parameter, parameter.default, components)
        else:
            schema["default"] = default
    return schema, bounds.notes


def _listed(parameter: Parameter, components: Components) -> dict[str, JSON]:
    """The schema of an option that takes several of its values, with its default."""
    values: list[JSON] = list(dict.fromkeys(parameter.allowed_values))
    schema: dict[str, JSON] = {
        "type": "array",
        "items": {"type": "string", "enum": values},
    }
    if parameter.default is not None:
        words = map(str.strip, parameter.default.split(","))
        given: list[JSON] = [word for word in words if word]
        if all(word in values for word in given):
            schema["default"] = given
        else:
            _report_default(parameter, parameter.default, components)
    return schema


def _style(parameter: Parameter, components: Components) -> dict[str, JSON]:
    if parameter.allowed_values:
        return {"style": "form", "explode": False}
    match parameter.style:
        case "exploded":
            style: dict[str, JSON] = {"style": "form", "explode": True}
            if _is_model(_item(parameter.type), components):
                style["x-aspnet-style"] = "indexed-members"
            return style
        case "comma" if parameter.location == "query":
            return {"style": "form", "explode": False}
        case "indexed-pairs":
            return {"x-aspnet-style": "indexed-pairs"}
    if _is_bound_by_member(parameter) and _is_model(parameter.type, components):
        # The binder takes `range[from]` for `range.from`, and tools know that style.
        return {"style": "deepObject", "explode": True}
    return {}


def _is_bound_by_member(parameter: Parameter) -> bool:
    """Whether the address lacks a query parameter, as it does that of a class; one of a
    class that a converter reads from a single text is there.
    """
    return parameter.location == "query" and any(
        origin.fact == "location" and origin.basis == "inferred"
        for origin in parameter.origins
    )


def _item(type_: TypeRef) -> TypeRef:
    return type_.items if isinstance(type_, ListOf) else type_


def _is_model(type_: TypeRef, components: Components) -> bool:
    return isinstance(type_, Named) and type_.name in components.models


def _report_default(parameter: Parameter, text: str, components: Components) -> None:
    components.findings.add(
        Finding(
            code="HW602",
            severity="warning",
            message=f"the default of {parameter.name!r} is no value of its type",
            place=place_of(parameter.origins, "default"),
            text=text,
            made_of_it="no default is stated",
            advice="give the type or the default in a correction",
        )
    )


def _report_astray(
    operation: Operation, parameter: Parameter, components: Components
) -> None:
    components.findings.add(
        Finding(
            code="HW607",
            severity="warning",
            message=f"{operation.method} {operation.path} has no {{{parameter.name}}}",
            place=place_of(parameter.origins, "location"),
            text=parameter.name,
            made_of_it="the path parameter is left out",
            advice="correct the path or the parameter",
        )
    )
