"""Documentation texts: which of them are none, and where a summary ends."""

from __future__ import annotations

import re

_NO_DOCUMENTATION = re.compile(
    r"\s*(?:No documentation available\.?|Documentation for '[^']*'\.?)\s*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?:[)\"'\u201d\u2019\]]*)(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|incl|excl|max|min|no|nr|resp|cf|fig|[A-Za-z])\.$",
    re.IGNORECASE,
)


def documentation(text: str) -> str:
    """`text`, trimmed; empty where it only says that there is none."""
    return "" if _NO_DOCUMENTATION.fullmatch(text) else text.strip()


def split_summary(text: str) -> tuple[str, str]:
    """The first sentence or line of `text`, on one line, and what follows it.

    A sentence that runs over a line break is kept together; a first line without a full
    stop ends where a line begins with a capital or is empty.
    """
    paragraph, blank, after = _first_paragraph(text)
    for match in _SENTENCE_END.finditer(paragraph):
        word = paragraph[max(0, match.start() - 8) : match.start() + 1]
        if not _ABBREVIATION.search(word):
            rest = paragraph[match.end() :].strip() + blank + after
            return " ".join(paragraph[: match.end()].split()), rest.strip()
    if paragraph.rstrip().endswith((".", "!", "?")):
        return " ".join(paragraph.split()), after.strip()
    lines = paragraph.split("\n")
    end = 1
    while end < len(lines) and lines[end].strip()[:1].islower():
        end += 1
    rest = "\n".join(lines[end:]) + blank + after
    return " ".join(" ".join(lines[:end]).split()), rest.strip()


def _first_paragraph(text: str) -> tuple[str, str, str]:
    match = re.search(r"\n[ \t]*\n", text.strip())
    if not match:
        return text.strip(), "", ""
    stripped = text.strip()
    return stripped[: match.start()], "\n\n", stripped[match.end() :]
