"""Puts together the models: those of the pages, and those that only samples show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpwright.diagnostics import Finding, Findings
from helpwright.evidence.graph import Group, Key, group_of
from helpwright.evidence.labels import Label
from helpwright.evidence.members import Weighed, with_row, without_row, xml_of
from helpwright.evidence.statements import Statement, origin_of
from helpwright.evidence.type_words import names_in
from helpwright.place import Place
from helpwright.spec import Model, Operation, Origin, Property, TypeRef
from helpwright.value import replace


def weigh_model(group: Group, weighed: Weighed) -> Model:
    """A model that pages describe, with what samples add to it."""
    model = group.model
    assert model is not None
    properties = _members(group, weighed)
    wires = {member.name: member.wire_name for member in properties}
    xml, origins = xml_of(group.xml_names, holds_items=False)
    return replace(
        model,
        properties=tuple(properties),
        one_required=tuple(
            tuple(wires.get(name, name) for name in names)
            for names in model.one_required
        ),
        xml=xml or model.xml,
        origins=(*model.origins, *origins),
    )


def derive_model(group: Group, labels: Sequence[Label], weighed: Weighed) -> Model:
    """A model that only samples show."""
    xml, xml_origins = xml_of(group.xml_names, holds_items=False)
    origins = _origins(group, labels)
    return Model(
        name=group.name or group.derived,
        properties=tuple(_members(group, weighed)),
        xml=xml,
        documented=False,
        origins=(*origins, *xml_origins),
    )


def _members(group: Group, weighed: Weighed) -> list[Property]:
    properties: list[Property] = []
    with_rows = {weighed.wires.of(group, row).value for row in range(len(group.rows))}
    for key in _order(group):
        if isinstance(key, str):
            # One sample can pair a name with a row where another could not.
            if key not in with_rows:
                properties.append(without_row(group, key, weighed))
        elif member := with_row(group, key, weighed):
            properties.append(member)
    return properties


def _order(group: Group) -> list[Key]:
    """The order of the table; members without a row stand where samples have them."""
    # What comes after what; first comes what is after None.
    following: dict[Key | None, Key | None] = {None: None}
    last: Key | None = None
    for row in range(len(group.rows)):
        following[last], following[row], last = row, None, row
    for seen in group.seen:
        before: Key | None = None
        for key in seen.keys:
            if key not in following:
                following[key], following[before] = following[before], key
            before = key
    order: list[Key] = []
    at = following[None]
    while at is not None:
        order.append(at)
        at = following[at]
    return order


def _origins(group: Group, labels: Sequence[Label]) -> tuple[Origin, ...]:
    """Why there is a model of this name, and where its objects stand."""
    found = min(
        ((seen.exhibit.at(seen.node.line), seen) for seen in group.seen),
        key=lambda pair: (pair[0].page, pair[0].line),
        default=None,
    )
    if found is None:
        return ()
    place, seen = found
    names = ", ".join(member.name for member in seen.node.members)
    rule, note = _reason(group, labels)
    said = Statement(
        fact="name",
        value=group.name or group.derived,
        strength="shown",
        place=place,
        words=f"{{{names}}}",
        rule=rule,
        note=note,
    )
    origins = [origin_of(said)]
    held = _holders(labels)
    if len(held) > 1:
        words = ", ".join(held)
        note = "one model: the same values or the same name and members in each place"
        origins.append(
            Origin(
                fact="identity",
                place=place,
                text=words,
                rule="identity.same-object",
                basis="inferred",
                note=note,
                strength="shown",
            )
        )
    return tuple(origins)


def _reason(group: Group, labels: Sequence[Label]) -> tuple[str, str]:
    if group.name:
        return "shape.declared", "a table names the type; only samples show its members"
    if group.xml_names and group.xml_names[0].name.name.startswith(group.derived):
        return "shape.xml-name", "no page describes it; XML names it"
    if any(label.exchange is None for label in labels):
        return "shape.member", "no page describes it; named after what holds it"
    return "shape.path", "no page describes it; named after the operation's path"


def _holders(labels: Sequence[Label]) -> list[str]:
    held: dict[str, None] = {}
    for label in labels:
        if label.holder is None:
            continue
        holder = group_of(label.holder)
        held.setdefault(f"{holder.name or holder.derived}.{label.member}")
    return list(held)


def only_referred(
    derived: Sequence[Model],
    described: Sequence[Model],
    operations: Sequence[Operation],
    findings: Findings,
) -> list[Model]:
    """Those of `derived` that something refers to; each of them is a finding.

    A model whose place was left open, because other values stand there too, is no fact.
    """
    by_name = {model.name: model for model in derived}
    waiting = [
        name
        for type_ in [*_body_types(operations), *_member_types(described)]
        for name in names_in(type_)
    ]
    kept: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in by_name and name not in kept:
            kept.add(name)
            for type_ in _member_types([by_name[name]]):
                waiting += names_in(type_)
    models = [model for model in derived if model.name in kept]
    for model in models:
        _report(model, findings)
    return models


def _body_types(operations: Sequence[Operation]) -> Iterator[TypeRef]:
    for operation in operations:
        for body in (operation.request, *(r.body for r in operation.responses)):
            if body is not None:
                yield body.type


def _member_types(models: Sequence[Model]) -> Iterator[TypeRef]:
    for model in models:
        for member in model.properties:
            yield member.type


def _report(model: Model, findings: Findings) -> None:
    origins = model.origins
    findings.add(
        Finding(
            code="HW309",
            severity="note",
            message=f"the model {model.name} is known from samples alone",
            place=origins[0].place if origins else Place(page=""),
            text=origins[0].text if origins else "",
            made_of_it=f"a model of {len(model.properties)} members, marked as inferred",
            advice="save the page of the type as well, if the site has one",
        )
    )
