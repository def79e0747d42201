"""Large pieces of HTML, kept from the Markdown library and put back where they stood.

It hands them on as they are, and takes three quarters of its time to find where they end.
"""

from __future__ import annotations

import re

_LEAST = 400
"""Characters from which a piece is worth the trouble."""

_PIECE = re.compile(
    r"<(ul|details|section|figure) class=\"hw-[^\n]*\n.*</\1>\s*", re.DOTALL
)
_FENCE = re.compile(r"^`{3,}", re.MULTILINE)


def folded(page: str) -> tuple[str, tuple[str, ...]]:
    """`page`, Markdown, with marks where pieces of HTML stood, and these in their order.

    A piece is a block as Markdown has it: it stands between blank lines, and holds none.
    """
    pieces: list[str] = []
    parts = []
    fence = ""
    for part in page.split("\n\n"):
        if not fence and len(part) >= _LEAST and _PIECE.fullmatch(part):
            parts.append(_mark(len(pieces)))
            pieces.append(part)
        else:
            parts.append(part)
            fence = _open_fence(part, fence)
    return "\n\n".join(parts), tuple(pieces)


def _open_fence(part: str, fence: str) -> str:
    """What a block of code that is open behind `part` ends with; `fence` is that before it.

    No shorter one ends it, for a sample may hold such.
    """
    if not fence and part.lstrip("\n").startswith("<"):
        # HTML, in which no fence is one.
        return ""
    for found in _FENCE.findall(part):
        if not fence:
            fence = found
        elif len(found) >= len(fence):
            fence = ""
    return fence


def unfolded(html: str, page: str) -> str:
    """`html`, made of `page` as it was folded, with the pieces in their places."""
    for number, piece in enumerate(folded(page)[1]):
        mark = _mark(number)
        assert html.count(mark) == 1, "Markdown keeps each mark where it is"
        html = html.replace(mark, piece)
    return html


def _mark(number: int) -> str:
    return f'<div class="hw-piece" id="hw-piece-{number}"></div>'
