"""Python names that a person has pinned, in the form that the naming pass takes."""

from __future__ import annotations

import re
from typing import Any

from helpwright.corrections.address import Address
from helpwright.corrections.file import Corrections

_NOT_IN_COMPONENTS = re.compile(r"[^A-Za-z0-9._-]")


def pins(corrections: Corrections) -> dict[str, Any]:
    """The pinned names, by section and key as in the names' lock file."""
    result: dict[str, Any] = {}
    for address, name in corrections.names:
        section, *keys = _place(address)
        node = result.setdefault(section, {})
        for key in keys[:-1]:
            node = node.setdefault(key, {})
        node[keys[-1]] = name
    return result


def _place(address: Address) -> tuple[str, ...]:
    component = _NOT_IN_COMPONENTS.sub("_", address.name)
    match address.kind, address.way:
        case "operation", ("parameter", name):
            return "arguments", address.name, name
        case "operation", _:
            return "operations", address.name
        case "model", (member,):
            return "fields", component, member
        case "enum", (member,):
            return "members", component, member
        case "tag" | "api", _:
            return "groups", address.name
        case _:
            return "models", component
