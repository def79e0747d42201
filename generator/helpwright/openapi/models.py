"""Components: a schema for each model and each enumeration."""

from __future__ import annotations

from collections.abc import Iterable

from helpwright.diagnostics import Finding
from helpwright.openapi.addresses import external_docs
from helpwright.openapi.components import Components
from helpwright.openapi.constraints import keywords_of
from helpwright.openapi.descriptions import described, suggested
from helpwright.openapi.dump import JSON
from helpwright.openapi.enumerations import enumeration_schema
from helpwright.openapi.marks import marks, place_of
from helpwright.openapi.types import may_be_null, schema_of, with_null
from helpwright.openapi.xml_objects import with_item_name, xml_object
from helpwright.spec import ListOf, Model, Property

_NULLABLE = frozenset({"nullable"})


def component_schemas(components: Components) -> dict[str, JSON]:
    """All components by key, in the order of the keys."""
    schemas: dict[str, JSON] = {}
    for name, key in sorted(components.keys.items(), key=lambda item: item[1]):
        if name in components.models:
            schema = model_schema(components.models[name], components)
        elif name in components.enumerations:
            schema = enumeration_schema(components.enumerations[name], components)
        else:
            schema = {"x-inferred": "type: no page describes it and no sample shows it"}
        schemas[key] = schema if key == name else {"title": name, **schema}
    return schemas


def model_schema(model: Model, components: Components) -> dict[str, JSON]:
    """The object schema of `model`, members in the order of the page."""
    schema: dict[str, JSON] = {"type": "object", **described(model.description)}
    properties: dict[str, JSON] = {}
    required: list[JSON] = []
    for property_ in model.properties:
        name = property_.wire_name
        if name in properties:
            _report_twice(model, property_, components)
            continue
        properties[name] = _property(property_, model, components)
        if property_.required:
            required.append(name)
    if required:
        schema["required"] = required
    if properties:
        schema["properties"] = properties
    schema.update(_one_required(model.one_required))
    if model.xml is not None:
        schema["xml"] = xml_object(model.xml)
    schema.update(external_docs(model.address))
    unread = "" if model.documented else "type: no page describes it, samples show it"
    schema.update(marks(model.origins, sources=components.sources, unread=unread))
    return schema


def _property(
    property_: Property, model: Model, components: Components
) -> dict[str, JSON]:
    plain = schema_of(property_.type, components)
    place = place_of(property_.origins, "constraints")
    bounds = keywords_of(property_.constraints, plain, place, components.findings)
    if property_.xml is not None:
        item = property_.xml.item_name
        plain = with_item_name(plain, property_.type, item, components)
    schema = with_null(plain) if may_be_null(property_, components) else plain
    schema = {**schema, **bounds.keywords}
    schema.update(described(property_.description, bounds.notes))
    if property_.xml is not None:
        xml = xml_object(property_.xml, but=property_.wire_name, within=model.xml)
        if isinstance(property_.type, ListOf):
            xml["wrapped"] = True
        if xml:
            schema["xml"] = xml
    schema.update(suggested(property_.suggestions))
    unread = "" if property_.documented else "name: only a sample shows it"
    unstated = frozenset() if property_.nullable == "nullable" else _NULLABLE
    schema.update(
        marks(
            property_.origins,
            sources=components.sources,
            unread=unread,
            unstated=unstated,
        )
    )
    return schema


def _one_required(groups: Iterable[tuple[str, ...]]) -> dict[str, JSON]:
    choices: list[JSON] = [
        {"anyOf": [{"required": [name]} for name in group]} for group in groups if group
    ]
    match choices:
        case []:
            return {}
        case [dict() as only]:
            return only
    return {"allOf": choices}


def _report_twice(model: Model, property_: Property, components: Components) -> None:
    components.findings.add(
        Finding(
            code="HW604",
            severity="warning",
            message=f"{model.name} has two members called {property_.wire_name!r}",
            place=place_of(property_.origins, "name"),
            text=property_.name,
            made_of_it="the first is kept: it is the one of the derived class",
            advice="compare the two rows of the table",
        )
    )
