"""Where facts come from: marks for what was inferred, corrected or is contradictory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, Literal

from helpwright.diagnostics import Finding
from helpwright.names.document import Json
from helpwright.value import dataclass

Kind = Literal["inferred", "corrected", "contradictory", "noted"]

CONTRADICTIONS = frozenset(
    {"HW260", "HW262", "HW307", "HW308", "HW312", "HW340", "HW342", "HW501", "HW502"}
)
"""Findings that say of a fact that something else says otherwise."""

_PUBLISHED = ("HW1", "HW2", "HW3", "HW4", "HW5", "HW6")
"""Findings of the stages that read. Others speak of the run, not of the API."""

Subject = Literal["operation", "schema", "member", "part"]
"""What a node is: an operation, a component, a member or a parameter, a body."""

_ABOUT: dict[str, Subject] = {
    **dict.fromkeys(("HW202", "HW203", "HW204", "HW205"), "operation"),
    **dict.fromkeys(("HW503", "HW507", "HW608", "HW609"), "operation"),
    **dict.fromkeys(("HW309", "HW310", "HW504", "HW601"), "schema"),
}
"""What findings are about that stand where something else does as well."""

_RESTART = re.compile(
    r"it shows 1 although (“.*”) before it has (\d+): only a nullable value starts again"
)

_ROW = re.compile(r".*, row \d+(?=, |\Z)", re.DOTALL)

_ANY_ROW = "*"
"""What stands for all rows, where a source does not say in which it is."""

_TELLING = 24
"""Findings at one place up to which it tells what each of them is about."""

_FACTS = {
    "allowed_values": "Allowed values",
    "constraints": "Constraints",
    "default": "Default",
    "deprecated": "Deprecation",
    "description": "Description",
    "identity": "Identity",
    "location": "Where it is sent",
    "media_types": "Media types",
    "members": "Values",
    "name": "Name",
    "nullable": "Null",
    "operation": "Operation",
    "path": "Path",
    "properties": "Members",
    "required": "Required or not",
    "status": "Status",
    "style": "How it is written",
    "summary": "Summary",
    "tag": "Group",
    "type": "Type",
    "url": "Address",
    "version": "Version",
    "wire": "Form on the wire",
    "wire_name": "Name in JSON",
    "xml": "Name in XML",
}


@dataclass(frozen=True, slots=True)
class Witness:
    """Words on a page that a fact comes from."""

    fact: str
    """In words: `Type`."""
    reason: str
    """Why the fact was not simply read; empty where it was."""
    text: str
    """The words there; empty where nothing explains it."""
    page: str
    address: str
    """Of the page, where one is known."""
    line: int
    cell: str
    is_sampled: bool = False
    """Whether a sample alone shows the member, its name or its type."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader should know of a fact before relying on it."""

    kind: Kind
    witnesses: tuple[Witness, ...]
    findings: tuple[Finding, ...] = ()


