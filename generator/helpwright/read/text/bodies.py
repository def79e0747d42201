"""Knows which module reads the body of which table; a new form adds a line here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from helpwright.limits import Limits
from helpwright.read.text import cells, columns, inline, pipes
from helpwright.read.text.heads import Head
from helpwright.read.text.lines import Line
from helpwright.read.text.tables import Body, Stops


class _Form(NamedTuple):
    applies: Callable[[Sequence[Line], Head, Stops], bool]
    read: Callable[[Sequence[Line], Head, Stops, Limits], Body]


_FORMS = (
    _Form(pipes.applies, pipes.read_pipes),
    _Form(columns.applies, columns.read_columns),
    _Form(inline.applies, inline.read_inline),
    _Form(cells.applies, cells.read_cells),
)
"""In the order in which they are tried; the last one applies to anything."""


def read_body(lines: Sequence[Line], head: Head, stops: Stops, limits: Limits) -> Body:
    """The rows below `head`, read by the first form that applies and finds any."""
    applying = (form for form in _FORMS if form.applies(lines, head, stops))
    body = next(applying).read(lines, head, stops, limits)
    for form in applying:
        if body.rows or body.unfinished:
            break
        body = form.read(lines, head, stops, limits)
    return body
