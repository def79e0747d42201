"""The names that slots and bodies themselves offer."""

from __future__ import annotations

from helpwright.evidence.graph import Group, Key, Slot
from helpwright.evidence.words import member_name


def class_name(group: Group, key: Key, slot: Slot) -> str:
    """The member's name as its class has it, if anything shows that."""
    if isinstance(key, int):
        return group.rows[key].name or group.restored.get(key, "")
    return slot.xml[0].name.name if slot.xml else member_name(key)


def resource_name(path: str) -> str:
    """What the last plain segment of a path names; `Body` where none does."""
    for segment in reversed(path.split("/")):
        if segment and not segment.startswith("{"):
            word = segment.split("{")[0].split(".")[0].strip("-_()") or segment
            return word[:1].upper() + word[1:]
    return "Body"
