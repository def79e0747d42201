"""Takes from a JSON value what its shape is, and drops the value."""

from __future__ import annotations

import re

from helpwright.samples import Node
from helpwright.traffic.observations import Room, Shape

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "uuid",
        re.compile(
            r"[{(]?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[)}]?", re.IGNORECASE
        ),
    ),
    ("microsoft-date", re.compile(r"\\?/Date\(-?\d+([+-]\d{4})?\)\\?/")),
    ("date-time-utc", re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z")),
    (
        "date-time-offset",
        re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?[+-]\d\d:\d\d"),
    ),
    ("date-time", re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?")),
    ("date", re.compile(r"\d{4}-\d\d-\d\d")),
    ("time-span", re.compile(r"-?(\d+\.)?\d\d:\d\d:\d\d(\.\d{1,7})?")),
    ("number", re.compile(r"-?\d+(\.\d+)?")),
    ("word", re.compile(r"[^\W\d]\w{0,63}(, [^\W\d]\w{0,63})*")),
)

_VALUE_LIKE = re.compile(
    r"""
      [{(]?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[)}]?   # a GUID
    | -?\d[\d.,:/TZ+-]*                                     # a number or a date
    | .*[@\s=/\\%].*                                        # an address, prose, a token
    | .{41,}                                                # longer than names are
    | (?=.*\d)(?=.*[A-Za-z])(?!.*_)[A-Za-z0-9+.-]{20,}      # a key or a token
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

MAX_MEMBERS = 400
"""Objects with more members than this are dictionaries: no class is that large."""


def add_value(shape: Shape, node: Node, room: Room) -> None:
    """Adds what `node` shows to `shape`, as far as there is room for new places.

    An object whose names look like values loses its names.
    """
    shape.seen += 1
    match node.kind:
        case "object" | "reference":
            shape.kinds.add("object")
            _add_members(shape, node, room)
        case "array":
            shape.kinds.add("array")
            if shape.items or room.take():
                shape.items = shape.items or Shape()
                for item in node.items:
                    add_value(shape.items, item, room)
        case "number":
            whole = node.text.lstrip("-").isdigit()
            shape.kinds.add("integer" if whole else "number")
        case "string":
            shape.kinds.add("string")
            shape.forms.add(form_of(node.text))
        case _:
            shape.kinds.add(node.kind)


def form_of(text: str) -> str:
    """What a string looks like, in one word; `text` where it looks like nothing."""
    for form, pattern in _FORMS:
        if pattern.fullmatch(text):
            return form
    return "text"


def _add_members(shape: Shape, node: Node, room: Room) -> None:
    names = [member.name for member in node.members]
    if len(names) > MAX_MEMBERS or any(map(_VALUE_LIKE.fullmatch, names)):
        if shape.values or room.take():
            shape.values = shape.values or Shape()
            for member in node.members:
                add_value(shape.values, member.value, room)
        return
    for member in node.members:
        if member.name not in shape.members:
            if not room.take():
                continue
            shape.members[member.name] = Shape()
        add_value(shape.members[member.name], member.value, room)
