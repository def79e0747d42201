"""Corrections of operations: facts of one, parameters, bodies, missing and extra ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from helpwright.corrections import values
from helpwright.corrections.file import Correction, Value
from helpwright.corrections.values import CorrectionError
from helpwright.spec import (
    Api,
    Body,
    MediaType,
    Operation,
    Parameter,
    Response,
)
from helpwright.value import replace

_METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE")
_NEW = ("summary", "description", "tag", "request", "response", "parameters")
_STATUS = re.compile("[1-5][0-9]{2}|default")
_FACTS: dict[str, Callable[[Value], Any]] = {
    "summary": values.text,
    "description": values.text,
    "tag": values.text,
    "deprecated": values.flag,
    "idempotent": values.flag,
}


def key(operation: Operation) -> str:
    """How corrections call an operation: `VERB /path`."""
    return f"{operation.method} {operation.path}"


def correct_operation(api: Api, correction: Correction) -> Api:
    """`api` with one correction of an operation applied. Raises CorrectionError."""
    name, way = correction.address.name, correction.address.way
    found = [op for op in api.operations if key(op).casefold() == name.casefold()]
    if not way:
        if found:
            raise CorrectionError(
                "the operation is documented; name the fact to change"
            )
        return replace(api, operations=(*api.operations, _missing(api, correction)))
    if not found:
        raise CorrectionError("no such operation; `helpwright explain` lists them")
    if way == ("exists",):
        if values.flag(correction.value):
            return api
        return replace(
            api, operations=tuple(op for op in api.operations if op not in found)
        )
    changed = {id(op): _correct(op, way, correction, _known(api)) for op in found}
    operations = tuple(changed.get(id(op), op) for op in api.operations)
    return replace(api, operations=operations)


def _known(api: Api) -> frozenset[str]:
    return frozenset(
        [model.name for model in api.models]
        + [enumeration.name for enumeration in api.enumerations]
    )


def _missing(api: Api, correction: Correction) -> Operation:
    fields = values.table(correction.value, _NEW)
    method, _, path = correction.address.name.partition(" ")
    if method.upper() not in _METHODS or not path.startswith("/"):
        raise CorrectionError('an operation is called like "GET /jobs/{id}"')
    known = _known(api)
    in_path = _names_in(path)
    given = fields.get("parameters", {})
    types = values.table(given, given if isinstance(given, dict) else ())
    parameters = tuple(
        Parameter(
            name=name,
            location="path" if name in in_path else "query",
            type=values.type_of(types.get(name, "string"), known),
            required=name in in_path,
            origins=(values.origin("name", correction),),
        )
        for name in [*in_path, *(name for name in types if name not in in_path)]
    )

    def body(part: str) -> Body | None:
        if part not in fields:
            return None
        return Body(
            type=values.type_of(fields[part], known),
            media_types=(MediaType(name="application/json"),),
            origins=(values.origin("type", correction),),
        )

    answer = body("response")
    return Operation(
        method=method.upper(),
        path=path,
        summary=values.text(fields.get("summary", "")),
        description=values.text(fields.get("description", "")),
        tag=values.text(fields.get("tag", "")),
        parameters=parameters,
        request=body("request"),
        responses=(Response(status="200" if answer else "204", body=answer),),
        origins=(values.origin("operation", correction),),
    )


def _correct(
    operation: Operation,
    way: tuple[str, ...],
    correction: Correction,
    known: frozenset[str],
) -> Operation:
    value = correction.value
    match way:
        case ("method",):
            if value not in _METHODS:
                raise CorrectionError(f"expected one of {', '.join(_METHODS)}")
            operation = replace(operation, method=values.text(value))
        case ("path",):
            operation = _move(operation, values.text(value))
        case (fact,) if fact in _FACTS:
            changed: dict[str, Any] = {fact: _FACTS[fact](value)}
            operation = replace(operation, **changed)
        case ("parameter", name, fact):
            return _parameter(operation, name, fact, correction, known)
        case ("request", fact):
            body = _body(operation.request, fact, correction, known)
            return replace(operation, request=body)
        case ("response", *rest) if rest:
            return _response(operation, tuple(rest), correction, known)
        case _:
            facts = ", ".join(("method", "path", *_FACTS))
            raise CorrectionError(
                f"an operation has the facts {facts}, parameter NAME.FACT,"
                " request.FACT and response.FACT"
            )
    origin = values.origin(way[0], correction)
    return replace(operation, origins=(*operation.origins, origin))


def _move(operation: Operation, path: str) -> Operation:
    """The operation under another path, with a parameter for each `{name}` in it."""
    if not path.startswith("/") or "?" in path:
        raise CorrectionError("a path starts with a slash and has no query")
    names = _names_in(path)
    kept = [p for p in operation.parameters if p.location != "path" or p.name in names]
    have = {p.name for p in kept if p.location == "path"}
    new = [
        Parameter(
            name=name,
            location="path",
            type=values.type_of("string", ()),
            required=True,
            documented=False,
        )
        for name in names
        if name not in have
    ]
    return replace(operation, path=path, parameters=(*new, *kept))


def _names_in(path: str) -> list[str]:
    """Names of the parameters in a path, each once."""
    return list(dict.fromkeys(re.findall(r"\{([^{}]+)\}", path)))


def _parameter(
    operation: Operation,
    name: str,
    fact: str,
    correction: Correction,
    known: frozenset[str],
) -> Operation:
    value = correction.value
    readers: dict[str, Callable[[Value], Any]] = {
        "required": values.flag,
        "default": values.text,
        "description": values.text,
        "nullable": values.nullability,
        "allowed_values": values.words,
        "type": lambda given: values.type_of(given, known),
    }
    if fact not in readers:
        raise CorrectionError(f"a parameter has the facts {', '.join(readers)}")
    if all(parameter.name != name for parameter in operation.parameters):
        raise CorrectionError(f"the operation has no parameter {name!r}")
    origin = values.origin(fact, correction)

    def changed(parameter: Parameter) -> Parameter:
        if parameter.name != name:
            return parameter
        fields: dict[str, Any] = {fact: readers[fact](value)}
        return replace(parameter, **fields, origins=(*parameter.origins, origin))

    parameters = tuple(changed(parameter) for parameter in operation.parameters)
    return replace(operation, parameters=parameters)


def _response(
    operation: Operation,
    way: tuple[str, ...],
    correction: Correction,
    known: frozenset[str],
) -> Operation:
    """Corrects a fact of a response; the first one where `way` names no status."""
    status = way[0] if _STATUS.fullmatch(way[0]) else ""
    fact = way[-1]
    responses = list(operation.responses)
    index = next(
        (i for i, answer in enumerate(responses) if status in ("", answer.status)), None
    )
    if index is None:
        responses.append(Response(status=status or "200"))
        index = len(responses) - 1
    answer = responses[index]
    origin = values.origin(fact, correction)
    if fact == "status":
        if not _STATUS.fullmatch(values.text(correction.value)):
            raise CorrectionError('expected a status such as "404", or "default"')
        answer = replace(answer, status=values.text(correction.value))
    elif fact == "description":
        answer = replace(answer, description=values.text(correction.value))
    else:
        answer = replace(answer, body=_body(answer.body, fact, correction, known))
        if answer.status == "204" and answer.body is not None:
            answer = replace(answer, status="200")
    responses[index] = replace(answer, origins=(*answer.origins, origin))
    return replace(operation, responses=tuple(responses))


def _body(
    body: Body | None, fact: str, correction: Correction, known: frozenset[str]
) -> Body | None:
    value = correction.value
    if fact == "type" and value == "None":
        return None
    base = body or Body(
        type=values.type_of("Object", ()),
        media_types=(MediaType(name="application/json"),),
    )
    if fact == "type":
        base = replace(base, type=values.type_of(value, known))
    elif fact == "description":
        base = replace(base, description=values.text(value))
    elif fact == "media_types":
        have = {media.name: media for media in base.media_types}
        names = values.words(value)
        base = replace(
            base,
            media_types=tuple(have.get(name, MediaType(name=name)) for name in names),
        )
    else:
        raise CorrectionError("a body has the facts type, description, media_types")
    return replace(base, origins=(*base.origins, values.origin(fact, correction)))
