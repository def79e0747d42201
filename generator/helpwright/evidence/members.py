"""Puts together what the spec says of each member of a model."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from helpwright.diagnostics import Finding, Findings
from helpwright.evidence.forms import refined
from helpwright.evidence.graph import Group, Key, Slot, XmlShown, slot_of
from helpwright.evidence.nullability import VALUE_TYPES, by_null
from helpwright.evidence.shapes import type_of, type_statement
from helpwright.evidence.slots import Stand
from helpwright.evidence.statements import Statement, Verdict, origin_of, settle
from helpwright.evidence.type_words import words_for
from helpwright.evidence.wires import Wires
from helpwright.place import Place
from helpwright.spec import (
    Nullability,
    Origin,
    Property,
    Scalar,
    TypeRef,
    Unknown,
    XmlName,
)
from helpwright.value import dataclass, replace

Counted = Mapping[Hashable, Sequence[Statement[Nullability]]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found out before members are put together."""

    wires: Wires
    enumerations: Mapping[int, str]
    counted: Mapping[Group, Counted]
    findings: Findings


def with_row(group: Group, row: int, weighed: Weighed) -> Property | None:
    """The member of a row, with what samples add; None where its name is lost."""
    member = group.rows[row]
    if row in group.restored:
        member = _restored(group, row, weighed.findings)
    elif not member.name:
        _report_lost(group, member, weighed.findings)
        return None
    wire = weighed.wires.of(group, row)
    slot = group.slots.get(row)
    if slot is None:
        return replace(
            member, wire_name=wire.value, origins=(*member.origins, *wire.origins)
        )
    slot = slot_of(slot)
    stand = Stand(slot, group, member.name)
    kind, origins = _type(member.type, slot, stand, weighed)
    nullable = _nullable(group, row, kind, slot, wire.value, stand, weighed)
    xml, xml_origins = xml_of(slot.xml, holds_items=_holds_items(slot))
    return replace(
        member,
        wire_name=wire.value,
        type=kind,
        nullable=nullable.value if nullable else member.nullable,
        xml=xml or member.xml,
        origins=(
            *member.origins,
            *wire.origins,
            *origins,
            *(nullable.origins if nullable else ()),
            *xml_origins,
        ),
    )


def without_row(group: Group, wire: str, weighed: Weighed) -> Property:
    """A member that only samples show."""
    slot = slot_of(group.slots[wire])
    stand = Stand(slot, group, wire)
    kind = type_of(slot, weighed.enumerations, stand, weighed.findings)
    said = type_statement(slot, wire, words_for(kind))
    origins = (origin_of(said),) if said else ()
    nullable = _nullable(group, wire, kind, slot, wire, stand, weighed)
    xml, xml_origins = xml_of(slot.xml, holds_items=_holds_items(slot))
    if group.rows:
        _report_undocumented(group, wire, origins, weighed.findings)
    return Property(
        name=wire,
        wire_name=wire,
        type=kind,
        nullable=nullable.value if nullable else "unknown",
        xml=xml,
        documented=False,
        origins=(*origins, *(nullable.origins if nullable else ()), *xml_origins),
    )


def xml_of(
    shown: Sequence[XmlShown], *, holds_items: bool
) -> tuple[XmlName | None, tuple[Origin, ...]]:
    """How XML calls a member or a model, by the first sample that shows it."""
    if not shown:
        return None, ()
    name, place, serializer = shown[0]
    if not holds_items:
        name = replace(name, item_name="")
    origin = Origin(
        fact="xml",
        place=place,
        text=f"<{name.name}>",
        rule="xml.element",
        note=f"written by {serializer}" if serializer else "",
        strength="shown",
    )
    return name, (origin,)


def _holds_items(slot: Slot) -> bool:
    """Whether elements in that of a member are items of a list, or entries."""
    return slot.item is not None or slot.value is not None


def _type(
    declared: TypeRef, slot: Slot, stand: Stand, weighed: Weighed
) -> tuple[TypeRef, tuple[Origin, ...]]:
    if not isinstance(declared, Unknown):
        return refined(declared, slot, stand.subject, weighed.findings)
    kind = type_of(slot, weighed.enumerations, stand, weighed.findings)
    if isinstance(kind, Unknown):
        return declared, ()
    said = type_statement(slot, stand.name, words_for(kind))
    return kind, (origin_of(said),) if said else ()


def _nullable(
    group: Group,
    key: Key,
    kind: TypeRef,
    slot: Slot,
    wire: str,
    stand: Stand,
    weighed: Weighed,
) -> Verdict[Nullability] | None:
    if not isinstance(kind, Scalar) or kind.name not in VALUE_TYPES:
        return None
    statements = [*weighed.counted.get(group, {}).get(key, ()), *by_null(slot, wire)]
    sure = [each for each in statements if each.value != "unknown"]
    return settle(sure or statements, stand.subject, weighed.findings)


def _restored(group: Group, row: int, findings: Findings) -> Property:
    wire, member = group.restored[row], group.rows[row]
    findings.add(
        Finding(
            code="HW305",
            severity="warning",
            message=f"a row of {group.name} has lost its name, and a sample has it",
            place=_place(member),
            text=wire,
            made_of_it=f"the row is {wire}: no other member of the sample lacks a row",
        )
    )
    kept = tuple(origin for origin in member.origins if origin.fact != "name")
    origin = Origin(
        fact="name",
        place=_place(member),
        text="",
        rule="alignment.left-over",
        basis="inferred",
        note="the page lost the name; a sample has one member more than the table",
        strength="shown",
    )
    return replace(member, name=wire, origins=(origin, *kept))


def _report_lost(group: Group, member: Property, findings: Findings) -> None:
    findings.add(
        Finding(
            code="HW306",
            severity="warning",
            message=f"a row of {group.name} has lost its name, and no sample tells it",
            place=_place(member),
            text=words_for(member.type),
            made_of_it="the row was left out",
            advice="look the member up on the page and add it by a correction",
        )
    )


def _report_undocumented(
    group: Group, wire: str, origins: Sequence[Origin], findings: Findings
) -> None:
    findings.add(
        Finding(
            code="HW304",
            severity="note",
            message=f"a sample of {group.name} has a member that its table lacks",
            place=origins[0].place if origins else Place(page=""),
            text=wire,
            made_of_it="taken as a member, marked as inferred",
        )
    )


def _place(member: Property) -> Place:
    return member.origins[0].place if member.origins else Place(page="")
