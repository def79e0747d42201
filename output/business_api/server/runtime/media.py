"""Media types: what a header says, and which documented one answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, TypeAlias

Form: TypeAlias = Literal["json", "xml", "form", "other"]
"""How a body of a media type is written."""


def essence(header: str) -> str:
    """`type/subtype` of a Content-Type header, in lower case."""
    return header.partition(";")[0].strip().lower()


def form_of(media_type: str) -> Form:
    """How bodies of `media_type` are written, by its name."""
    name = essence(media_type)
    subtype = name.rpartition("/")[2]
    if subtype == "json" or subtype.endswith("+json"):
        return "json"
    if subtype == "xml" or subtype.endswith("+xml"):
        return "xml"
    return "form" if name == "application/x-www-form-urlencoded" else "other"


def is_spoken(media_type: str) -> bool:
    """Whether a server of this package reads and writes `media_type`: no BSON, which
    Web API lists for every action that has a formatter for it.
    """
    return media_type != "*/*" and essence(media_type) != "application/bson"


@lru_cache(maxsize=256)
def choose(offered: tuple[str, ...], accept: str, sent: str = "") -> str | None:
    """The one of `offered` that an Accept header likes best; None where it likes none.

    Of several that it likes equally, the type of the request body (`sent`) goes first,
    as Web API has it, and then the first that the documentation lists.
    """
    ranges = sorted(_ranges(accept), key=lambda each: -each[1])
    if not ranges:
        ranges = [("*/*", 1.0)]
    refused = {name for name, quality in ranges if quality <= 0}
    sent = essence(sent)
    for name, quality in ranges:
        if quality <= 0:
            break
        fitting = [
            each
            for each in offered
            if _is_in(each.lower(), name) and each.lower() not in refused
        ]
        if fitting:
            return next((each for each in fitting if each.lower() == sent), fitting[0])
    return None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Media ranges and how much each is wanted, from 0 to 1."""
    for part in accept.split(","):
        name, *parameters = part.split(";")
        name = name.strip().lower()
        if "/" not in name:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                quality = _quality(value)
        yield name, quality


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 1.0


def _is_in(media_type: str, media_range: str) -> bool:
    if media_range in ("*/*", media_type):
        return True
    kind, _, subtype = media_range.partition("/")
    return subtype == "*" and media_type.startswith(f"{kind}/")
