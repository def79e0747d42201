"""A change between two states of an API's documentation, and how much it matters."""

from __future__ import annotations

import hashlib
from typing import Literal, TypeAlias

from helpwright.place import Place
from helpwright.value import dataclass

Verdict: TypeAlias = Literal[
    "wire-breaking", "code-breaking", "addition", "documentation"
]
"""From the worst to the most harmless.

wire-breaking: a request that worked is refused, or an answer changes its meaning.
code-breaking: a program that type-checked no longer does.
addition: something can be done that could not be done before.
documentation: words changed, and nothing else.
"""

VERDICTS: tuple[Verdict, ...] = (
    "wire-breaking",
    "code-breaking",
    "addition",
    "documentation",
)

VersionStep: TypeAlias = Literal["major", "minor", "patch", "none"]

_STEPS: dict[Verdict, VersionStep] = {
    "wire-breaking": "major",
    "code-breaking": "major",
    "addition": "minor",
    "documentation": "patch",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    verdict: Verdict
    subject: Literal["operation", "model", "enumeration"]
    name: str
    """`POST /jobs`, or the name of the model or enumeration."""
    where: str
    """Place in the subject: `parameter id, type`; empty where all of it is meant."""
    old: str
    """What stood there; empty where nothing did."""
    new: str
    message: str
    """What a person wants to read, in Markdown: "`jobs.name` may now be null"."""
    old_place: Place | None = None
    new_place: Place | None = None
    note: str = ""
    """A suggestion, said to be one: "looks like a rename of …"."""
    old_name: str = ""
    """What `name` was before, where there was something before."""
    is_required: bool = False
    """Whether what is new has to be sent."""

    @property
    def fingerprint(self) -> str:
        """The same for the same change, whatever the page, its lines and its words.

        Nor does it depend on what the subject is called now: that is another change.
        """
        name = self.old_name or self.name
        parts = [self.subject, name, self.where, self.old, self.new]
        if self.is_required:
            # Who accepted what may be left out has not accepted that it may not.
            parts.append("required")
        text = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hashlib.sha256(text).hexdigest()[:16]


def worst(*verdicts: Verdict) -> Verdict:
    """The verdict that matters most."""
    return min(verdicts, key=VERDICTS.index)


def version_step(changes: tuple[Change, ...]) -> VersionStep:
    """The step in the version of the emitted package that `changes` ask for."""
    if not changes:
        return "none"
    return _STEPS[worst(*(change.verdict for change in changes))]
