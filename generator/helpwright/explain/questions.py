"""What a spec leaves open, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterator

from helpwright.corrections.address import Address
from helpwright.explain.addresses import operation_address
from helpwright.spec import (
    Api,
    Body,
    Enumeration,
    ListOf,
    MapOf,
    Model,
    Named,
    Operation,
    Origin,
    PairOf,
    Property,
    TypeRef,
    Unknown,
)
from helpwright.value import dataclass

_CORRECTION = "a correction"
_TRAFFIC = "a recording of real answers (`helpwright observe`)"
_EITHER = f"{_TRAFFIC}, or {_CORRECTION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A fact that nothing decides."""

    address: str
    fact: str
    why: str
    decided_by: str
    correct: Address
    """The fact as a correction calls it."""


def open_questions(api: Api) -> tuple[OpenQuestion, ...]:
    """Everything in `api` that is undecided or only guessed, in the order of the spec."""
    known = {model.name for model in api.models}
    known |= {enumeration.name for enumeration in api.enumerations}
    found = [q for operation in api.operations for q in _of_operation(operation, known)]
    found += [q for model in api.models for q in _of_model(model, known)]
    found += [q for each in api.enumerations for q in _of_enumeration(each)]
    return tuple(found)


def _of_operation(operation: Operation, known: set[str]) -> Iterator[OpenQuestion]:
    address = operation_address(operation)
    for fact in ("method", "path"):
        for origin in operation.origins:
            if origin.fact == fact and origin.basis == "inferred":
                yield OpenQuestion(
                    address=address,
                    fact=fact,
                    why=origin.note or "no page says it",
                    decided_by=f"the page's own address, an index page, or {_CORRECTION}",
                    correct=_operation(operation, fact),
                )
                break
    if operation.request is not None:
        correct = _operation(operation, "request", "type")
        yield from _of_body(f"{address}.request", operation.request, known, correct)
    for response in operation.responses:
        if response.body is not None:
            name = f"{address}.responses.{response.status}.body"
            correct = _operation(operation, "response", response.status, "type")
            yield from _of_body(name, response.body, known, correct)


def _operation(operation: Operation, *way: str) -> Address:
    name = f"{operation.method} {operation.path}"
    return Address(kind="operation", name=name, way=way)


def _of_body(
    address: str, body: Body, known: set[str], correct: Address
) -> Iterator[OpenQuestion]:
    yield from _of_type(address, body.type, body.origins, known, correct)


def _of_model(model: Model, known: set[str]) -> Iterator[OpenQuestion]:
    for member in model.properties:
        address = f"{model.name}.{member.name}"
        way = member.wire_name
        correct = Address(kind="model", name=model.name, way=(way, "type"))
        yield from _of_type(address, member.type, member.origins, known, correct)
        yield from _of_member(address, model, member)


def _of_member(address: str, model: Model, member: Property) -> Iterator[OpenQuestion]:
    def correct(fact: str) -> Address:
        return Address(kind="model", name=model.name, way=(member.wire_name, fact))

    if member.nullable == "unknown":
        for origin in member.origins:
            if origin.fact == "nullable":
                yield _nullable(address, origin, correct("nullable"))
                break
    for origin in member.origins:
        if origin.fact == "wire_name" and origin.strength == "suggested":
            yield OpenQuestion(
                address=address,
                fact="wire_name",
                why=origin.note,
                decided_by=f"a sample of the model, {_EITHER}",
                correct=correct("wire_name"),
            )


def _nullable(address: str, origin: Origin, correct: Address) -> OpenQuestion:
    if origin.rule == "counting.no-restart":
        return OpenQuestion(
            address=address,
            fact="nullable",
            why="it took a number, but no value of the API starts again at 1, so that its"
            " generator may count nullable values too",
            decided_by=f"a page of the same API on which a value starts again, {_EITHER}",
            correct=correct,
        )
    return OpenQuestion(
        address=address,
        fact="nullable",
        why=origin.note,
        decided_by=_EITHER,
        correct=correct,
    )


def _of_type(
    address: str,
    type_: TypeRef,
    origins: tuple[Origin, ...],
    known: set[str],
    correct: Address,
) -> Iterator[OpenQuestion]:
    if isinstance(_core(type_), Unknown):
        why = next((o.note for o in origins if o.fact == "type" and o.note), "")
        yield OpenQuestion(
            address=address,
            fact="type",
            why=why or "no page states it and no sample shows it",
            decided_by=f"a sample that shows a value, {_EITHER}",
            correct=correct,
        )
    core = _core(type_)
    if isinstance(core, Named) and core.name not in known:
        yield OpenQuestion(
            address=address,
            fact="type",
            why=f"no page describes {core.name}, and no sample shows one",
            decided_by=f"the page of {core.name}, {_EITHER}",
            correct=correct,
        )


def _core(type_: TypeRef) -> TypeRef:
    """What a list or a dictionary holds in the end."""
    while isinstance(type_, ListOf | MapOf | PairOf):
        type_ = type_.items if isinstance(type_, ListOf) else type_.value
    return type_


def _of_enumeration(enumeration: Enumeration) -> Iterator[OpenQuestion]:
    if not enumeration.complete:
        yield OpenQuestion(
            address=enumeration.name,
            fact="members",
            why="no page lists them; samples show those that they happen to hold",
            decided_by=f"the page of {enumeration.name}, {_EITHER}",
            correct=Address(
                kind="enum", name=enumeration.name, way=("member", "ANOTHER")
            ),
        )
    if enumeration.wire == "unknown":
        yield OpenQuestion(
            address=enumeration.name,
            fact="wire",
            why="no sample shows whether JSON has the number or the name",
            decided_by=f"a sample that holds one, {_EITHER}",
            correct=Address(kind="enum", name=enumeration.name, way=("wire",)),
        )
