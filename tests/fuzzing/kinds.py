"""The kinds of input: where each begins, how it is changed, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

import correction_files
import html_pages
import sample_bodies
import seeds
import targets
import text_pages
import traffic_files

Change = Callable[[str, Random, Sequence[str]], str]


@dataclass(frozen=True)
class Kind:
    """One kind of input."""

    name: str
    begin: Callable[[], Iterable[bytes]]
    change: Change
    check: Callable[[bytes], str]
    max_bytes: int
    weight: int
    """Its share of the time of a campaign."""

    def changed(self, content: bytes, seed: int) -> bytes:
        """Another input, made of `content`; the same for the same seed."""
        random = Random(seed)
        text = content.decode("utf-8", "surrogateescape")
        text = self.change(text, random, _texts(self.name))
        return _encoded(text, random)[: self.max_bytes]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("html", seeds.html_pages, html_pages.changed_page, targets.pages, 6000, 4),
        Kind("text", seeds.text_pages, text_pages.changed_page, targets.pages, 4000, 4),
        Kind(
            "samples",
            seeds.samples,
            sample_bodies.changed_sample,
            targets.samples,
            1500,
            14,
        ),
        Kind(
            "evidence",
            seeds.pairs_of_samples,
            sample_bodies.changed_sample,
            targets.evidence,
            2000,
            3,
        ),
        Kind(
            "corrections",
            seeds.correction_files,
            correction_files.changed_file,
            targets.corrections,
            800,
            4,
        ),
        Kind(
            "har",
            seeds.recordings,
            traffic_files.changed_recording,
            targets.traffic,
            2000,
            3,
        ),
    )
}


@cache
def _texts(name: str) -> tuple[str, ...]:
    """The seeds of a kind as texts, to take pieces from."""
    found = KINDS[name].begin()
    return tuple(content.decode("utf-8", "surrogateescape") for content in found)


def _encoded(text: str, random: Random) -> bytes:
    """`text` as bytes: mostly UTF-8, sometimes as other programs save it."""
    choice = random.random()
    if choice < 0.97:
        return text.encode("utf-8", "surrogatepass" if choice < 0.01 else "replace")
    encoding = random.choice(("utf-8-sig", "utf-16", "utf-16-be", "cp1252", "utf-32"))
    return text.encode(encoding, "replace")
