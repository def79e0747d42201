"""Classes, fields, enumeration members, and the modules that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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


def modules(
    document: Json, operations: Iterable[OperationNode], files: Mapping[str, str]
) -> dict[str, str]:
    """Module of each component: its group's where one group uses it, else a shared one.

    What a shared component refers to is shared itself, and what no operation leads to
    stands in a module of its own: so imports lead from that to the groups' modules and
    from there to the shared one, and never back.
    """
    schemas = doc.schemas(document)
    uses = {name: dict.fromkeys(doc.references(s)) for name, s in schemas.items()}
    shared, other = (_free(name, files) for name in ("shared", "other"))
    found = dict.fromkeys(schemas, other)
    for operation in operations:
        module = files[doc.tag_of(operation)]
        waiting = [*doc.references(dict(operation.node))]
        waiting += doc.references([dict(p) for p in operation.parameters])
        while waiting:
            name = waiting.pop()
            # A component moves at most twice: to a group, and on to the shared module.
            if found.get(name, module) not in (module, shared):
                found[name] = module if found[name] == other else shared
                waiting += uses[name]
    return found


def _free(name: str, files: Mapping[str, str]) -> str:
    while name in files.values():
        name = f"{name}_models"
    return name


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
