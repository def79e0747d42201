"""The pages that a change reaches, understood twice: as they were, and as they are.

Both times the same is missing, what all the other pages say. So the two differ in what the
change does, and that is what it does among all pages, too, as long as it leaves alone what
samples are weighed by: their text, and the names and types of what they show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from helpwright import pipeline
from helpwright.blocks import Document
from helpwright.config import Config
from helpwright.diagnostics import Finding, Findings
from helpwright.incremental.earlier import Earlier, Entangled, can_be_reached
from helpwright.interpret import Subjects, interpret
from helpwright.page_cache import PageCache
from helpwright.reading import read_again
from helpwright.sources import PageFile
from helpwright.sources.source import digest
from helpwright.spec import Api, Origin
from helpwright.value import dataclass

_WORDS = frozenset(
    {"summary", "description", "required", "constraints", "default", "allowed_values"}
)
"""Members that no sample is weighed by."""
_PLACES = frozenset({"origins", "place"})
"""Members that say where something stands."""


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
    was = {name: _was(name, earlier, cache) for name in earlier.changed}
    now = {name: _now(places[name], cache) for name in earlier.changed}
    kept: dict[str, _Page] = {}
    for reached in (earlier.near, earlier.far):
        if not can_be_reached(reached, earlier.memory.pages):
            raise Entangled
        for name in reached - earlier.changed - kept.keys():
            kept[name] = _kept(places[name], earlier, cache)
        old, new = (_side(config, {**kept, **changed}) for changed in (was, now))
        if old.subjects != new.subjects or not _alike(
            old.interpreted, new.interpreted, _WORDS | _PLACES
        ):
            raise Entangled
        if _alike(old.interpreted, new.interpreted, _WORDS):
            # What samples show is where it was, too: nothing is to be said of it anew.
            break
    return old, new


def _kept(file: PageFile, earlier: Earlier, cache: PageCache) -> _Page:
    """A page that has not changed, as the cache has it."""
    try:
        source = file.open()
    except OSError:
        raise Entangled from None
    found = cache.get(source)
    if (
        found is None
        or cache.entries[file.name] != earlier.memory.pages[file.name].entry
    ):
        raise Entangled
    sha256 = digest(source.content)
    # What was doubtful in reading it has not changed.
    return _Page(document=found[0], sha256=sha256, findings=())


def _was(name: str, earlier: Earlier, cache: PageCache) -> _Page:
    known = earlier.memory.pages[name]
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
    subjects = Subjects()
    documents = [pages[name].document for name in sorted(pages)]
    # Most pages are not among these: that only the index knows them says nothing.
    interpreted = interpret(
        documents, findings, subjects, listed=False, limits=config.limits
    )
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


def _alike(one: object, two: object, but_for: frozenset[str]) -> bool:
    """Whether two values are the same but for the members of these names."""
    if type(one) is not type(two):
        return False
    if is_dataclass(one) and not isinstance(one, type):
        return one == two or all(
            _alike(getattr(one, each.name), getattr(two, each.name), but_for)
            for each in fields(one)
            if each.name not in but_for
            and not (isinstance(one, Origin) and each.name == "text")
        )
    if isinstance(one, tuple) and isinstance(two, tuple):
        return len(one) == len(two) and all(
            _alike(a, b, but_for) for a, b in zip(one, two, strict=True)
        )
    return one == two
