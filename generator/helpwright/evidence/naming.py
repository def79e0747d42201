"""Names the models that only samples show.

A model is called what XML calls its objects; else after the member that holds it, one of
several in the singular; with its holder's name before that where the name is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from helpwright.diagnostics import Finding, Findings
from helpwright.evidence.contracts import is_system
from helpwright.evidence.graph import Group, group_of
from helpwright.evidence.identity import are_distinct, same_shape
from helpwright.evidence.labels import Label
from helpwright.evidence.placing import Graph
from helpwright.evidence.words import common_end, joined
from helpwright.limits import Limits, advice

_HASH = 8
"""Characters that the data contract serializer puts behind a generic name."""


class Names:
    """The names that are taken, and by what."""

    def __init__(
        self, taken: Mapping[str, Group | None], findings: Findings, limits: Limits
    ) -> None:
        self.findings = findings
        self.most = limits.compared_names
        self.taken: dict[str, Group | None] = {
            name.casefold(): group for name, group in taken.items()
        }
        self.numbers: dict[str, int] = {}
        """By name, the last number that was put behind it."""

    def give(
        self, graph: Graph, group: Group, labels: Sequence[Label]
    ) -> tuple[str, Group]:
        """Names `group`, or joins it with the model of that name and shape.

        Returns the name and the group that has it now.
        """
        for name in _candidates(group, labels, self):
            key = name.casefold()
            if key not in self.taken:
                self.taken[key] = group
                return name, group
            holder = self.taken[key]
            other = group_of(holder) if holder else None
            if other is None or are_distinct(group, other):
                continue
            if same_shape(group, other):
                graph.join(other, group)
                return other.name or other.derived, group_of(group)
        raise AssertionError("the candidates never end")


def name_groups(
    graph: Graph,
    labels: Mapping[Group, Sequence[Label]],
    enumerations: Sequence[str],
    findings: Findings,
    limits: Limits,
) -> Names:
    """Names all groups that have no name yet, the outermost first."""
    taken: dict[str, Group | None] = dict.fromkeys(enumerations)
    taken |= {group.name: group for group in graph.groups if group.name}
    names = Names(taken, findings, limits)
    for group in labels:
        group = group_of(group)
        if group.name or group.derived:
            continue
        name, group = names.give(graph, group, labels.get(group, ()))
        if not group.name and not group.derived:
            group.derived = name
    return names


def _candidates(group: Group, labels: Sequence[Label], names: Names) -> Iterator[str]:
    base = _contract_name(group) or _label_name(labels) or "Item"
    yield base
    for label in labels:
        if label.exchange is not None:
            side = "Request" if label.exchange.side == "request" else "Response"
            yield joined(base, side)
    prefixed = base
    for holder in _holders(labels):
        prefixed = joined(holder, prefixed)
        yield prefixed
    number = 2
    while True:
        yield f"{prefixed}{number}"
        number += 1
        if number > names.most:
            if prefixed not in names.numbers:
                names.findings.add(_too_many(group, prefixed, names.most))
            number = max(number, names.numbers.get(prefixed, 0) + 1)
            names.numbers[prefixed] = number


def _too_many(group: Group, name: str, most: int) -> Finding:
    seen = group.seen[0]
    return Finding(
        code="HW316",
        severity="note",
        message=f"samples show more than {most} models called {name}",
        place=seen.exhibit.at(seen.node.line),
        text=name,
        made_of_it="this one and the others are not compared with all of them:"
        " they have types of their own",
        advice=advice("compared_names"),
    )


def _holders(labels: Sequence[Label]) -> Iterator[str]:
    for label in labels:
        if label.holder is not None:
            holder = group_of(label.holder)
            if name := holder.name or holder.derived:
                yield name
                return


def _label_name(labels: Sequence[Label]) -> str:
    names = [label.name for label in labels if label.exchange is None]
    if not names:
        return labels[0].name if labels else ""
    if len(set(names)) == 1:
        return names[0]
    if shared := common_end(names):
        return shared
    counts = Counter(names)
    return min(names, key=lambda name: (-counts[name], len(name), names.index(name)))


def _contract_name(group: Group) -> str:
    """What XML calls the objects, without what its serializer adds to a name."""
    for shown in group.xml_names:
        name = shown.name.name
        if is_system(shown.name.namespace) or not name[:1].isalpha():
            continue
        name = _without_hash(name).rpartition(".")[2]
        if name and not name.startswith(("ArrayOf", "KeyValuePairOf", "KeyValueOf")):
            return name
    return ""


def _without_hash(name: str) -> str:
    """`PageOfTramDtq7mq_S` without its last characters, which are a checksum."""
    head, of, tail = name.partition("Of")
    checksum = tail[-_HASH:]
    looks_made = any(c.isdigit() or c == "_" for c in checksum) or (
        sum(c.isupper() for c in checksum) > 2
    )
    if head and of and len(tail) > _HASH and looks_made:
        return name[:-_HASH]
    return name
