"""Keywords for the bounds that a page states, and the words for those that have none."""

from __future__ import annotations

import math
import re
from typing import Literal, cast

from helpwright.diagnostics import Finding, Findings
from helpwright.openapi.dump import JSON, Number
from helpwright.openapi.ecma262 import is_pattern
from helpwright.place import Place
from helpwright.spec import Constraints
from helpwright.value import dataclass

_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:[.,]([0-9]*))?(?:[eE]([+-]?[0-9]{1,9}))?")
_ENDLESS = re.compile(r"[+-]?(?:Infinity|∞)")

# DataType of System.ComponentModel.DataAnnotations, where a format of OpenAPI says the same.
_FORMATS = {
    "date": "date",
    "datetime": "date-time",
    "emailaddress": "email",
    "imageurl": "uri",
    "password": "password",
    "time": "time",
    "url": "uri",
}

_LENGTH_OF = {"string": "Length", "array": "Items", "object": "Properties"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keywords:
    """Constraints as OpenAPI has them."""

    keywords: dict[str, JSON]
    notes: tuple[str, ...]
    """What no keyword says, for the end of the description."""


def keywords_of(
    constraints: Constraints, schema: dict[str, JSON], place: Place, findings: Findings
) -> Keywords:
    """What `constraints` add to `schema`, the schema of the type alone."""
    notes: list[str] = []
    out: dict[str, JSON] = {}
    _lengths(constraints, schema, out, notes)
    _range(constraints, schema, out, notes)
    for note in notes:
        findings.add(
            Finding(
                code="HW603",
                severity="warning",
                message="a bound does not fit the type that it stands beside",
                place=place,
                text=note,
                made_of_it="kept as text at the end of the description",
                advice="correct the type or the bound",
            )
        )
    if constraints.pattern is not None:
        is_shared = is_pattern(constraints.pattern)
        out["pattern" if is_shared else "x-dotnet-pattern"] = constraints.pattern
    if constraints.data_type is not None:
        _data_type(constraints.data_type, schema, out)
    return Keywords(keywords=out, notes=(*notes, *constraints.notes))


def bound(text: str) -> int | Number | Literal["none"] | None:
    """The number that `text` is, `none` where it is no bound, None where it is no number.

    Both decimal marks are read. A number that no double can hold is no bound: it is how
    .NET shows `double.MaxValue`, rounded up.
    """
    stripped = text.strip().replace("\N{MINUS SIGN}", "-")
    if _ENDLESS.fullmatch(stripped):
        return "none"
    found = _NUMBER.fullmatch(stripped)
    if found is None or not (found[2] or found[3]) or len(stripped) > 400:
        return None
    sign = "-" if found[1] == "-" else ""
    whole = found[2].lstrip("0") or "0"
    if found[3] is None and found[4] is None:
        return "none" if math.isinf(float(whole)) else int(sign + whole)
    fraction = f".{found[3]}" if found[3] else ""
    exponent = f"E{found[4]}" if found[4] else ""
    number = Number(f"{sign}{whole}{fraction}{exponent}")
    return "none" if math.isinf(number) else number


def _lengths(
    constraints: Constraints,
    schema: dict[str, JSON],
    out: dict[str, JSON],
    notes: list[str],
) -> None:
    low, high = constraints.min_length, constraints.max_length
    low = None if low is not None and low <= 0 else low
    high = None if high is not None and high < 0 else high
    suffix = _LENGTH_OF.get(_type_of(schema) or "string")
    if suffix is None:
        notes += [f"Min length: {low}"] if low is not None else []
        notes += [f"Max length: {high}"] if high is not None else []
        return
    if schema.get("contentEncoding") == "base64":
        # The page counts bytes, the schema characters of base64: four for three bytes.
        low = None if low is None else -(-low // 3) * 4
        high = None if high is None else -(-high // 3) * 4
    if low is not None:
        out[f"min{suffix}"] = low
    if high is not None:
        out[f"max{suffix}"] = high


def _range(
    constraints: Constraints,
    schema: dict[str, JSON],
    out: dict[str, JSON],
    notes: list[str],
) -> None:
    if constraints.minimum is None and constraints.maximum is None:
        return
    low = "none" if constraints.minimum is None else bound(constraints.minimum)
    high = "none" if constraints.maximum is None else bound(constraints.maximum)
    is_number = _type_of(schema) in ("integer", "number", None)
    if low is None or high is None or not is_number:
        least, most = constraints.minimum or "", constraints.maximum or ""
        notes.append(f"Range: inclusive between {least} and {most}")
        return
    if low != "none":
        own = cast("int | None", schema.get("minimum"))
        out["minimum"] = low if own is None else max(own, low)
    if high != "none":
        own = cast("int | None", schema.get("maximum"))
        out["maximum"] = high if own is None else min(own, high)


def _data_type(name: str, schema: dict[str, JSON], out: dict[str, JSON]) -> None:
    """`format` where OpenAPI has one and the type has none of its own.

    `x-data-type` stands beside it: the annotation is for display and the wire need not
    keep to it. It is left out where the type has that format anyway.
    """
    form = _FORMATS.get(name.replace(" ", "").lower())
    if form is not None and schema.get("format") == form:
        return
    if form is not None and _type_of(schema) == "string" and "format" not in schema:
        out["format"] = form
    out["x-data-type"] = name


def _type_of(schema: dict[str, JSON]) -> str | None:
    kind = schema.get("type")
    return kind if isinstance(kind, str) else None
