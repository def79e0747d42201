"""Finer types: decimal or double, bytes in base64, a date that keeps its offset."""

from __future__ import annotations

from typing import Literal, TypeAlias

from helpwright.diagnostics import Findings
from helpwright.evidence.graph import Slot, slot_of
from helpwright.evidence.statements import Statement, Verdict, settle, shown
from helpwright.evidence.values import look_of, look_of_number
from helpwright.spec import (
    Bytes,
    ListOf,
    MapOf,
    Origin,
    PairOf,
    Scalar,
    Strength,
    TypeRef,
)
from helpwright.value import replace

Form: TypeAlias = Literal["decimal", "double", "date-time-offset"]


def refined(
    declared: TypeRef, slot: Slot, subject: str, findings: Findings
) -> tuple[TypeRef, tuple[Origin, ...]]:
    """`declared` with what the samples in `slot` add, and why."""
    match declared:
        case Scalar(name="decimal number"):
            verdict = settle(_number_forms(slot), subject, findings)
            return _with_form(declared, verdict)
        case Scalar(name="date"):
            return _with_form(declared, settle(_offsets(slot), subject, findings))
        case ListOf(items=Scalar(name="byte")):
            as_text = _base64(slot)
            if as_text:
                kept = settle(as_text, subject, findings)
                return Bytes(), kept.origins if kept else ()
        case ListOf(items=items) if slot.item is not None:
            finer, origins = refined(items, slot_of(slot.item), subject, findings)
            return replace(declared, items=finer), origins
        case MapOf(value=value) | PairOf(value=value) if slot.value is not None:
            finer, origins = refined(value, slot_of(slot.value), subject, findings)
            return replace(declared, value=finer), origins
    return declared, ()


def _with_form(
    scalar: Scalar, verdict: Verdict[Form] | None
) -> tuple[TypeRef, tuple[Origin, ...]]:
    if verdict is None:
        return scalar, ()
    return replace(scalar, form=verdict.value), verdict.origins


def _number_forms(slot: Slot) -> list[Statement[Form]]:
    """`14.0` is a decimal and `14.1` a double: the generator adds a tenth to those."""
    found: list[Statement[Form]] = []
    for node, exhibit in slot.seen:
        look = look_of(node) if node.kind == "number" else "text"
        if exhibit.from_xml and look == "integer":
            look = "decimal"
        if look not in ("decimal", "double"):
            continue
        strength: Strength = "proved" if exhibit.generated else "suggested"
        found.append(
            Statement(
                fact="type.form",
                value="decimal" if look == "decimal" else "double",
                strength=strength,
                place=exhibit.at(node.line),
                words=node.text,
                rule=f"number.{look}",
                basis="read",
            )
        )
    if not found:
        found = _number_forms_in_xml(slot)
    return found


def _number_forms_in_xml(slot: Slot) -> list[Statement[Form]]:
    """XML drops the `.0` of a decimal and keeps the `.1` of a double."""
    return [
        Statement(
            fact="type.form",
            value="decimal" if look == "integer" else "double",
            strength="shown",
            place=each.place,
            words=each.text,
            rule=f"number.{look}-in-xml",
            basis="read",
        )
        for each in slot.xml_texts
        if (look := look_of_number(each.text)) in ("integer", "double")
    ]


def _offsets(slot: Slot) -> list[Statement[Form]]:
    """The data contract serializer writes an offset apart from its date."""
    return [
        Statement(
            fact="type.form",
            value="date-time-offset",
            strength="proved",
            place=each.place,
            words=f"<{each.element}> with DateTime and OffsetMinutes",
            rule="xml.offset",
            basis="read",
        )
        for each in slot.xml_texts
        if each.is_offset
    ]


def _base64(slot: Slot) -> list[Statement[str]]:
    return [
        Statement(
            fact="type",
            value="bytes",
            strength="shown",
            place=exhibit.at(node.line),
            words=shown(node),
            rule="bytes.base64",
            note="the sample shows the bytes as text in base64",
            basis="read",
        )
        for node, exhibit in slot.seen
        if node.kind == "string"
    ]
