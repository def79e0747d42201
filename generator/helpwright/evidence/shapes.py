"""Types of what no page gives a type: read off the values that samples show."""

from __future__ import annotations

from collections.abc import Mapping

from helpwright.diagnostics import Finding, Findings
from helpwright.evidence.graph import Slot, group_in, slot_of
from helpwright.evidence.slots import Stand
from helpwright.evidence.statements import Statement, shortened, shown
from helpwright.evidence.values import SCALARS_BY_LOOK, look_of
from helpwright.place import Place
from helpwright.samples import Node
from helpwright.spec import (
    Bytes,
    ListOf,
    MapOf,
    Named,
    PairOf,
    Scalar,
    TypeRef,
    Unknown,
)

_NUMBERS = frozenset({"integer", "decimal number"})


def type_of(
    slot: Slot, enumerations: Mapping[int, str], stand: Stand, findings: Findings
) -> TypeRef:
    """The type of what `slot` holds; `Unknown` where samples show nothing, or nothing
    that goes together."""
    # Recursion goes as deep as the readers of samples let a value nest.
    slot = slot_of(slot)
    if slot.declared is not None:
        return slot.declared
    kinds = {_kind(node.kind) for node, _ in slot.seen} - {"null"}
    if len(kinds) > 1:
        _report_mixture(slot, stand, findings)
        return Unknown()
    group = group_in(slot)
    if group is not None:
        return Named(name=group.name or group.derived)
    if slot.item is not None or kinds == {"array"}:
        if slot.item is None:
            return ListOf(items=Unknown())
        return ListOf(items=type_of(slot.item, enumerations, stand, findings))
    if slot.value is not None:
        key = _key_type(slot)
        value = type_of(slot.value, enumerations, stand, findings)
        if slot.is_pair:
            return PairOf(key=key, value=value)
        return MapOf(key=key, value=value)
    if id(slot) in enumerations:
        return Named(name=enumerations[id(slot)])
    if kinds == {"object"}:
        return Scalar(name="Object")
    return _scalar(slot, stand, findings)


def _kind(kind: str) -> str:
    return "scalar" if kind in ("string", "number", "boolean") else kind


def _key_type(slot: Slot) -> TypeRef:
    if slot.key is None:
        return Scalar(name="string")
    nodes = [node for node, _ in slot_of(slot.key).seen]
    if all(node.kind == "string" and node.text.isdecimal() for node in nodes):
        return Scalar(name="integer")
    scalars = {SCALARS_BY_LOOK.get(look_of(node)) for node in nodes}
    kind = scalars.pop() if len(scalars) == 1 else None
    return kind or Scalar(name="string")


def _scalar(slot: Slot, stand: Stand, findings: Findings) -> TypeRef:
    nodes = [node for node, _ in slot.seen if node.kind != "null"]
    if not nodes:
        return Unknown()
    looks = {look_of(node) for node in nodes}
    if looks == {"bytes"}:
        return Bytes()
    if looks == {"character"} and any(each.text == "65" for each in slot.xml_texts):
        return Scalar(name="character")
    scalars = {SCALARS_BY_LOOK[look] for look in looks - {"bytes"}}
    if looks == {"date"} and any(each.is_offset for each in slot.xml_texts):
        return Scalar(name="date", form="date-time-offset")
    if len(scalars) == 1:
        return scalars.pop()
    names = {scalar.name for scalar in scalars}
    if len(names) == 1 or names <= _NUMBERS:
        return Scalar(name="decimal number" if "decimal number" in names else "integer")
    if all(node.kind == "string" for node in nodes):
        return Scalar(name="string")
    _report_mixture(slot, stand, findings)
    return Unknown()


def _report_mixture(slot: Slot, stand: Stand, findings: Findings) -> None:
    by_kind = {_kind(n.kind): (n, e) for n, e in slot.seen if n.kind != "null"}
    node, exhibit = by_kind[max(by_kind)]
    findings.add(
        Finding(
            code="HW308",
            severity="warning",
            message=f"samples show values of different kinds for {stand.subject}",
            place=exhibit.at(node.line),
            text=", ".join(shown(n) for n, _ in by_kind.values()),
            made_of_it="the type was left open",
            advice="settle it with a correction",
        )
    )


def type_statement(slot: Slot, name: str, type_words: str) -> Statement[str] | None:
    """What the type of a member without a row was read off."""
    values = [(n, e) for n, e in slot.seen if n.kind != "null"] or list(slot.seen)
    if not values:
        return None
    node, exhibit = min(values, key=lambda pair: _rank(pair[1].at(pair[0].line)))
    return Statement(
        fact="type",
        value=type_words,
        strength="shown" if node.kind != "null" else "suggested",
        place=exhibit.at(node.line),
        words=shortened(f'"{name}": {shown(node)}'),
        rule="shape.value" if node.kind != "null" else "shape.null",
        note=f"no table has it; the sample shows {_seen_as(slot, node, type_words)}",
    )


def _seen_as(slot: Slot, node: Node, type_words: str) -> str:
    if node.kind == "null":
        return "null, which is of no type"
    if node.kind == "number" and not _NUMBERS & {type_words}:
        return f"a number in JSON and a name in XML, so that it is of {type_words}"
    if node.kind == "array" and slot.item is None:
        return "a collection with nothing in it"
    return type_words


def _rank(place: Place) -> tuple[str, int]:
    return place.page, place.line
