"""What the last run left, checked against its manifest, and which pages have changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

from helpwright.config import Config
from helpwright.incremental.memory import Memory, Remembered, recall
from helpwright.page_cache import PageCache
from helpwright.sources.source import digest
from helpwright.value import dataclass
from helpwright.write.manifest import ManifestError, read_manifest

_MOST_CHANGED = 16
"""Pages; where more have changed, everything is made anew."""
_MOST_REACHED = 4
"""One in so many pages may be reached by the change: beyond that nothing is saved."""


class Entangled(Exception):
    """The change may reach further than was looked at: all is to be made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An output folder as a run left it."""

    files: Mapping[str, bytes]
    """What each file holds, by its path in the output folder, line ends aside."""
    hashes: Mapping[str, str]
    """Hash of each."""
    memory: Memory
    entry: str
    """Name of the cache's entry that holds the memory."""
    changed: frozenset[str]
    """Names of the pages that are others now."""
    types: frozenset[str]
    """Names that those that have changed document or show."""
    near: frozenset[str]
    """Names of the indexes, and of the pages that document or show what one of those that
    have changed documents."""
    far: frozenset[str]
    """And of those that document or show what one of them shows."""


def earlier_of(
    config: Config, inputs: Mapping[str, str], generator: str, cache: PageCache
) -> Earlier:
    """What the last run left. Raises Entangled unless nothing but pages has changed."""
    try:
        manifest = read_manifest(config.path(config.out))
    except (OSError, ManifestError):
        raise Entangled from None
    if manifest.generator != generator:
        raise Entangled
    changed = _changed_pages(manifest.inputs, inputs)
    entry, memory = recall(manifest.inputs, generator, cache)
    pages = memory.pages
    indexes = {page for page, each in pages.items() if each.kind == "index"}
    if not changed <= pages.keys() - indexes:
        raise Entangled
    documented = {name for page in changed for name in pages[page].documented}
    shown = {name for page in changed for name in pages[page].shown}
    near = changed | indexes | _about(documented, pages)
    if not can_be_reached(near, pages):
        raise Entangled
    return Earlier(
        files=_files(config, manifest.files),
        hashes=manifest.files,
        memory=memory,
        entry=entry,
        changed=changed,
        types=frozenset(documented | shown),
        near=near,
        far=near | _about(shown, pages),
    )


def _about(
    subjects: AbstractSet[str], pages: Mapping[str, Remembered]
) -> frozenset[str]:
    return frozenset(
        page
        for page, each in pages.items()
        if not subjects.isdisjoint(each.documented)
        or not subjects.isdisjoint(each.shown)
    )


def can_be_reached(pages: AbstractSet[str], of: Collection[str]) -> bool:
    """Whether these are few enough to look at them alone."""
    return len(pages) * _MOST_REACHED <= len(of)


def _changed_pages(old: Mapping[str, str], new: Mapping[str, str]) -> frozenset[str]:
    changed = [name for name in new if new[name] != old.get(name)]
    pages = [name.removeprefix("page ") for name in changed if name.startswith("page ")]
    only_pages = len(pages) == len(changed) and old.keys() == new.keys()
    if not only_pages or not 0 < len(pages) <= _MOST_CHANGED:
        raise Entangled
    return frozenset(pages)


def _files(config: Config, hashes: Mapping[str, str]) -> dict[str, bytes]:
    """The files of the output folder, each as it was written."""
    files = {}
    for path, expected in hashes.items():
        try:
            content = config.path(config.out).joinpath(path).read_bytes()
        except OSError:
            raise Entangled from None
        if digest(content) != expected:
            raise Entangled
        files[path] = content.replace(b"\r\n", b"\n")
    return files
