"""Names that a person has pinned in the corrections, in the form of the lock file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from helpwright.corrections.address import Address

_LOCATIONS = ("path", "query", "header")
_NOT_IN_COMPONENT = re.compile(r"[^A-Za-z0-9._-]")
"""What a component's key can't hold is an underscore there, as in the document."""


def pins_of(pinned: Iterable[tuple[Address, str]]) -> dict[str, Any]:
    """`lock.entries` for the addresses: of groups, operations and their parameters, models
    and their members, enumerations and their members. Others name nothing in Python.
    """
    pins: dict[str, Any] = {}
    for address, name in pinned:
        for section, *keys in _sections(address):
            owner = pins.setdefault(section, {})
            for key in keys[:-1]:
                owner = owner.setdefault(key, {})
            owner[keys[-1]] = name
    return pins


def _sections(address: Address) -> list[tuple[str, ...]]:
    component = _NOT_IN_COMPONENT.sub("_", address.name)
    match address.kind, address.way:
        case "tag", ():
            return [("groups", address.name)]
        case "operation", ():
            return [("operations", address.name)]
        case "operation", ("parameter", parameter):
            return [
                ("arguments", address.name, f"{location}:{parameter}")
                for location in _LOCATIONS
            ]
        case "model" | "enum", ():
            return [("models", component)]
        case "model", (member,):
            return [("fields", component, member)]
        case "enum", (member,):
            return [("members", component, member)]
        case _:
            return []
