"""Bounds that no value meets."""

from __future__ import annotations

import math
from collections.abc import Iterator

from helpwright.checks.places import place_of
from helpwright.diagnostics import Finding, Findings
from helpwright.spec import Api, Constraints, Origin


def check_bounds(api: Api, findings: Findings) -> None:
    """Reports members and parameters whose lower bound lies above the upper."""
    for name, constraints, origins in _bounded(api):
        for low, high in (
            (constraints.min_length, constraints.max_length),
            (_number(constraints.minimum), _number(constraints.maximum)),
        ):
            if low is None or high is None or low <= high or high == -1:
                continue
            findings.add(
                Finding(
                    code="HW506",
                    severity="warning",
                    message=f"no value of {name} can meet its bounds",
                    place=place_of(origins, "constraints"),
                    text=f"between {_shown(low)} and {_shown(high)}",
                    made_of_it="both bounds are stated as they are",
                    advice="correct one of them",
                )
            )


def _bounded(api: Api) -> Iterator[tuple[str, Constraints, tuple[Origin, ...]]]:
    for model in api.models:
        for property_ in model.properties:
            name = f"{model.name}.{property_.name}"
            yield name, property_.constraints, property_.origins
    for operation in api.operations:
        for parameter in operation.parameters:
            name = f"{parameter.name!r} of {operation.method} {operation.path}"
            yield name, parameter.constraints, parameter.origins


def _shown(bound: float) -> str:
    # A length can have more digits than the largest float.
    return str(bound) if isinstance(bound, int) else f"{bound:g}"


def _number(text: str | None) -> float | None:
    try:
        number = float((text or "").replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
