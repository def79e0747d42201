"""Draws from the samples what no table says, and keeps the proof.

Witnesses (`alignment`, `numbering`, `forms`, `xmlnames`, `enums`, `prose` …) make
statements about facts; `statements.settle` gives the verdict; the spec records it with the
places that prove it. The order in which pages were read makes no difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpwright.diagnostics import Findings
from helpwright.evidence.bodies import weigh_operations
from helpwright.evidence.enums import weigh_enumerations
from helpwright.evidence.exhibits import Exchange, collect
from helpwright.evidence.graph import Group
from helpwright.evidence.identity import join_equals
from helpwright.evidence.labels import labels_of
from helpwright.evidence.members import Weighed
from helpwright.evidence.models import derive_model, only_referred, weigh_model
from helpwright.evidence.naming import name_groups
from helpwright.evidence.nullability import by_counting
from helpwright.evidence.numbering import solve_group
from helpwright.evidence.placing import Graph
from helpwright.evidence.prose import with_suggestions
from helpwright.evidence.slots import all_slots
from helpwright.evidence.trust import trusted_groups
from helpwright.evidence.wires import weigh_wires
from helpwright.evidence.xmlnames import pair_with_xml
from helpwright.limits import DEFAULTS, Limits
from helpwright.spec import Api
from helpwright.value import replace

__all__ = ["weigh"]


def weigh(api: Api, findings: Findings, limits: Limits = DEFAULTS) -> Api:
    """`api` with what its samples and descriptions show: types, models and enumerations
    that no page describes, names on the wire and in XML, who may be null, finer types.

    Nothing that a page states is overruled; where a sample contradicts it, that is a
    finding.
    """
    exchanges = collect(api, findings, limits)
    order = _order(exchanges)
    graph = _graph(api, exchanges, order)
    labels = labels_of(graph, order, exchanges)
    join_equals(graph, labels, findings, limits)
    labels = labels_of(graph, order, exchanges)
    listed = [each.name for each in api.enumerations]
    names = name_groups(graph, labels, listed, findings, limits)
    labels = labels_of(graph, order, exchanges)
    declared = [g for g in graph.groups if g.into is None and g.model is not None]
    shown = [group for group in labels if group.model is None]
    stands = list(all_slots(graph, order, exchanges, [*declared, *shown]))
    enumerations = weigh_enumerations(
        api.enumerations, graph.models, stands, names, findings
    )
    weighed = _weighed(api, [*declared, *shown], enumerations.by_slot, findings, limits)
    models = [weigh_model(group, weighed) for group in declared]
    derived = [derive_model(group, labels[group], weighed) for group in shown]
    operations = weigh_operations(api, exchanges, graph, weighed)
    models += only_referred(derived, models, operations, findings)
    api = replace(
        api,
        operations=operations,
        models=tuple(models),
        enumerations=enumerations.described,
    )
    return with_suggestions(api, findings, limits)


def _order(exchanges: Sequence[Exchange]) -> list[int]:
    """The numbers of the bodies, sorted by what they are and not by how they came."""

    def key(number: int) -> tuple[str, ...]:
        operation, side = exchanges[number].operation, exchanges[number].side
        return operation.path, operation.method, operation.query, side, operation.page

    return sorted(range(len(exchanges)), key=key)


def _graph(api: Api, exchanges: Sequence[Exchange], order: Sequence[int]) -> Graph:
    graph = Graph(api)
    for number in order:
        for exhibit in exchanges[number].json:
            graph.add(number, exchanges[number], exhibit)
    for number in order:
        pair_with_xml(graph, number, exchanges[number])
    return graph


def _weighed(
    api: Api,
    groups: Sequence[Group],
    enumerations: Mapping[int, str],
    findings: Findings,
    limits: Limits,
) -> Weighed:
    solved = ((group, solve_group(group, findings, limits)) for group in groups)
    solutions = {group: found for group, found in solved if found}
    trusted = trusted_groups(api, solutions, findings)
    counted = {
        group: by_counting(solution, trusted=group in trusted)
        for group, solution in solutions.items()
    }
    return Weighed(weigh_wires(groups, findings), enumerations, counted, findings)
