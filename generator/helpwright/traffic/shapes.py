"""Makes the shape of a JSON value, and drops the value."""

from __future__ import annotations

import re

from helpwright.samples import Node
from helpwright.traffic.observations import Shape

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


def shape_of(node: Node) -> Shape:
    """The shape of `node`. An object whose names look like values loses its names."""
    shape = Shape(seen=1)
    match node.kind:
        case "object" | "reference":
            shape.kinds.add("object")
            _add_members(shape, node)
        case "array":
            shape.kinds.add("array")
            shape.items = Shape()
            for item in node.items:
                shape.items.add(shape_of(item))
        case "number":
            whole = node.text.lstrip("-").isdigit()
            shape.kinds.add("integer" if whole else "number")
        case "string":
            shape.kinds.add("string")
            shape.forms.add(form_of(node.text))
        case _:
            shape.kinds.add(node.kind)
    return shape


def form_of(text: str) -> str:
    """What a string looks like, in one word; `text` where it looks like nothing."""
    for form, pattern in _FORMS:
        if pattern.fullmatch(text):
            return form
    return "text"


def _add_members(shape: Shape, node: Node) -> None:
    names = [member.name for member in node.members]
    if len(names) > MAX_MEMBERS or any(map(_VALUE_LIKE.fullmatch, names)):
        shape.values = Shape()
        for member in node.members:
            shape.values.add(shape_of(member.value))
        return
    for member in node.members:
        shape.members.setdefault(member.name, Shape()).add(shape_of(member.value))
