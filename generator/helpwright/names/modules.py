"""The modules that hold models and enumerations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import count

from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode

LARGEST = 100
"""Classes of a module. To define one takes Pydantic a millisecond, and the first call of
a group waits for all of its module."""


def modules(
    document: Json, operations: Iterable[OperationNode], files: Mapping[str, str]
) -> dict[str, str]:
    """Module of each component: its group's where one group uses it, else a shared one.

    What a shared component refers to is shared itself, and what no operation leads to
    stands in a module of its own: so imports lead from that to the groups' modules and
    from there to the shared one, and never back. A module that would be too large is
    several, each of which imports none that comes after it.
    """
    schemas = doc.schemas(document)
    uses = {name: dict.fromkeys(doc.references(s)) for name, s in schemas.items()}
    shared, other = (_free(name, files) for name in ("shared", "other"))
    found = dict.fromkeys(schemas, other)
    met: dict[str, None] = {}
    for operation in operations:
        module = files[doc.tag_of(operation)]
        waiting = [*doc.references(dict(operation.node))]
        waiting += doc.references([dict(p) for p in operation.parameters])
        met.update(dict.fromkeys(waiting))
        while waiting:
            name = waiting.pop()
            # A component moves at most twice: to a group, and on to the shared module.
            if found.get(name, module) not in (module, shared):
                found[name] = module if found[name] == other else shared
                waiting += uses[name]
    return _split(found, [*met, *schemas], uses, files.values())


def _free(name: str, files: Mapping[str, str]) -> str:
    while name in files.values():
        name = f"{name}_models"
    return name


def _split(
    found: Mapping[str, str],
    order: Iterable[str],
    uses: Mapping[str, Iterable[str]],
    taken: Iterable[str],
) -> dict[str, str]:
    """`found`, with further modules beside those that are too large."""
    sizes = Counter(found.values())
    taken = {*taken, *sizes}
    split = dict(found)
    latest: dict[str, str] = {}
    filled: Counter[str] = Counter()
    for cycle in cycles(order, uses):
        module = found[cycle[0]]
        if sizes[module] <= LARGEST:
            continue
        part = latest.setdefault(module, module)
        # Those that refer to each other stay together, however many they are.
        if filled[part] and filled[part] + len(cycle) > LARGEST:
            latest[module] = part = _next(module, taken)
            taken.add(part)
        filled[part] += len(cycle)
        split.update(dict.fromkeys(cycle, part))
    return split


def _next(module: str, taken: Container[str]) -> str:
    return next(n for i in count(2) if (n := f"{module}_{i}") not in taken)


def cycles(
    order: Iterable[str], uses: Mapping[str, Iterable[str]]
) -> Iterator[list[str]]:
    """Components, each with those that it refers to and that refer back to it.

    What they refer to comes before them, and otherwise `order` decides. (Tarjan's
    algorithm, without recursion, which is as deep as models nest.)
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    place: dict[str, int] = {}
    stack: list[str] = []
    done: set[str] = set()
    for start in order:
        if start in number or start not in uses:
            continue
        walk = [(start, iter(uses[start]))]
        number[start] = lowest[start] = len(number)
        place[start] = len(stack)
        stack.append(start)
        while walk:
            name, inner = walk[-1]
            other = next(inner, None)
            if other is None:
                walk.pop()
                if walk:
                    above = walk[-1][0]
                    lowest[above] = min(lowest[above], lowest[name])
                if lowest[name] == number[name]:
                    at = place[name]
                    yield stack[at:]
                    done.update(stack[at:])
                    del stack[at:]
            elif other in number:
                if other not in done:
                    lowest[name] = min(lowest[name], number[other])
            elif other in uses:
                number[other] = lowest[other] = len(number)
                place[other] = len(stack)
                stack.append(other)
                walk.append((other, iter(uses[other])))
