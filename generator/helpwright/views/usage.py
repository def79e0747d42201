"""Where components are used: in which order, by whom, in requests or in answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a document uses a component for."""

    request: bool
    response: bool
    found_in: str
    """The first place that leads to it: an operation's key, or another component."""
    member: str
    """The member of that component that holds it; empty where an operation does."""
    link: str
    """Address of the page that shows it; empty where none is known."""


def usages(document: Json) -> dict[str, Usage]:
    """Every component, in the order in which a reader of the operations meets them."""
    schemas = doc.schemas(document)
    requests: set[str] = set()
    responses: set[str] = set()
    found: dict[str, tuple[str, str, str]] = {}
    for operation in doc.operations(document):
        link = str(operation.node.get("externalDocs", {}).get("url", ""))
        for roots, reached in (
            (_sent(operation), requests),
            (_answered(operation), responses),
        ):
            for name in roots:
                for each, owner, member in _reach(
                    name, operation.key, schemas, reached
                ):
                    found.setdefault(each, (owner, member, link))
    for name in schemas:
        found.setdefault(name, ("", "", ""))
    return {
        name: Usage(
            request=name in requests,
            response=name in responses,
            found_in=owner,
            member=member,
            link=str(schemas[name].get("externalDocs", {}).get("url", "")) or link,
        )
        for name, (owner, member, link) in found.items()
        if name in schemas
    }


def direction(usage: Usage) -> Literal["request", "both"]:
    """`request` where no answer can hold the component."""
    return "request" if usage.request and not usage.response else "both"


def _sent(operation: OperationNode) -> Iterator[str]:
    yield from doc.references(operation.node.get("requestBody", {}))
    for parameter in operation.parameters:
        yield from doc.references(parameter)


def _answered(operation: OperationNode) -> Iterator[str]:
    yield from doc.references(operation.node.get("responses", {}))


def _reach(
    root: str, owner: str, schemas: Mapping[str, Json], reached: set[str]
) -> Iterator[tuple[str, str, str]]:
    """`root` and all that it leads to, each after what holds it, with that holder.

    What is in `reached` is left out, with all that it leads to; the rest is added.
    """
    waiting = [(root, owner, "")]
    while waiting:
        name, holder, member = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        yield name, holder, member
        inner = [
            (other, name, wire)
            for wire, schema in schemas.get(name, {}).get("properties", {}).items()
            for other in doc.references(schema)
        ]
        waiting += reversed(inner)
