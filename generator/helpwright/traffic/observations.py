"""What real traffic showed: types only. No value, no header, no address is kept.

Observations are written to a file beside the spec, and `generate` weighs them like the
samples. The file is safe to commit: `shapes` says how names that are values are told.
"""

from __future__ import annotations

import json
import re
from dataclasses import field
from typing import Any

from helpwright.limits import DEEPEST
from helpwright.value import dataclass

VERSION = "1"
_HALF = re.compile("[\ud800-\udfff]")
_STATUS = re.compile("[1-5][0-9]{2}")


@dataclass(slots=True)
class Room:
    """For how many more places shapes may be kept: bodies may have names without end."""

    left: int
    is_full: bool = False
    """Whether there was none left for one."""

    def take(self) -> bool:
        """Takes one; False where there is none left."""
        if self.left <= 0:
            self.is_full = True
            return False
        self.left -= 1
        return True


@dataclass(slots=True)
class Shape:
    """The types that stood at one place. Shapes of the same place are added up."""

    seen: int = 0
    """How often a value stood here."""
    kinds: set[str] = field(default_factory=set)
    """`null`, `boolean`, `integer`, `number`, `string`, `object`, `array`."""
    forms: set[str] = field(default_factory=set)
    """What strings looked like: `uuid`, `date-time`, `date-time-utc`,
    `date-time-offset`, `date`, `microsoft-date`, `time-span`, `number`, `word`, `text`."""
    members: dict[str, Shape] = field(default_factory=dict)
    items: Shape | None = None
    values: Shape | None = None
    """Of an object whose names are values themselves, as in a dictionary."""

    def add(self, other: Shape) -> None:
        """Adds what `other` has seen to this shape."""
        self.seen += other.seen
        self.kinds |= other.kinds
        self.forms |= other.forms
        for name, shape in other.members.items():
            self.members.setdefault(name, Shape()).add(shape)
        if other.items is not None:
            self.items = self.items or Shape()
            self.items.add(other.items)
        if other.values is not None:
            self.values = self.values or Shape()
            self.values.add(other.values)

    def places(self) -> int:
        """How many places it tells apart within it: what `Room` counts."""
        count, waiting = -1, [self]
        while waiting:
            shape = waiting.pop()
            count += 1
            waiting += shape.members.values()
            waiting += [each for each in (shape.items, shape.values) if each]
        return count


@dataclass(slots=True)
class Observed:
    """What was seen of one operation."""

    responses: dict[str, Shape | None] = field(default_factory=dict)
    """By status; None where the answer had no JSON body."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many answers had each status."""
    media_types: dict[str, set[str]] = field(default_factory=dict)
    """Media types of the answers, by status."""
    request: Shape | None = None


@dataclass(slots=True)
class Observations:
    """Everything that was seen, by the key of the operation: `VERB /path`."""

    operations: dict[str, Observed] = field(default_factory=dict)
    recordings: set[str] = field(default_factory=set)
    """Hash of each file that was counted, so that none counts twice."""

    def places(self) -> int:
        """How many places in bodies they tell apart."""
        return sum(
            shape.places()
            for each in self.operations.values()
            for shape in (each.request, *each.responses.values())
            if shape is not None
        )

    def of(self, key: str) -> Observed:
        """The record of one operation, made on first use."""
        return self.operations.setdefault(key, Observed())


def dumps(observations: Observations) -> str:
    """The observations as JSON, the same bytes for the same facts in any order."""
    operations = {
        key: _observed_json(observed)
        for key, observed in sorted(observations.operations.items())
    }
    document: dict[str, Any] = {"version": VERSION, "operations": operations}
    if observations.recordings:
        document["recordings"] = sorted(observations.recordings)
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def loads(text: str) -> Observations:
    """Reads what `dumps` wrote. Raises ValueError on anything else."""
    try:
        document = json.loads(text)
        if "\\u" in text and _HALF.search(json.dumps(document, ensure_ascii=False)):
            raise ValueError("half of a character stands there, which no file can hold")
        if document["version"] != VERSION:
            raise ValueError(f"version {document['version']!r} is not {VERSION!r}")
        operations = {
            key: _observed(entry) for key, entry in document["operations"].items()
        }
        recordings = set(map(str, document.get("recordings", ())))
    except (
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        reason = f"{type(error).__name__}: {error}"
        if isinstance(error, RecursionError):
            reason = "they nest too deep"
        raise ValueError(f"these are no observations: {reason}") from error
    return Observations(operations=operations, recordings=recordings)


def _observed_json(observed: Observed) -> dict[str, Any]:
    answers = {}
    for status, count in sorted(observed.counts.items()):
        answers[status] = {
            "count": count,
            "media_types": sorted(observed.media_types.get(status, ())),
        }
        if (shape := observed.responses.get(status)) is not None:
            answers[status]["shape"] = _shape_json(shape)
    result: dict[str, Any] = {"responses": answers}
    if observed.request is not None:
        result["request"] = _shape_json(observed.request)
    return result


def _observed(entry: dict[str, Any]) -> Observed:
    observed = Observed()
    for status, answer in entry["responses"].items():
        if not _STATUS.fullmatch(status):
            raise ValueError(f"{status!r} is no status of HTTP")
        observed.counts[status] = int(answer["count"])
        observed.media_types[status] = set(map(str, answer["media_types"]))
        shape = answer.get("shape")
        observed.responses[status] = None if shape is None else _shape(shape)
    if "request" in entry:
        observed.request = _shape(entry["request"])
    return observed


def _shape_json(shape: Shape) -> dict[str, Any]:
    result: dict[str, Any] = {"seen": shape.seen, "kinds": sorted(shape.kinds)}
    if shape.forms:
        result["forms"] = sorted(shape.forms)
    if shape.members:
        result["members"] = {
            name: _shape_json(member) for name, member in shape.members.items()
        }
    if shape.items is not None:
        result["items"] = _shape_json(shape.items)
    if shape.values is not None:
        result["values"] = _shape_json(shape.values)
    return result


def _shape(entry: dict[str, Any], depth: int = 0) -> Shape:
    if depth > DEEPEST:
        raise RecursionError
    return Shape(
        seen=int(entry["seen"]),
        kinds=set(map(str, entry["kinds"])),
        forms=set(map(str, entry.get("forms", ()))),
        members={
            str(name): _shape(member, depth + 1)
            for name, member in entry.get("members", {}).items()
        },
        items=_shape(entry["items"], depth + 1) if "items" in entry else None,
        values=_shape(entry["values"], depth + 1) if "values" in entry else None,
    )
