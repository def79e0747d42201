"""Compares models and enumerations, member by member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from helpwright.changes.change import Change, Verdict
from helpwright.changes.pairing import likely_renames
from helpwright.changes.types import (
    judge_bounds,
    judge_null,
    judge_required,
    judge_type,
)
from helpwright.changes.words import folded, place_of, type_words, xml_words
from helpwright.spec import Enumeration, EnumMember, Model, Property


@dataclass(frozen=True, slots=True)
class Uses:
    """How a named type travels, in the old state or in the new one."""

    sent: bool
    received: bool
    renamed: Mapping[str, str]
    """Old to new names of models and enumerations."""


def compare_models(old: Model, new: Model, uses: Uses) -> Iterator[Change]:
    """Changes from one state of a model to the next."""
    before = {prop.wire_name: prop for prop in old.properties}
    after = {prop.wire_name: prop for prop in new.properties}
    gone = [prop for name, prop in before.items() if name not in after]
    added = [prop for name, prop in after.items() if name not in before]
    for was, now in _renamed(gone, added):
        gone.remove(was)
        added.remove(now)
        yield _rename(new.name, was, now)
        yield from _compare_members(new.name, was, now, uses)
    rows = {
        prop.name: row
        for model in (old, new)
        for row, prop in enumerate(model.properties)
    }
    hints = likely_renames(gone, added, rows)
    for prop in gone:
        yield _removed(new.name, prop, uses, hints.get(prop.name, ""))
    for prop in added:
        yield _added(new.name, prop, uses)
    for name, was in before.items():
        if name in after:
            yield from _compare_members(new.name, was, after[name], uses)
    if _choices(old) != _choices(new):
        yield _groups(old, new, uses)
    yield from _xml_names(old, new)
    if folded(old.description) != folded(new.description):
        yield _words(
            "model", new.name, "description", old.description, new.description, old, new
        )


def _renamed(
    gone: list[Property], added: list[Property]
) -> list[tuple[Property, Property]]:
    """Members that have changed their wire name and not the name in the table."""
    by_name = {prop.name.casefold(): prop for prop in added}
    return [
        (prop, by_name[prop.name.casefold()])
        for prop in gone
        if prop.name.casefold() in by_name
    ]


def _rename(model: str, old: Property, new: Property) -> Change:
    return Change(
        verdict="wire-breaking",
        subject="model",
        name=model,
        where=f"{old.wire_name}, wire name",
        old=old.wire_name,
        new=new.wire_name,
        message=f"`{model}.{old.wire_name}` is now written `{new.wire_name}`",
        old_place=place_of(old.origins, "wire_name", "name"),
        new_place=place_of(new.origins, "wire_name", "name"),
    )


def _removed(model: str, prop: Property, uses: Uses, hint: str) -> Change:
    verdict: Verdict = "wire-breaking" if uses.received else "code-breaking"
    return Change(
        verdict=verdict,
        subject="model",
        name=model,
        where=prop.wire_name,
        old=type_words(prop.type),
        new="",
        message=f"Remove `{model}.{prop.wire_name}`",
        old_place=place_of(prop.origins, "name", "type"),
        note=f"looks as if it were now called `{hint}`" if hint else "",
    )


def _added(model: str, prop: Property, uses: Uses) -> Change:
    breaks = prop.required and uses.sent
    needed = "required " if prop.required else ""
    return Change(
        verdict="wire-breaking" if breaks else "addition",
        subject="model",
        name=model,
        where=prop.wire_name,
        old="",
        new=type_words(prop.type),
        message=f"Add {needed}`{model}.{prop.wire_name}`",
        new_place=place_of(prop.origins, "name", "type"),
    )


def _compare_members(
    model: str, old: Property, new: Property, uses: Uses
) -> Iterator[Change]:
    name = f"{model}.{new.wire_name}"

    def change(
        verdict: Verdict, fact: str, was: str, now: str, message: str, *facts: str
    ) -> Change:
        return Change(
            verdict=verdict,
            subject="model",
            name=model,
            where=f"{new.wire_name}, {fact}",
            old=was,
            new=now,
            message=message,
            old_place=place_of(old.origins, *(facts or (fact,))),
            new_place=place_of(new.origins, *(facts or (fact,))),
        )

    sent, received = uses.sent, uses.received
    verdict = judge_type(old.type, new.type, uses.renamed, sent=sent, received=received)
    if verdict is not None:
        was, now = type_words(old.type), type_words(new.type)
        message = f"Change `{name}` from {was} to {now}"
        yield change(verdict, "type", was, now, message)
    judged = judge_null(old.nullable, new.nullable, sent=sent, received=received)
    # What a sample showed of another type says nothing of this one.
    known = verdict is None or new.nullable != "unknown"
    if judged is not None and judged != "documentation" and known:
        message = f"`{name}` {_null_words(old, new)}"
        yield change(judged, "nullable", old.nullable, new.nullable, message)
    if old.required != new.required:
        verdict = judge_required(new.required, sent=sent, received=received)
        now = "required" if new.required else "optional"
        was = "required" if old.required else "optional"
        yield change(verdict, "required", was, now, f"`{name}` is now {now}")
    for bound, was, now, verdict in judge_bounds(
        old.constraints, new.constraints, sent=sent
    ):
        words = bound.replace("_", " ")
        message = (
            f"Change the {words} of `{name}` from {was or 'none'} to {now or 'none'}"
        )
        yield change(verdict, words, was, now, message, bound, "constraints")
    if old.constraints.notes != new.constraints.notes:
        was, now = "; ".join(old.constraints.notes), "; ".join(new.constraints.notes)
        message = f"Reword the additional information of `{name}`"
        yield change("documentation", "notes", was, now, message)
    if folded(old.description) != folded(new.description):
        message = f"Reword `{name}`"
        was, now = folded(old.description), folded(new.description)
        yield change("documentation", "description", was, now, message)


def _groups(old: Model, new: Model, uses: Uses) -> Change:
    before, after = _choices(old), _choices(new)
    tightened = any(not any(b <= a for b in before) for a in after)
    verdict: Verdict = "wire-breaking" if tightened else "addition"
    if not uses.sent:
        verdict = "documentation"
    was = "; ".join(", ".join(group) for group in old.one_required)
    now = "; ".join(", ".join(group) for group in new.one_required)
    return Change(
        verdict=verdict,
        subject="model",
        name=new.name,
        where="members of which one must be given",
        old=was,
        new=now,
        message=f"Change which members of `{new.name}` must be given",
        old_place=place_of(old.origins, "one_required"),
        new_place=place_of(new.origins, "one_required"),
    )


def _null_words(old: Property, new: Property) -> str:
    if new.nullable == "nullable":
        return "may now be null"
    if new.nullable == "not-nullable" or old.nullable != "nullable":
        return "may no longer be null"
    return "is no longer shown to take null"


def _choices(model: Model) -> frozenset[frozenset[str]]:
    return frozenset(map(frozenset, model.one_required))


def _xml_names(old: Model, new: Model) -> Iterator[Change]:
    """What XML calls the model and its members; it is asked for by name and namespace."""
    after = {prop.wire_name: prop for prop in new.properties}
    pairs: list[tuple[str, Model | Property, Model | Property]] = [("", old, new)]
    pairs += [
        (prop.wire_name, prop, after[prop.wire_name])
        for prop in old.properties
        if prop.wire_name in after
    ]
    for member, was, now in pairs:
        if was.xml is None or now.xml is None:
            continue
        before = xml_words(was.xml, old.xml if member else None)
        behind = xml_words(now.xml, new.xml if member else None)
        if before != behind:
            called = f"{new.name}.{member}" if member else new.name
            yield Change(
                verdict="wire-breaking",
                subject="model",
                name=new.name,
                where=f"{member}, XML name" if member else "XML name",
                old=before,
                new=behind,
                message=f"XML calls `{called}` {behind}, no longer {before}",
                old_place=place_of(was.origins, "xml", "name"),
                new_place=place_of(now.origins, "xml", "name"),
            )


def compare_enumerations(
    old: Enumeration, new: Enumeration, uses: Uses
) -> Iterator[Change]:
    """Changes from one state of an enumeration to the next."""
    before = {member.name: member for member in old.members}
    after = {member.name: member for member in new.members}
    gone = [member for name, member in before.items() if name not in after]
    added = [member for name, member in after.items() if name not in before]
    by_value = {member.value: member for member in added if member.value}
    for was in list(gone):
        if (now := by_value.pop(was.value, None)) is not None:
            gone.remove(was)
            added.remove(now)
            numbers = old.wire == new.wire == "integer"
            verdict: Verdict = "code-breaking" if numbers else "wire-breaking"
            yield _enum_change(
                verdict, old, new, was, now, f"is now called `{now.name}`"
            )
    for member in gone:
        verdict = "wire-breaking" if uses.sent else "code-breaking"
        yield _enum_change(verdict, old, new, member, None, "is gone")
    for member in added:
        yield _enum_change("addition", old, new, None, member, "is new")
    for name, was in before.items():
        if (same := after.get(name)) is None:
            continue
        if was.value != same.value:
            words = f"is now {same.value or 'without a value'}"
            yield _enum_change(_judge_value(old, new), old, new, was, same, words)
        if was.wire_name != same.wire_name and new.wire == "string":
            words = f"is now written `{same.wire_name or same.name}`"
            yield replace(
                _enum_change("wire-breaking", old, new, was, same, words),
                where=f"{name}, wire name",
                old=was.wire_name or name,
                new=same.wire_name or name,
            )
        if folded(was.description) != folded(same.description):
            yield _words(
                "enumeration",
                new.name,
                f"{name}, description",
                was.description,
                same.description,
                was,
                same,
            )
    if folded(old.description) != folded(new.description):
        yield _words(
            "enumeration",
            new.name,
            "description",
            old.description,
            new.description,
            old,
            new,
        )
    if old.wire != new.wire:
        known = "unknown" not in (old.wire, new.wire)
        yield Change(
            verdict="wire-breaking" if known else "code-breaking",
            subject="enumeration",
            name=new.name,
            where="form",
            old=old.wire,
            new=new.wire,
            message=f"`{new.name}` is now sent as {new.wire}",
            old_place=place_of(old.origins, "wire"),
            new_place=place_of(new.origins, "wire"),
        )


def _judge_value(old: Enumeration, new: Enumeration) -> Verdict:
    """The verdict on another number: nobody sees it where names travel."""
    return "documentation" if old.wire == new.wire == "string" else "wire-breaking"


def _enum_change(
    verdict: Verdict,
    old: Enumeration,
    new: Enumeration,
    was: EnumMember | None,
    now: EnumMember | None,
    words: str,
) -> Change:
    member = was or now
    assert member is not None
    return Change(
        verdict=verdict,
        subject="enumeration",
        name=new.name,
        where=member.name,
        old=f"{was.name} = {was.value}" if was else "",
        new=f"{now.name} = {now.value}" if now else "",
        message=f"`{new.name}.{member.name}` {words}",
        old_place=place_of(was.origins if was else old.origins, "value", "name"),
        new_place=place_of(now.origins if now else new.origins, "value", "name"),
    )


def _words(
    subject: str,
    name: str,
    where: str,
    was: str,
    now: str,
    old: Model | Enumeration | EnumMember,
    new: Model | Enumeration | EnumMember,
) -> Change:
    return Change(
        verdict="documentation",
        subject="model" if subject == "model" else "enumeration",
        name=name,
        where=where,
        old=folded(was),
        new=folded(now),
        message=f"Reword `{name}`",
        old_place=place_of(old.origins, "description"),
        new_place=place_of(new.origins, "description"),
    )
