"""Classes, fields, enumeration members, and the modules that hold them."""

from __future__ import annotations

from collections.abc import Iterable

from helpwright.names import document as doc
from helpwright.names import reserved
from helpwright.names.document import Json, OperationNode
from helpwright.names.scope import Claim, closeness
from helpwright.names.words import (
    joined,
    normal,
    pascal,
    singular,
    snake,
    upper,
    words,
)


def class_claims(document: Json) -> list[Claim]:
    """What each component would like to be called as a class."""
    schemas = doc.schemas(document)
    singulars = _called_singular(schemas)
    found = []
    for name, schema in schemas.items():
        suffix = "Enum" if doc.is_enumeration(schema) else "Model"
        page_name = str(schema.get("title") or name)
        if doc.is_enumeration(schema):
            page_name = name
        wanted = pascal(page_name if page_name != name else name, suffix)
        names = [wanted, f"{wanted}{suffix}"]
        if name in singulars:
            names.insert(0, pascal(singulars[name], suffix))
        found.append(Claim(key=name, names=names, rank=closeness(name, wanted)))
    return found


def _called_singular(schemas: Json) -> dict[str, str]:
    """Lower-case plural components that the documentation itself calls by the singular.

    A table `jobs` whose rows are models: a member `_parent_job` that holds one of them
    says what one is called. A component that bears the singular keeps it.
    """
    found: dict[str, str] = {}
    for schema in schemas.values():
        for member, value in schema.get("properties", {}).items():
            name = doc.component(value)
            if name is None or name != name.lower() or name in found:
                continue
            one = singular(name)
            ends = [word.lower() for word in words(member)][-len(words(one)) :]
            if one != name and one not in schemas and ends == list(words(one)):
                found[name] = one
    return found


def field_claims(properties: Iterable[str]) -> list[Claim]:
    """What each member of a model would like to be called."""
    return [_field(wire) for wire in properties]


def _field(wire: str) -> Claim:
    name = snake(wire, "field")
    return Claim(key=wire, names=[name], rank=closeness(wire, name))


def member_claims(names: Iterable[str]) -> list[Claim]:
    """What each member of an enumeration would like to be called."""
    found = []
    for wire in names:
        sign = "minus " if wire[:1] == "-" and wire[1:].isdecimal() else ""
        name = upper(f"{sign}{wire}", "value")
        found.append(Claim(key=wire, names=[name], rank=closeness(wire, name)))
    return found


def argument_claims(operation: OperationNode) -> list[Claim]:
    """What each parameter would like to be called; path parameters choose first."""
    order = {"path": 0, "query": 1, "header": 2, "cookie": 3}
    found = []
    for parameter in operation.parameters:
        place, wire = parameter["in"], parameter["name"]
        name = snake(wire, "value")
        names = [name, joined((name, place), "value")]
        rank = (order.get(place, 4), *closeness(wire, name))
        found.append(Claim(key=f"{place}:{wire}", names=names, rank=rank))
    return found


def legal_package(name: str) -> bool:
    """Whether `name` can be an import package: dotted identifiers that are no keywords,
    that Python reads as they stand (NFKC), and that are none of its own, as `__main__`.
    """
    return all(
        part.isidentifier()
        and part not in reserved.KEYWORDS
        and normal(part) == part
        and not part.startswith("__")
        for part in name.split(".")
    )
