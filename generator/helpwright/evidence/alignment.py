"""Pairs the rows of a table with the members of a sample's object.

A table has the name of an attribute or of the class; the sample has what the serializer
made of it. The order of the two can differ (base members first, `Order`, fields), so names
decide: the closest kind of likeness first, and within a kind in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from helpwright.evidence.casing import camel_case, camel_case_to_8
from helpwright.evidence.values import look_of
from helpwright.samples import Node
from helpwright.spec import ListOf, MapOf, PairOf, Property, Scalar, TypeRef
from helpwright.value import dataclass

RULES: tuple[tuple[str, Callable[[str], str], Callable[[str], str]], ...] = (
    ("same", str, str),
    ("camel-case", camel_case, str),
    ("camel-case", camel_case_to_8, str),
    ("any-case", lambda row: row.casefold(), lambda wire: wire.casefold()),
    ("letters", lambda row: letters(row), lambda wire: letters(wire)),
    ("backing-field", lambda row: f"<{row}>k__BackingField", str),
    ("tuple-item", lambda row: f"m_{row}".casefold(), lambda wire: wire.casefold()),
    ("xml-name", str, lambda wire: decoded(wire)),
    ("xml-name", lambda row: letters(row), lambda wire: letters(decoded(wire))),
)
"""Kinds of likeness, the closest first: name, key of a row, key of a member."""

_ENCODED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Pairing: TypeAlias = tuple[tuple[int, str] | None, ...]
"""For each member of the object: index of its row and the rule, or None."""


@dataclass(frozen=True, slots=True)
class Aligned:
    pairing: Pairing
    restored: frozenset[int]
    """Rows without a name that a member could be given to, and only that one."""


def align(rows: Sequence[Property], members: Sequence[tuple[str, Node]]) -> Aligned:
    """Finds the row of each of `members`, names and values of one object, in order.

    Each row goes to one member at most. A row whose name the page lost gets the member
    that is left over, where as many are left as there are such rows, in an order and of
    kinds that fit.
    """
    found: dict[int, tuple[int, str]] = {}
    free = {i: row.name for i, row in enumerate(rows) if row.name}
    for rule, row_key, member_key in RULES:
        if not free or len(found) == len(members):
            break
        waiting: dict[str, list[int]] = {}
        for index in sorted(free, reverse=True):
            waiting.setdefault(row_key(free[index]), []).append(index)
        for at, (name, _) in enumerate(members):
            if at not in found and (hits := waiting.get(member_key(name))):
                index = hits.pop()
                del free[index]
                found[at] = index, rule
    restored = _restored(rows, members, found)
    found.update({at: (row, "left-over") for at, row in restored.items()})
    pairing = tuple(found.get(at) for at in range(len(members)))
    return Aligned(pairing, frozenset(restored.values()))


def decoded(name: str) -> str:
    """An XML name with `_x0031_` and the like read back, as `XmlConvert` does."""
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), name)


def letters(name: str) -> str:
    """The letters and digits of a name, in one case."""
    return "".join(c for c in name.casefold() if c.isalnum()) or name


def _restored(
    rows: Sequence[Property],
    members: Sequence[tuple[str, Node]],
    found: dict[int, tuple[int, str]],
) -> dict[int, int]:
    lost = [i for i, row in enumerate(rows) if not row.name]
    over = [at for at in range(len(members)) if at not in found]
    if not lost or len(lost) != len(over):
        return {}
    if all(fits(rows[row], members[at][1]) for at, row in zip(over, lost)):
        return dict(zip(over, lost))
    return {}


def fits(row: Property, value: Node) -> bool:
    """Whether `value` can be one of the row's type."""
    return type_fits(row.type, value)


def type_fits(kind: TypeRef, value: Node) -> bool:
    """Whether `value` can be of the type that a page displays."""
    if value.kind in ("null", "reference"):
        return True
    match kind:
        case Scalar(name="Object"):
            return True
        case Scalar(name=name):
            if value.kind in ("object", "array"):
                return False
            return name in _SCALARS_THAT_FIT[look_of(value)]
        case ListOf(items=items):
            as_text = value.kind == "string" and items == Scalar(name="byte")
            return value.kind == "array" or as_text
        case MapOf() | PairOf():
            return value.kind == "object"
    return True


_NUMBERS = {"integer", "unsigned integer", "byte", "signed byte", "decimal number"}
_SCALARS_THAT_FIT: dict[str, set[str]] = {
    "numbered string": {"string"},
    "numbered URI": {"URI", "string"},
    "identifier": {"globally unique identifier", "string"},
    "date": {"date", "string"},
    "interval": {"time interval", "string"},
    "character": {"character", "string"},
    "bytes": {"string"},
    "text": {"string", "URI", "date", "time interval", "character"},
    "integer": _NUMBERS,
    "decimal": {"decimal number"},
    "double": {"decimal number"},
    "number": {"decimal number"},
    "true": {"boolean"},
    "false": {"boolean"},
    "null": set(),
}
