"""Where something stands: apart from the spec, since every run needs it and few the rest."""

from __future__ import annotations

from helpwright.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on a page."""

    page: str
    """Name of the source as the user knows it: relative POSIX path, or address."""
    line: int = 0
    """Line in that source, counted from 1; 0 when only the page is known."""
    cell: str = ""
    """Section, row and column in words: `Body Parameters, row 3, Type`."""
