"""Who uses a model or an enumeration, and what a model uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode


@dataclass(slots=True)
class Uses:
    """What one component has to do with others."""

    operations: dict[str, list[str]] = field(default_factory=dict)
    """Parts of operations that name it, in words, by the operation's key."""
    holders: dict[str, list[str]] = field(default_factory=dict)
    """Members that name it, by the component that has them."""
    held: list[str] = field(default_factory=list)
    """Components that its own members name, each once."""


def uses(document: Json) -> Mapping[str, Uses]:
    """The uses of every component of `document`."""
    schemas = doc.schemas(document)
    found = {name: Uses() for name in schemas}
    for operation in doc.operations(document):
        for part, names in _parts(operation):
            for name in names:
                if name in found:
                    listed = found[name].operations.setdefault(operation.key, [])
                    if part not in listed:
                        listed.append(part)
    for owner, schema in schemas.items():
        for member, inner in schema.get("properties", {}).items():
            for name in dict.fromkeys(doc.references(inner)):
                if name in found:
                    found[name].holders.setdefault(owner, []).append(member)
                    if name not in found[owner].held:
                        found[owner].held.append(name)
    return found


def _parts(operation: OperationNode) -> Iterator[tuple[str, list[str]]]:
    for parameter in operation.parameters:
        yield f"parameter {parameter['name']}", [*doc.references(dict(parameter))]
    yield "request body", [*doc.references(operation.node.get("requestBody", {}))]
    for status, response in operation.node["responses"].items():
        part = "response" if status == "default" else f"response {status}"
        yield part, [*doc.references(response)]
