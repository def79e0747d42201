"""Marks on what is written: why something was inferred, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from helpwright.openapi.addresses import public_address
from helpwright.openapi.dump import JSON
from helpwright.place import Place
from helpwright.spec import Origin

NOWHERE = Place(page="")


def place_of(origins: Iterable[Origin], fact: str = "") -> Place:
    """Place of `fact`; of any other fact of the node where nothing explains that one."""
    first: Place | None = None
    for origin in origins:
        if origin.fact == fact:
            return origin.place
        if first is None:
            first = origin.place
    return first or NOWHERE


def marks(
    origins: tuple[Origin, ...],
    *,
    sources: bool,
    unread: str = "",
    unstated: frozenset[str] = frozenset(),
) -> dict[str, JSON]:
    """`x-inferred` and `x-corrected` with the reason, `x-source` where `sources` asks.

    `unread` is the reason for a node that no table has, used where no origin gives one.
    `unstated` are facts of which the schema says nothing, so that nothing in it is
    inferred on their account.
    """
    out: dict[str, JSON] = {}
    settled = {origin.fact for origin in origins if origin.basis == "corrected"}
    stated = tuple(
        origin for origin in origins if origin.fact not in unstated | settled
    )
    inferred = _reasons(stated, "inferred") or unread
    corrected = _reasons(origins, "corrected")
    if inferred:
        out["x-inferred"] = inferred
    if corrected:
        out["x-corrected"] = corrected
    if sources and origins:
        out["x-source"] = [_source(origin) for origin in origins]
    return out


def _reasons(origins: tuple[Origin, ...], basis: str) -> str:
    reasons = {
        f"{origin.fact}: {origin.note or origin.rule}": None
        for origin in origins
        if origin.basis == basis and not origin.fact.startswith("suggestions.")
    }
    return "; ".join(reasons)


def _source(origin: Origin) -> JSON:
    place = origin.place
    page = public_address(place.page) or place.page
    out: dict[str, JSON] = {"fact": origin.fact, "page": page}
    if place.line:
        out["line"] = place.line
    if place.cell:
        out["cell"] = place.cell
    out["text"] = origin.text
    out["rule"] = origin.rule
    out["basis"] = origin.basis
    if origin.note:
        out["note"] = origin.note
    return out
