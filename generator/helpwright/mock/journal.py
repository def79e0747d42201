"""What a mock was asked, what was wrong with it, and what nobody has asked yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import Any

from helpwright.mock.shared import documentation
from helpwright.mock.walking import Sent
from helpwright.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request and its answer."""

    method: str
    path: str
    """As it was sent, with the query, secrets masked."""
    operation: str
    """`POST /api/v2/works`; empty where none is documented for it."""
    status: int
    milliseconds: float
    problems: tuple[str, ...] = ()
    """What was refused: `Lines[0].Qty: …`, or the message where no member is to blame."""
    unknown: tuple[str, ...] = ()
    """Names that nobody documents; the vendor's server ignores them."""
    body: Any = None
    """The request's body under the documented names, where it was accepted."""
    notes: tuple[str, ...] = ()
    """What else to know of the answer."""
    differences: tuple[str, ...] = ()
    """How the real server's answer differs from the documentation; only as a proxy."""

    def as_text(self) -> str:
        """A line, and one for each thing that is wrong."""
        lines = [
            f"{self.method} {self.path} {self.status}  {self.milliseconds:.0f} ms",
            *(f"    wrong: {problem}" for problem in self.problems),
            *(f"    not documented: {name}" for name in self.unknown),
            *(f"    note: {note}" for note in self.notes),
            *(f"    differs: {difference}" for difference in self.differences),
        ]
        return "\n".join(_visible(line) for line in lines)


Listener = Callable[[Call], None]


@dataclass(slots=True)
class Journal:
    """The calls of one run, in the order of their answers."""

    documented: documentation.Documentation
    calls: list[Call] = field(default_factory=list[Call])
    listener: Listener | None = None
    _sent: dict[str, Sent] = field(default_factory=dict[str, Sent])
    _called: set[str] = field(default_factory=set[str])
    keep: int = 10_000
    """How many calls are kept; a mock may run for days."""

    def add(self, call: Call, operation: documentation.Operation | None = None) -> None:
        """Keeps `call` and tells the listener."""
        self.calls.append(call)
        del self.calls[: -self.keep]
        if operation is not None:
            self._called.add(operation.name)
            sent = self._sent.get(operation.name)
            if sent is None and operation.body:
                content, _ = next(iter(operation.body.values()))
                sent = Sent(content.schema, operation.binder)
                self._sent[operation.name] = sent
            if sent is not None:
                sent.add(call.body)
        if self.listener is not None:
            self.listener(call)

    def clear(self) -> None:
        """Forgets all calls."""
        self.calls.clear()
        self._sent.clear()
        self._called.clear()

    def never_called(self) -> list[str]:
        """Operations that no request asked for."""
        operations = self.documented.operations.values()
        return [each.name for each in operations if each.name not in self._called]

    def never_sent(self) -> list[str]:
        """`Model.Member` of the bodies of called operations that no request had."""
        found: dict[str, None] = {}
        for operation in self.documented.operations.values():
            if operation.name in self._called:
                for content, _ in operation.body.values():
                    found.update(dict.fromkeys(_documented(content.schema, operation)))
                    break
        sent = {
            f"{component}.{name}"
            for each in self._sent.values()
            for component, name in each.members()
        }
        return [member for member in found if member not in sent]

    def summary(self) -> str:
        """What was called, and what was not."""
        total = len(self.documented.operations)
        refused = sum(bool(call.problems) for call in self.calls)
        lines = [f"{len(self._called)} of {total} operations called, {refused} refused"]
        lines += _listed("never called", self.never_called())
        lines += _listed("never sent", self.never_sent())
        return "\n".join(lines)


def _documented(schema: Any, operation: documentation.Operation) -> Iterable[str]:
    """All members that a body of `schema` can have, each model once."""
    binder = operation.binder
    waiting, seen = [schema], set[str]()
    while waiting:
        schema = waiting.pop()
        component = binder.name_of(schema)
        if component in seen:
            continue
        seen.update({component} - {""})
        plain = binder.component(component) if component else schema
        for name, member in plain.get("properties", {}).items():
            if component:
                yield f"{component}.{name}"
            waiting.append(member)
        for part in ("items", "additionalProperties"):
            if isinstance(plain.get(part), dict):
                waiting.append(plain[part])


def _listed(what: str, names: list[str], most: int = 20) -> list[str]:
    if not names:
        return []
    more = [f"    … and {len(names) - most} more"] if len(names) > most else []
    return [f"  {what}:", *(f"    {name}" for name in names[:most]), *more]


def _visible(line: str) -> str:
    """`line` without what could turn a terminal around."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
