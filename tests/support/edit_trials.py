"""Random edits of random APIs: what is said of them, and what they break."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import drawn_sites
from client_trials import Emitted, emitted, failures, servers
from drawn_vendors import drawn_edit, drawn_vendor, pages_of
from page_edits import understood

from helpwright.changes import Change, Verdict, compare

HARMLESS = ("addition", "documentation")
Check = Callable[[Emitted, str], str]
"""Says what a type checker has against a program; nothing where all is well."""


@dataclass(frozen=True)
class Trial:
    """One edit."""

    changes: tuple[Change, ...]
    broken: tuple[str, ...]
    """What went wrong, of what had gone well before."""

    @property
    def verdict(self) -> Verdict | None:
        """The worst; None where nothing is said to have changed."""
        return self.changes[0].verdict if self.changes else None

    @property
    def is_harmless(self) -> bool:
        """Whether it is said to break nothing."""
        return self.verdict is None or self.verdict in HARMLESS


def trials(
    seed: int, edits: int, folder: Path, check: Check | None = None
) -> Iterator[Trial]:
    """So many edits of the API of a seed, each of the pages that were there first.

    Two of three are edits of the API, which all its pages and samples follow; others
    are edits of one page, as if a person had made them. The program that was written
    for the old package runs, where it ran before: with the old package against servers
    of the new documentation, with the new package against them, and with the new
    package against those of the old one, whose answers a test may have recorded.
    `check` is asked only of edits that are said to be harmless.
    """
    random = Random(seed)
    vendor = drawn_vendor(random)
    pages = pages_of(vendor)
    api = understood(pages)
    old = emitted(api, folder / "old")
    before = failures(old, old.program, servers(old.document))
    assert len(before) < len(old.program.tests) / 2, before
    for _ in range(edits):
        if random.random() < 0.67:
            after = pages_of(drawn_edit(random, vendor))
        else:
            after = drawn_sites.drawn_edit(random, pages)
        now = understood(after)
        changes = compare(api, now)
        new = emitted(now, folder / "new")
        told = {
            "old client, new server": failures(old, old.program, servers(new.document)),
            "new client, new server": failures(new, old.program, servers(new.document)),
            "new client, old answers": failures(
                new, old.program, servers(old.document, "samples"), drifts=False
            ),
        }
        broken = [
            f"{who}, {' '.join(key)}: {text}"
            for who, found in told.items()
            for key, text in found.items()
            if key not in before
        ]
        trial = Trial(changes, tuple(broken))
        if (
            check is not None
            and trial.is_harmless
            and (said := check(new, old.program.text))
        ):
            trial = Trial(changes, (*broken, f"type checker: {said}"))
        yield trial
