"""Finished strings for the templates: rows and marks, as HTML or as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from helpwright.diagnostics import Finding
from helpwright.documentation.phrases import (
    Code,
    Link,
    Medium,
    Outside,
    Phrase,
    Piece,
    joined,
)
from helpwright.documentation.places import FINDINGS
from helpwright.documentation.provenance import Kind, Mark, Witness, anchor_of
from helpwright.documentation.tree import Members, Row

LABELS: dict[Kind, str] = {
    "inferred": "Inferred",
    "corrected": "Corrected",
    "contradictory": "Contradictory",
    "noted": "In doubt",
}
"""What marks are called on a page."""

_QUOTED = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """A mark, which opens to what stands behind it."""

    kind: Kind
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A member with all that is known of it."""

    name: str
    anchor: str
    type: str
    required: bool
    deprecated: bool
    paragraphs: tuple[str, ...]
    facts: tuple[str, ...]
    marks: tuple[MarkView, ...]
    below: str
    """What the members that follow are those of."""
    note: str
    rows: tuple[RowView, ...]
    elsewhere: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersView:
    """A tree of members."""

    rows: tuple[RowView, ...]
    note: str
    anchor: str


def members_view(members: Members, medium: Medium, anchor: str = "") -> MembersView:
    """`members` written out in `medium`; `anchor` is that of the whole."""
    return MembersView(
        rows=tuple(row_view(row, medium) for row in members.rows),
        note=medium.of(members.note),
        anchor=anchor,
    )


def row_view(row: Row, medium: Medium) -> RowView:
    """`row` and all below it, written out in `medium`."""
    below: Phrase = ("Members of ", Code(row.holds)) if row.holds else ("Members",)
    return RowView(
        name=medium.of((Code(row.name),)),
        anchor=row.anchor,
        type=medium.of(row.type),
        required=row.required,
        deprecated=row.deprecated,
        paragraphs=tuple(medium.of((text,)) for text in row.paragraphs),
        facts=tuple(medium.of(fact) for fact in row.facts),
        marks=tuple(mark_view(mark, medium) for mark in row.marks),
        below=medium.of(below),
        note=medium.of(row.note),
        rows=tuple(row_view(each, medium) for each in row.rows),
        elsewhere=medium.of(row.elsewhere),
    )


def mark_view(mark: Mark, medium: Medium) -> MarkView:
    """`mark` written out in `medium`."""
    phrases: dict[Phrase, None] = {}
    seen: set[tuple[str, str]] = set()
    for witness in mark.witnesses:
        if (witness.fact, witness.reason) not in seen:
            seen.add((witness.fact, witness.reason))
            phrases[_witness(witness)] = None
    for finding in mark.findings:
        phrases[_finding(finding)] = None
    return MarkView(
        kind=mark.kind,
        label=LABELS[mark.kind],
        lines=tuple(medium.of(phrase) for phrase in phrases),
    )


def source_lines(witnesses: Iterable[Witness], medium: Medium) -> tuple[str, ...]:
    """Where what was read stands, a line for each fact."""
    return tuple(medium.of(_witness(each)) for each in witnesses)


def place_phrase(page: str, address: str, line: int, cell: str) -> Phrase:
    """A place on a vendor's page: its name with a link, line and cell."""
    parts: list[Phrase] = [(Outside(page, address),)] if page else []
    if line:
        parts.append((f"line {line}",))
    if cell:
        parts.append((cell,))
    return joined(parts)


def sentence(text: str) -> str:
    """`text` with a capital at its start and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    end = "" if text[-1] in ".!?:…" else "."
    return f"{text[0].upper()}{text[1:]}{end}"


def _witness(witness: Witness) -> Phrase:
    pieces: list[Piece] = [f"{witness.fact}: "] if witness.fact else []
    if witness.reason:
        pieces.append(f"{witness.reason.rstrip('.')}.")
    if witness.text:
        pieces += [" The page says ", Code(shortened(witness.text))]
    place = place_phrase(witness.page, witness.address, witness.line, witness.cell)
    if place:
        pieces += [" (" if witness.text else " See ", *place]
        pieces.append(")." if witness.text else ".")
    return tuple(pieces)


def _finding(finding: Finding) -> Phrase:
    more = f" {sentence(finding.made_of_it)}" if finding.made_of_it else ""
    link = Link("See the finding", FINDINGS, anchor_of(finding))
    return (f"{sentence(finding.message)}{more} ", link, ".")


def shortened(text: str) -> str:
    """`text`, cut where it is long."""
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
