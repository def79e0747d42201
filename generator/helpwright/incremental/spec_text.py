"""The spec's file with what has changed in place of what was, the rest left as text.

The file has a line for each member, and one for the first of each item of a list, at an
indent of their own; no string of JSON holds a line break.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from helpwright import spec_json
from helpwright.diagnostics import Finding, Findings
from helpwright.incremental.earlier import Entangled
from helpwright.incremental.sides import Side
from helpwright.place import Place

_LISTS = ("pages", "operations", "models", "enumerations")
_BEGIN = '{\n  "'
_MEMBER = ',\n  "'
_END = "\n}\n"
_FIRST = "[\n    {"
_ITEM = ",\n    {"
_SHORT = 500
"""Characters; so short a list may take one line after the change, or before it."""


class SpecText:
    """A spec as text, in parts."""

    def __init__(self, text: str) -> None:
        if not text.startswith(_BEGIN) or not text.endswith(_END):
            raise Entangled
        inside = text[len(_BEGIN) : -len(_END)]
        self._members: dict[str, str] = {}
        for member in inside.split(_MEMBER):
            name, _, value = member.partition('": ')
            self._members[name] = value

    def text(self) -> str:
        """The file."""
        parts: list[str] = []
        for name, value in self._members.items():
            parts += [_MEMBER if parts else _BEGIN, name, '": ', value]
        return "".join([*parts, _END])

    def count(self, name: str) -> int:
        """How many items the list `name` has."""
        member = self._members.get(name, "[]")
        if member.startswith(_FIRST):
            return member.count(_ITEM) + 1
        return len(json.loads(member))

    def change(self, old: Side, new: Side, types: AbstractSet[str]) -> None:
        """Puts what `new` says in the place of what `old` says; `types` may differ.

        Raises Entangled where the file does not say it, or where facts of the whole API
        differ.
        """
        for fact in ("version", "title", "tags", "corrections"):
            if getattr(old.api, fact) != getattr(new.api, fact):
                raise Entangled
        for name in _LISTS:
            before, after = getattr(old.api, name), getattr(new.api, name)
            if len(before) != len(after):
                raise Entangled
            changes = {
                spec_json.dump_item(one): spec_json.dump_item(two)
                for one, two in zip(before, after, strict=True)
                if one != two
            }
            if name in ("models", "enumerations") and any(
                one != two and one.name not in types
                for one, two in zip(before, after, strict=True)
            ):
                raise Entangled
            if changes:
                self._members[name] = _replaced(self._members.get(name, ""), changes)

    def findings(self) -> tuple[Finding, ...]:
        """The findings that stand in the file."""
        found = json.loads(self._members.get("findings", "[]"))
        return tuple(
            Finding(**{**each, "place": Place(**each["place"])}) for each in found
        )

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Puts `findings` in the place of those in the file; they stand last in it."""
        self._members.pop("findings", None)
        if findings:
            self._members["findings"] = spec_json.dump_member(findings)


def changed_findings(
    there: Collection[Finding], old: Collection[Finding], new: Collection[Finding]
) -> Findings:
    """`there` without what is only in `old`, and with what is only in `new`.

    Raises Entangled where a finding to leave out is not there, or where the order of two
    would depend on which was found first.
    """
    known = set(there)
    gone = {finding for finding in old if finding not in new}
    if not gone <= known:
        raise Entangled
    found = Findings()
    for finding in (*(f for f in there if f not in gone), *new):
        if finding in known or finding not in old:
            found.add(finding)
    ordered = found.sorted_findings()
    for one, two in pairwise(ordered):
        if _rank(one) == _rank(two) and not {one, two} <= known:
            raise Entangled
    return found


def _rank(finding: Finding) -> tuple[object, ...]:
    return finding.place, finding.code, finding.message


def _items(member: str) -> list[str]:
    """The items of a list that takes more than a line."""
    first, *others = member.removeprefix("[\n    ").removesuffix("\n  ]").split(_ITEM)
    return [first, *("{" + other for other in others)]


def _replaced(member: str, changes: Mapping[str, str]) -> str:
    if len(member) < _SHORT or not member.startswith(_FIRST):
        raise Entangled
    items = _items(member)
    places = {item: place for place, item in enumerate(items)}
    for before, after in changes.items():
        if items.count(before) != 1:
            raise Entangled
        items[places[before]] = after
    return "[\n    " + ",\n    ".join(items) + "\n  ]"
