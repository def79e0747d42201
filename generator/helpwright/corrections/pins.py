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
        for section, *keys in _places(address):
            node = result.setdefault(section, {})
            for key in keys[:-1]:
                node = node.setdefault(key, {})
            node[keys[-1]] = name
    return result


def _places(address: Address) -> list[tuple[str, ...]]:
    component = _NOT_IN_COMPONENTS.sub("_", address.name)
    match address.kind, address.way:
        case "operation", ("parameter", name):
            # The address does not say where the parameter stands, the lock does.
            return [
                ("arguments", address.name, f"{location}:{name}")
                for location in ("path", "query", "header")
            ]
        case "operation", _:
            return [("operations", address.name)]
        case "model", (member,):
            return [("fields", component, member)]
        case "enum", (member,):
            return [("members", component, member)]
        case "tag" | "api", _:
            return [("groups", address.name)]
        case _:
            return [("models", component)]
