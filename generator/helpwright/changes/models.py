"""Compares models, member by member."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from helpwright.changes.change import Change, Verdict
from helpwright.changes.directions import Uses
from helpwright.changes.pairing import likely_renames
from helpwright.changes.types import (
    judge_bounds,
    judge_null,
    judge_required,
    judge_type,
)
from helpwright.changes.words import (
    folded,
    place_of,
    reworded,
    type_words,
    xml_words,
)
from helpwright.spec import Model, Property


def compare_models(old: Model, new: Model, uses: Uses) -> Iterator[Change]:
    """Changes from one state of a model to the next."""
    before = {prop.wire_name: prop for prop in old.properties}
    after = {prop.wire_name: prop for prop in new.properties}
    gone = [prop for name, prop in before.items() if name not in after]
    added = [prop for name, prop in after.items() if name not in before]
    written = _rewritten(gone, added)
    for was, now in written:
        yield _rename(new.name, was, now)
        yield from _compare_members(new.name, was, now, uses)
    gone = _without(gone, {was.wire_name for was, _ in written})
    added = _without(added, {now.wire_name for _, now in written})
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
        yield reworded("model", new.name, "description", old, new)


def _rewritten(
    gone: list[Property], added: list[Property]
) -> list[tuple[Property, Property]]:
    """Members that have changed their wire name and not the name in the table."""
    by_name = {prop.name.casefold(): prop for prop in added}
    found = ((prop, by_name.pop(prop.name.casefold(), None)) for prop in gone)
    return [(was, now) for was, now in found if now is not None]


def _without(members: list[Property], names: Collection[str]) -> list[Property]:
    return [prop for prop in members if prop.wire_name not in names]


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
        is_required=prop.required,
    )


def _compare_members(
    model: str, old: Property, new: Property, uses: Uses
) -> Iterator[Change]:
    member = _Member(model, old, new, uses)
    yield from member.values()
    yield from member.bounds()
    yield from member.words()


class _Member:
    """Compares the parts of one member, and knows what to call it."""

    def __init__(self, model: str, old: Property, new: Property, uses: Uses) -> None:
        self._model, self._old, self._new, self._uses = model, old, new, uses
        self._name = f"{model}.{new.wire_name}"

    def _change(
        self, verdict: Verdict, fact: str, was: str, now: str, message: str, *facts: str
    ) -> Change:
        return Change(
            verdict=verdict,
            subject="model",
            name=self._model,
            where=f"{self._old.wire_name}, {fact}",
            old=was,
            new=now,
            message=message,
            old_place=place_of(self._old.origins, *(facts or (fact,))),
            new_place=place_of(self._new.origins, *(facts or (fact,))),
        )

    def values(self) -> Iterator[Change]:
        """Type, null, and whether it may be left out."""
        old, new, name = self._old, self._new, self._name
        sent, received = self._uses.sent, self._uses.received
        verdict = judge_type(
            old.type, new.type, self._uses.renamed, sent=sent, received=received
        )
        if verdict is not None:
            was, now = type_words(old.type), type_words(new.type)
            message = f"Change `{name}` from {was} to {now}"
            yield self._change(verdict, "type", was, now, message)
        judged = judge_null(old.nullable, new.nullable, sent=sent, received=received)
        # What a sample showed of another type says nothing of this one.
        known = verdict is None or new.nullable != "unknown"
        if judged is not None and judged != "documentation" and known:
            message = f"`{name}` {_null_words(old, new)}"
            yield self._change(judged, "nullable", old.nullable, new.nullable, message)
        if old.required != new.required:
            verdict = judge_required(new.required, sent=sent, received=received)
            was, now = ("required" if p.required else "optional" for p in (old, new))
            yield self._change(verdict, "required", was, now, f"`{name}` is now {now}")

    def bounds(self) -> Iterator[Change]:
        """What values must keep to."""
        for bound, was, now, verdict in judge_bounds(
            self._old.constraints, self._new.constraints, sent=self._uses.sent
        ):
            words = bound.replace("_", " ")
            way = f"from {was or 'none'} to {now or 'none'}"
            message = f"Change the {words} of `{self._name}` {way}"
            yield self._change(verdict, words, was, now, message, bound, "constraints")

    def words(self) -> Iterator[Change]:
        """What people read of it."""
        old, new = self._old, self._new
        if old.constraints.notes != new.constraints.notes:
            was, now = ("; ".join(each.constraints.notes) for each in (old, new))
            message = f"Reword the additional information of `{self._name}`"
            yield self._change("documentation", "notes", was, now, message)
        was, now = folded(old.description), folded(new.description)
        if was != now:
            message = f"Reword `{self._name}`"
            yield self._change("documentation", "description", was, now, message)


def _groups(old: Model, new: Model, uses: Uses) -> Change:
    before, after = _choices(old), _choices(new)
    tightened = any(not any(b <= a for b in before) for a in after)
    verdict: Verdict = "wire-breaking" if tightened else "addition"
    if not uses.sent:
        verdict = "documentation"
    was, now = ("; ".join(_listed(groups)) for groups in (before, after))
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


def _listed(groups: frozenset[frozenset[str]]) -> list[str]:
    """`groups` in words, in an order that is not that of the page."""
    return sorted(", ".join(sorted(group)) for group in groups)


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
