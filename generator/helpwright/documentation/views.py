"""Finished strings for the templates: rows and marks, as HTML or as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from helpwright.diagnostics import Finding
from helpwright.documentation.phrases import (
    Code,
    Html,
    Link,
    Medium,
    Outside,
    Phrase,
    Piece,
    Plain,
    joined,
)
from helpwright.documentation.places import FINDINGS
from helpwright.documentation.provenance import (
    Kind,
    Mark,
    Witness,
    anchor_of,
    sentence,
)
from helpwright.documentation.tree import Members, Row
from helpwright.value import dataclass

LABELS: dict[Kind, str] = {
    "inferred": "Inferred",
    "corrected": "Corrected",
    "contradictory": "Contradictory",
    "noted": "Finding",
}
"""What marks are called on a page."""

_QUOTED = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """A mark, which opens to what stands behind it, or is a link to where that is."""

    kind: Kind
    label: str
    lines: tuple[str, ...]
    href: str = ""
    """Address of the page that says what stands behind it; empty where `lines` do."""


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
    sources: tuple[str, ...]
    """Where what was read stands."""
    below: str
    """What the members that follow are those of."""
    note: str
    sampled: str
    """A link to the model, where samples alone show all of its members."""
    sampled_at: str
    """Its address; empty in a text that stands alone."""
    rows: tuple[RowView, ...]
    elsewhere: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersView:
    """A tree of members."""

    rows: tuple[RowView, ...]
    note: str
    sampled: str
    sampled_at: str
    anchor: str


def members_view(members: Members, medium: Medium, anchor: str = "") -> MembersView:
    """`members` written out in `medium`; `anchor` is that of the whole."""
    return MembersView(
        rows=tuple(row_view(row, medium) for row in members.rows),
        note=medium.of(members.note),
        sampled=_sampled(members.sampled, medium),
        sampled_at=_address(members.sampled, medium),
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
        marks=tuple(mark_view(mark, medium, row.told) for mark in row.marks),
        sources=source_lines(row.sources, medium),
        below=medium.of(below),
        note=medium.of(row.note),
        sampled=_sampled(row.sampled, medium),
        sampled_at=_address(row.sampled, medium),
        rows=tuple(row_view(each, medium) for each in row.rows),
        elsewhere=medium.of(row.elsewhere),
    )


def _sampled(model: Link | None, medium: Medium) -> str:
    """A sentence of it; empty where `model` is None."""
    if model is None:
        return ""
    return medium.of(("No page lists the members of ", model, "; samples show them."))


def _address(model: Link | None, medium: Medium) -> str:
    if model is None or not isinstance(medium, Html):
        return ""
    return medium.href(model.page)


def mark_view(mark: Mark, medium: Medium, told: Link | None = None) -> MarkView:
    """`mark` written out in `medium`; as a link where `told` tells of it."""
    label = LABELS[mark.kind]
    if told is not None and isinstance(medium, Html):
        href = medium.href(told.page, told.anchor)
        return MarkView(kind=mark.kind, label=label, lines=(), href=href)
    phrases: dict[Phrase, None] = {}
    seen: set[tuple[str, str]] = set()
    for witness in mark.witnesses:
        if (witness.fact, witness.reason) not in seen:
            seen.add((witness.fact, witness.reason))
            phrases[_witness(witness, brief=isinstance(medium, Plain))] = None
    for finding in mark.findings:
        phrases[_finding(finding, brief=isinstance(medium, Plain))] = None
    lines = tuple(medium.of(phrase) for phrase in phrases)
    return MarkView(kind=mark.kind, label=label, lines=lines)


def source_lines(witnesses: Iterable[Witness], medium: Medium) -> tuple[str, ...]:
    """Where what was read stands, a line for each page."""
    pages: dict[tuple[str, str], list[Phrase]] = {}
    for witness in witnesses:
        words: list[Piece] = [witness.fact]
        if witness.text:
            words += [" ", Code(shortened(witness.text))]
        if witness.line:
            words.append(f" in line {witness.line}")
        pages.setdefault((witness.page, witness.address), []).append(tuple(words))
    return tuple(
        medium.of((Outside(page, address), ": ", *joined(facts), "."))
        for (page, address), facts in pages.items()
    )


def place_phrase(page: str, address: str, line: int, cell: str) -> Phrase:
    """A place on a vendor's page: its name with a link, line and cell."""
    parts: list[Phrase] = [(Outside(page, address),)] if page else []
    if line:
        parts.append((f"line {line}",))
    if cell:
        parts.append((cell,))
    return joined(parts)


def _witness(witness: Witness, *, brief: bool) -> Phrase:
    """What is known of a fact; not where it stands, where it is to be `brief`."""
    pieces: list[Piece] = [f"{witness.fact}: "] if witness.fact else []
    pieces.append(sentence(witness.reason))
    if brief:
        return tuple(pieces)
    place = place_phrase(witness.page, witness.address, witness.line, witness.cell)
    if witness.text:
        pieces += [" The page says ", Code(shortened(witness.text)), "."]
    if place:
        pieces += [" See ", *place, "."]
    return tuple(pieces)


def _finding(finding: Finding, *, brief: bool) -> Phrase:
    more = f" {in_short(finding)}" if finding.made_of_it else ""
    words = f"{sentence(finding.message)}{more}"
    if brief:
        return (words,)
    link = Link("See the finding", FINDINGS, anchor_of(finding))
    return (f"{words} ", link, ".")


def in_short(finding: Finding) -> str:
    """What was made of the words that the finding is about."""
    return f"In this documentation: {finding.made_of_it.rstrip('.')}."


def shortened(text: str) -> str:
    """`text`, cut where it is long."""
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
