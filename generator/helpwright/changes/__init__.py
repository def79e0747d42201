"""What changed between two states of an API's documentation, and what it breaks.

Samples are not compared: pages show new GUIDs and dates after every restart of their
server. What samples prove is part of the spec, and that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpwright.changes.change import VERDICTS, Change, Verdict, version_step
from helpwright.changes.directions import Directions, directions
from helpwright.changes.models import Uses, compare_enumerations, compare_models
from helpwright.changes.operations import compare_operations
from helpwright.changes.words import place_of, type_words
from helpwright.spec import Api, Enumeration, Model, Operation

__all__ = ["VERDICTS", "Change", "Verdict", "compare", "version_step"]


def compare(old: Api, new: Api) -> tuple[Change, ...]:
    """Every change from `old` to `new`, the worst first, in a stable order."""
    renamed = _renamed_models(old, new)
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
    before, after = _keyed(old), _keyed(new)
    gone = [key for key in before if key not in after]
    added = [key for key in after if key not in before]
    for key in gone:
        operation = before[key]
        note = _moved(operation, [after[key] for key in added])
        yield _whole("wire-breaking", "Remove", operation, gone=True, note=note)
    for key in added:
        yield _whole("addition", "Add", after[key], gone=False)
    for key, operation in before.items():
        if key in after:
            name = f"{operation.method} {after[key].path}"
            yield from compare_operations(name, operation, after[key], renamed)


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


def _keyed(api: Api) -> dict[tuple[str, str, int], Operation]:
    """Operations by method and path, in any case; the n-th of a path is one of its own."""
    found: dict[tuple[str, str, int], Operation] = {}
    for operation in sorted(api.operations, key=lambda op: len(op.query)):
        number = 0
        while (key := (operation.method, operation.path.casefold(), number)) in found:
            number += 1
        found[key] = operation
    return found


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
        uses = Uses(
            sent=name in before.sent and now.name in after.sent,
            received=name in before.received and now.name in after.received,
            renamed=renamed,
        )
        if isinstance(was, Model) and isinstance(now, Model):
            yield from compare_models(was, now, uses)
        elif isinstance(was, Enumeration) and isinstance(now, Enumeration):
            yield from compare_enumerations(was, now, uses)
        else:
            yield _type_change(
                "wire-breaking", "Turn into another kind:", now, gone=False
            )
    known = {renamed.get(name, name) for name in old_types}
    for name, now in new_types.items():
        if name not in known:
            yield _type_change("addition", "Add", now, gone=False)


def _type_change(
    verdict: Verdict, verb: str, named: Model | Enumeration, *, gone: bool
) -> Change:
    place = place_of(named.origins, "name")
    return Change(
        verdict=verdict,
        subject="model" if isinstance(named, Model) else "enumeration",
        name=named.name,
        where="",
        old=named.name if gone else "",
        new="" if gone else named.name,
        message=f"{verb} `{named.name}`",
        old_place=place if gone else None,
        new_place=None if gone else place,
    )


def _renamed_models(old: Api, new: Api) -> dict[str, str]:
    """Old to new names of models that are gone and stand again, member for member.

    Only where exactly one lost model and exactly one new one look alike.
    """
    kept = {model.name for model in old.models} & {model.name for model in new.models}
    lost: dict[tuple[object, ...], list[str]] = {}
    found: dict[tuple[object, ...], list[str]] = {}
    for models, shapes in ((old.models, lost), (new.models, found)):
        for model in models:
            if model.name not in kept and model.properties:
                shapes.setdefault(_shape(model), []).append(model.name)
    return {
        names[0]: found[shape][0]
        for shape, names in lost.items()
        if len(names) == 1 and len(found.get(shape, ())) == 1
    }


def _shape(model: Model) -> tuple[object, ...]:
    return tuple(
        (
            prop.wire_name,
            # A model that refers to itself has changed its name there, too.
            type_words(prop.type).replace(model.name, "\0"),
            prop.required,
        )
        for prop in model.properties
    )
