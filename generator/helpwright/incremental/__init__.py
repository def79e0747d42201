"""Work in proportion to the change: of a few changed pages, only what they reach.

The last run left its result, checked here by its hashes, and beside the cache what each
page is about. From these follow the pages that the change can reach; they are understood
as they were and as they are, and what differs takes its place in the result. Wherever it
is not certain that nothing else could differ, everything is made anew: the result is
that of a fresh run, byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from helpwright.value import dataclass, replace
from helpwright.views.server_impl import impl_paths

if TYPE_CHECKING:
    from helpwright.names import Names

__all__ = ["Renewed", "renew"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The result of the last run with what has changed since."""

    old: Side
    new: Side
    spec: bytes
    openapi: str
    names: Names
    files: Mapping[str, str | bytes]
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
    spec = SpecText(_content(config, config.spec, earlier))
    there = spec.findings()
    spec.change(old, new, earlier.types)
    described = _described(config, old, new, earlier, cache)
    called = described.called
    files = _package(config, earlier, described)
    found = changed_findings(
        there, {*old.findings, *called.said}, {*new.findings, *called.says}
    ).sorted_findings()
    spec.set_findings(found)
    for finding in found:
        findings.add(finding)
    return Renewed(
        old=old,
        new=new,
        spec=spec.content(),
        openapi=described.text,
        names=called.new,
        files=files,
        standing={
            path: earlier.hashes[path]
            for path, content in files.items()
            if earlier.files.get(path) is content
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Described:
    """The OpenAPI document before the change and after it, and what that is called."""

    old: dict[str, Any]
    new: dict[str, Any]
    text: str
    """The file after it."""
    called: _Called


def _described(
    config: Config, old: Side, new: Side, earlier: Earlier, cache: PageCache
) -> _Described:
    text = _content(config, config.openapi, earlier).decode()
    before = cast("dict[str, Any]", loads(text, written=True))
    after = changed_document(before, old, new)
    return _Described(
        old=before,
        new=after,
        text=changed_text(text, before, after),
        called=_called(config, before, after, earlier, cache),
    )


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


def _content(config: Config, name: str, earlier: Earlier) -> bytes:
    """A file that the last run wrote; its hash is known in either place."""
    below = config.below_out(name)
    return earlier.files[below] if below else config.read(name).encode()


def _package(
    config: Config, earlier: Earlier, described: _Described
) -> dict[str, str | bytes]:
    """The files of the package. Raises Entangled where there are more of them than before."""
    old, new, called = described.old, described.new, described.called
    only = touched(old, called.old, new, called.new)
    if config.templates:
        # What a user's own say of an operation may stand anywhere.
        only = replace(only, listing=True)
    # With findings of its own, which stand in the spec already.
    made = pipeline.emit(
        new, config, Findings(), text=described.text, names=called.new, only=only
    ).files
    if not only.listing:
        made |= changed_listings(earlier.files, old, new, called.new, config)
    # These are put there as spec, document and names.
    others = {
        config.below_out(name)
        for name in (config.spec, config.openapi, config.names)
        if name
    }
    package = {p: content for p, content in earlier.files.items() if p not in others}
    once = impl_paths(new, called.new)
    if not made.keys() <= package.keys() or not all(
        config.path(config.out).joinpath(path).exists() for path in once
    ):
        raise Entangled
    return {**package, **made}


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
