"""A short run without atheris: inputs made of seeds, and of inputs made of seeds."""

from __future__ import annotations

from functools import partial
from random import Random

from judging import Find, judge
from kinds import Kind
from reach import Reach

_POOL = 400
"""Inputs that are kept to be changed further."""


def short_run(
    kind: Kind, inputs: int, *, seed: int = 0, reach: Reach | None = None
) -> list[Find]:
    """The finds among `inputs` inputs of `kind`, each title once; always the same.

    With `reach` an input is changed further where it reaches what none did before;
    without it chance alone decides, which takes a tenth of the time for each.
    """
    random = Random(seed)
    pool = [content[: kind.max_bytes] for content in kind.begin()]
    fixed = len(pool)
    found: dict[str, Find] = {}
    for content in pool:
        find, _ = _tried(kind, content, reach)
        if find is not None:
            found.setdefault(find.title, find)
    for number in range(inputs):
        content = kind.changed(random.choice(pool), seed * 10_000_000 + number)
        find, is_new = _tried(kind, content, reach)
        if find is not None:
            found.setdefault(find.title, find)
        if not is_new:
            continue
        if len(pool) < fixed + _POOL:
            pool.append(content)
        else:
            pool[random.randrange(fixed, len(pool))] = content
    return list(found.values())


def _tried(kind: Kind, content: bytes, reach: Reach | None) -> tuple[Find | None, bool]:
    """What is found, and whether to go on from here."""
    if reach is None:
        return judge(kind, content), True
    find, is_new = reach.follow(partial(judge, kind, content))
    # To be followed takes time, which is not the input's fault.
    return (None if find is None else judge(kind, content)), is_new
