"""Pairs the rows of a table with the members of a sample's object.

A table has the name of an attribute or of the class; the sample has what the serializer
made of it. The order of the two can differ (base members first, `Order`, fields), so names
decide: the closest kind of likeness first, and within a kind in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
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


class Rows:
    """The rows of a table, each under the keys that its members in samples may have.

    The keys are made once, since there may be many rows and many objects.
    """

    def __init__(self, rows: Sequence[Property]) -> None:
        self._rows = rows
        self.lost = tuple(i for i, row in enumerate(rows) if not row.name)
        """Rows whose name the page has lost."""
        self._by_rule: list[dict[str, list[int]]] = []

    def align(self, members: Sequence[tuple[str, Node]]) -> Aligned:
        """Finds the row of each of `members`, names and values of one object, in order.

        Each row goes to one member at most. A row whose name the page lost gets the member
        that is left over, where as many are left as there are such rows, in an order and
        of kinds that fit.
        """
        found: dict[int, tuple[int, str]] = {}
        taken: set[int] = set()
        named = len(self._rows) - len(self.lost)
        for number, (rule, _, member_key) in enumerate(RULES):
            if len(found) in (named, len(members)):
                break
            rows = self._under(number)
            free: dict[str, Iterator[int]] = {}
            for at, (name, _) in enumerate(members):
                if at in found or not (hits := rows.get(key := member_key(name))):
                    continue
                rest = free.setdefault(key, iter(hits))
                index = next((hit for hit in rest if hit not in taken), None)
                if index is not None:
                    taken.add(index)
                    found[at] = index, rule
        restored = self._restored(members, found)
        found.update({at: (row, "left-over") for at, row in restored.items()})
        pairing = tuple(found.get(at) for at in range(len(members)))
        return Aligned(pairing, frozenset(restored.values()))

    def _under(self, number: int) -> dict[str, list[int]]:
        """The rows by their keys for a rule, each list in the order of the table."""
        while len(self._by_rule) <= number:
            keys: dict[str, list[int]] = {}
            row_key = RULES[len(self._by_rule)][1]
            for index, row in enumerate(self._rows):
                if row.name:
                    keys.setdefault(row_key(row.name), []).append(index)
            self._by_rule.append(keys)
        return self._by_rule[number]

    def _restored(
        self, members: Sequence[tuple[str, Node]], found: dict[int, tuple[int, str]]
    ) -> dict[int, int]:
        over = [at for at in range(len(members)) if at not in found]
        if not self.lost or len(self.lost) != len(over):
            return {}
        pairs = dict(zip(over, self.lost, strict=True))
        if all(fits(self._rows[row], members[at][1]) for at, row in pairs.items()):
            return pairs
        return {}


def decoded(name: str) -> str:
    """An XML name with `_x0031_` and the like read back, as `XmlConvert` does.

    A name in which half of a character would stand is left as it is.
    """
    text = _ENCODED.sub(lambda found: chr(int(found[1], 16)), name)
    if text == name:
        return name
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return name


def letters(name: str) -> str:
    """The letters and digits of a name, in one case."""
    return "".join(c for c in name.casefold() if c.isalnum()) or name


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
