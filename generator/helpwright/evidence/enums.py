"""Enumerations: what JSON carries for them, and those that only samples show.

JSON has a number, or with `StringEnumConverter` a name; XML always has the name. Together
they show one member of an enumeration that no page describes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

from helpwright.diagnostics import Finding, Findings
from helpwright.evidence.casing import STYLES, style_of
from helpwright.evidence.graph import Slot, group_of
from helpwright.evidence.naming import Names
from helpwright.evidence.slots import Stand
from helpwright.evidence.statements import Statement, origin_of, settle, shown
from helpwright.evidence.steps import is_enumeration_name
from helpwright.evidence.values import look_of
from helpwright.evidence.words import joined
from helpwright.place import Place
from helpwright.samples import Node
from helpwright.spec import Enumeration, EnumMember, Named, Origin
from helpwright.value import dataclass, replace
from helpwright.vocabulary import PLUMBING

Wire: TypeAlias = Literal["integer", "string"]
_Members: TypeAlias = tuple[tuple[str, str], ...]
"""Value and name of each member, either of them empty where nothing shows it."""


@dataclass(frozen=True, slots=True)
class Enumerations:
    described: tuple[Enumeration, ...]
    """Those of the pages, with what samples add; then those that only samples show."""
    by_slot: Mapping[int, str]
    """Names of the latter, by the identity of the slot."""


def weigh_enumerations(
    described: Sequence[Enumeration],
    models: Iterable[str],
    stands: Sequence[Stand],
    names: Names,
    findings: Findings,
) -> Enumerations:
    """What the samples say of all enumerations."""
    known = {each.name for each in described}
    by_name: dict[str, list[Stand]] = {}
    undeclared: list[Stand] = []
    for stand in stands:
        match stand.slot.declared:
            case Named(name=name):
                by_name.setdefault(name, []).append(stand)
            case None:
                undeclared.append(stand)
    weighed = [_weigh(each, by_name.get(each.name, ()), findings) for each in described]
    skipped = known | set(models) | PLUMBING
    for name, where in by_name.items():
        if name not in skipped and all(stand.slot.group is None for stand in where):
            found = _declared_only(name, where, findings)
            if found is not None:
                weighed.append(found)
    by_slot = _derive(undeclared, names, weighed, findings)
    return Enumerations(tuple(weighed), by_slot)


# --- described by a page ------------------------------------------------------------------


def _weigh(
    enumeration: Enumeration, stands: Sequence[Stand], findings: Findings
) -> Enumeration:
    statements = [said for stand in stands for said in _wire_statements(stand)]
    verdict = settle(
        statements, f"the enumeration {enumeration.name}", findings, majority=True
    )
    if verdict is None:
        return enumeration
    members = enumeration.members
    if verdict.value == "string":
        members = _with_wire_names(enumeration, stands)
    _report_strangers(enumeration, stands, findings)
    return replace(
        enumeration,
        wire=verdict.value,
        members=members,
        origins=(*enumeration.origins, *verdict.origins),
    )


def _wire_statements(stand: Stand) -> list[Statement[Wire]]:
    return [
        Statement(
            fact="wire",
            value="integer" if node.kind == "number" else "string",
            strength="shown",
            place=exhibit.at(node.line),
            words=f'"{stand.name}": {shown(node)}',
            rule="enum.number" if node.kind == "number" else "enum.name",
            basis="read",
        )
        for node, exhibit in stand.slot.seen
        if node.kind in ("number", "string") and not exhibit.from_xml
    ]


def _names_seen(stands: Sequence[Stand]) -> list[tuple[str, Place]]:
    return [
        (part.strip(), exhibit.at(node.line))
        for stand in stands
        for node, exhibit in stand.slot.seen
        if node.kind == "string"
        for part in node.text.split(",")
    ]


def _with_wire_names(
    enumeration: Enumeration, stands: Sequence[Stand]
) -> tuple[EnumMember, ...]:
    """The members as JSON spells them, in the style of those that samples show."""
    seen = {name.casefold(): name for name, _ in _names_seen(stands)}
    pairs = [
        (member.name, seen[member.name.casefold()])
        for member in enumeration.members
        if member.name.casefold() in seen
    ]
    style = STYLES.get(style_of(pairs))
    if all(name == wire for name, wire in pairs) or style is None:
        return enumeration.members
    return tuple(
        replace(member, wire_name=style(member.name)) for member in enumeration.members
    )


def _report_strangers(
    enumeration: Enumeration, stands: Sequence[Stand], findings: Findings
) -> None:
    if not enumeration.members:
        return
    names = {member.name.casefold() for member in enumeration.members}
    values = {member.value for member in enumeration.members}
    strangers = [(n, p) for n, p in _names_seen(stands) if n.casefold() not in names]
    strangers += [
        (node.text, exhibit.at(node.line))
        for stand in stands
        for node, exhibit in stand.slot.seen
        if node.kind == "number" and "" not in values and node.text not in values
    ]
    for text, place in dict(reversed(strangers)).items():
        findings.add(
            Finding(
                code="HW312",
                severity="note",
                message=f"a sample shows {text} for {enumeration.name}, which its page"
                " does not list",
                place=place,
                text=text,
                made_of_it="the members of the page were kept",
                advice="another name may be on the wire: add a correction if it is so",
            )
        )


# --- known from samples alone -------------------------------------------------------------


def _declared_only(
    name: str, stands: Sequence[Stand], findings: Findings
) -> Enumeration | None:
    """A type that pages name and none describes, whose values are simple."""
    statements = [said for stand in stands for said in _wire_statements(stand)]
    verdict = settle(statements, f"the type {name}", findings, majority=True)
    if verdict is None:
        return None
    members: dict[tuple[str, str], Place] = {}
    for stand in stands:
        members |= _shown_members(stand.slot)
        for node, exhibit in stand.slot.seen:
            if node.kind == "string" and look_of(node) in ("text", "character"):
                members.setdefault(("", node.text), exhibit.at(node.line))
    place = verdict.origins[0].place
    return _derived(name, verdict.value, members, place, findings, named_by="a table")


def _shown_members(slot: Slot) -> dict[tuple[str, str], Place]:
    """Value and name of the members that JSON and XML show together."""
    return {
        (each.json.text, each.text): each.place
        for each in slot.xml_texts
        if _is_pair(each.json, each.text)
    }


def _is_pair(node: Node, text: str) -> bool:
    return (
        node.kind == "number"
        and node.text.lstrip("-").isdecimal()
        and is_enumeration_name(text)
    )


def _derived(
    name: str,
    wire: Wire,
    members: Mapping[tuple[str, str], Place],
    place: Place,
    findings: Findings,
    *,
    named_by: str,
) -> Enumeration:
    said = Statement(
        fact="members",
        value=name,
        strength="shown",
        place=place,
        words=", ".join(f"{n} = {v}" if v else n for v, n in members) or name,
        rule="enum.samples",
        note="no page describes it; what samples show may not be all",
    )
    findings.add(
        Finding(
            code="HW310",
            severity="note",
            message=f"the enumeration {name} is known from samples alone",
            place=place,
            text=said.words,
            made_of_it=f"named by {named_by}, and open to other values",
            advice="save the page of the type as well, or add its members by a correction",
        )
    )
    return Enumeration(
        name=name,
        members=tuple(
            EnumMember(name=n, value=v, origins=(_member_origin(n, v, members[v, n]),))
            for v, n in sorted(members)
        ),
        wire=wire,
        complete=False,
        origins=(origin_of(said),),
    )


def _member_origin(name: str, value: str, place: Place) -> Origin:
    note = f"JSON shows {value} where XML shows {name}" if value else ""
    return Origin(
        fact="name",
        place=place,
        text=name,
        rule="enum.xml-name" if value else "enum.name",
        basis="inferred" if value else "read",
        note=note,
        strength="shown",
    )


def _derive(
    stands: Sequence[Stand],
    names: Names,
    weighed: list[Enumeration],
    findings: Findings,
) -> dict[int, str]:
    """Makes an enumeration of each slot that has numbers in JSON and names in XML."""
    by_slot: dict[int, str] = {}
    made: dict[tuple[str, _Members], str] = {}
    for stand in stands:
        members = _shown_members(stand.slot)
        values = [value for value, _ in members]
        if not members or len(set(values)) != len(values):
            continue
        key = stand.name.casefold(), tuple(sorted(members))
        if key not in made:
            made[key] = _free_name(stand, names)
            place = min(members.values(), key=lambda place: (place.page, place.line))
            weighed.append(
                _derived(
                    made[key],
                    "integer",
                    members,
                    place,
                    findings,
                    named_by="the member that holds it",
                )
            )
        by_slot[id(stand.slot)] = made[key]
    return by_slot


def _free_name(stand: Stand, names: Names) -> str:
    name = stand.name
    number = 1
    holder = group_of(stand.holder) if stand.holder else None
    while name.casefold() in names.taken:
        if holder is not None and number == 1:
            name = joined(holder.name or holder.derived, name)
        else:
            name = f"{stand.name}{number}"
        number += 1
    names.taken[name.casefold()] = None
    return name
