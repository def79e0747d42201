"""XML samples in one layout: text copies of a page lose its indentation."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_INDENT = "  "
_DEEPEST = 64
"""Elements within elements that are laid out; deeper ones would be blanks for the most."""


def laid_out(text: str) -> str:
    """`text` with one element a line, indented by two; as it stands where that could change it.

    White space between tags means nothing in the XML of such services. An element with
    both text and elements, a comment, or a CDATA section leaves the text as it is.
    """
    tokens = _TOKEN.findall(text.strip())
    if "".join(tokens) != text.strip() or "<!" in text:
        return text
    lines: list[str] = []
    depth = 0
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.isspace():
            position += 1
        elif not token.startswith("<"):
            return text
        elif token.startswith("</"):
            depth -= 1
            lines.append(_INDENT * depth + token)
            position += 1
        else:
            leaf = _leaf(tokens, position)
            lines.append(_INDENT * depth + "".join(leaf))
            position += len(leaf)
            if len(leaf) == 1 and not token.endswith(("/>", "?>")):
                depth += 1
        if not 0 <= depth <= _DEEPEST:
            return text
    return text if depth else "\n".join(lines)


def _leaf(tokens: list[str], position: int) -> list[str]:
    """The element at `position` with its text, where it has no elements; else its tag."""
    tag = tokens[position]
    if tag.endswith(("/>", "?>")):
        return [tag]
    for length in (2, 3):
        leaf = tokens[position : position + length]
        if len(leaf) == length and leaf[-1].startswith("</"):
            return leaf if length == 2 or not leaf[1].startswith("<") else [tag]
    return [tag]