def sentence(text: str) -> str:
    """`text` with a capital at its start and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    end = "" if text[-1] in ".!?:…" else "."
    return f"{text[0].upper()}{text[1:]}{end}"


def fact_in_words(fact: str) -> str:
    """`Name in JSON` for `wire_name`."""
    name = fact.partition(".")[0]
    return _FACTS.get(name) or name.replace("_", " ").capitalize()


def anchor_of(finding: Finding) -> str:
    """The fragment of a finding on its page; the same while it says the same."""
    place = finding.place
    parts = (finding.message, place.page, str(place.line), place.cell, finding.text)
    digest = sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"{finding.code.lower()}-{digest[:8]}"


class Provenance:
    """The marks of every node of one document."""

    def __init__(self, document: Json, findings: Iterable[Finding]) -> None:
        self._addresses: Mapping[str, str] = document.get("x-pages", {})
        self.findings = tuple(
            sorted(
                (each for each in findings if each.code.startswith(_PUBLISHED)),
                key=_order,
            )
        )
        self._at: dict[tuple[str, int, str], list[Finding]] = {}
        """Findings by page, line and row of a table; those of no row by an empty one."""
        for finding in self.findings:
            place = finding.place
            if place.line:
                for row in (_row_of(place.cell), _ANY_ROW):
                    where = (place.page, place.line, row)
                    self._at.setdefault(where, []).append(finding)
        self.concerns: dict[str, dict[tuple[str, str, str], None]] = {}
        """Pages that a finding was shown on: words, path and anchor, by its anchor."""

    def address(self, page: str) -> str:
        """The address of a page, where one is known."""
        is_address = page.startswith(("http://", "https://"))
        return self._addresses.get(page, page if is_address else "")

    def marks(self, node: Json, subject: Subject) -> tuple[Mark, ...]:
        """What was inferred, corrected or is in doubt of `node`, in this order."""
        sources = _sources(node)
        found: list[Mark] = []
        for kind in ("inferred", "corrected"):
            said = str(node.get(f"x-{kind}", ""))
            if said:
                witnesses = tuple(self._witnesses(said, kind, sources))
                found.append(Mark(kind, witnesses))
        doubts = self._doubts(sources, subject)
        against = tuple(each for each in doubts if each.code in CONTRADICTIONS)
        others = tuple(each for each in doubts if each.code not in CONTRADICTIONS)
        if against:
            found.append(Mark("contradictory", (), against))
        if others:
            found.append(Mark("noted", (), others))
        return tuple(found)

    def sources(self, node: Json) -> tuple[Witness, ...]:
        """Where what was read of `node` stands, each fact once; not what all show alike.

        A name in JSON or XML that is the documented one needs no witness of its own.
        """
        seen: dict[str, Witness] = {}
        for source in _sources(node):
            alike = source["fact"] == "xml" or source["rule"] == "alignment.same"
            if source["basis"] == "read" and not alike:
                witness = self._witness(source, "")
                seen.setdefault(witness.fact, witness)
        return tuple(seen.values())

    def concern(
        self, marks: Iterable[Mark], words: str, page: str, anchor: str
    ) -> None:
        """Remembers where the findings of `marks` are shown."""
        for mark in marks:
            for finding in mark.findings:
                listed = self.concerns.setdefault(anchor_of(finding), {})
                listed[words, page, anchor] = None

    def _doubts(self, sources: Sequence[Json], subject: Subject) -> tuple[Finding, ...]:
        places: dict[tuple[str, int, str], None] = {}
        for source in sources:
            page, line = source["page"], source.get("line", 0)
            places[page, line, ""] = None
            cell = source.get("cell", "")
            places[page, line, _row_of(cell) if cell else _ANY_ROW] = None
        found: dict[Finding, None] = {}
        for place in places:
            here = self._at.get(place, ())
            # A page that is one line long has all of them there.
            if len(here) <= _TELLING:
                found |= dict.fromkeys(here)
        return tuple(
            each for each in found if _ABOUT.get(each.code, subject) == subject
        )

    def _witnesses(
        self, said: str, basis: str, sources: Sequence[Json]
    ) -> Iterator[Witness]:
        """The witnesses of `said`, a text of `fact: reason; fact: reason`."""
        rest = f"; {said}"
        for source in sources:
            if source["basis"] != basis:
                continue
            reason = str(source.get("note") or source["rule"])
            part = f"; {source['fact']}: {reason}"
            if part in f"; {said}":
                rest = rest.replace(part, "", 1)
                yield self._seen(source, sources)
        rest = rest.removeprefix("; ")
        if rest:
            fact, colon, reason = rest.partition(": ")
            name = fact_in_words(fact) if colon else ""
            yield Witness(name, reason if colon else rest, "", "", "", 0, "")

    def _seen(self, source: Json, sources: Sequence[Json]) -> Witness:
        """The witness of what was not simply read.

        Of a correction it is the page's own words that are of interest, not where the
        correction stands.
        """
        if source["basis"] != "corrected":
            return self._witness(source, _reason(source))
        for other in sources:
            if other["fact"] == source["fact"] and other["basis"] != "corrected":
                return self._witness(other, _reason(source))
        name = fact_in_words(source["fact"])
        return Witness(name, _reason(source), "", "", "", 0, "")

    def _witness(self, source: Json, reason: str) -> Witness:
        page = str(source["page"])
        return Witness(
            fact=fact_in_words(source["fact"]),
            reason=reason,
            text=str(source.get("text", "")),
            page=page,
            address=self.address(page),
            line=int(source.get("line", 0)),
            cell=str(source.get("cell", "")),
            is_sampled=str(source["rule"]).startswith("shape."),
        )


def _row_of(cell: str) -> str:
    """The row of a table that `cell` is in; empty where it is in none."""
    row = _ROW.match(cell)
    return row[0] if row else ""


def _order(finding: Finding) -> tuple[str, int, str, str, str, str]:
    place = finding.place
    said = (finding.code, place.cell, finding.message, finding.text)
    return (place.page, place.line, *said)


def _reason(source: Json) -> str:
    """Why a fact is stated that no page says, for whoever knows no help pages."""
    note = str(source.get("note", ""))
    restart = _RESTART.fullmatch(note)
    if restart is None:
        return note
    return (
        f"The numbers in the sample start again at 1 here, after {restart[2]} at"
        f" {restart[1]}. They do so only for a value that may be null"
    )


def _sources(node: Json) -> list[dict[str, Any]]:
    found = node.get("x-source", ())
    return [each for each in found if isinstance(each, dict)]
