"""The names that a run gave, kept in the cache so that a change of words asks for none anew.

An entry is called by the hash of what it holds. Names become code, and caches may be forged:
what is no identifier, or lies elsewhere than a name of its kind can, is no entry.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from keyword import iskeyword
from typing import Any

from helpwright.names.types import EnumName, GroupName, ModelName, Names, OperationName
from helpwright.page_cache import PageCache


def keep_names(names: Names, cache: PageCache) -> str:
    """Keeps `names`; returns the name of the entry."""
    plain = [
        names.package,
        {
            tag: [g.attribute, g.module, g.resource, g.async_resource, g.protocol]
            for tag, g in names.groups.items()
        },
        {
            key: [call.tag, call.method, dict(call.arguments)]
            for key, call in names.operations.items()
        },
        {
            key: [m.class_name, m.params, m.module, dict(m.fields)]
            for key, m in names.models.items()
        },
        {
            key: [e.class_name, e.module, dict(e.members)]
            for key, e in names.enums.items()
        },
    ]
    payload = json.dumps(plain, separators=(",", ":")).encode()
    name = hashlib.sha256(payload).hexdigest()
    cache.packs.put(name, payload)
    return name


def kept_names(name: str, package: str, cache: PageCache) -> Names | None:
    """The names of the entry `name`; None where there is none, or one of another package."""
    payload = cache.packs.get(name)
    if hashlib.sha256(payload).hexdigest() != name:
        return None
    try:
        of_package, groups, operations, models, enums = json.loads(payload)
        found = Names(
            package=package,
            groups={tag: _group(*each) for tag, each in groups.items()},
            operations={key: _operation(*each) for key, each in operations.items()},
            models={key: _model(*each) for key, each in models.items()},
            enums={key: _enum(*each) for key, each in enums.items()},
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    known = found.groups.keys()
    tagged = all(each.tag in known for each in found.operations.values())
    return found if of_package == package and tagged else None


def _group(
    attribute: Any, module: Any, resource: Any, async_resource: Any, protocol: Any
) -> GroupName:
    return GroupName(
        attribute=_name(attribute),
        module=_name(module),
        resource=_name(resource),
        async_resource=_name(async_resource),
        protocol=_name(protocol),
    )


def _operation(tag: Any, method: Any, arguments: Any) -> OperationName:
    return OperationName(tag=tag, method=_name(method), arguments=_names(arguments))


def _model(class_name: Any, params: Any, module: Any, fields: Any) -> ModelName:
    return ModelName(
        class_name=_name(class_name),
        params=_name(params),
        module=_name(module),
        fields=_names(fields),
    )


def _enum(class_name: Any, module: Any, members: Any) -> EnumName:
    return EnumName(
        class_name=_name(class_name), module=_name(module), members=_names(members)
    )


def _names(value: Any) -> Mapping[str, str]:
    if type(value) is not dict:
        raise TypeError(value)
    for each in value.values():
        _name(each)
    return value


def _name(value: Any) -> str:
    if type(value) is not str or not value.isidentifier() or iskeyword(value):
        raise TypeError(value)
    return value
