"""Samples as examples: JSON as a value with every digit, the rest as text."""

from __future__ import annotations

from helpwright.diagnostics import Finding, Findings
from helpwright.openapi.dump import JSON, loads
from helpwright.openapi.xml_text import laid_out
from helpwright.spec import MediaType


def example_of(media_type: MediaType, findings: Findings) -> dict[str, JSON]:
    """`example`, or `examples` for an image; nothing where the page has no whole sample."""
    sample = media_type.sample
    if sample is None or sample.cut:
        return {}
    match sample.kind:
        case "json":
            try:
                return {"example": loads(sample.text)}
            except ValueError as error:
                _report(media_type, str(error), findings)
        case "xml":
            return {"example": laid_out(sample.text)}
        case "form" | "text":
            return {"example": sample.text}
        case "image":
            return {"examples": {"sample": {"externalValue": sample.text}}}
    return {}


def _report(media_type: MediaType, reason: str, findings: Findings) -> None:
    sample = media_type.sample
    assert sample is not None
    findings.add(
        Finding(
            code="HW606",
            severity="warning",
            message=f"the sample of {media_type.name} can't be given as a value:"
            f" {reason}",
            place=sample.place,
            text=sample.text[:80],
            made_of_it="the media type is listed without an example",
            advice="look at the sample on the page",
        )
    )
