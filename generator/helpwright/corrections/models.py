"""Corrections of models and enumerations: facts of members, and which types are one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from helpwright.corrections import values
from helpwright.corrections.file import Correction, Value
from helpwright.corrections.references import rename_in, rename_references
from helpwright.corrections.values import CorrectionError
from helpwright.spec import (
    Api,
    Enumeration,
    EnumMember,
    Model,
    Property,
)
from helpwright.value import replace

Reader = Callable[[Value], Any]

_CONSTRAINTS: dict[str, Reader] = {
    "min_length": values.count,
    "max_length": values.count,
    "minimum": values.number,
    "maximum": values.number,
    "pattern": values.text,
    "data_type": values.text,
}
_SUGGESTIONS: dict[str, Reader] = {
    "read_only": values.flag,
    "deprecated": values.flag,
    "allowed_values": values.words,
    "unit": values.text,
}
_FACTS: dict[str, Reader] = {
    "description": values.text,
    "required": values.flag,
    "nullable": values.nullability,
    "wire_name": values.text,
}


def correct_model(api: Api, correction: Correction) -> Api:
    """`api` with one correction of a model applied. Raises CorrectionError."""
    name, way = correction.address.name, correction.address.way
    model = next((model for model in api.models if model.name == name), None)
    if not way:
        if model is not None:
            raise CorrectionError("the model is documented; name the fact to change")
        return replace(api, models=(*api.models, _missing_model(api, correction)))
    if model is None:
        raise CorrectionError("no such model; `helpwright explain` lists them")
    match way:
        case ("name",):
            return _rename(api, name, values.text(correction.value), correction)
        case ("same_as",):
            return _merge(api, name, correction)
        case ("split",):
            return _split(api, model, correction)
        case ("exists",):
            if values.flag(correction.value):
                return api
            rest = tuple(other for other in api.models if other is not model)
            return replace(api, models=rest)
        case ("description",):
            changed = replace(model, description=values.text(correction.value))
        case (member,):
            changed = _add_member(model, member, correction, _known(api))
        case (member, fact):
            changed = _change_member(model, member, fact, correction, _known(api))
        case _:
            raise CorrectionError('a member\'s fact is written `model "M".member.fact`')
    if len(way) == 1:
        origin = values.origin(way[0], correction)
        changed = replace(changed, origins=(*changed.origins, origin))
    models = tuple(changed if other is model else other for other in api.models)
    return replace(api, models=models)


def correct_enumeration(api: Api, correction: Correction) -> Api:
    """`api` with one correction of an enumeration applied. Raises CorrectionError."""
    name, way, value = (
        correction.address.name,
        correction.address.way,
        correction.value,
    )
    found = next((entry for entry in api.enumerations if entry.name == name), None)
    if found is None:
        raise CorrectionError("no such enumeration; `helpwright explain` lists them")
    match way:
        case ("name",):
            return _rename(api, name, values.text(value), correction)
        case ("description",):
            changed = replace(found, description=values.text(value))
        case ("wire",) if value in ("integer", "string"):
            wire: Literal["integer", "string"] = (
                "integer" if value == "integer" else "string"
            )
            changed = replace(found, wire=wire)
        case ("complete",):
            changed = replace(found, complete=values.flag(value))
        case ("member", member):
            changed = _enum_member(found, member, value, correction)
        case _:
            raise CorrectionError(
                'an enumeration has the facts name, description, wire ("integer" or'
                ' "string"), complete, member NAME'
            )
    origin = values.origin(way[0], correction)
    changed = replace(changed, origins=(*changed.origins, origin))
    entries = tuple(changed if e is found else e for e in api.enumerations)
    return replace(api, enumerations=entries)


def _enum_member(
    enumeration: Enumeration, name: str, value: Value, correction: Correction
) -> Enumeration:
    number = "" if isinstance(value, str) else values.number(value)
    member = EnumMember(
        name=name, value=number, origins=(values.origin("value", correction),)
    )
    rest = tuple(entry for entry in enumeration.members if entry.name != name)
    return replace(enumeration, members=(*rest, member))


def _known(api: Api) -> frozenset[str]:
    return frozenset(
        [model.name for model in api.models]
        + [enumeration.name for enumeration in api.enumerations]
    )


def _missing_model(api: Api, correction: Correction) -> Model:
    fields = values.table(correction.value, ("description", "members"))
    members = fields.get("members", {})
    types = values.table(members, members if isinstance(members, dict) else ())
    known = _known(api) | {correction.address.name}
    origin = values.origin("model", correction)
    return Model(
        name=correction.address.name,
        description=values.text(fields.get("description", "")),
        properties=tuple(
            Property(
                name=name,
                wire_name=name,
                type=values.type_of(type_text, known),
                origins=(values.origin("type", correction),),
            )
            for name, type_text in types.items()
        ),
        origins=(origin,),
    )


def _rename(api: Api, old: str, new: str, correction: Correction) -> Api:
    if new in _known(api):
        raise CorrectionError(f"{new!r} is taken; to merge two models write `same_as`")
    origin = values.origin("name", correction)
    api = rename_references(api, lambda name: new if name == old else name)
    return replace(
        api,
        models=tuple(
            (
                replace(model, name=new, origins=(*model.origins, origin))
                if model.name == old
                else model
            )
            for model in api.models
        ),
        enumerations=tuple(
            (
                replace(entry, name=new, origins=(*entry.origins, origin))
                if entry.name == old
                else entry
            )
            for entry in api.enumerations
        ),
    )


def _merge(api: Api, gone: str, correction: Correction) -> Api:
    """All that refers to `gone` refers to the other, which gains the members it lacks."""
    kept = values.text(correction.value)
    target = next((model for model in api.models if model.name == kept), None)
    source = next(model for model in api.models if model.name == gone)
    if target is None or kept == gone:
        raise CorrectionError(f"there is no other model {kept!r} to merge with")
    have = {prop.wire_name for prop in target.properties}
    new = tuple(prop for prop in source.properties if prop.wire_name not in have)
    merged = replace(
        target,
        properties=(*target.properties, *new),
        origins=(*target.origins, values.origin("same_as", correction)),
    )
    rest = tuple(
        merged if model is target else model
        for model in api.models
        if model is not source
    )
    return rename_references(
        replace(api, models=rest), lambda name: kept if name == gone else name
    )


def _split(api: Api, model: Model, correction: Correction) -> Api:
    """A copy of `model` under another name, for the members that the value lists."""
    fields = values.table(correction.value, ("name", "at"))
    new = values.text(fields.get("name", ""))
    places = {
        tuple(place.rsplit(".", 1)) for place in values.words(fields.get("at", []))
    }
    if not new or new in _known(api):
        raise CorrectionError("`name` is the new model's and not taken yet")
    seen = set()
    models = []
    for other in api.models:
        properties = []
        for prop in other.properties:
            if (place := (other.name, prop.wire_name)) in places:
                seen.add(place)
                renamed = rename_in(
                    prop.type, lambda name: new if name == model.name else name
                )
                prop = replace(prop, type=renamed)
            properties.append(prop)
        models.append(replace(other, properties=tuple(properties)))
    if not places:
        raise CorrectionError("`at` lists the members that hold it, as Model.member")
    if missing := places - seen:
        lost = ", ".join(".".join(place) for place in sorted(missing))
        raise CorrectionError(f"`at` lists members as Model.member; not found: {lost}")
    origin = values.origin("name", correction)
    copy = replace(model, name=new, origins=(*model.origins, origin))
    return replace(api, models=(*models, copy))


def _add_member(
    model: Model, name: str, correction: Correction, known: frozenset[str]
) -> Model:
    if any(name in (prop.wire_name, prop.name) for prop in model.properties):
        raise CorrectionError("the member is there; name the fact of it to change")
    allowed = ("type", *_FACTS, *_CONSTRAINTS, *_SUGGESTIONS)
    fields = values.table(correction.value, allowed)
    prop = Property(
        name=name,
        wire_name=name,
        type=values.type_of(fields.get("type", ""), known),
        origins=(values.origin("name", correction),),
    )
    for fact, value in fields.items():
        prop = _with_fact(prop, fact, value, known)
    return replace(model, properties=(*model.properties, prop))


def _change_member(
    model: Model,
    member: str,
    fact: str,
    correction: Correction,
    known: frozenset[str],
) -> Model:
    found = [p for p in model.properties if member in (p.wire_name, p.name)]
    if not found:
        raise CorrectionError(f"the model has no member {member!r}")
    if fact == "exists":
        if values.flag(correction.value):
            return model
        rest = tuple(prop for prop in model.properties if prop not in found)
        return replace(model, properties=rest)
    origin = values.origin(fact, correction)

    def changed(prop: Property) -> Property:
        prop = _with_fact(prop, fact, correction.value, known)
        return replace(prop, origins=(*prop.origins, origin))

    properties = tuple(changed(p) if p in found else p for p in model.properties)
    return replace(model, properties=properties)


def _with_fact(
    prop: Property, fact: str, value: Value, known: frozenset[str]
) -> Property:
    if fact == "type":
        return replace(prop, type=values.type_of(value, known))
    if fact in _FACTS:
        known_fact: dict[str, Any] = {fact: _FACTS[fact](value)}
        return replace(prop, **known_fact)
    if fact in _CONSTRAINTS:
        bound: dict[str, Any] = {fact: _CONSTRAINTS[fact](value)}
        return replace(prop, constraints=replace(prop.constraints, **bound))
    if fact in _SUGGESTIONS:
        hint: dict[str, Any] = {fact: _SUGGESTIONS[fact](value)}
        return replace(prop, suggestions=replace(prop.suggestions, **hint))
    facts = ", ".join(("type", *_FACTS, *_CONSTRAINTS, *_SUGGESTIONS))
    raise CorrectionError(f"a member has the facts {facts}")
