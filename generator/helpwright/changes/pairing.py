"""Finds what is the same thing in two states of a documentation, renamed or not."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar
from urllib.parse import parse_qsl

from helpwright.changes.words import folded, type_words
from helpwright.spec import (
    Api,
    Enumeration,
    Model,
    Operation,
    Parameter,
    Property,
    TypeRef,
)

_PARAMETER = re.compile(r"\{[^{}]*\}")

Pairs = list[tuple[Operation, Operation]]


def pair_operations(
    old: Api, new: Api
) -> tuple[Pairs, list[Operation], list[Operation]]:
    """Operations that stand in both, those that are gone, and those that are new.

    Paths are the same in any case and whatever their parameters are called. Of several
    operations at one path those with the same query belong together, then those that
    are left, in their order.
    """
    pairs: Pairs = []
    gone: list[Operation] = []
    added: list[Operation] = []
    before, after = _by_route(old), _by_route(new)
    for route in {**before, **after}:
        waiting: dict[frozenset[str], deque[Operation]] = {}
        for now in after.get(route, ()):
            waiting.setdefault(_query(now), deque()).append(now)
        left: list[Operation] = []
        for was in before.get(route, ()):
            same = waiting.get(_query(was))
            if same:
                pairs.append((was, same.popleft()))
            else:
                left.append(was)
        rest = {id(now) for each in waiting.values() for now in each}
        right = [now for now in after.get(route, ()) if id(now) in rest]
        pairs.extend(zip(left, right, strict=False))
        gone += left[len(right) :]
        added += right[len(left) :]
    return pairs, gone, added


def _by_route(api: Api) -> dict[tuple[str, str], list[Operation]]:
    found: dict[tuple[str, str], list[Operation]] = {}
    for operation in sorted(api.operations, key=lambda each: each.query):
        path = _PARAMETER.sub("{}", operation.path).casefold()
        found.setdefault((operation.method, path), []).append(operation)
    return found


def _query(operation: Operation) -> frozenset[str]:
    """The names that tell an operation from others at its path."""
    names = [name for name, _ in parse_qsl(operation.query, keep_blank_values=True)]
    return frozenset(name.casefold() for name in names)


def path_parameters(operation: Operation) -> dict[str, Parameter]:
    """The parameters in the path, in its order, by their names in lower case."""
    known = {
        parameter.name.casefold(): parameter
        for parameter in operation.parameters
        if parameter.location == "path"
    }
    names = [match[1:-1] for match in _PARAMETER.findall(operation.path)]
    order = [name.strip("*?").casefold() for name in names]
    return {name: known[name] for name in order if name in known}


Named = TypeVar("Named", Model, Enumeration)


def renamed_types(old: Api, new: Api) -> dict[str, str]:
    """Old to new names of models and enumerations that stand again, member for member.

    Only where exactly one that is gone and exactly one that is new look alike.
    """
    return {
        **_renamed(old.models, new.models, _model_shape),
        **_renamed(old.enumerations, new.enumerations, _enumeration_shape),
    }


def _renamed(
    old: Sequence[Named],
    new: Sequence[Named],
    shape: Callable[[Named], tuple[object, ...]],
) -> dict[str, str]:
    kept = {each.name for each in old} & {each.name for each in new}
    lost = _by_shape(old, kept, shape)
    found = _by_shape(new, kept, shape)
    return {
        names[0]: found[members][0]
        for members, names in lost.items()
        if len(names) == 1 and len(found.get(members, ())) == 1
    }


def _by_shape(
    named: Iterable[Named],
    kept: set[str],
    shape: Callable[[Named], tuple[object, ...]],
) -> dict[tuple[object, ...], list[str]]:
    shapes: dict[tuple[object, ...], list[str]] = {}
    for each in named:
        if each.name not in kept and (members := shape(each)):
            shapes.setdefault(members, []).append(each.name)
    return shapes


def _model_shape(model: Model) -> tuple[object, ...]:
    return tuple(
        (
            prop.wire_name,
            # A model that refers to itself has changed its name there, too.
            type_words(prop.type).replace(model.name, "\0"),
            prop.required,
        )
        for prop in model.properties
    )


def _enumeration_shape(enumeration: Enumeration) -> tuple[object, ...]:
    return tuple((member.name, member.value) for member in enumeration.members)


Member = TypeVar("Member", Property, Parameter)

_Said = tuple[TypeRef, str, int]
"""Type and words of a member, and its row where there are no words."""


def likely_renames(
    gone: Sequence[Member], added: Sequence[Member], order: Mapping[str, int]
) -> dict[str, str]:
    """Lost to new names of members that say the same under another name.

    The same type, and either the same words or the same row of the table (`order`,
    rows by name in both states), and no other member that could be meant.
    """
    lost = Counter(_said(was, order) for was in gone)
    found: dict[_Said, list[str]] = {}
    for now in added:
        found.setdefault(_said(now, order), []).append(now.name)
    return {
        was.name: found[said][0]
        for was in gone
        if lost[said := _said(was, order)] == 1 and len(found.get(said, ())) == 1
    }


def _said(member: Member, order: Mapping[str, int]) -> _Said:
    """What tells whether two members may be one; where nothing is said, their row does."""
    words = folded(member.description)
    return member.type, words, -1 if words else order[member.name]
