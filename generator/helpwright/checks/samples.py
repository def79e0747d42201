"""Samples that contradict the tables, and required members that no sample shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from helpwright.checks.bodies import bodies
from helpwright.checks.places import place_of
from helpwright.diagnostics import Finding, Findings
from helpwright.limits import Limits
from helpwright.place import Place
from helpwright.samples import Node, read_json, without_references
from helpwright.spec import (
    Api,
    Bytes,
    Enumeration,
    ListOf,
    MapOf,
    Model,
    Named,
    PairOf,
    Sample,
    Scalar,
    ScalarName,
    TypeRef,
    Unknown,
)
from helpwright.value import dataclass

_KINDS: dict[ScalarName, tuple[str, ...]] = {
    "string": ("string",),
    "integer": ("number",),
    "unsigned integer": ("number",),
    "byte": ("number",),
    "signed byte": ("number",),
    "character": ("string",),
    "boolean": ("boolean",),
    "decimal number": ("number",),
    "date": ("string",),
    "time interval": ("string",),
    "globally unique identifier": ("string",),
    "URI": ("string",),
}
_INTEGERS = frozenset({"integer", "unsigned integer", "byte", "signed byte"})
_FRACTION = re.compile(r"[.eE]")
_NOT_A_NUMBER = frozenset({"NaN", "Infinity", "-Infinity"})


@dataclass(slots=True)
class _Shown:
    """What the samples show of the models."""

    models: dict[str, Model]
    enumerations: dict[str, Enumeration]
    objects: dict[str, Place] = field(default_factory=dict)
    """Models that a sample shows, with the first place."""
    members: set[tuple[str, str]] = field(default_factory=set)
    """Model and wire name of each member that a sample shows."""
    reported: set[str] = field(default_factory=set)
    types: dict[str, dict[str, TypeRef]] = field(default_factory=dict)

    def types_of(self, model: Model) -> dict[str, TypeRef]:
        """The types of a model's members by their wire names, put together once."""
        if model.name not in self.types:
            self.types[model.name] = {p.wire_name: p.type for p in model.properties}
        return self.types[model.name]


def check_samples(api: Api, findings: Findings, limits: Limits) -> None:
    """Compares each JSON sample with the types that the tables state."""
    shown = _Shown(
        models={model.name: model for model in api.models},
        enumerations={each.name: each for each in api.enumerations},
    )
    read: dict[tuple[str, int, str], Node | None] = {}
    for what, body in bodies(api):
        seen: set[str] = set()
        for media_type in body.media_types:
            sample = media_type.sample
            if sample is None or sample.kind != "json" or sample.text in seen:
                continue
            seen.add(sample.text)
            key = (sample.place.page, sample.place.line, sample.text)
            if key not in read:
                read[key] = _read(sample, limits)
            root = read[key]
            if root is not None:
                _compare(root, body.type, what, sample.place, shown, findings)
    _required(shown, findings)


def _read(sample: Sample, limits: Limits) -> Node | None:
    line = sample.place.line or 1
    root = read_json(sample.text, line, limits.sample_depth).root
    return None if root is None else without_references(root)


def _compare(
    root: Node,
    type_: TypeRef,
    what: str,
    place: Place,
    shown: _Shown,
    findings: Findings,
) -> None:
    waiting: list[tuple[Node, TypeRef, str]] = [(root, type_, what)]
    while waiting:
        node, expected, name = waiting.pop()
        if node.cut or node.deep or node.kind in ("null", "reference"):
            continue
        wanted = _disagreement(node, expected, shown)
        if wanted:
            _report(node, wanted, name, place, shown, findings)
        else:
            waiting.extend(reversed(list(_inner(node, expected, name, place, shown))))


def _disagreement(node: Node, expected: TypeRef, shown: _Shown) -> str:
    """What was expected in place of `node`; empty where it fits."""
    match expected:
        case Scalar(name="Object") | Unknown():
            return ""
        case Scalar(name=name):
            return _simple_disagreement(node, name)
        case Bytes():
            return "" if node.kind == "string" else "base64 text"
        case ListOf(items=Scalar(name="byte")) if node.kind == "string":
            return ""
        case ListOf():
            return "" if node.kind == "array" else "a collection"
        case MapOf() | PairOf():
            return "" if node.kind == "object" else "an object"
        case Named(name=name) if name in shown.enumerations:
            return (
                "" if node.kind in ("number", "string") else "an enumeration's member"
            )
        case Named(name=name) if name in shown.models and shown.models[name].properties:
            return "" if node.kind == "object" else f"an object, {name}"
    return ""


def _simple_disagreement(node: Node, name: ScalarName) -> str:
    if node.kind not in _KINDS[name]:
        is_special = name == "decimal number" and node.text in _NOT_A_NUMBER
        return "" if is_special else name
    if name in _INTEGERS and _FRACTION.search(node.text):
        return name
    return ""


def _inner(
    node: Node, expected: TypeRef, name: str, place: Place, shown: _Shown
) -> Iterator[tuple[Node, TypeRef, str]]:
    match expected:
        case ListOf(items=items):
            # The generator repeats one object; a second look finds nothing new.
            for item in node.items:
                yield item, items, f"an item of {name}"
        case MapOf(value=value):
            for member in node.members:
                yield member.value, value, f"a value of {name}"
        case PairOf(key=key, value=value):
            for member in node.members:
                type_ = key if member.name.lower() == "key" else value
                yield member.value, type_, f"{member.name} of {name}"
        case Named(name=model_name) if model_name in shown.models:
            model = shown.models[model_name]
            shown.objects.setdefault(model_name, Place(page=place.page, line=node.line))
            types = shown.types_of(model)
            for member in node.members:
                shown.members.add((model_name, member.name))
                if member.name in types:
                    where = f"{model_name}.{member.name}"
                    yield member.value, types[member.name], where


def _report(
    node: Node,
    wanted: str,
    name: str,
    place: Place,
    shown: _Shown,
    findings: Findings,
) -> None:
    if name in shown.reported:
        return
    shown.reported.add(name)
    text = node.text if node.kind not in ("object", "array") else f"an {node.kind}"
    findings.add(
        Finding(
            code="HW501",
            severity="warning",
            message=f"sample and table disagree on {name}: the table says {wanted}",
            place=Place(page=place.page, line=node.line, cell=place.cell),
            text=text[:160],
            made_of_it="the table is followed",
            advice="ask which is right, and correct the other",
        )
    )


def _required(shown: _Shown, findings: Findings) -> None:
    for name, seen_at in sorted(shown.objects.items()):
        for property_ in shown.models[name].properties:
            if property_.required and (name, property_.wire_name) not in shown.members:
                place = place_of(property_.origins, "required", "name")
                findings.add(
                    Finding(
                        code="HW505",
                        severity="warning",
                        message=f"{name}.{property_.name} is required,"
                        " and no sample shows it",
                        place=place if place.page else seen_at,
                        text=property_.name,
                        made_of_it="it is required all the same",
                        advice="ask whether servers insist on it",
                    )
                )
