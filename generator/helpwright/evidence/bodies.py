"""Types of the bodies that no page types, and the root elements of those in XML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpwright.evidence.exhibits import Exchange, XmlExhibit
from helpwright.evidence.forms import refined
from helpwright.evidence.graph import Slot, slot_of
from helpwright.evidence.members import Weighed
from helpwright.evidence.placing import Graph
from helpwright.evidence.shapes import type_of, type_statement
from helpwright.evidence.slots import Stand
from helpwright.evidence.statements import origin_of, shortened
from helpwright.evidence.type_words import words_for
from helpwright.spec import (
    Api,
    Body,
    ListOf,
    MapOf,
    Operation,
    Origin,
    Response,
    Unknown,
    XmlName,
)
from helpwright.value import replace


def weigh_operations(
    api: Api, exchanges: Sequence[Exchange], graph: Graph, weighed: Weighed
) -> tuple[Operation, ...]:
    """The operations of `api` with their bodies weighed."""
    bodies: dict[int, Body] = {}
    for number, exchange in enumerate(exchanges):
        slot = graph.bodies.get(number)
        bodies[id(exchange.body)] = _weigh(exchange, slot, weighed)
    return tuple(_with_bodies(operation, bodies) for operation in api.operations)


def _with_bodies(operation: Operation, bodies: Mapping[int, Body]) -> Operation:
    responses: list[Response] = []
    for response in operation.responses:
        if response.body is not None:
            response = replace(response, body=bodies[id(response.body)])
        responses.append(response)
    request = operation.request
    return replace(
        operation,
        request=bodies[id(request)] if request else None,
        responses=tuple(responses),
    )


def _weigh(exchange: Exchange, slot: Slot | None, weighed: Weighed) -> Body:
    body = exchange.body
    if slot is None:
        return body
    slot = slot_of(slot)
    stand = Stand(slot, None, _subject(exchange))
    origins: tuple[Origin, ...]
    if isinstance(body.type, Unknown):
        kind = type_of(slot, weighed.enumerations, stand, weighed.findings)
        said = type_statement(slot, stand.name, words_for(kind))
        origins = (origin_of(said),) if said else ()
        if isinstance(kind, Unknown):
            kind, origins = body.type, ()
    else:
        kind, origins = refined(body.type, slot, stand.subject, weighed.findings)
    xml: XmlName | None = None
    if exchange.xml:
        xml, root_origin = _root(exchange.xml[0], isinstance(kind, ListOf | MapOf))
        origins = (*origins, root_origin)
    return replace(
        body,
        type=kind,
        xml=xml or body.xml,
        origins=(*body.origins, *origins),
    )


def _subject(exchange: Exchange) -> str:
    operation = exchange.operation
    return f"{operation.method} {operation.path} ({exchange.side})"


def _root(xml: XmlExhibit, holds_items: bool) -> tuple[XmlName, Origin]:
    root = xml.root
    item = root.children[0].name if holds_items and root.children else ""
    origin = Origin(
        fact="xml",
        place=xml.at(root.line),
        text=shortened(f"<{root.name}>"),
        rule="xml.root",
        note=f"written by {xml.serializer}" if xml.serializer else "",
        strength="shown",
    )
    name = XmlName(name=root.name, namespace=root.namespace, item_name=item)
    return name, origin
