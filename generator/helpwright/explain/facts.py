"""The facts of a node, each with its value in words and the places that prove it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from helpwright.diagnostics import Finding, Findings
from helpwright.explain.addresses import Found, Node, find
from helpwright.explain.words import in_words
from helpwright.spec import (
    Api,
    Body,
    Enumeration,
    Model,
    Operation,
    Origin,
    Response,
)
from helpwright.value import dataclass

_STRUCTURE = frozenset(
    {
        "origins",
        "properties",
        "members",
        "parameters",
        "request",
        "responses",
        "media_types",
        "body",
        "sample",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact and its witnesses."""

    name: str
    value: str
    """In words."""
    witnesses: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What is known of a node, and why."""

    address: str
    kind: str
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    """Those about the places that the facts come from."""
    inside: tuple[str, ...]
    """Addresses of what the node is made of."""


def explain(
    api: Api, findings: Findings | Iterable[Finding], address: str
) -> Explanation:
    """What is known of the node at `address`. Raises AddressError."""
    found = find(api, address)
    facts = tuple(_facts(found.node, found.fact))
    places = {
        (witness.place.page, witness.place.line)
        for fact in facts
        for witness in fact.witnesses
        if witness.place.line
    }
    about = [each for each in findings if (each.place.page, each.place.line) in places]
    return Explanation(
        address=f"{found.address}.{found.fact}" if found.fact else found.address,
        kind=type(found.node).__name__.lower(),
        facts=facts,
        findings=tuple(
            sorted(about, key=lambda f: (f.place.page, f.place.line, f.code))
        ),
        inside=() if found.fact else tuple(_inside(found)),
    )


def _facts(node: Node, wanted: str) -> Iterator[Fact]:
    names = [field.name for field in dataclasses.fields(node)]
    rest: dict[str, list[Origin]] = {}
    for origin in node.origins:
        rest.setdefault(origin.fact.split(".")[0], []).append(origin)
    for name in names:
        if name in _STRUCTURE and name not in rest:
            continue
        if wanted and wanted.split(".")[0] != name:
            continue
        witnesses = tuple(rest.pop(name, ()))
        value = in_words(getattr(node, name))
        # What is false by default and has no witness says nothing.
        quiet = value == ("yes" if name == "documented" else "no")
        if witnesses or (value and not quiet) or (value and wanted):
            yield Fact(name=name, value=value, witnesses=witnesses)
    if not wanted:
        for name, origins in rest.items():
            yield Fact(name=name, value="", witnesses=tuple(origins))


def _inside(found: Found) -> Iterator[str]:
    node, address = found.node, found.address
    if isinstance(node, Model):
        yield from (f"{address}.{member.name}" for member in node.properties)
    elif isinstance(node, Enumeration):
        yield from (f"{address}.{member.name}" for member in node.members)
    elif isinstance(node, Operation):
        yield from (f"{address}.parameters.{p.name}" for p in node.parameters)
        if node.request is not None:
            yield f"{address}.request"
        yield from (f"{address}.responses.{r.status}" for r in node.responses)
    elif isinstance(node, Response) and node.body is not None:
        yield f"{address}.body"
    elif isinstance(node, Body):
        yield from (f"{address}.{each.name}" for each in node.media_types)
