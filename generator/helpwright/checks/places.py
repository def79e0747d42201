"""Where a finding points, when a fact has an origin and when it has none."""

from __future__ import annotations

from collections.abc import Iterable

from helpwright.place import Place
from helpwright.spec import Operation, Origin


def place_of(origins: Iterable[Origin], *facts: str) -> Place:
    """Place of the first of `facts` that has one, else of any other fact."""
    known = list(origins)
    for fact in facts:
        for origin in known:
            if origin.fact == fact:
                return origin.place
    return known[0].place if known else Place(page="")


def place_of_operation(operation: Operation) -> Place:
    """Place of the operation; its page where no fact has one."""
    place = place_of(operation.origins, "path", "method")
    return place if place.page else Place(page=operation.page)
