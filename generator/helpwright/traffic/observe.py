"""Turns recorded exchanges into observations of the documented operations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from helpwright.samples import read_json
from helpwright.spec import Api, Operation
from helpwright.traffic.har import Exchange
from helpwright.traffic.observations import Observations, Shape
from helpwright.traffic.shapes import shape_of
from helpwright.value import dataclass

_GAP = re.compile(r"\{[^{}]*\}")


@dataclass(slots=True)
class Tally:
    """How many exchanges were used, and why the others were not."""

    used: int = 0
    unmatched: int = 0


def operation_key(operation: Operation) -> str:
    """How observations call an operation; the query tells those apart that share a path."""
    query = f"?{operation.query}" if operation.query else ""
    return f"{operation.method} {operation.path}{query}"


def observe(
    exchanges: Iterable[Exchange], api: Api, observations: Observations
) -> Tally:
    """Adds what `exchanges` show of the operations of `api` to `observations`."""
    tally = Tally()
    routes = _routes(api)
    for exchange in exchanges:
        operation = _match(exchange, routes)
        if operation is None:
            tally.unmatched += 1
            continue
        tally.used += 1
        _record(exchange, operation, observations)
    return tally


def _record(
    exchange: Exchange, operation: Operation, observations: Observations
) -> None:
    observed = observations.of(operation_key(operation))
    status = exchange.status
    observed.counts[status] = observed.counts.get(status, 0) + 1
    media_types = observed.media_types.setdefault(status, set())
    if re.fullmatch(r"[a-z.+-]{1,40}/[a-z.+-]{1,40}", exchange.response_media):
        media_types.add(exchange.response_media)
    answer = _json_shape(exchange.response_text)
    if answer is not None:
        known = observed.responses.get(status)
        if known is None:
            observed.responses[status] = answer
        else:
            known.add(answer)
    sent = _json_shape(exchange.request_text)
    if sent is not None:
        observed.request = observed.request or Shape()
        observed.request.add(sent)


def _json_shape(text: str) -> Shape | None:
    if not text.strip():
        return None
    reading = read_json(text)
    if reading.root is None or reading.cut or reading.problem:
        return None
    return shape_of(reading.root)


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

    def fits(self, path: str) -> bool:
        """Whether `path`, in one case and without a slash at its end, ends as this."""
        # The application may be mounted anywhere, so only the end of the path counts.
        if self.whole:
            return _ends(self.segments[0], path)
        given = path.split("/")
        return len(given) >= len(self.segments) and all(
            map(_is, reversed(self.segments[1:]), reversed(given))
        )


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


def _routes(api: Api) -> dict[str, list[_Route]]:
    routes: dict[str, list[_Route]] = {}
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
        routes.setdefault(operation.method, []).append(route)
    for found in routes.values():
        found.sort(key=lambda route: (-route.literal, operation_key(route.operation)))
    return routes


def _match(exchange: Exchange, routes: dict[str, list[_Route]]) -> Operation | None:
    query = {name.casefold() for name in exchange.query}
    path = exchange.path.casefold().removesuffix("/")
    found = [route for route in routes.get(exchange.method, ()) if route.fits(path)]
    if not found:
        return None
    closest = [route for route in found if route.literal == found[0].literal]
    best = max(closest, key=lambda r: len(r.query & query) - len(r.query - query))
    return best.operation
