"""A short run without atheris: inputs made of seeds, and of inputs made of seeds."""

from __future__ import annotations

from random import Random

from judging import Find, judge
from kinds import Kind

_POOL = 400
"""Inputs that are kept to be changed further."""


def short_run(kind: Kind, inputs: int, seed: int = 0) -> list[Find]:
    """The finds among `inputs` inputs of `kind`, each title once; always the same."""
    random = Random(seed)
    pool = [content[: kind.max_bytes] for content in kind.begin()]
    fixed = len(pool)
    found: dict[str, Find] = {}
    for content in pool:
        if (find := judge(kind, content)) is not None:
            found.setdefault(find.title, find)
    for number in range(inputs):
        content = kind.changed(random.choice(pool), seed * 10_000_000 + number)
        if (find := judge(kind, content)) is not None:
            found.setdefault(find.title, find)
        if len(pool) < fixed + _POOL:
            pool.append(content)
        else:
            pool[random.randrange(fixed, len(pool))] = content
    return list(found.values())
