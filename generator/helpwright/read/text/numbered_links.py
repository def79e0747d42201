"""Takes link numbers off, as lynx and elinks print them, and finds their addresses.

Fillers take the place of a number, so that columns stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpwright.blocks import Link
from helpwright.read.text.lines import FILLER, Line
from helpwright.sources.source import is_address

_TITLE = re.compile(r"^References$", re.MULTILINE)
_REFERENCE = re.compile(r"(\d{1,5})\. (\S+)")
_NUMBER = re.compile(r"(?<![\w.\]])\[(\d{1,5})\](?=[^\W\d]|\{)")
_LOCAL = re.compile(r"file://(?:localhost)?(?=/)")
_END_OF_LINK = re.compile(r"\s{2,}| \[|\[\d|$")


def applies(text: str) -> bool:
    """Whether words in `text` bear numbers that count its links."""
    awaited = 1
    for match in _NUMBER.finditer(text):
        awaited += int(match[1]) == awaited
        if awaited > 2:
            return True
    return awaited > 1 and _TITLE.search(text) is not None


def read(lines: Sequence[Line], page: str) -> list[Line]:
    """`lines` without the numbers and without the list."""
    titles = (at for at, line in enumerate(lines) if line.text == "References")
    end = max(titles, default=len(lines))
    addresses: dict[str, str] = {}
    for line in lines[end:]:
        match = _REFERENCE.fullmatch(line.words)
        if match and is_address(match[2]):
            addresses[match[1]] = _LOCAL.sub("", match[2])
    awaited = 1
    unnumbered: list[Line] = []
    for line in lines[:end]:
        links: list[Link] = []
        parts: list[str] = []
        at = 0
        for match in _NUMBER.finditer(line.text):
            if int(match[1]) == awaited:
                words_of_link = _link_text(line.text, match.end())
                links.append(Link(text=words_of_link, href=addresses.get(match[1], "")))
                parts += (line.text[at : match.start()], FILLER * len(match[0]))
                at = match.end()
                awaited += 1
        if links:
            text = "".join((*parts, line.text[at:]))
            words = " ".join(text.replace(FILLER, "").split())
            line = line._replace(text=text, words=words, links=tuple(links))
        unnumbered.append(line)
    return unnumbered


def _link_text(text: str, start: int) -> str:
    """The words that a number stands before; where they end is not written down."""
    end = _END_OF_LINK.search(text, start)
    return text[start : end.start() if end else None].strip()
