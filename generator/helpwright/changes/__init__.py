"""What changed between two states of an API's documentation, and what it breaks.

Samples are not compared: pages show new GUIDs and dates after every restart of their
server. What samples prove is part of the spec, and that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from helpwright.changes.change import VERDICTS, Change, Verdict, version_step
from helpwright.changes.directions import Directions, Uses, directions
from helpwright.changes.enumerations import compare_enumerations
from helpwright.changes.models import compare_models
from helpwright.changes.operations import compare_operations
from helpwright.changes.pairing import pair_operations, renamed_types
from helpwright.changes.words import place_of
from helpwright.spec import Api, Enumeration, Model, Operation
from helpwright.value import replace

__all__ = ["VERDICTS", "Change", "Verdict", "compare", "version_step"]


def compare(old: Api, new: Api) -> tuple[Change, ...]:
    """Every change from `old` to `new`, the worst first, in a stable order."""
    renamed = renamed_types(old, new)
    before, after = directions(old), directions(new)
    changes = [
        *_operations(old, new, renamed),
        *_named_types(old, new, before, after, renamed),
    ]
    return tuple(
        sorted(
            dict.fromkeys(changes),
            key=lambda c: (VERDICTS.index(c.verdict), c.subject, c.name, c.where),
        )
    )


def _operations(old: Api, new: Api, renamed: dict[str, str]) -> Iterator[Change]:
    pairs, gone, added = pair_operations(old, new)
    for operation in gone:
        note = _moved(operation, added)
        yield _whole("wire-breaking", "Remove", operation, gone=True, note=note)
    for operation in added:
        yield _whole("addition", "Add", operation, gone=False)
    for was, now in pairs:
        name = f"{was.method} {was.path}"
        for change in compare_operations(was, now, renamed):
            yield replace(change, old_name=name)


def _whole(
    verdict: Verdict, verb: str, operation: Operation, *, gone: bool, note: str = ""
) -> Change:
    name = f"{operation.method} {operation.path}"
    title = f"{name}?{operation.query}" if operation.query else name
    place = place_of(operation.origins, "path", "method")
    return Change(
        verdict=verdict,
        subject="operation",
        name=name,
        where="",
        old=title if gone else "",
        new="" if gone else title,
        message=f"{verb} `{name}`",
        old_place=place if gone else None,
        new_place=None if gone else place,
        note=note,
    )


def _moved(gone: Operation, added: Sequence[Operation]) -> str:
    """The one new operation that says the same as a lost one, as a suggestion."""
    if not gone.summary:
        return ""
    same = [
        operation
        for operation in added
        if operation.summary == gone.summary
        and operation.method == gone.method
        and (operation.request and operation.request.type)
        == (gone.request and gone.request.type)
    ]
    if len(same) != 1:
        return ""
    return f"looks as if it had moved to `{same[0].method} {same[0].path}`"


def _named_types(
    old: Api,
    new: Api,
    before: Directions,
    after: Directions,
    renamed: dict[str, str],
) -> Iterator[Change]:
    old_types: dict[str, Model | Enumeration] = {
        **{model.name: model for model in old.models},
        **{entry.name: entry for entry in old.enumerations},
    }
    new_types: dict[str, Model | Enumeration] = {
        **{model.name: model for model in new.models},
        **{entry.name: entry for entry in new.enumerations},
    }
    for name, was in old_types.items():
        now = new_types.get(renamed.get(name, name))
        if now is None:
            yield _type_change("code-breaking", "Remove", was, gone=True)
            continue
        if name in renamed:
            yield replace(
                _type_change("code-breaking", "Rename", was, gone=True),
                new=now.name,
                message=f"Rename `{name}` to `{now.name}`",
                note="a suggestion: both have the same members",
            )
        uses = _uses(name, now.name, before, after, renamed)
        for change in _compared(was, now, uses):
            yield replace(change, old_name=name)
    known = {renamed.get(name, name) for name in old_types}
    for name, now in new_types.items():
        if name not in known:
            yield _type_change("addition", "Add", now, gone=False)


def _compared(
    was: Model | Enumeration, now: Model | Enumeration, uses: Uses
) -> Iterator[Change]:
    """Changes from one state of a named type to the next."""
    if isinstance(was, Model) and isinstance(now, Model):
        yield from compare_models(was, now, uses)
    elif isinstance(was, Enumeration) and isinstance(now, Enumeration):
        yield from compare_enumerations(was, now, uses)
    else:
        yield replace(
            _type_change("wire-breaking", "Turn into another kind:", now, gone=False),
            old=_subject(was),
            new=_subject(now),
            old_place=place_of(was.origins, "name"),
        )


def _subject(named: Model | Enumeration) -> Literal["model", "enumeration"]:
    return "model" if isinstance(named, Model) else "enumeration"


def _uses(
    old: str, new: str, before: Directions, after: Directions, renamed: dict[str, str]
) -> Uses:
    """How a type travels: as it did and still does, or both ways where nobody knows.

    What only one of the states sends or receives is new there, or gone with what held it.
    """
    sent = old in before.sent and new in after.sent
    received = old in before.received and new in after.received
    unknown = not (sent or received)
    return Uses(
        sent=sent or unknown,
        received=received or unknown,
        renamed=renamed,
        addressed=old in before.addressed and new in after.addressed,
    )


def _type_change(
    verdict: Verdict, verb: str, named: Model | Enumeration, *, gone: bool
) -> Change:
    place = place_of(named.origins, "name")
    return Change(
        verdict=verdict,
        subject=_subject(named),
        name=named.name,
        where="",
        old=named.name if gone else "",
        new="" if gone else named.name,
        message=f"{verb} `{named.name}`",
        old_place=place if gone else None,
        new_place=None if gone else place,
    )
