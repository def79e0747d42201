"""The Prefer header of RFC 7240: `code=404, example=second, delay=0.5`."""

from __future__ import annotations

import re

from helpwright.value import dataclass

MAX_DELAY = 60.0
_WISH = re.compile(
    r'(?<![A-Za-z-])([A-Za-z-]++)\s*+=\s*+("[^"]*"|[^\s",;]+)\s*+(?:[,;]|$)'
)
"""Tried at the beginning of a word only, and never twice."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one request wants instead of the usual answer."""

    code: int | None = None
    example: str = ""
    delay: float | None = None
    applied: str = ""
    """What was understood, for the header Preference-Applied."""


def preferences(header: str) -> Preferences:
    """What `header` asks for; what it does not ask for properly is ignored."""
    wishes = {name.lower(): text.strip('"') for name, text in _WISH.findall(header)}
    code = _code(wishes.get("code", ""))
    delay = _delay(wishes.get("delay", ""))
    example = wishes.get("example", "")
    applied = [f"code={code}"] if code is not None else []
    applied += [f'example="{example}"'] if example.isprintable() and example else []
    applied += [f"delay={delay:g}"] if delay is not None else []
    return Preferences(code, example, delay, ", ".join(applied))


def _code(text: str) -> int | None:
    is_status = len(text) == 3 and text.isascii() and text.isdecimal()
    return int(text) if is_status and 200 <= int(text) <= 599 else None


def _delay(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0 <= seconds <= MAX_DELAY else None
