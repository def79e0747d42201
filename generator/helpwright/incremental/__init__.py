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
from helpwright.incremental.document import changed_document, only_words, touched
from helpwright.incremental.earlier import Earlier, Entangled, earlier_of
from helpwright.incremental.memory import Memory, Remembered
from helpwright.incremental.sides import Side, both_sides
from helpwright.incremental.spec_text import SpecText, changed_findings
from helpwright.openapi.dump import dumps, loads
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
    before = cast("dict[str, Any]", loads(_text(config, config.openapi, earlier)))
    document = changed_document(before, old, new)
    said, says = Findings(), Findings()
    names = old_names = pipeline.names_of(document, config, says)
    if only_words(before, document):
        said = says
    else:
        old_names = pipeline.names_of(before, config, said)
    only = touched(before, old_names, document, names)
    # With findings of its own, which stand in the spec already.
    text = dumps(document)
    made = pipeline.emit(
        document, config, Findings(), text=text, names=names, only=only
    )
    found = changed_findings(there, {*old.findings, *said}, {*new.findings, *says})
    ordered = found.sorted_findings()
    spec.set_findings(ordered)
    package = _package(config, earlier.files)
    once = impl_paths(document, names)
    if not made.files.keys() <= package.keys() or not all(
        config.path(config.out).joinpath(path).exists() for path in once
    ):
        raise Entangled
    for finding in ordered:
        findings.add(finding)
    return Renewed(
        old=old,
        new=new,
        spec=spec.text(),
        openapi=text,
        names=names,
        files={**package, **made.files},
        counts={
            name: spec.count(name)
            for name in ("pages", "operations", "models", "enumerations")
        },
        memory=_memory(earlier, new, cache),
        outdated=(earlier.entry, *_outdated(earlier, cache)),
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


def _memory(earlier: Earlier, new: Side, cache: PageCache) -> Memory:
    hashes = {ref.name: ref.sha256 for ref in new.api.pages}
    changed = {
        name: Remembered(
            entry=cache.entries[name],
            sha256=hashes[name],
            kind=earlier.memory[name].kind,
            documented=earlier.memory[name].documented,
            shown=earlier.memory[name].shown,
        )
        for name in earlier.changed
    }
    return {**earlier.memory, **changed}


def _outdated(earlier: Earlier, cache: PageCache) -> list[str]:
    """Entries of the pages as they were, unless another page is the same."""
    kept = {
        each.entry for n, each in earlier.memory.items() if n not in earlier.changed
    }
    kept |= {cache.entries[name] for name in earlier.changed}
    entries = {earlier.memory[name].entry for name in earlier.changed}
    return sorted(entries - kept)
