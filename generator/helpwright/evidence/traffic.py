"""What real answers show: nulls, members no page mentions, responses none documents.

Traffic proves what it shows and nothing else: a null that came is nullable, one that never
came proves nothing. It follows the samples, and what contradicts them is a finding.
"""

from __future__ import annotations

from typing import Literal

from helpwright.diagnostics import Finding, Findings, Severity
from helpwright.evidence.nullability import VALUE_TYPES
from helpwright.evidence.words import singular
from helpwright.place import Place
from helpwright.spec import (
    Api,
    Body,
    Bytes,
    Enumeration,
    ListOf,
    MapOf,
    MediaType,
    Model,
    Named,
    Operation,
    Origin,
    Property,
    Response,
    Scalar,
    ScalarName,
    TypeRef,
    Unknown,
)
from helpwright.traffic import Observations, Observed, Shape, operation_key
from helpwright.value import replace

_TEXT_FORMS: dict[str, ScalarName] = {
    "uuid": "globally unique identifier",
    "date-time": "date",
    "date-time-utc": "date",
    "date-time-offset": "date",
    "microsoft-date": "date",
    "time-span": "time interval",
}


def weigh_traffic(
    api: Api, observations: Observations, page: str, findings: Findings
) -> Api:
    """`api` with what `observations` add; `page` names their file in every proof."""
    return _Traffic(api, page, findings).weigh(observations)


