"""The spec's file with what has changed in place of what was, the rest left as it is.

The file has a line for each member, and one for the first of each item of a list, at an
indent of their own; no string of JSON holds a line break.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from helpwright import spec_json
from helpwright.diagnostics import Finding, Findings
from helpwright.incremental.earlier import Entangled
from helpwright.incremental.sides import Side
from helpwright.place import Place
from helpwright.value import dataclass

_LISTS = ("pages", "operations", "models", "enumerations")
_BEGIN = b'{\n  "'
_MEMBER = b',\n  "'
_COLON = b'": '
_END = b"\n}\n"
_FIRST = b"[\n    {"
_ITEM = b",\n    {"
_LAST = b"\n  ]"
_SHORT = 500
"""Bytes; so short a list may take one line after the change, or before it."""


@dataclass(frozen=True, slots=True, order=True)
class _Part:
    """Where a part of the file begins and ends, and what it is to be."""

    start: int
    end: int
    content: bytes = b""


class SpecText:
    """A spec as it stands in its file, and what of it changes.

    It may hold many megabytes, so nothing of it is copied before the end.
    """

    def __init__(self, content: bytes) -> None:
        if not content.startswith(_BEGIN) or not content.endswith(_END):
            raise Entangled
        self._content = content
        self._end = len(content) - len(_END)
        self._values: dict[str, _Part] = {}
        self._changed: list[_Part] = []
        start, found = len(_BEGIN), 0
        while found >= 0:
            found = content.find(_MEMBER, start)
            colon = content.index(_COLON, start)
            self._values[content[start:colon].decode()] = _Part(
                colon + len(_COLON), found if found >= 0 else self._end
            )
            start = found + len(_MEMBER)

    def content(self) -> bytes:
        """The file."""
        old, end = memoryview(self._content), 0
        parts: list[memoryview | bytes] = []
        for part in sorted(self._changed):
            parts += [old[end : part.start], part.content]
            end = part.end
        return b"".join([*parts, old[end:]])

    def count(self, name: str) -> int:
        """How many items the list `name` has."""
        value = self._values.get(name)
        if value is None:
            return 0
        if self._content.startswith(_FIRST, value.start):
            return self._content.count(_ITEM, value.start, value.end) + 1
        return len(json.loads(self._content[value.start : value.end]))

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
            changes = [
                (spec_json.dump_item(one), spec_json.dump_item(two))
                for one, two in zip(before, after, strict=True)
                if one != two
            ]
            if name in ("models", "enumerations") and any(
                one != two and one.name not in types
                for one, two in zip(before, after, strict=True)
            ):
                raise Entangled
            for was, now in changes:
                self._changed.append(self._item(name, was.encode(), now.encode()))

    def _item(self, name: str, was: bytes, now: bytes) -> _Part:
        """The one item `was` of the list `name`, to be `now`."""
        content, value = self._content, self._values.get(name, _Part(0, 0))
        long = value.end - value.start >= _SHORT
        if not long or not content.startswith(_FIRST, value.start):
            raise Entangled
        line = b"\n    " + was
        found = content.find(line, value.start, value.end)
        end = found + len(line)
        if (
            found < 0
            or content.find(line, found + 1, value.end) >= 0
            or not content.startswith((_ITEM, _LAST), end)
        ):
            raise Entangled
        return _Part(end - len(was), end, now)

    def findings(self) -> tuple[Finding, ...]:
        """The findings that stand in the file."""
        value = self._values.get("findings")
        if value is None:
            return ()
        return tuple(
            Finding(**{**each, "place": Place(**each["place"])})
            for each in json.loads(self._content[value.start : value.end])
        )

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Puts `findings` in the place of those in the file; they stand last in it."""
        member = _MEMBER + b"findings" + _COLON
        value = self._values.get("findings", _Part(self._end, self._end))
        if value.end != self._end:
            raise Entangled
        start = value.start - len(member) if "findings" in self._values else self._end
        said = spec_json.dump_member(findings).encode() if findings else b""
        self._changed.append(_Part(start, self._end, member + said if said else b""))


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
