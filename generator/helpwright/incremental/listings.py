"""README and index of the operations, with what is now said of some in place of what was.

Each is made of its operation alone, as it was and as it is; the lines that differ take
each other's place in the file that lists all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from helpwright import pipeline
from helpwright.config import Config
from helpwright.incremental.earlier import Entangled
from helpwright.names import Names
from helpwright.names import document as doc

Json = dict[str, Any]


def changed_listings(
    files: Mapping[str, bytes], old: Json, new: Json, names: Names, config: Config
) -> dict[str, str]:
    """Those of `files` that list operations, where documents differ in words alone.

    `names` are those of both. Raises Entangled where a file does not say what was said.
    """
    changed: dict[str, str] = {}
    for path, item in new["paths"].items():
        if item is old["paths"][path]:
            continue
        before, after = (
            {**document, "paths": {path: document["paths"][path]}}
            for document in (old, new)
        )
        for operation in doc.operations(after):
            was = pipeline.listing(before, config, names, operation.key)
            now = pipeline.listing(after, config, names, operation.key)
            for name, text in now.items():
                if text != was[name]:
                    there = changed.get(name) or files.get(name, b"").decode()
                    changed[name] = _replaced(there, was[name], text)
    return changed


def _replaced(text: str, old: str, new: str) -> str:
    """`text` with the lines in which `new` differs from `old`, in place of those of `old`.

    As many lines before them are looked for, too, as it takes to find them once.
    """
    before, after = old.split("\n"), new.split("\n")
    first = _same(before, after)
    last = min(
        _same(before[::-1], after[::-1]), len(before) - first, len(after) - first
    )
    for start in reversed(range(first + 1)):
        lines = (
            "\n".join(["", *each[start : len(each) - last], ""])
            for each in (before, after)
        )
        there, wanted = lines
        found = text.count(there)
        if found == 1:
            return text.replace(there, wanted)
        if not found:
            break
    raise Entangled


def _same(one: Sequence[str], two: Sequence[str]) -> int:
    """How many lines two texts begin with that are the same."""
    pairs = zip(one, two, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
