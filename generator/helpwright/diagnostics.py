"""Findings: what was read in doubt, or not at all, and what was made of it.

Every stage gets a `Findings` as its last argument and reports where it stands, so that one
strange cell never hides the forty others. Nothing here prints.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, TypeAlias

from helpwright.place import Place
from helpwright.value import dataclass

Severity: TypeAlias = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One doubt.

    `error` means that something could not be read, `warning` that something was inferred
    or may be wrong, `note` that the documentation is odd and the result is not touched.
    """

    code: str
    """Stable and documented in docs/findings.md, such as `HW101`."""
    severity: Severity
    message: str
    """What is the matter, in a sentence, with what was expected."""
    place: Place
    text: str = ""
    """The words on the page."""
    made_of_it: str = ""
    """What the tool did with them."""
    advice: str = ""
    """What the user can do."""


class HelpwrightError(Exception):
    """The run can't go on. Carries the finding that says why, and the exit status."""

    def __init__(self, finding: Finding, *, status: Literal[1, 2] = 2) -> None:
        super().__init__(finding.message)
        self.finding = finding
        self.status: Literal[1, 2] = status


class Findings:
    """Collects findings; the order of `sorted_findings` does not depend on that of `add`."""

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}

    def add(self, finding: Finding) -> None:
        """Keeps `finding`; one that was already reported is kept once."""
        self._found.setdefault(finding)

    def settle(self, codes: Collection[str], page: str) -> None:
        """Drops the findings of `codes` on `page`: a person has answered them."""
        answered = [f for f in self._found if f.code in codes and f.place.page == page]
        for finding in answered:
            del self._found[finding]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def sorted_findings(self) -> tuple[Finding, ...]:
        """All findings by page, line, code and message."""

        def key(finding: Finding) -> tuple[str, int, str, str, str]:
            place = finding.place
            return place.page, place.line, finding.code, place.cell, finding.message

        return tuple(sorted(self._found, key=key))
