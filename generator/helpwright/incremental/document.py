"""The OpenAPI document with what has changed in place of what was, and what that touches."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

from helpwright.incremental.earlier import Entangled
from helpwright.incremental.sides import Side
from helpwright.names import EnumName, ModelName, Names
from helpwright.names import document as doc
from helpwright.names.operations import is_of_update
from helpwright.openapi.dump import dumps
from helpwright.pipeline import Touched
from helpwright.views.usage import usages

Json = dict[str, Any]


def changed_document(document: Json, old: Side, new: Side) -> Json:
    """`document` with what `new` says in the place of what `old` says.

    Raises Entangled where it does not say that, or where more differs than operations
    and schemas. The document given is not changed.
    """
    before, after = old.document, new.document
    if before.keys() != after.keys() or any(
        before[name] != after[name] for name in before.keys() - {"paths", "components"}
    ):
        raise Entangled
    changed = copy(document)
    changed["paths"] = dict(document["paths"])
    if before["paths"].keys() != after["paths"].keys():
        raise Entangled
    for path, item in before["paths"].items():
        if item != after["paths"][path]:
            there = changed["paths"].get(path, {})
            changed["paths"][path] = _changed(there, item, after["paths"][path])
    if "components" in after and before["components"] != after["components"]:
        changed["components"] = dict(document["components"])
        schemas = (before["components"]["schemas"], after["components"]["schemas"])
        there = document["components"]["schemas"]
        changed["components"]["schemas"] = _changed(there, *schemas)
    return changed


def _changed(there: Json, before: Json, after: Json) -> Json:
    """`there` with the members of `after` that differ from those of `before`."""
    if before.keys() != after.keys():
        raise Entangled
    changed = dict(there)
    for name, value in before.items():
        # As text: 1.0 is not 1 in a sample.
        text = dumps(value)
        if text != dumps(after[name]):
            if name not in there or dumps(there[name]) != text:
                raise Entangled
            changed[name] = after[name]
    return changed


def changed_text(text: str, old: Json, new: Json) -> str:
    """`text`, which `dumps` made of `old`, with the parts in which `new` differs.

    Parts that are the same object are the same. Raises Entangled where a part is not
    found once.
    """
    schemas = (doc.schemas(old), doc.schemas(new))
    for before, after, indent in (
        (old["paths"], new["paths"], 4),
        (*schemas, 6),
    ):
        for name, value in after.items():
            if value is not before[name]:
                there, wanted = (
                    f"\n{' ' * indent}{dumps(name)[:-1]}: {dumps(each, indent=indent)[:-1]}"
                    for each in (before[name], value)
                )
                if text.count(there) != 1:
                    raise Entangled
                text = text.replace(there, wanted)
    return text


def only_words(old: Json, new: Json) -> bool:
    """Whether two documents differ in words alone, by which nothing is called or sorted.

    Parts that are the same object are the same.
    """
    return all(
        _without_words(item) == _without_words(old["paths"].get(path, {}))
        for path, item in new["paths"].items()
        if item is not old["paths"].get(path)
    ) and all(
        _without_words(schema) == _without_words(doc.schemas(old).get(name, {}))
        for name, schema in doc.schemas(new).items()
        if schema is not doc.schemas(old).get(name)
    )


def _without_words(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_words(item) for item in value]
    if not isinstance(value, dict):
        return value
    left: dict[str, Any] = {"summary": is_of_update(value)}
    for name, item in value.items():
        if name == "properties" and isinstance(item, dict):
            # Members may be called anything.
            left[name] = {member: _without_words(each) for member, each in item.items()}
        elif name in ("example", "examples"):
            left[name] = item
        elif name not in ("description", "summary"):
            left[name] = _without_words(item)
    return left


def touched(old: Json, old_names: Names, new: Json, names: Names) -> Touched:
    """What of the package may differ between two documents with the same components.

    Raises Entangled where groups or modules differ.
    """
    if (old_names.package, old_names.groups) != (names.package, names.groups):
        raise Entangled
    schemas = _schemas(old, old_names, new, names)
    if old_names.operations.keys() != names.operations.keys():
        raise Entangled
    tags = {
        names.operations[each.key].tag
        for each in doc.operations(new)
        if new["paths"][each.path] is not old["paths"][each.path]
        or names.operations[each.key] != old_names.operations[each.key]
        or (
            schemas
            and not schemas.isdisjoint(
                doc.references([dict(each.node), *each.parameters])
            )
        )
    }
    kinds = _kinds(names)
    return Touched(
        tags=frozenset(tags),
        modules=frozenset(kinds[name].module for name in schemas if name in kinds),
        # Where names differ, it may be anywhere in it.
        listing=names is not old_names,
    )


def _schemas(old: Json, old_names: Names, new: Json, names: Names) -> set[str]:
    """Components that differ in what they are, are called, or are used for, and all that
    lead to one of them."""
    before, after = doc.schemas(old), doc.schemas(new)
    if names is old_names and all(after[name] is before[name] for name in after):
        return set()
    kinds, old_kinds = _kinds(names), _kinds(old_names)
    uses = usages(new)
    # Names are one value where the documents differ in words.
    old_uses = uses if names is old_names else usages(old)
    if list(uses) != list(old_uses) or kinds.keys() != old_kinds.keys():
        raise Entangled
    if any(kinds[name].module != old_kinds[name].module for name in kinds):
        raise Entangled
    if any(uses[name].request != old_uses[name].request for name in uses):
        raise Entangled
    found = {
        name
        for name in after
        if after[name] is not before[name]
        or uses[name] != old_uses[name]
        or kinds.get(name) != old_kinds.get(name)
    }
    # Of a class without a description is said which member holds it.
    found |= {name for name in after if uses[name].found_in in found}
    holders: dict[str, list[str]] = {}
    for name, schema in after.items():
        for other in doc.references(schema):
            holders.setdefault(other, []).append(name)
    waiting = list(found)
    while waiting:
        for holder in holders.get(waiting.pop(), ()):
            if holder not in found:
                found.add(holder)
                waiting.append(holder)
    return found


def _kinds(names: Names) -> Mapping[str, ModelName | EnumName]:
    return {**names.models, **names.enums}
