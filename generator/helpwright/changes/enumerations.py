"""Compares enumerations, member by member."""

from __future__ import annotations

from collections.abc import Iterator

from helpwright.changes.change import Change, Verdict
from helpwright.changes.directions import Uses
from helpwright.changes.words import folded, place_of, python_words, reworded
from helpwright.spec import Enumeration, EnumMember
from helpwright.value import replace


def compare_enumerations(
    old: Enumeration, new: Enumeration, uses: Uses
) -> Iterator[Change]:
    """Changes from one state of an enumeration to the next."""
    yield from _gone_and_new(old, new, uses)
    after = {member.name: member for member in new.members}
    for was in {member.name: member for member in old.members}.values():
        if was.name in after:
            yield from _compare_members(old, new, was, after[was.name])
    if folded(old.description) != folded(new.description):
        yield reworded("enumeration", new.name, "description", old, new)
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


def _gone_and_new(old: Enumeration, new: Enumeration, uses: Uses) -> Iterator[Change]:
    """Members that only one of the states has, or that have another name now."""
    before = {member.name: member for member in old.members}
    after = {member.name: member for member in new.members}
    gone = [member for name, member in before.items() if name not in after]
    added = [member for name, member in after.items() if name not in before]
    by_value = {member.value: member for member in added if member.value}
    for was in list(gone):
        if (now := by_value.pop(was.value, None)) is not None:
            gone.remove(was)
            added.remove(now)
            words = f"is now called `{now.name}`"
            yield replace(
                _change(
                    _judge_name(old, new, was, now, uses), old, new, was, now, words
                ),
                note="a suggestion: both have the same number",
            )
    for member in gone:
        verdict: Verdict = "wire-breaking" if uses.sent else "code-breaking"
        yield _change(verdict, old, new, member, None, "is gone")
    for member in added:
        yield _change("addition", old, new, None, member, "is new")


def _compare_members(
    old: Enumeration, new: Enumeration, was: EnumMember, now: EnumMember
) -> Iterator[Change]:
    if was.value != now.value:
        words = f"is now {now.value or 'without a value'}"
        yield _change(_judge_value(old, new), old, new, was, now, words)
    if was.wire_name != now.wire_name and new.wire == "string":
        words = f"is now written `{now.wire_name or now.name}`"
        yield replace(
            _change("wire-breaking", old, new, was, now, words),
            where=f"{was.name}, wire name",
            old=was.wire_name or was.name,
            new=now.wire_name or now.name,
        )
    if folded(was.description) != folded(now.description):
        where = f"{was.name}, description"
        yield reworded("enumeration", new.name, where, was, now)


def _judge_name(
    old: Enumeration, new: Enumeration, was: EnumMember, now: EnumMember, uses: Uses
) -> Verdict:
    """The verdict on another name of a number: bodies that carry numbers do not see it.

    Addresses take names, in any case.
    """
    if not old.wire == new.wire == "integer":
        return "wire-breaking"
    if uses.addressed and was.name.casefold() != now.name.casefold():
        return "wire-breaking"
    same = python_words(was.name) == python_words(now.name)
    return "documentation" if same else "code-breaking"


def _judge_value(old: Enumeration, new: Enumeration) -> Verdict:
    """The verdict on another number: nobody sees it where names travel."""
    return "documentation" if old.wire == new.wire == "string" else "wire-breaking"


def _change(
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
