"""Tables that were read before.

The page of a model, and each page of an operation that sends or answers it, show the same
table, letter by letter. What is read of the first holds for all.
"""

from __future__ import annotations

import re

from helpwright.blocks import Row
from helpwright.value import dataclass

_MOST = 32 * 1024 * 1024
"""Characters of tables that are kept; further ones are read each time."""
_SIMPLE = re.compile(
    r"(?:[^<]*+</?(?:a|b|br|code|div|em|h[1-6]|i|li|ol|p|span|strong|ul|table|tbody|td|th"
    r"|thead|tr)\b[^<>]*+>)+"
)
"""Tags that leave no trace behind the table in which they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTable:
    """What a table's text comes to, wherever it stands."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    parts: int
    """How many cells and paragraphs were counted."""


class SeenTables:
    """Tables by their text, from tag to tag."""

    def __init__(self) -> None:
        self._tables: dict[str, SeenTable] = {}
        self._left = _MOST

    def get(self, text: str) -> SeenTable | None:
        """What `text` was read as before."""
        return self._tables.get(text)

    def put(self, text: str, table: SeenTable) -> None:
        """Keeps what was read, where `text` always means the same."""
        if len(text) <= self._left and _is_simple(text):
            self._left -= len(text)
            self._tables[text] = table


def _is_simple(text: str) -> bool:
    return text.count("<table") == 1 and _SIMPLE.fullmatch(text) is not None
