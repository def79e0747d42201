"""Changes every reference to a model in an API."""

from __future__ import annotations

from collections.abc import Callable

from helpwright.spec import (
    Api,
    Body,
    ListOf,
    MapOf,
    Model,
    Named,
    Operation,
    PairOf,
    TypeRef,
)
from helpwright.value import replace

Change = Callable[[str], str]


def rename_references(api: Api, change: Change) -> Api:
    """`api` with `change` applied to each name that a type refers to."""
    return replace(
        api,
        models=tuple(_model(model, change) for model in api.models),
        operations=tuple(_operation(op, change) for op in api.operations),
    )


def rename_in(type_ref: TypeRef, change: Change) -> TypeRef:
    """`type_ref` with `change` applied to each name in it."""
    match type_ref:
        case Named(name=name):
            return Named(name=change(name))
        case ListOf(items=items):
            return ListOf(items=rename_in(items, change))
        case MapOf(key=key, value=value):
            return MapOf(key=rename_in(key, change), value=rename_in(value, change))
        case PairOf(key=key, value=value):
            return PairOf(key=rename_in(key, change), value=rename_in(value, change))
        case _:
            return type_ref


def _model(model: Model, change: Change) -> Model:
    properties = tuple(
        replace(prop, type=rename_in(prop.type, change)) for prop in model.properties
    )
    return replace(model, properties=properties)


def _operation(operation: Operation, change: Change) -> Operation:
    def body(part: Body | None) -> Body | None:
        if part is None:
            return None
        return replace(part, type=rename_in(part.type, change))

    return replace(
        operation,
        parameters=tuple(
            replace(parameter, type=rename_in(parameter.type, change))
            for parameter in operation.parameters
        ),
        request=body(operation.request),
        responses=tuple(
            replace(response, body=body(response.body))
            for response in operation.responses
        ),
    )
