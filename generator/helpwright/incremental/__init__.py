"""Work in proportion to the change: of a few changed pages, only what they reach.

The last run left its result, checked here by its hashes, and beside the cache what each
page is about. From these follow the pages that the change can reach; they are understood
as they were and as they are, and what differs takes its place in the result. Wherever it
is not certain that nothing else could differ, everything is made anew: the result is
that of a fresh run, byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from helpwright import pipeline
from helpwright.config import Config
from helpwright.diagnostics import Findings, HelpwrightError
from helpwright.incremental.document import (
    changed_document,
    changed_text,
    only_words,
    touched,
)
from helpwright.incremental.earlier import Earlier, Entangled, earlier_of
from helpwright.incremental.kept_names import keep_names, kept_names
from helpwright.incremental.listings import changed_listings
from helpwright.incremental.memory import Memory, Remembered
from helpwright.incremental.sides import Side, both_sides
from helpwright.incremental.spec_text import SpecText, changed_findings
from helpwright.openapi.dump import loads
from helpwright.page_cache import PageCache
from helpwright.sources import PageFile
from helpwright.value import dataclass
from helpwright.views.server_impl import impl_paths

if TYPE_CHECKING:
    from helpwright.names import Names

__all__ = ["Renewed", "renew"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The result of the last run with what has changed since."""

    old: Side
    new: Side
    spec: str
    openapi: str
    names: Names
    files: Mapping[str, str]
    """The package by path below the output folder."""
    standing: Mapping[str, str]
    """Hash of each of its files that stands as it is to be."""
    counts: Mapping[str, int]
    """How many pages, operations, models and enumerations the spec has, by member."""
    memory: Memory
    outdated: tuple[str, ...]
    """Entries of the cache that are of no use any more."""


def renew(
    config: Config,
    pages: Sequence[PageFile],
    findings: Findings,
    *,
    inputs: Mapping[str, str],
    generator: str,
    cache: PageCache,
) -> Renewed | None:
    """What a fresh run would make, or None where it has to be made by one.

    `pages` are those of `config`, `inputs` and `generator` what `helpwright.inputs` says
    of this run.
    """
    # An action of an overlay may bring what any page says to any other place.
    everywhere = config.observations or config.overlays
    if everywhere or (
        config.corrections and not config.path(config.corrections).exists()
    ):
        return None
    try:
        earlier = earlier_of(config, inputs, generator, cache)
        return _renewed(config, pages, findings, earlier, cache)
    except (Entangled, HelpwrightError, KeyError, TypeError, ValueError):
        # What is wrong, a whole run says.
        return None


def _renewed(
    config: Config,
    pages: Sequence[PageFile],
    findings: Findings,
    earlier: Earlier,
    cache: PageCache,
) -> Renewed:
    old, new = both_sides(config, earlier, pages, cache)
    spec = SpecText(_text(config, config.spec, earlier))
    there = spec.findings()
    spec.change(old, new, earlier.types)
    text = _text(config, config.openapi, earlier)
    before = cast("dict[str, Any]", loads(text, written=True))
    document = changed_document(before, old, new)
    text = changed_text(text, before, document)
    called = _called(config, before, document, earlier, cache)
    only = touched(before, called.old, document, called.new)
    if config.templates:
        # What a user's own say of an operation may stand anywhere.
        only = replace(only, listing=True)
    # With findings of its own, which stand in the spec already.
    made = pipeline.emit(
        document, config, Findings(), text=text, names=called.new, only=only
    )
    package = _package(config, earlier.files)
    if not only.listing:
        package |= changed_listings(package, before, document, called.new, config)
    found = changed_findings(
        there, {*old.findings, *called.said}, {*new.findings, *called.says}
    )
    ordered = found.sorted_findings()
    spec.set_findings(ordered)
    once = impl_paths(document, called.new)
    if not made.files.keys() <= package.keys() or not all(
        config.path(config.out).joinpath(path).exists() for path in once
    ):
        raise Entangled
    for finding in ordered:
        findings.add(finding)
    files = {**package, **made.files}
    return Renewed(
        old=old,
        new=new,
        spec=spec.text(),
        openapi=text,
        names=called.new,
        files=files,
        standing={
            path: earlier.hashes[path]
            for path, text in files.items()
            if earlier.files.get(path) is text
        },
        counts={
            name: spec.count(name)
            for name in ("pages", "operations", "models", "enumerations")
        },
        memory=_memory(earlier, new, called, cache),
        outdated=(earlier.entry, *_outdated(earlier, called, cache)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Called:
    """The names before the change and after it, and what was doubtful in giving them."""

    old: Names
    new: Names
    said: Findings
    says: Findings
    entry: str
    """Where the cache has those after it."""


def _called(
    config: Config,
    before: dict[str, Any],
    document: dict[str, Any],
    earlier: Earlier,
    cache: PageCache,
) -> _Called:
    said, says = Findings(), Findings()
    if only_words(before, document):
        # Nothing is called otherwise, and what is doubtful in that stays.
        entry = earlier.memory.names
        names = kept_names(entry, config.package, cache)
        if names is None:
            names = pipeline.names_of(document, config, Findings())
            entry = keep_names(names, cache)
        return _Called(old=names, new=names, said=said, says=says, entry=entry)
    names = pipeline.names_of(document, config, says)
    return _Called(
        old=pipeline.names_of(before, config, said),
        new=names,
        said=said,
        says=says,
        entry=keep_names(names, cache),
    )


def _text(config: Config, name: str, earlier: Earlier) -> str:
    """A file that the last run wrote; its hash is known in either place."""
    below = config.below_out(name)
    if below:
        return earlier.files[below]
    return config.read(name)


def _package(config: Config, files: Mapping[str, str]) -> dict[str, str]:
    """Those of `files` that are not put there as spec, document or names."""
    others = {
        config.below_out(name)
        for name in (config.spec, config.openapi, config.names)
        if name
    }
    return {path: text for path, text in files.items() if path not in others}


def _memory(earlier: Earlier, new: Side, called: _Called, cache: PageCache) -> Memory:
    hashes = {ref.name: ref.sha256 for ref in new.api.pages}
    changed = {
        name: Remembered(
            entry=cache.entries[name],
            sha256=hashes[name],
            kind=earlier.memory.pages[name].kind,
            documented=earlier.memory.pages[name].documented,
            shown=earlier.memory.pages[name].shown,
        )
        for name in earlier.changed
    }
    return Memory(pages={**earlier.memory.pages, **changed}, names=called.entry)


def _outdated(earlier: Earlier, called: _Called, cache: PageCache) -> list[str]:
    """Entries of pages and names as they were, unless another page is the same."""
    kept = {
        each.entry
        for name, each in earlier.memory.pages.items()
        if name not in earlier.changed
    }
    kept |= {cache.entries[name] for name in earlier.changed}
    kept.add(called.entry)
    entries = {earlier.memory.pages[name].entry for name in earlier.changed}
    entries.add(earlier.memory.names)
    return sorted(entries - kept)
