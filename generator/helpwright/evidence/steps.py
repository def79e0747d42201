"""What each member of a sample object does to the count: from its type, or its look.

Source: `ObjectGenerator` and `SimpleTypeObjectGenerator` of the package
Microsoft.AspNet.WebApi.HelpPage. Simple types are numbered; enumerations, nested objects,
collections and what cannot be set are not.
"""

from __future__ import annotations

from collections.abc import Hashable

from helpwright.evidence.counting import Step
from helpwright.evidence.graph import Group, Key, Seen, child
from helpwright.evidence.values import is_default, look_of, number_in
from helpwright.samples import Node
from helpwright.spec import Scalar, TypeRef
from helpwright.value import dataclass

RESET = "reset"
"""Stands among the members where the generator begins to count anew."""

_LOOSE = Step("loose")
_LOOK_OF_HIDDEN = {
    "boolean": "true",
    "globally unique identifier": "identifier",
    "date": "date",
    "time interval": "interval",
    "character": "character",
}
_WHOLE = frozenset({"integer", "unsigned integer"})
_SMALL = frozenset({"byte", "signed byte"})
_CONSTANT_OF_SMALL = "64"
_CODE_OF_A = "65"
_LONGEST_NUMBER = 4
"""Digits of a number; no class has so many members that it takes more."""
_INTERVAL = frozenset({"00:00:00.1234567", "PT0.1234567S"})


@dataclass(frozen=True, slots=True)
class Numbered:
    """One object's steps, in the order in which the generator filled it."""

    seen: Seen
    keys: tuple[Hashable, ...]
    steps: tuple[Step | None, ...]
    elsewhere: frozenset[int]
    """Numbers that went to members which the sample does not show."""


def numbered(group: Group, seen: Seen, order: tuple[Key, ...]) -> Numbered:
    """The steps of one object, for members in this order."""
    visit = seen.exhibit.number, seen.node.content
    read_only = group.not_in_xml.get(visit, frozenset())
    values = {
        key: member.value
        for key, member in zip(seen.keys, seen.node.members, strict=True)
    }
    steps: list[Step | None] = []
    for key in order:
        if key == RESET:
            steps.append(Step("jump", 0))
        elif key not in values:
            steps.append(_absent(_declared(group, key)))
        else:
            value = values[key]
            step = _step(_declared(group, key), value, from_xml=seen.exhibit.from_xml)
            if _is_enumeration_in_xml(group, key, value):
                step = None
            elif key in read_only and step in (Step("hidden"), Step("shown", 1)):
                step = _LOOSE
            steps.append(step)
    hidden = group.hidden.get(visit, frozenset())
    believed = frozenset(n for n in hidden if len(str(n)) <= _LONGEST_NUMBER)
    return Numbered(seen, order, tuple(steps), believed)


def _declared(group: Group, key: Key) -> TypeRef | None:
    return child(group, key).declared


def _absent(declared: TypeRef | None) -> Step | None:
    """A member that this sample lacks: it may still have taken a number."""
    return _LOOSE if declared is None or isinstance(declared, Scalar) else None


def _is_enumeration_in_xml(group: Group, key: Key, value: Node) -> bool:
    slot = child(group, key)
    if slot.declared is not None or value.kind != "number":
        return False
    return any(is_enumeration_name(each.text) for each in slot.xml_texts)


def is_enumeration_name(text: str) -> bool:
    """Whether XML shows a name where JSON has a number."""
    return bool(text) and not text[0].isdecimal() and text[0] not in "-+. "


def _step(declared: TypeRef | None, value: Node, *, from_xml: bool) -> Step | None:
    if declared is None:
        return _step_by_look(value)
    if not isinstance(declared, Scalar):
        return None
    name = declared.name
    look = look_of(value)
    if name in ("string", "URI"):
        return _numbered(value.text) if value.kind == "string" else _LOOSE
    if name == "Object":
        empty = value.kind == "object" and not value.members
        return Step("silent") if empty else _LOOSE
    if name in _WHOLE or (from_xml and name == "decimal number"):
        if look == "integer":
            return _shown(value.text)
        return _shown(value.text) if from_xml and look == "double" else _LOOSE
    if name == "decimal number":
        return _shown(value.text) if look in ("decimal", "double") else _LOOSE
    if name in _SMALL:
        return Step("hidden") if value.text == _CONSTANT_OF_SMALL else _LOOSE
    if name == "character" and from_xml and value.text == _CODE_OF_A:
        return Step("hidden")
    return _hidden(value) if look == _LOOK_OF_HIDDEN.get(name) else _LOOSE


def _step_by_look(value: Node) -> Step | None:
    """The step of a member whose type no page states."""
    if value.kind == "object":
        return None if value.members else _LOOSE
    if value.kind in ("array", "null", "reference"):
        return None
    look = look_of(value)
    match look:
        case "numbered string" | "numbered URI":
            return _numbered(value.text)
        case "integer":
            # 64 is what the generator puts into a byte, which it numbers all the same.
            return _LOOSE if value.text == _CONSTANT_OF_SMALL else _shown(value.text)
        case "decimal" | "double":
            return _shown(value.text)
        case "identifier" | "date" | "interval" | "character" | "true":
            return _hidden(value)
        case "bytes":
            return None
    return _LOOSE


def _numbered(text: str) -> Step:
    number = number_in(text)
    if number == 0 or len(str(number)) > _LONGEST_NUMBER:
        return _LOOSE
    return Step("numbered", number)


def _shown(lexeme: str) -> Step:
    whole = lexeme.split(".")[0]
    if not whole.isdecimal() or len(whole) > _LONGEST_NUMBER or int(whole) == 0:
        return _LOOSE
    return Step("shown", int(whole))


def _hidden(value: Node) -> Step:
    """The step of a constant of the generator; no other value is sure to be set by it."""
    if is_default(value):
        return _LOOSE
    if look_of(value) == "interval" and value.text not in _INTERVAL:
        return _LOOSE
    return Step("hidden")
