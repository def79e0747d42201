"""What every reader loads, without what only those who write it read."""

from __future__ import annotations

import re

_STYLES = re.compile(r'("[^"]*")|/\*.*?\*/\s*|\s*([{};,])\s*|(:)\s+|\s+', re.DOTALL)
_NAME = re.compile(r'<a class="hw-name" href="#[^"]*">(.*?)</a>')


def styles(text: str) -> str:
    """A style sheet without comments and layout."""
    return f"{_STYLES.sub(_kept, text).strip()}\n"


def _kept(match: re.Match[str]) -> str:
    if match[0].startswith("/*"):
        return ""
    return match[1] or match[2] or match[3] or " "


def script(text: str) -> str:
    """A script of ours without comments and layout. No text in it spans lines."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def page(html: str) -> str:
    """A page without the links of members to themselves, which a script gives them.

    Each repeats the anchor of its member: of large trees they are a sixth.
    """
    return _NAME.sub(r'<b class="hw-name">\1</b>', html)
