"""Operations without a described response, and models that nothing describes."""

from __future__ import annotations

from collections.abc import Iterator

from helpwright.checks.places import place_of, place_of_operation
from helpwright.diagnostics import Finding, Findings, Severity
from helpwright.place import Place
from helpwright.spec import (
    Api,
    ListOf,
    MapOf,
    Named,
    Operation,
    Origin,
    PairOf,
    Response,
    Scalar,
    TypeRef,
    Unknown,
)
from helpwright.vocabulary import PLUMBING, PLUMBING_PARTS

_FRAMEWORK = PLUMBING | PLUMBING_PARTS


def check_operations(api: Api, findings: Findings) -> None:
    """Reports operations without a described response, and models without description."""
    for operation in api.operations:
        if not operation.documented:
            continue
        if not operation.responses:
            _report_response(
                operation,
                findings,
                code="HW503",
                severity="warning",
                message="documents no response",
            )
        elif all(map(_says_nothing, operation.responses)):
            _report_response(
                operation,
                findings,
                code="HW507",
                severity="note",
                message="does not say what it answers",
            )
    _undescribed(api, findings)


def _says_nothing(response: Response) -> bool:
    """Whether something is answered of which neither a type nor a sample is shown."""
    body = response.body
    if body is None:
        return False
    match body.type:
        case Unknown() | Scalar(name="Object"):
            pass
        case Named(name=name) if name in PLUMBING:
            pass
        case _:
            return False
    samples = [media_type.sample for media_type in body.media_types]
    return not any(s and s.kind not in ("unavailable", "error") for s in samples)


def _report_response(
    operation: Operation,
    findings: Findings,
    *,
    code: str,
    severity: Severity,
    message: str,
) -> None:
    findings.add(
        Finding(
            code=code,
            severity=severity,
            message=f"{operation.method} {operation.path} {message}",
            place=place_of_operation(operation),
            made_of_it="any answer is accepted and none is typed",
            advice="give the response in a correction",
        )
    )


def _undescribed(api: Api, findings: Findings) -> None:
    described = {model.name for model in api.models}
    described |= {enumeration.name for enumeration in api.enumerations}
    first: dict[str, tuple[str, Place]] = {}
    for name, where, place in _mentions(api):
        if name not in _FRAMEWORK:
            first.setdefault(name, (where, place))
    for name, (where, place) in first.items():
        if name in described:
            continue
        findings.add(
            Finding(
                code="HW504",
                severity="warning",
                message=f"nothing describes {name}, the type of {where}",
                place=place,
                text=name,
                made_of_it="any value fits it",
                advice="save the model's page with the others, if the site has it",
            )
        )


def _mentions(api: Api) -> Iterator[tuple[str, str, Place]]:
    """Each name of a model, what is of that type, and where it is said to be."""
    for operation in api.operations:
        what = f"{operation.method} {operation.path}"
        bodies = [operation.request, *(r.body for r in operation.responses)]
        nodes: list[tuple[TypeRef, str, tuple[Origin, ...]]] = [
            (body.type, f"a body of {what}", body.origins) for body in bodies if body
        ]
        for parameter in operation.parameters:
            where = f"{parameter.name!r} of {what}"
            nodes.append((parameter.type, where, parameter.origins))
        for type_, where, origins in nodes:
            place = place_of(origins, "type")
            if not place.page:
                place = place_of_operation(operation)
            for name in _names(type_):
                yield name, where, place
    for model in api.models:
        for property_ in model.properties:
            place = place_of(property_.origins, "type")
            for name in _names(property_.type):
                yield name, f"{model.name}.{property_.name}", place


def _names(type_: TypeRef) -> Iterator[str]:
    match type_:
        case Named(name=name):
            yield name
        case ListOf(items=items):
            yield from _names(items)
        case MapOf(key=key, value=value) | PairOf(key=key, value=value):
            yield from _names(key)
            yield from _names(value)
