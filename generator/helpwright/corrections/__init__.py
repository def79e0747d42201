"""What people know better than the documentation, applied after all evidence.

A correction whose target is gone is an error, one that changes nothing any more a warning:
both are what a person must hear when a vendor mends a page.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass

from helpwright.corrections.file import Correction, Corrections, read_corrections
from helpwright.corrections.models import correct_enumeration, correct_model
from helpwright.corrections.operations import correct_operation, key
from helpwright.corrections.values import CorrectionError, text
from helpwright.diagnostics import Finding, Findings
from helpwright.spec import Api, AppliedCorrection, Operation
from helpwright.value import replace

__all__ = ["Corrections", "correct", "read_corrections"]


def correct(api: Api, corrections: Corrections, findings: Findings) -> Api:
    """`api` with the corrections applied, in the order of their file."""
    for correction in corrections.entries:
        try:
            changed = _apply(api, correction)
        except CorrectionError as error:
            _report_error(correction, str(error), findings)
            continue
        if _same(api, changed) and not _was_guessed(api, correction):
            _report_needless(correction, findings)
        _settle(api, correction, findings)
        api = replace(changed, corrections=(*api.corrections, _applied(correction)))
    return api


def _apply(api: Api, correction: Correction) -> Api:
    match correction.address.kind:
        case "operation":
            return correct_operation(api, correction)
        case "model":
            return correct_model(api, correction)
        case "enum":
            return correct_enumeration(api, correction)
        case "tag":
            return _correct_tag(api, correction)
        case "api":
            if (correction.address.name, *correction.address.way) != ("title",):
                raise CorrectionError("an API has one fact, `api title`")
            return replace(api, title=text(correction.value))


def _correct_tag(api: Api, correction: Correction) -> Api:
    name, value = correction.address.name, text(correction.value)
    if all(tag.name != name for tag in api.tags):
        raise CorrectionError("no such tag")
    match correction.address.way:
        case ("description",):
            tags = tuple(
                replace(tag, description=value) if tag.name == name else tag
                for tag in api.tags
            )
            return replace(api, tags=tags)
        case ("name",):
            tags = tuple(
                replace(tag, name=value) if tag.name == name else tag
                for tag in api.tags
            )
            operations = tuple(
                replace(operation, tag=value) if operation.tag == name else operation
                for operation in api.operations
            )
            return replace(api, tags=tags, operations=operations)
        case _:
            raise CorrectionError("a tag has the facts name and description")


_ADDRESS_GUESSED = ("HW202", "HW203", "HW204")
"""Findings of a page that says neither method nor path."""


def _operations_of(api: Api, correction: Correction) -> list[Operation]:
    if correction.address.kind != "operation":
        return []
    name = correction.address.name.casefold()
    return [op for op in api.operations if key(op).casefold() == name]


def _was_guessed(api: Api, correction: Correction) -> bool:
    """Whether the correction confirms what no page says: then it is needed."""
    return any(
        origin.fact == correction.address.way[0] and origin.basis == "inferred"
        for operation in _operations_of(api, correction)
        for origin in operation.origins
        if correction.address.way
    )


def _settle(api: Api, correction: Correction, findings: Findings) -> None:
    if correction.address.way in (("path",), ("method",)):
        for operation in _operations_of(api, correction):
            findings.settle(_ADDRESS_GUESSED, operation.page)


def _applied(correction: Correction) -> AppliedCorrection:
    return AppliedCorrection(
        target=str(correction.address),
        value=json.dumps(correction.value, ensure_ascii=False, default=str),
        reason=f"{correction.reason} {correction.link}".strip(),
        place=correction.place,
    )


def _same(old: object, new: object) -> bool:
    """Whether two spec values differ in nothing but where their facts come from."""
    if old is new:
        return True
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(_same, old, new))
    if type(old) is type(new) and is_dataclass(old):
        names = (field.name for field in fields(old))
        return all(
            _same(getattr(old, name), getattr(new, name))
            for name in names
            if name not in ("origins", "corrections")
        )
    return old == new


def _report_error(correction: Correction, problem: str, findings: Findings) -> None:
    findings.add(
        Finding(
            code="HW402",
            severity="error",
            message=f"{correction.address} cannot be corrected: {problem}",
            place=correction.place,
            text=str(correction.address),
            made_of_it="the correction is left out",
            advice="if the documentation has changed, change or delete the correction",
        )
    )


def _report_needless(correction: Correction, findings: Findings) -> None:
    findings.add(
        Finding(
            code="HW403",
            severity="warning",
            message=f"the documentation now agrees with {correction.address}",
            place=correction.place,
            text=str(correction.address),
            made_of_it="the correction changes nothing",
            advice="delete the correction",
        )
    )
