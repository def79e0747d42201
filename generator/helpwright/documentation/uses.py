"""Who uses a model or an enumeration, and what a model uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from helpwright.documentation.phrases import Code, Phrase
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.value import dataclass

_DEEPEST = 6
"""Levels of models that are shown in one another."""


@dataclass(slots=True)
class Uses:
    """What one component has to do with others."""

    operations: dict[str, dict[Phrase, None]] = field(default_factory=dict)
    """Parts of operations that name it, by the operation's key."""
    holders: dict[str, list[str]] = field(default_factory=dict)
    """Members that name it, by the component that has them."""
    held: dict[str, None] = field(default_factory=dict)
    """Components that its own members name, each once."""


def uses(document: Json) -> Mapping[str, Uses]:
    """The uses of every component of `document`."""
    schemas = doc.schemas(document)
    found = {name: Uses() for name in schemas}
    for operation in doc.operations(document):
        for part, names in _parts(operation):
            for name in names:
                if name in found:
                    found[name].operations.setdefault(operation.key, {})[part] = None
    for owner, schema in schemas.items():
        for member, inner in schema.get("properties", {}).items():
            for name in dict.fromkeys(doc.references(inner)):
                if name in found:
                    found[name].holders.setdefault(owner, []).append(member)
                    found[owner].held[name] = None
    return found


def _parts(operation: OperationNode) -> Iterator[tuple[Phrase, list[str]]]:
    for parameter in operation.parameters:
        name = Code(str(parameter["name"]))
        yield ("parameter ", name), [*doc.references(dict(parameter))]
    yield ("request body",), [*doc.references(operation.node.get("requestBody", {}))]
    for status, response in operation.node["responses"].items():
        code = () if status == "default" else (" ", Code(status))
        yield ("response", *code), [*doc.references(response)]


def references(found: Mapping[str, Uses]) -> Iterator[tuple[int, str, str]]:
    """How models refer to each other: depth, component, and where its own are if not here.

    It begins with those that no other refers to. What one refers to follows it where it
    stands first; of what refers to itself in a circle, the first in order begins.
    """
    shown: set[str] = set()
    holders = [name for name, uses in found.items() if uses.held]
    begin = [name for name in holders if not {*found[name].holders} - {name}]
    for root in (*begin, *holders):
        if root in shown:
            continue
        waiting = [(0, root)]
        while waiting:
            depth, name = waiting.pop()
            held = [each for each in found[name].held if each != name]
            if not held:
                yield depth, name, ""
            elif name in shown:
                yield depth, name, "see above"
            elif depth == _DEEPEST:
                yield depth, name, "see below"
            else:
                yield depth, name, ""
                shown.add(name)
                waiting += [(depth + 1, each) for each in reversed(held)]
