"""The lock file: names once given, so that new pages never rename what people call.

JSON, one name a line, sorted; it holds wire names and Python names and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from helpwright.names.types import Names

_SECTIONS = {
    "groups": 1,
    "resources": 1,
    "async_resources": 1,
    "protocols": 1,
    "operations": 1,
    "arguments": 2,
    "models": 1,
    "params": 1,
    "fields": 2,
    "members": 2,
}
"""Depth of each section: names by key, or names by key by owner."""


def entries(names: Names) -> dict[str, Any]:
    """What the lock keeps of `names`."""
    groups, models, enums = names.groups, names.models, names.enums
    calls = names.operations
    return {
        "groups": {tag: group.attribute for tag, group in groups.items()},
        "resources": {tag: group.resource for tag, group in groups.items()},
        "async_resources": {tag: group.async_resource for tag, group in groups.items()},
        "protocols": {tag: group.protocol for tag, group in groups.items()},
        "operations": {key: call.method for key, call in calls.items()},
        "arguments": {
            key: dict(call.arguments) for key, call in calls.items() if call.arguments
        },
        "models": {
            **{key: model.class_name for key, model in models.items()},
            **{key: enum.class_name for key, enum in enums.items()},
        },
        "params": {key: model.params for key, model in models.items()},
        "fields": {key: dict(m.fields) for key, m in models.items() if m.fields},
        "members": {key: dict(e.members) for key, e in enums.items() if e.members},
    }


def dumps(names: Names) -> str:
    """The lock file's text."""
    return (
        json.dumps(entries(names), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    )


def loads(text: str) -> dict[str, Any]:
    """What `dumps` wrote. Raises ValueError where the text is anything else."""
    try:
        lock = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the names' lock file is not JSON: {error}") from None
    problem = _problem(lock)
    if problem:
        raise ValueError(f"the names' lock file is not what was written: {problem}")
    found: dict[str, Any] = lock
    return found


def _problem(lock: object) -> str:
    """What is wrong with a lock file that a person, or a merge, may have changed."""
    if not isinstance(lock, dict):
        return "it holds no object"
    for section, value in lock.items():
        if section not in _SECTIONS:
            return f"{section!r} is none of {', '.join(_SECTIONS)}"
        if not isinstance(value, dict):
            return f"{section!r} holds no object"
        owners = value.items() if _SECTIONS[section] == 2 else [(section, value)]
        for owner, names in owners:
            if not _are_names(names):
                return f"{owner!r} holds something other than names"
    return ""


def _are_names(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(n, str) for n in value.values()
    )
