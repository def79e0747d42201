"""Reads `corrections.toml`: what a person knows better than the documentation.

    [[correct]]
    fact = 'operation "POST /jobs".path'
    value = "/api/jobs"
    reason = "The page names no address; the vendor's support gave it."
    link = "https://vendor.example/tickets/17"

    [names]
    'operation "POST /jobs"' = "submit"

One value and reason may hold for several facts: `fact = ['…', '…']`.
"""

from __future__ import annotations

import re
import tomllib
from typing import TypeAlias, cast

from helpwright.corrections.address import Address, AddressError, parse
from helpwright.diagnostics import Finding, Findings
from helpwright.place import Place
from helpwright.value import dataclass

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value]"

_ALLOWED = {"fact", "value", "reason", "link"}
_EXAMPLE = (
    "write [[correct]] with fact, value and reason; an example stands at the head of the"
    " file that `helpwright generate` writes into an empty project"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    address: Address
    value: Value
    reason: str
    link: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """A corrections file, read."""

    entries: tuple[Correction, ...] = ()
    names: tuple[tuple[Address, str], ...] = ()
    """Python names that a person has pinned."""


def read_corrections(text: str, page: str, findings: Findings) -> Corrections:
    """Reads the file's text; `page` is its name in messages.

    An entry that can't be read is a finding, and the others are still read.
    """
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        place = Place(page=page, line=int(line[1]) if line else 0)
        _refuse(f"no valid TOML: {error}", place, "", findings)
        return Corrections()
    for key in content.keys() - {"correct", "names"}:
        place = Place(page=page, line=_line_of(text, key))
        _refuse(f"{key!r} is neither [[correct]] nor [names]", place, key, findings)
    return Corrections(
        entries=_entries(content.get("correct", []), text, page, findings),
        names=_names(content.get("names", {}), text, page, findings),
    )


def _entries(
    raw: object, text: str, page: str, findings: Findings
) -> tuple[Correction, ...]:
    lines = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if re.match(r"\s*\[\[\s*correct\s*\]\]", line)
    ]
    if not isinstance(raw, list):
        place = Place(page=page, line=_line_of(text, "correct"))
        _refuse("`correct` is a list of tables", place, "", findings)
        return ()
    entries = []
    for index, fields in enumerate(raw):
        # Tables written inline have no header of their own; the file is all we can name.
        line = lines[index] if len(lines) == len(raw) else 0
        entries += _entry(fields, Place(page=page, line=line), findings)
    return tuple(entries)


def _entry(fields: object, place: Place, findings: Findings) -> list[Correction]:
    """The corrections of one entry: one for each fact that it names."""
    if not isinstance(fields, dict):
        _refuse("an entry is a table", place, str(fields), findings)
        return []
    facts = fields.get("fact")
    if not isinstance(facts, list) or not facts:
        facts = [facts]
    found = [_one(fields | {"fact": fact}, place, findings) for fact in facts]
    return [correction for correction in found if correction is not None]


def _one(
    fields: dict[str, object], place: Place, findings: Findings
) -> Correction | None:
    fact, reason = fields.get("fact"), fields.get("reason")
    problem = ""
    if unknown := sorted(fields.keys() - _ALLOWED):
        problem = f"does not know {', '.join(unknown)}"
    elif not isinstance(fact, str):
        problem = "needs `fact`, the address of what it corrects"
    elif "value" not in fields:
        problem = "needs `value`"
    elif not _can_be_written(fields["value"]):
        problem = "has a number of more digits than can be written"
    elif not isinstance(reason, str) or not reason.strip():
        problem = "needs `reason`: who reads it in a year must know why"
    elif not isinstance(fields.get("link", ""), str):
        problem = "has a `link` that is no text"
    if problem or not isinstance(fact, str) or not isinstance(reason, str):
        _refuse(f"the correction {problem}", place, str(fact or ""), findings)
        return None
    try:
        address = parse(fact)
    except AddressError as error:
        _refuse(f"`fact` is no address: it {error}", place, fact, findings)
        return None
    return Correction(
        address=address,
        value=cast("Value", fields["value"]),
        reason=reason.strip(),
        link=str(fields.get("link", "")),
        place=place,
    )


def _can_be_written(value: object) -> bool:
    """Whether Python writes all numbers in `value`: TOML has hexadecimal ones too."""
    try:
        repr(value)
    except ValueError:
        return False
    return True


def _names(
    raw: object, text: str, page: str, findings: Findings
) -> tuple[tuple[Address, str], ...]:
    if not isinstance(raw, dict):
        place = Place(page=page, line=_line_of(text, "names"))
        _refuse("`names` is a table of addresses and names", place, "", findings)
        return ()
    names = []
    for key, name in raw.items():
        try:
            address = parse(key)
            problem = ""
        except AddressError as error:
            problem = f"the key is no address: it {error}"
        if not problem and not (isinstance(name, str) and name.isidentifier()):
            shown = repr(name) if _can_be_written(name) else "the value"
            problem = f"{shown} is no Python name"
        if problem:
            place = Place(page=page, line=_line_of(text, key))
            _refuse(problem, place, key, findings)
        else:
            names.append((address, name))
    return tuple(names)


def _line_of(text: str, words: str) -> int:
    start = text.find(words)
    return 0 if start < 0 else text.count("\n", 0, start) + 1


def _refuse(message: str, place: Place, text: str, findings: Findings) -> None:
    findings.add(
        Finding(
            code="HW401",
            severity="error",
            message=message,
            place=place,
            text=text,
            made_of_it="nothing; the rest of the file is used",
            advice=_EXAMPLE,
        )
    )
