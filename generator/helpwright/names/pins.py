"""Names that a person has pinned in the corrections, in the form of the lock file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from helpwright.corrections.address import Address

_LOCATIONS = ("path", "query", "header")


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
    match address.kind, address.way:
        case "tag", ():
            return [("groups", address.name)]
        case "operation", ():
            return [("operations", address.name)]
        case "operation", (parameter,):
            return [
                ("arguments", address.name, f"{location}:{parameter}")
                for location in _LOCATIONS
            ]
        case "model" | "enum", ():
            return [("models", address.name)]
        case "model", (member,):
            return [("fields", address.name, member)]
        case "enum", (member,):
            return [("members", address.name, member)]
        case _:
            return []
