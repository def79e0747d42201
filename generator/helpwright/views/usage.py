"""Where components are used: in which order, by whom, in requests or in answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.value import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a document uses a component for."""

    request: bool = False
    response: bool = False
    found_in: str = ""
    """The first place that leads to it: an operation's key, or another component."""
    member: str = ""
    """The member of that component that holds it; empty where an operation does."""
    role: str = ""
    """What it is to that operation: `Body and answer`; empty where it is a member."""
    link: str = ""
    """Address of the page that shows it; empty where none is known."""


def usages(document: Json) -> dict[str, Usage]:
    """Every component, in the order in which a reader of the operations meets them."""
    schemas = doc.schemas(document)
    reached: dict[str, set[str]] = {"request": set(), "response": set()}
    found: dict[str, Usage] = {}
    for operation in doc.operations(document):
        link = _link(operation.node)
        for root, roles in _roles(operation).items():
            ways = {"response" if role == "answer" else "request" for role in roles}
            for way in sorted(ways):
                met = _reach(root, operation.key, schemas, reached[way])
                for name, owner, member in met:
                    usage = Usage(
                        found_in=owner,
                        member=member,
                        role="" if member else " and ".join(roles).capitalize(),
                        link=_link(schemas.get(name, {})) or link,
                    )
                    found.setdefault(name, usage)
    return {
        name: replace(
            found.get(name, Usage(link=_link(schemas[name]))),
            request=name in reached["request"],
            response=name in reached["response"],
        )
        for name in {**found, **schemas}
        if name in schemas
    }


def _link(node: Json) -> str:
    return str(node.get("externalDocs", {}).get("url", ""))


def _roles(operation: OperationNode) -> dict[str, tuple[str, ...]]:
    """What the components that an operation names are to it."""
    node = operation.node
    named = {
        "body": [*doc.references(node.get("requestBody", {}))],
        "parameter": [*doc.references([dict(p) for p in operation.parameters])],
        "answer": [*doc.references(node.get("responses", {}))],
    }
    return {
        name: tuple(role for role, listed in named.items() if name in listed)
        for listed in named.values()
        for name in listed
    }


def direction(usage: Usage) -> Literal["request", "both"]:
    """`request` where no answer can hold the component."""
    return "request" if usage.request and not usage.response else "both"


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
