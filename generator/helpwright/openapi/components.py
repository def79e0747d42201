"""Which models become components, and under which keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from helpwright.diagnostics import Finding, Findings
from helpwright.openapi.marks import place_of
from helpwright.spec import (
    Api,
    Enumeration,
    ListOf,
    MapOf,
    Model,
    Named,
    PairOf,
    TypeRef,
)
from helpwright.value import dataclass
from helpwright.vocabulary import PLUMBING

OPAQUE = PLUMBING | {"HttpRequestMessage"}
"""Types of the framework that say nothing of what is sent."""

_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """What every part of the builder needs to refer to a component."""

    keys: Mapping[str, str]
    """Component key by the name on the page, for every name that is referred to."""
    models: Mapping[str, Model]
    enumerations: Mapping[str, Enumeration]
    findings: Findings
    sources: bool = False
    undescribed: tuple[str, ...] = field(default=())
    """Names that are referred to and that no page and no sample describes."""


def choose(api: Api, findings: Findings, *, sources: bool) -> Components:
    """Decides the components of `api` and a key for each."""
    models = {model.name: model for model in reversed(api.models)}
    enumerations = {each.name: each for each in reversed(api.enumerations)}
    used = _closure(_roots(api), models, stop_at=OPAQUE)
    plumbing = _closure(OPAQUE, models) - used | OPAQUE
    described = (models.keys() | enumerations.keys()) - plumbing
    # A model's page may be all that there is, and its members name others.
    used = _closure({*used, *described}, models, stop_at=OPAQUE)
    names = sorted(described | (used - OPAQUE))
    kept_models = {n: models[n] for n in names if n in models}
    return Components(
        keys=component_keys(names, {**enumerations, **kept_models}, findings),
        models=kept_models,
        enumerations={n: enumerations[n] for n in names if n in enumerations},
        findings=findings,
        sources=sources,
        undescribed=tuple(n for n in names if n not in described),
    )


def component_keys(
    names: Iterable[str],
    described: Mapping[str, Model | Enumeration],
    findings: Findings,
) -> dict[str, str]:
    """A key for each name: the name, with `_` for what a key can't hold.

    Names that need no change keep theirs; of the others, the first in sorted order gets
    the plain key and each following one a number.
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for name in sorted(set(names), key=lambda n: (_escaped(n) != n, n)):
        plain = _escaped(name)
        count = counts.get(plain, 1)
        key = plain
        while key in taken:
            count += 1
            key = f"{plain}_{count}"
        counts[plain] = count
        taken.add(key)
        keys[name] = key
        if count > 1:
            node = described.get(name)
            findings.add(
                Finding(
                    code="HW601",
                    severity="warning",
                    message=f"two type names come down to the component {plain!r}",
                    place=place_of(node.origins if node else ()),
                    text=name,
                    made_of_it=f"this one is the component {key!r}",
                    advice="rename one of them in a correction",
                )
            )
    return keys


def named_in(type_: TypeRef) -> Iterator[str]:
    """Names of the models and enumerations that `type_` mentions."""
    match type_:
        case Named(name=name):
            yield name
        case ListOf(items=items):
            yield from named_in(items)
        case MapOf(key=key, value=value) | PairOf(key=key, value=value):
            yield from named_in(key)
            yield from named_in(value)


def _escaped(name: str) -> str:
    return _NOT_IN_KEY.sub("_", name) or "_"


def _roots(api: Api) -> Iterator[str]:
    for operation in api.operations:
        bodies = [operation.request, *(r.body for r in operation.responses)]
        types = [body.type for body in bodies if body is not None]
        types += [parameter.type for parameter in operation.parameters]
        for type_ in types:
            yield from named_in(type_)


def _closure(
    roots: Iterable[str],
    models: Mapping[str, Model],
    stop_at: frozenset[str] = frozenset(),
) -> set[str]:
    """`roots` and all that their members mention, but for the members of `stop_at`."""
    seen = set(roots)
    waiting = list(seen)
    while waiting:
        name = waiting.pop()
        if name in stop_at or name not in models:
            continue
        for property_ in models[name].properties:
            found = set(named_in(property_.type)) - seen
            seen |= found
            waiting.extend(found)
    return seen
