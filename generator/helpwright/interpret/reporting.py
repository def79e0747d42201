"""How interpretation says where a fact comes from, and what it doubts."""

from __future__ import annotations

from dataclasses import field

from helpwright.blocks import Document
from helpwright.diagnostics import Finding, Findings, Severity
from helpwright.interpret.repeated import RepeatedModels
from helpwright.limits import Limits
from helpwright.place import Place
from helpwright.spec import Basis, Origin
from helpwright.value import dataclass

MAX_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Reporter:
    """Findings about one page."""

    document: Document
    findings: Findings
    models: RepeatedModels = field(default_factory=RepeatedModels)
    """Those of all pages."""
    limits: Limits = field(default_factory=Limits)

    @property
    def top(self) -> Place:
        """The page as a whole."""
        return Place(page=self.document.page)

    def doubt(
        self,
        code: str,
        message: str,
        place: Place,
        text: str = "",
        made_of_it: str = "",
        advice: str = "",
        severity: Severity = "warning",
    ) -> None:
        """Reports a doubt at `place`."""
        finding = Finding(
            code=code,
            severity=severity,
            message=message,
            place=place,
            text=quote(text),
            made_of_it=made_of_it,
            advice=advice,
        )
        self.findings.add(finding)

    def note(
        self,
        code: str,
        message: str,
        place: Place,
        text: str = "",
        made_of_it: str = "",
    ) -> None:
        """Reports something odd that touches no result."""
        self.doubt(code, message, place, text, made_of_it, severity="note")


def quote(text: str) -> str:
    """`text` on one line, shortened to what a line can hold."""
    folded = " ".join(text[: MAX_QUOTE * 4].split())
    return folded if len(folded) <= MAX_QUOTE else folded[: MAX_QUOTE - 1] + "…"


def within(place: Place, cell: str) -> Place:
    """`place` with the words that say which cell or section it is."""
    return Place(page=place.page, line=place.line, cell=cell)


def read_from(
    fact: str,
    place: Place,
    text: str,
    rule: str,
    basis: Basis = "read",
    note: str = "",
) -> Origin:
    """The origin of a fact."""
    return Origin(
        fact=fact, place=place, text=quote(text), rule=rule, basis=basis, note=note
    )
