"""Turns recorded exchanges into observations of the documented operations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from helpwright.limits import DEFAULTS, Limits
from helpwright.samples import Node, read_json
from helpwright.spec import Api, Operation
from helpwright.traffic.har import Exchange, has_more_values
from helpwright.traffic.observations import Observations, Room, Shape
from helpwright.traffic.shapes import add_value
from helpwright.value import dataclass

_GAP = re.compile(r"\{[^{}]*\}")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,80}")


@dataclass(slots=True)
class Tally:
    """How many exchanges were used, and why the others were not."""

    used: int = 0
    unmatched: int = 0
    deep: int = 0
    """Of those used, how many have a body that was not read to its depth."""
    first_deep: int = 0
    """Position of the first of them in the file."""
    large: int = 0
    """Of those used, how many have a body of too many values, which was not read."""
    first_large: int = 0
    first_left_out: int = 0
    """Position of the first with a place in its body that there was no room for."""


def operation_key(operation: Operation) -> str:
    """How observations call an operation; the query tells those apart that share a path."""
    query = f"?{operation.query}" if operation.query else ""
    return f"{operation.method} {operation.path}{query}"


def observe(
    exchanges: Iterable[Exchange],
    api: Api,
    observations: Observations,
    limits: Limits = DEFAULTS,
) -> Tally:
    """Adds what `exchanges` show of the operations of `api` to `observations`."""
    tally = Tally()
    room = Room(limits.observed_places - observations.places())
    routes = _routes(api)
    for exchange in exchanges:
        operation = _match(exchange, routes)
        if operation is None:
            tally.unmatched += 1
            continue
        tally.used += 1
        beyond = _record(exchange, operation, observations, room, limits)
        if "sample_depth" in beyond:
            tally.deep += 1
            tally.first_deep = tally.first_deep or exchange.number
        if "har_values" in beyond:
            tally.large += 1
            tally.first_large = tally.first_large or exchange.number
        if room.is_full:
            tally.first_left_out = tally.first_left_out or exchange.number
    return tally


def _record(
    exchange: Exchange,
    operation: Operation,
    observations: Observations,
    room: Room,
    limits: Limits,
) -> set[str]:
    """Adds what `exchange` shows; the limits that some of it is beyond."""
    observed = observations.of(operation_key(operation))
    status = exchange.status
    observed.counts[status] = observed.counts.get(status, 0) + 1
    media_types = observed.media_types.setdefault(status, set())
    if _MEDIA_TYPE.fullmatch(exchange.response_media):
        media_types.add(exchange.response_media)
    answer, answer_beyond = _body(exchange.response_text, limits)
    if answer is not None:
        known = observed.responses.get(status) or Shape()
        observed.responses[status] = known
        add_value(known, answer, room)
    sent, sent_beyond = _body(exchange.request_text, limits)
    if sent is not None:
        observed.request = observed.request or Shape()
        add_value(observed.request, sent, room)
    return {answer_beyond, sent_beyond}


def _body(text: str, limits: Limits) -> tuple[Node | None, str]:
    """The value that a body is, and the limit that it is beyond."""
    if not text.strip():
        return None, ""
    if has_more_values(text.encode(), limits.har_values):
        return None, "har_values"
    reading = read_json(text, 1, limits.sample_depth)
    if reading.root is None or reading.cut or reading.problem:
        return None, ""
    return reading.root, "sample_depth" if _is_deep(reading.root) else ""


def _is_deep(root: Node) -> bool:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.deep:
            return True
        waiting += node.items
        waiting += (member.value for member in node.members)
    return False


@dataclass(frozen=True, slots=True)
class _Route:
    segments: tuple[tuple[str, ...], ...]
    """What stands between the slashes, each as the characters around its parameters.
    Of a path with a parameter that goes over slashes, the whole is one segment."""
    whole: bool
    literal: int
    """Characters that are no parameter: the more there are, the closer the match."""
    query: frozenset[str]
    operation: Operation

    def fits(self, path: str, given: Sequence[str]) -> bool:
        """Whether `path`, in one case and without a slash at its end, ends as this.

        `given` are its segments, the last one first.
        """
        # The application may be mounted anywhere, so only the end of the path counts.
        if self.whole:
            return _ends(self.segments[0], path)
        return len(given) >= len(self.segments) and all(
            map(_is, reversed(self.segments[1:]), given)
        )

    def landmark(self) -> tuple[int, str] | None:
        """A segment without parameters, and its place from the end: the last of them."""
        if not self.whole:
            for place, parts in enumerate(reversed(self.segments[1:])):
                if len(parts) == 1:
                    return place, parts[0]
        return None


def _is(parts: tuple[str, ...], text: str) -> bool:
    """Whether `text` has just `parts`, and one character or more between each two."""
    first, *rest = parts
    if not rest:
        return text == first
    return text.startswith(first) and _follow(rest, text, len(first))


def _ends(parts: tuple[str, ...], text: str) -> bool:
    """Whether `text` ends with `parts`, one character or more between each two."""
    first, *rest = parts
    at = text.find(first)
    return at >= 0 and _follow(rest, text, at + len(first))


def _follow(parts: Sequence[str], text: str, at: int) -> bool:
    # Each as early as it can stand: time grows with the text, unlike a pattern's.
    for part in parts[:-1]:
        at = text.find(part, at + 1)
        if at < 0:
            return False
        at += len(part)
    return text.endswith(parts[-1]) and len(text) - len(parts[-1]) > at


_Routes: TypeAlias = dict[tuple[str, tuple[int, str] | None], list[_Route]]
"""By method and landmark: of a thousand operations, a path is compared with a few."""


def _routes(api: Api) -> _Routes:
    routes: _Routes = {}
    for operation in api.operations:
        # A parameter's name may hold a slash.
        path = _GAP.sub("\0", operation.path.replace("\0", "")).casefold()
        whole = "\0" in path and any(p.catch_all for p in operation.parameters)
        segments = [path.rstrip("/")] if whole else path.rstrip("/").split("/")
        route = _Route(
            segments=tuple(tuple(part.split("\0")) for part in segments),
            whole=whole,
            literal=len(path.replace("\0", "")),
            query=frozenset(
                parameter.name.casefold()
                for parameter in operation.parameters
                if parameter.location == "query"
            ),
            operation=operation,
        )
        routes.setdefault((operation.method, route.landmark()), []).append(route)
    return routes


def _match(exchange: Exchange, routes: _Routes) -> Operation | None:
    query = {name.casefold() for name in exchange.query}
    path = exchange.path.casefold().removesuffix("/")
    given = path.split("/")[::-1]
    found = [
        route
        for landmark in (None, *enumerate(given))
        for route in routes.get((exchange.method, landmark), ())
        if route.fits(path, given)
    ]
    found.sort(key=lambda route: (-route.literal, operation_key(route.operation)))
    if not found:
        return None
    closest = [route for route in found if route.literal == found[0].literal]
    best = max(closest, key=lambda r: len(r.query & query) - len(r.query - query))
    return best.operation
