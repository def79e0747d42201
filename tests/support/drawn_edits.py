"""An API drawn at random, and random edits of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TypeVar

from helpwright.spec import (
    Api,
    Body,
    Constraints,
    Enumeration,
    EnumMember,
    ListOf,
    MapOf,
    MediaType,
    Model,
    Named,
    Nullability,
    Operation,
    Parameter,
    Property,
    Response,
    Scalar,
    ScalarName,
    TypeRef,
    Unknown,
)

SCALARS: tuple[ScalarName, ...] = (
    "string",
    "integer",
    "unsigned integer",
    "byte",
    "signed byte",
    "boolean",
    "decimal number",
    "date",
    "time interval",
    "globally unique identifier",
    "URI",
    "Object",
)
NULLS: tuple[Nullability, ...] = ("nullable", "not-nullable", "unknown")
WORDS = ("birch", "cedar", "elder", "hazel", "larch", "maple", "rowan", "willow")
Item = TypeVar("Item")
Edit = Callable[[Random, Api], Api]


# --- drawing --------------------------------------------------------------------------


def drawn_api(random: Random) -> Api:
    """Three models, an enumeration and three operations that send and receive them."""
    names = ("Sent", "Received", "Both", "Inner")
    models = tuple(
        Model(name=name, properties=_properties(random, inner=name != "Inner"))
        for name in names
    )
    return Api(
        models=models,
        enumerations=(_enumeration(random),),
        operations=(
            _operation(random, "POST", "/orders", "Sent", ""),
            _operation(random, "GET", "/orders/{id}", "", "Received"),
            _operation(random, "PUT", "/orders/{id}", "Both", "Both"),
        ),
    )


def _properties(random: Random, *, inner: bool) -> tuple[Property, ...]:
    names = random.sample(WORDS, random.randint(2, 5))
    found = [_property(random, name) for name in names]
    if inner:
        found.append(
            Property(name="inner", wire_name="inner", type=Named(name="Inner"))
        )
        found.append(Property(name="kind", wire_name="kind", type=Named(name="Kind")))
    return tuple(found)


def _property(random: Random, name: str) -> Property:
    return Property(
        name=name,
        wire_name=name,
        type=_type(random),
        required=random.random() < 0.4,
        nullable=random.choice(NULLS),
        description=random.choice(("", "Words.")),
        constraints=_constraints(random),
    )


def _type(random: Random) -> TypeRef:
    scalar = Scalar(name=random.choice(SCALARS))
    shapes: tuple[TypeRef, ...] = (
        *(scalar,) * 6,
        ListOf(items=scalar),
        MapOf(key=Scalar(name="string"), value=scalar),
        Unknown(),
    )
    return random.choice(shapes)


def _constraints(random: Random) -> Constraints:
    if random.random() < 0.6:
        return Constraints()
    return Constraints(max_length=random.choice((10, 20, 30)))


def _enumeration(random: Random) -> Enumeration:
    names = random.sample(WORDS, 3)
    members = tuple(
        EnumMember(name=name.capitalize(), value=str(number))
        for number, name in enumerate(names)
    )
    wire = random.choice(("integer", "string", "unknown"))
    return Enumeration(name="Kind", members=members, wire=wire)  # type: ignore[arg-type]


def _operation(
    random: Random, method: str, path: str, sends: str, returns: str
) -> Operation:
    query = [_parameter(random, name) for name in random.sample(WORDS, 2)]
    key = Parameter(
        name="id",
        location="path",
        type=Scalar(name=random.choice(("integer", "string"))),  # type: ignore[arg-type]
        required=True,
    )
    json = (MediaType(name="application/json"),)
    answer = Body(type=Named(name=returns), media_types=json) if returns else None
    return Operation(
        method=method,
        path=path,
        tag="Orders",
        parameters=(*((key,) if "{id}" in path else ()), *query),
        request=Body(type=Named(name=sends), media_types=json) if sends else None,
        responses=(Response(status="200" if answer else "204", body=answer),),
    )


def _parameter(random: Random, name: str) -> Parameter:
    required = random.random() < 0.4
    return Parameter(
        name=name,
        location="query",
        type=Scalar(name=random.choice(SCALARS[:-1])),
        required=required,
        default=None if required else random.choice((None, None, "7")),
    )


# --- edits ----------------------------------------------------------------------------


def drawn_edit(random: Random, api: Api) -> Api:
    """`api` after one edit; now and then one that changes nothing."""
    return random.choice(EDITS)(random, api)


def _swap(items: tuple[Item, ...], old: Item, *new: Item) -> tuple[Item, ...]:
    place = items.index(old)
    return (*items[:place], *new, *items[place + 1 :])


def _in_model(change: Callable[[Random, Model], Model]) -> Edit:
    def edit(random: Random, api: Api) -> Api:
        model = random.choice(api.models)
        changed = change(random, model)
        return replace(api, models=_swap(api.models, model, changed))

    return edit


def _in_property(change: Callable[[Random, Property], Property]) -> Edit:
    def in_model(random: Random, model: Model) -> Model:
        prop = random.choice(model.properties)
        changed = change(random, prop)
        return replace(model, properties=_swap(model.properties, prop, changed))

    return _in_model(in_model)


def _in_operation(change: Callable[[Random, Operation], Operation]) -> Edit:
    def edit(random: Random, api: Api) -> Api:
        operation = random.choice(api.operations)
        changed = change(random, operation)
        return replace(api, operations=_swap(api.operations, operation, changed))

    return edit


def _in_parameter(change: Callable[[Random, Parameter], Parameter]) -> Edit:
    def in_operation(random: Random, operation: Operation) -> Operation:
        parameter = random.choice(operation.parameters)
        changed = change(random, parameter)
        every = _swap(operation.parameters, parameter, changed)
        return replace(operation, parameters=every)

    return _in_operation(in_operation)


def _in_enumeration(change: Callable[[Random, Enumeration], Enumeration]) -> Edit:
    def edit(random: Random, api: Api) -> Api:
        entry = random.choice(api.enumerations)
        changed = change(random, entry)
        return replace(api, enumerations=_swap(api.enumerations, entry, changed))

    return edit


def _without(random: Random, model: Model) -> Model:
    prop = random.choice(model.properties)
    return replace(model, properties=_swap(model.properties, prop))


def _with(random: Random, model: Model) -> Model:
    new = _property(random, "alder")
    return replace(model, properties=(*model.properties, new))


def _shuffled(random: Random, model: Model) -> Model:
    every = random.sample(model.properties, len(model.properties))
    return replace(model, properties=tuple(every))


def _renamed_model(random: Random, api: Api) -> Api:
    """A model, and the bodies that hold it, under another name."""
    model = random.choice([each for each in api.models if each.name != "Inner"])

    def renamed(body: Body | None) -> Body | None:
        if body is None or body.type != Named(name=model.name):
            return body
        return replace(body, type=Named(name="Other"))

    operations = tuple(
        replace(
            operation,
            request=renamed(operation.request),
            responses=tuple(
                replace(each, body=renamed(each.body)) for each in operation.responses
            ),
        )
        for operation in api.operations
    )
    models = _swap(api.models, model, replace(model, name="Other"))
    return replace(api, models=models, operations=operations)


def _without_operation(random: Random, api: Api) -> Api:
    gone = random.choice(api.operations)
    return replace(api, operations=_swap(api.operations, gone))


def _with_operation(random: Random, api: Api) -> Api:
    new = _operation(random, "DELETE", "/orders/{id}", "", "")
    return replace(api, operations=(*api.operations, new))


def _other_answer(random: Random, operation: Operation) -> Operation:
    bodies = (None, Body(type=_type(random)), Body(type=Named(name="Received")))
    body = random.choice(bodies)
    return replace(
        operation, responses=(Response(status="200" if body else "204", body=body),)
    )


def _other_request(random: Random, operation: Operation) -> Operation:
    bodies = (None, Body(type=_type(random)), Body(type=Named(name="Sent")))
    return replace(operation, request=random.choice(bodies))


def _without_parameter(random: Random, operation: Operation) -> Operation:
    query = [each for each in operation.parameters if each.location == "query"]
    gone = random.choice(query)
    return replace(operation, parameters=_swap(operation.parameters, gone))


def _with_parameter(random: Random, operation: Operation) -> Operation:
    new = _parameter(random, "alder")
    return replace(operation, parameters=(*operation.parameters, new))


def _other_required(random: Random, parameter: Parameter) -> Parameter:
    if parameter.location == "path":
        return parameter
    return replace(parameter, required=not parameter.required, default=None)


def _without_value(random: Random, entry: Enumeration) -> Enumeration:
    return replace(entry, members=_swap(entry.members, random.choice(entry.members)))


def _with_value(random: Random, entry: Enumeration) -> Enumeration:
    return replace(entry, members=(*entry.members, EnumMember(name="Alder", value="9")))


def _other_value(random: Random, entry: Enumeration) -> Enumeration:
    member = random.choice(entry.members)
    changed = random.choice((replace(member, value="8"), replace(member, name="Alder")))
    return replace(entry, members=_swap(entry.members, member, changed))


EDITS: tuple[Edit, ...] = (
    _in_model(_without),
    _in_model(_with),
    _in_model(_shuffled),
    _in_property(lambda random, prop: replace(prop, type=_type(random))),
    _in_property(lambda random, prop: replace(prop, type=_type(random))),
    _in_property(lambda random, prop: replace(prop, required=not prop.required)),
    _in_property(lambda random, prop: replace(prop, nullable=random.choice(NULLS))),
    _in_property(lambda random, prop: replace(prop, constraints=_constraints(random))),
    _in_property(lambda random, prop: replace(prop, description="Other words.")),
    _in_property(lambda random, prop: replace(prop, wire_name=f"{prop.name}Id")),
    _renamed_model,
    _without_operation,
    _with_operation,
    _in_operation(_other_answer),
    _in_operation(_other_request),
    _in_operation(lambda random, each: replace(each, tag=random.choice(WORDS))),
    _in_operation(lambda random, each: replace(each, summary="Other words.")),
    _in_operation(_without_parameter),
    _in_operation(_with_parameter),
    _in_parameter(_other_required),
    _in_parameter(
        lambda random, each: replace(each, type=Scalar(name=random.choice(SCALARS)))
    ),
    _in_parameter(lambda random, each: replace(each, description="Other words.")),
    _in_parameter(
        lambda random, each: each if each.required else replace(each, default="8")
    ),
    _in_enumeration(_without_value),
    _in_enumeration(_with_value),
    _in_enumeration(_other_value),
)
