"""Models that hold one another in long chains, which Pydantic follows by recursion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from helpwright.diagnostics import Finding, Findings
from helpwright.place import Place

_SAFE = 45
"""Models in a chain that Pydantic 2.14 gets through with Python's own limit of 1,000
calls: it takes some 16 for a member that is an optional list, and fails at 60."""
_CALLS = 65
"""Calls for a model where it is described in OpenAPI as well."""
_MOST = 20_000
"""Beyond, the stack of the process ends before the limit does."""
_PREFIX = "#/components/schemas/"


def check_nesting(document: dict[str, Any], findings: Findings) -> None:
    """Reports the longest chain of models where Python's limit of calls may end it."""
    depth, first = _longest(document)
    if depth > _SAFE:
        findings.add(_too_deep(first, depth, _limit(depth)))


def calls_needed(document: dict[str, Any]) -> int:
    """What to raise Python's limit of calls to for the longest chain; 0 for nothing."""
    depth, _ = _longest(document)
    return _limit(depth) if depth > _SAFE else 0


def _longest(document: dict[str, Any]) -> tuple[int, str]:
    schemas = document.get("components", {}).get("schemas", {})
    held = {name: [*dict.fromkeys(_held(schema))] for name, schema in schemas.items()}
    return _deepest(held)


def _limit(depth: int) -> int:
    return min(_MOST, max(1000, depth * _CALLS))


def _held(schema: Any) -> Iterator[str]:
    """Components that `schema` refers to, in its order."""
    waiting = [schema]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            reference = each.get("$ref")
            if isinstance(reference, str) and reference.startswith(_PREFIX):
                yield reference.removeprefix(_PREFIX)
            waiting += [v for k, v in reversed(each.items()) if k != "example"]
        elif isinstance(each, list):
            waiting += reversed(each)


def _deepest(held: dict[str, list[str]]) -> tuple[int, str]:
    """How deep one is in models when each is entered once, and where that begins."""
    seen: set[str] = set()
    deepest = 0, ""
    for root, first in held.items():
        if root in seen:
            continue
        seen.add(root)
        way = [iter(first)]
        while way:
            deepest = max(deepest, (len(way), root), key=lambda found: found[0])
            name = next((n for n in way[-1] if n in held and n not in seen), None)
            if name is None:
                way.pop()
            else:
                seen.add(name)
                way.append(iter(held[name]))
    return deepest


def _too_deep(first: str, depth: int, limit: int) -> Finding:
    return Finding(
        code="HW705",
        severity="warning",
        message=f"{depth} models hold one another in a chain, which begins with {first}:"
        " Python's limit of calls may end what Pydantic does with them",
        place=Place(page=""),
        made_of_it="the models are emitted as they are documented",
        advice=f"call sys.setrecursionlimit({limit}) at the start of your program, or"
        " take a member out of the chain in a correction",
    )
