"""The pages that a change reaches, understood twice: as they were, and as they are.

Both times the same is missing, what all the other pages say. So the two differ in what the
change does, and that is what it does among all pages, too, as long as it leaves alone what
samples are weighed by: their text, and the names and types of what they show.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from helpwright import pipeline
from helpwright.blocks import Document
from helpwright.config import Config
from helpwright.diagnostics import Finding, Findings
from helpwright.incremental.earlier import Earlier, Entangled
from helpwright.interpret import Subjects, interpret
from helpwright.page_cache import PageCache
from helpwright.reading import read_again
from helpwright.sources import PageFile
from helpwright.spec import Api

_WORDS = frozenset(
    {"origins", "place", "summary", "description", "required", "constraints"}
)
"""Members that no sample is weighed by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What the reached pages say before the change, or after it."""

    interpreted: Api
    api: Api
    document: dict[str, Any]
    findings: frozenset[Finding]
    subjects: Subjects


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    document: Document
    sha256: str
    findings: tuple[Finding, ...]


def both_sides(
    config: Config, earlier: Earlier, files: Sequence[PageFile], cache: PageCache
) -> tuple[Side, Side]:
    """The two sides of a change. Raises Entangled where it may reach other pages."""
    places = {file.name: file for file in files}
    if not earlier.reached | earlier.changed <= places.keys():
        raise Entangled
    kept = {
        name: _kept(places[name], earlier, cache)
        for name in earlier.reached - earlier.changed
    }
    was = {name: _was(name, earlier, cache) for name in earlier.changed}
    now = {name: _now(places[name], cache) for name in earlier.changed}
    old, new = (_side(config, {**kept, **changed}) for changed in (was, now))
    if old.subjects != new.subjects or not _alike(old.interpreted, new.interpreted):
        raise Entangled
    return old, new


def _kept(file: PageFile, earlier: Earlier, cache: PageCache) -> _Page:
    """A page that has not changed, as the cache has it."""
    try:
        source = file.open()
    except OSError:
        raise Entangled from None
    found = cache.get(source)
    if found is None or cache.entries[file.name] != earlier.memory[file.name].entry:
        raise Entangled
    digest = hashlib.sha256(source.content).hexdigest()
    # What was doubtful in reading it has not changed.
    return _Page(document=found[0], sha256=digest, findings=())


def _was(name: str, earlier: Earlier, cache: PageCache) -> _Page:
    known = earlier.memory[name]
    found = cache.load(known.entry, name)
    if found is None:
        raise Entangled
    return _Page(document=found[0], sha256=known.sha256, findings=found[1])


def _now(file: PageFile, cache: PageCache) -> _Page:
    page, findings = read_again(file, cache)
    if page is None or file.name not in cache.entries:
        raise Entangled
    return _Page(document=page.document, sha256=page.sha256, findings=findings)


def _side(config: Config, pages: Mapping[str, _Page]) -> Side:
    findings = Findings()
    for page in pages.values():
        for finding in page.findings:
            findings.add(finding)
    subjects: Subjects = {}
    documents = [pages[name].document for name in sorted(pages)]
    # Most pages are not among these: that only the index knows them says nothing.
    interpreted = interpret(documents, findings, subjects, listed=False)
    hashes = {name: page.sha256 for name, page in pages.items()}
    api = pipeline.judged(interpreted, hashes, config, findings, subjects)
    document, api = pipeline.documented(api, config, findings)
    return Side(
        interpreted=interpreted,
        api=api,
        document=document,
        findings=frozenset(findings),
        subjects=subjects,
    )


def _alike(one: object, two: object) -> bool:
    """Whether two values are the same but for words, places and bounds."""
    if type(one) is not type(two):
        return False
    if is_dataclass(one) and not isinstance(one, type):
        return one == two or all(
            _alike(getattr(one, each.name), getattr(two, each.name))
            for each in fields(one)
            if each.name not in _WORDS
        )
    if isinstance(one, tuple) and isinstance(two, tuple):
        return len(one) == len(two) and all(map(_alike, one, two))
    return one == two