class _Traffic:
    def __init__(self, api: Api, page: str, findings: Findings) -> None:
        self._api = api
        self._page = page
        self._findings = findings
        self._models = {model.name: model for model in api.models}
        self._enumerations = {entry.name: entry for entry in api.enumerations}
        self._taken = {name.casefold() for name in (*self._models, *self._enumerations)}
        self._numbers: dict[str, int] = {}
        """By the name of models that traffic alone shows, how many have it."""

    def weigh(self, observations: Observations) -> Api:
        operations = []
        for operation in self._api.operations:
            observed = observations.operations.get(operation_key(operation))
            if observed is not None:
                operation = self._operation(operation, observed)
            operations.append(operation)
        known = {operation_key(operation) for operation in self._api.operations}
        for key in sorted(observations.operations.keys() - known):
            self._report(
                "HW343",
                "warning",
                f"traffic of {key}, which the pages no longer document",
                key,
                "the observations of it are left out",
                "observe again, or delete the entry",
            )
        return replace(
            self._api,
            operations=tuple(operations),
            models=tuple(self._models.values()),
            enumerations=tuple(self._enumerations.values()),
        )

    def _operation(self, operation: Operation, observed: Observed) -> Operation:
        key = operation_key(operation)
        stem = operation.tag or "Answer"
        if observed.request is not None and operation.request is not None:
            known = operation.request
            found = self._walk(known.type, observed.request, f"{stem}Request", key)
            operation = replace(operation, request=replace(known, type=found))
        responses = {response.status: response for response in operation.responses}
        for status in sorted(observed.counts):
            shape = observed.responses.get(status)
            where = f"{key}, answer {status}"
            known_response = responses.get(status)
            if known_response is None:
                known_response = self._new_response(status, observed, where)
            if shape is not None and status.startswith("2"):
                known_response = self._answer(
                    known_response, shape, observed, f"{stem}Answer", where
                )
            responses[status] = known_response
        return replace(operation, responses=tuple(responses.values()))

    def _new_response(self, status: str, observed: Observed, where: str) -> Response:
        seen = f"{observed.counts[status]} answers had the status {status}"
        return Response(
            status=status,
            origins=(self._origin("status", seen, "traffic.status", where),),
        )

    def _answer(
        self,
        response: Response,
        shape: Shape,
        observed: Observed,
        stem: str,
        where: str,
    ) -> Response:
        body = response.body
        if body is None:
            media = observed.media_types.get(response.status) or {"application/json"}
            body = Body(
                type=Unknown(),
                media_types=tuple(MediaType(name=name) for name in sorted(media)),
            )
        found = self._walk(body.type, shape, stem, where)
        if found != body.type:
            origin = self._origin(
                "type", _seen(shape), "traffic.type", where, "no page states the type"
            )
            body = replace(body, type=found, origins=(*body.origins, origin))
        return replace(response, body=body)

    def _walk(self, declared: TypeRef, shape: Shape, stem: str, where: str) -> TypeRef:
        """The type of a place that traffic passed: declared, or made of what came."""
        match declared:
            case Unknown() | Scalar(name="Object"):
                return self._derive(shape, stem, where) or declared
            case ListOf(items=items) if shape.items is not None:
                found = self._walk(items, shape.items, singular(stem), f"{where}, item")
                return ListOf(items=found)
            case MapOf(key=key, value=value) if shape.values or shape.members:
                values = shape.values or _merged(shape)
                found = self._walk(value, values, singular(stem), f"{where}, value")
                return MapOf(key=key, value=found)
            case Named(name=name) if name in self._models and "object" in shape.kinds:
                self._model(name, shape, where)
            case Named(name=name) if name in self._enumerations:
                self._enumeration(self._enumerations[name], shape, where)
            case _:
                self._compare(declared, shape, where)
        return declared

    # --- models ---------------------------------------------------------------------------

    def _model(self, name: str, shape: Shape, where: str) -> None:
        names = {prop.wire_name.casefold() for prop in self._models[name].properties}
        for prop in self._models[name].properties:
            member = _member(shape, prop.wire_name)
            if member is None:
                if prop.required:
                    self._missing(name, prop, where)
                continue
            changed = self._property(name, prop, member, where)
            if changed is not prop:
                # Walking the member may have changed the model itself: it may hold itself.
                current = self._models[name]
                properties = tuple(
                    changed if old.wire_name == prop.wire_name else old
                    for old in current.properties
                )
                self._models[name] = replace(current, properties=properties)
        for wire_name, member in shape.members.items():
            if wire_name.casefold() not in names:
                self._add_member(name, wire_name, member, where)

    def _property(
        self, model: str, prop: Property, shape: Shape, where: str
    ) -> Property:
        place = f"{where}, {model}.{prop.wire_name}"
        found = self._walk(prop.type, shape, _camel(prop.wire_name), place)
        if found != prop.type:
            origin = self._origin("type", _seen(shape), "traffic.type", place)
            prop = replace(prop, type=found, origins=(*prop.origins, origin))
        if (
            "null" in shape.kinds
            and _is_value(prop.type)
            and prop.nullable != "nullable"
        ):
            if prop.nullable == "not-nullable":
                self._report(
                    "HW340",
                    "warning",
                    f"{model}.{prop.wire_name} came as null, which the counting of the"
                    " samples proves impossible",
                    place,
                    "it may be null: real answers outweigh samples",
                    "ask the vendor; settle it with a correction",
                )
            origin = self._origin("nullable", '"null" came', "traffic.null", place)
            prop = replace(prop, nullable="nullable", origins=(*prop.origins, origin))
        return prop

    def _add_member(self, model: str, wire_name: str, shape: Shape, where: str) -> None:
        place = f"{where}, {model}.{wire_name}"
        found = self._derive(shape, _camel(wire_name), place) or Scalar(name="Object")
        nullable: Literal["nullable", "unknown"] = (
            "nullable" if "null" in shape.kinds else "unknown"
        )
        prop = Property(
            name=wire_name,
            wire_name=wire_name,
            type=found,
            nullable=nullable,
            documented=False,
            origins=(
                self._origin(
                    "name", _seen(shape), "traffic.member", place, "no page mentions it"
                ),
            ),
        )
        current = self._models[model]
        self._models[model] = replace(current, properties=(*current.properties, prop))

    def _missing(self, model: str, prop: Property, where: str) -> None:
        self._report(
            "HW341",
            "note",
            f"{model}.{prop.wire_name} is required and came in no observed value",
            f"{where}, {model}.{prop.wire_name}",
            "it stays required, as the page says",
            "settle it with a correction if answers may leave it out",
        )

    def _derive(self, shape: Shape, stem: str, where: str) -> TypeRef | None:
        """A type made of what came; None where nothing but null did."""
        kinds = shape.kinds - {"null"}
        if kinds == {"object"}:
            if shape.values is not None or not shape.members:
                value = shape.values and self._derive(
                    shape.values, singular(stem), where
                )
                return MapOf(
                    key=Scalar(name="string"), value=value or Scalar(name="Object")
                )
            return self._derive_model(shape, stem, where)
        if kinds == {"array"}:
            items = shape.items and self._derive(shape.items, singular(stem), where)
            return ListOf(items=items or Scalar(name="Object"))
        return _scalar(shape, kinds)

    def _derive_model(self, shape: Shape, stem: str, where: str) -> TypeRef:
        name = self._free_name(stem)
        origin = self._origin("name", _seen(shape), "traffic.model", where)
        self._models[name] = Model(name=name, documented=False, origins=(origin,))
        for wire_name, member in shape.members.items():
            self._add_member(name, wire_name, member, where)
        return Named(name=name)

    def _free_name(self, stem: str) -> str:
        name, number = stem, 1
        if name.casefold() in self._taken:
            name, number = f"{stem}Value", self._numbers.get(stem, 1)
            while name.casefold() in self._taken:
                number += 1
                name = f"{stem}Value{number}"
        self._numbers[stem] = number
        self._taken.add(name.casefold())
        return name

    # --- scalars --------------------------------------------------------------------------

    def _enumeration(self, entry: Enumeration, shape: Shape, where: str) -> None:
        kinds = shape.kinds & {"integer", "string"}
        if len(kinds) != 1:
            return
        wire: Literal["integer", "string"] = (
            "integer" if kinds == {"integer"} else "string"
        )
        if entry.wire == wire:
            return
        if entry.wire != "unknown":
            self._report(
                "HW342",
                "warning",
                f"{entry.name} came as {wire}, and samples show it as {entry.wire}",
                where,
                f"taken as {entry.wire}, as the samples have it",
                "settle it with a correction",
            )
            return
        origin = self._origin("wire", _seen(shape), "traffic.enum", where)
        self._enumerations[entry.name] = replace(
            entry, wire=wire, origins=(*entry.origins, origin)
        )

    def _compare(self, declared: TypeRef, shape: Shape, where: str) -> None:
        kinds = shape.kinds - {"null"}
        expected = _kinds_of(declared)
        if not kinds or kinds <= expected:
            return
        self._report(
            "HW342",
            "warning",
            f"came as {', '.join(sorted(kinds))}, and the documentation says"
            f" {', '.join(sorted(expected))}",
            where,
            "taken as the documentation has it",
            "settle it with a correction",
        )

    # --- proofs ---------------------------------------------------------------------------

    def _origin(
        self, fact: str, text: str, rule: str, where: str, note: str = ""
    ) -> Origin:
        return Origin(
            fact=fact,
            place=Place(page=self._page, cell=where),
            text=text,
            rule=rule,
            basis="inferred",
            note=note or "real answers show it",
            strength="shown" if fact != "nullable" else "proved",
        )

    def _report(
        self,
        code: str,
        severity: Severity,
        message: str,
        where: str,
        made_of_it: str,
        advice: str,
    ) -> None:
        self._findings.add(
            Finding(
                code=code,
                severity=severity,
                message=message,
                place=Place(page=self._page, cell=where),
                made_of_it=made_of_it,
                advice=advice,
            )
        )


