"""Which types go into requests, and which come back in answers.

The same change breaks one direction and is harmless in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpwright.spec import Api, Model, Named, TypeRef
from helpwright.value import dataclass


@dataclass(frozen=True, slots=True)
class Directions:
    sent: frozenset[str]
    """Names of models and enumerations that requests can hold."""
    received: frozenset[str]
    addressed: frozenset[str]
    """Names of those that parameters hold."""


@dataclass(frozen=True, slots=True)
class Uses:
    """How a named type travels, in the old state or in the new one."""

    sent: bool
    received: bool
    renamed: Mapping[str, str]
    """Old to new names of models and enumerations."""
    addressed: bool = False
    """Whether it is sent in an address, where an enumeration goes by its names."""


def directions(api: Api) -> Directions:
    """The directions in which each named type of `api` travels."""
    models = {model.name: model for model in api.models}
    addressed: list[str] = []
    sent: list[str] = []
    received: list[str] = []
    for operation in api.operations:
        for parameter in operation.parameters:
            addressed.extend(named(parameter.type))
        if operation.request is not None:
            sent.extend(named(operation.request.type))
        for response in operation.responses:
            if response.body is not None:
                received.extend(named(response.body.type))
    return Directions(
        sent=_closure([*addressed, *sent], models),
        received=_closure(received, models),
        addressed=_closure(addressed, models),
    )


def named(type_ref: TypeRef) -> Iterator[str]:
    """Names of the models and enumerations in a type."""
    if isinstance(type_ref, Named):
        yield type_ref.name
    for part in ("items", "key", "value"):
        inner = getattr(type_ref, part, None)
        if inner is not None:
            yield from named(inner)


def _closure(names: list[str], models: dict[str, Model]) -> frozenset[str]:
    seen: set[str] = set()
    while names:
        name = names.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in models:
            for prop in models[name].properties:
                names.extend(named(prop.type))
    return frozenset(seen)
