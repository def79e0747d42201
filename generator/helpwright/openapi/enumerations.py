"""Schemas of enumerations."""

from __future__ import annotations

import re

from helpwright.diagnostics import Finding
from helpwright.openapi.addresses import external_docs
from helpwright.openapi.components import Components
from helpwright.openapi.descriptions import described
from helpwright.openapi.dump import JSON
from helpwright.openapi.marks import marks, place_of
from helpwright.spec import Enumeration, EnumMember

_INTEGER = re.compile(r"[+-]?[0-9]{1,100}")
_BY_DEFAULT = "wire: no sample shows it; Web API writes numbers unless told otherwise"


def enumeration_schema(
    enumeration: Enumeration, components: Components
) -> dict[str, JSON]:
    """Names with their numbers, as the samples carry them: numbers, or names."""
    has_numbers = any(
        _INTEGER.fullmatch(member.value) for member in enumeration.members
    )
    is_integer = enumeration.wire == "integer" or (
        enumeration.wire == "unknown" and (has_numbers or not enumeration.members)
    )
    schema: dict[str, JSON] = {"type": "integer" if is_integer else "string"}
    schema.update(described(enumeration.description))
    schema.update(
        _numbers(enumeration, components) if is_integer else _names(enumeration)
    )
    if not enumeration.complete:
        schema["x-extensible-enum"] = True
    schema.update(external_docs(enumeration.address))
    unread = _BY_DEFAULT if enumeration.wire == "unknown" else ""
    schema.update(marks(enumeration.origins, sources=components.sources, unread=unread))
    return schema


def _numbers(enumeration: Enumeration, components: Components) -> dict[str, JSON]:
    kept: list[EnumMember] = []
    for member in enumeration.members:
        if _INTEGER.fullmatch(member.value):
            kept.append(member)
        else:
            _report_no_number(enumeration, member, components)
    if not kept:
        return {}
    numbers: dict[str, JSON] = {
        "enum": [int(member.value) for member in kept],
        "x-enum-varnames": [member.name for member in kept],
    }
    return numbers | _texts(kept)


def _names(enumeration: Enumeration) -> dict[str, JSON]:
    members = list({_wire(member): member for member in enumeration.members}.values())
    if not members:
        return {}
    out: dict[str, JSON] = {"enum": [_wire(member) for member in members]}
    if any(_wire(member) != member.name for member in members):
        out["x-enum-varnames"] = [member.name for member in members]
    if all(_INTEGER.fullmatch(member.value) for member in members):
        out["x-enum-values"] = [int(member.value) for member in members]
    return out | _texts(members)


def _wire(member: EnumMember) -> str:
    return member.wire_name or member.name


def _texts(members: list[EnumMember]) -> dict[str, JSON]:
    if not any(member.description for member in members):
        return {}
    return {"x-enum-descriptions": [member.description for member in members]}


def _report_no_number(
    enumeration: Enumeration, member: EnumMember, components: Components
) -> None:
    place = place_of(member.origins or enumeration.origins)
    components.findings.add(
        Finding(
            code="HW605",
            severity="warning",
            message=f"{enumeration.name}.{member.name} has no number",
            place=place,
            text=member.value,
            made_of_it="left out: samples carry the numbers of this enumeration",
            advice="give the number in a correction",
        )
    )