def _member(shape: Shape, wire_name: str) -> Shape | None:
    """The member of this name; in another casing, where the server uses another one."""
    if wire_name in shape.members:
        return shape.members[wire_name]
    for name, member in shape.members.items():
        if name.casefold() == wire_name.casefold():
            return member
    return None


def _merged(shape: Shape) -> Shape:
    merged = Shape()
    for member in shape.members.values():
        merged.add(member)
    return merged


def _is_value(type_ref: TypeRef) -> bool:
    return isinstance(type_ref, Scalar) and type_ref.name in VALUE_TYPES


def _scalar(shape: Shape, kinds: set[str]) -> TypeRef | None:
    if not kinds:
        return None
    if kinds == {"boolean"}:
        return Scalar(name="boolean")
    if kinds == {"integer"}:
        return Scalar(name="integer")
    if kinds <= {"integer", "number"}:
        return Scalar(name="decimal number")
    if kinds == {"string"}:
        names = {_TEXT_FORMS.get(form, "string") for form in shape.forms}
        return Scalar(name=names.pop() if len(names) == 1 else "string")
    return Scalar(name="Object")


def _kinds_of(declared: TypeRef) -> set[str]:
    match declared:
        case Scalar(name="boolean"):
            return {"boolean"}
        case Scalar(name="decimal number"):
            return {"integer", "number"}
        case Scalar(name="integer" | "unsigned integer" | "byte" | "signed byte"):
            return {"integer"}
        case Scalar() | Bytes():
            return {"string"}
        case ListOf():
            return {"array"}
        case _:
            return {"object"}


def _seen(shape: Shape) -> str:
    kinds = ", ".join(sorted(shape.kinds))
    forms = f" ({', '.join(sorted(shape.forms))})" if shape.forms else ""
    return f"{kinds}{forms}, seen {shape.seen} times"


def _camel(wire_name: str) -> str:
    return wire_name[:1].upper() + wire_name[1:]
