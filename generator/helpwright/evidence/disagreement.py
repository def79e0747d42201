"""Reports samples that are not what the page says of their type."""

from __future__ import annotations

from collections.abc import Sequence

from helpwright.diagnostics import Finding, Findings
from helpwright.evidence.alignment import type_fits
from helpwright.evidence.exhibits import Exhibit
from helpwright.evidence.placing import Graph
from helpwright.evidence.slots import Stand
from helpwright.evidence.statements import shown
from helpwright.evidence.type_words import words_for
from helpwright.samples import Node
from helpwright.spec import Named
from helpwright.vocabulary import PLUMBING


def report_disagreements(
    stands: Sequence[Stand], graph: Graph, findings: Findings
) -> None:
    """A finding for each slot whose values are of another kind than its type."""
    for stand in stands:
        for node, exhibit in stand.slot.seen:
            if not exhibit.from_xml and not _fits(stand, node, graph):
                _report(stand, node, exhibit, findings)
                break
        deep = [(n, e) for n, e in stand.slot.seen if n.deep]
        if deep:
            node, exhibit = deep[0]
            findings.add(
                Finding(
                    code="HW315",
                    severity="note",
                    message=f"the sample of {stand.subject} nests deeper than any class",
                    place=exhibit.at(node.line),
                    made_of_it="what lies deeper was left out",
                )
            )


def _fits(stand: Stand, node: Node, graph: Graph) -> bool:
    declared = stand.slot.declared
    if declared is None or node.deep:
        return True
    if isinstance(declared, Named):
        if declared.name in PLUMBING:
            return True
        if declared.name in graph.enumerations:
            return node.kind in ("number", "string", "null")
        if declared.name in graph.models:
            return node.kind in ("object", "null", "reference")
        return True
    return type_fits(declared, node)


def _report(stand: Stand, node: Node, exhibit: Exhibit, findings: Findings) -> None:
    declared = stand.slot.declared
    assert declared is not None
    findings.add(
        Finding(
            code="HW303",
            severity="warning",
            message=(
                f"the page says that {stand.subject} is {words_for(declared)},"
                " and a sample shows something else"
            ),
            place=exhibit.at(node.line),
            text=shown(node),
            made_of_it="the page was believed",
            advice="settle it with a correction if the sample is right",
        )
    )
