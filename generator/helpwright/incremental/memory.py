"""What a run remembers of its pages, so that the next one knows what a change reaches.

It is kept beside the pages as they were read, under a name that is the hash of all that
the run was made of: what is found under that name is of that run, or it is no entry.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from helpwright.incremental.kept_names import keep_names
from helpwright.interpret import Subjects
from helpwright.names.types import Names
from helpwright.page_cache import PageCache, is_name
from helpwright.spec import PageRef
from helpwright.value import dataclass

_KINDS = ("index", "operation", "model")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A page as a run saw it."""

    entry: str
    """Name of the cache's entry with what was read of it."""
    sha256: str
    """Of its bytes."""
    kind: str
    """`index`, `operation` or `model`."""
    documented: frozenset[str]
    """Operations and types that the page has words or tables for."""
    shown: frozenset[str]
    """Types of which the page can have samples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a run saw, and what it called everything."""

    pages: Mapping[str, Remembered]
    """Every page that was read, by its name."""
    names: str
    """Name of the cache's entry with all names."""


def memory_of(
    refs: tuple[PageRef, ...], subjects: Subjects, names: Names, cache: PageCache
) -> Memory:
    """What is to be remembered of the pages of a run; the cache gets its names."""
    pages = {
        ref.name: Remembered(
            entry=cache.entries[ref.name],
            sha256=ref.sha256,
            kind=ref.kind,
            documented=frozenset(subjects.documented.get(ref.name, ())),
            shown=frozenset(subjects.shown.get(ref.name, ())),
        )
        for ref in refs
        if ref.name in cache.entries
    }
    return Memory(pages=pages, names=keep_names(names, cache))


def keep(
    memory: Memory, inputs: Mapping[str, str], generator: str, cache: PageCache
) -> str:
    """Keeps what a run with these inputs remembers; returns the name of the entry."""
    pages = {
        page: [
            *(each.entry, each.sha256, each.kind),
            *(sorted(each.documented), sorted(each.shown)),
        ]
        for page, each in memory.pages.items()
    }
    name = _name(inputs, generator)
    plain = [memory.names, pages]
    payload = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    cache.packs.put(name, payload.encode("utf-8", "surrogatepass"))
    return name


def recall(
    inputs: Mapping[str, str], generator: str, cache: PageCache
) -> tuple[str, Memory]:
    """What a run with these inputs remembered, nothing where none did, and its entry."""
    name = _name(inputs, generator)
    try:
        names, plain = json.loads(cache.packs.get(name))
        if not is_name(names):
            raise TypeError(names)
        pages = {page: _remembered(*known) for page, known in plain.items()}
        return name, Memory(pages=pages, names=names)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return name, Memory(pages={}, names="")


def _remembered(
    entry: object, sha256: object, kind: object, documented: object, shown: object
) -> Remembered:
    """A page as the cache has it. Raises TypeError where it is none: caches may be forged."""
    if not is_name(entry) or not is_name(sha256) or kind not in _KINDS:
        raise TypeError(entry)
    return Remembered(
        entry=str(entry),
        sha256=str(sha256),
        kind=str(kind),
        documented=_texts(documented),
        shown=_texts(shown),
    )


def _texts(value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError(value)
    return frozenset(value)


def _name(inputs: Mapping[str, str], generator: str) -> str:
    told = json.dumps([generator, sorted(inputs.items())])
    return hashlib.sha256(told.encode()).hexdigest()
