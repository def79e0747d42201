"""Casing styles: how the names of a table become those on the wire.

Source: Newtonsoft.Json, `StringUtils.ToCamelCase` in its three versions and the naming
strategies for snake_case and kebab-case. A style is only ever deduced from pairs that
samples show, never assumed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

Style = Callable[[str], str]

_WORD_STARTS = re.compile(
    r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\w)[\s_-]+"
)


def unchanged(name: str) -> str:
    return name


def camel_case(name: str) -> str:
    """camelCase as Json.NET 9 and later make it: `URLSlug` becomes `urlSlug`."""
    return _camel(name, stops_at_second=True)


def camel_case_to_8(name: str) -> str:
    """camelCase up to Json.NET 8, which goes over a mark in second place."""
    return _camel(name, stops_at_second=False)


def first_lower(name: str) -> str:
    """camelCase of the first versions: only the first letter changes."""
    return name[:1].lower() + name[1:]


def snake_case(name: str) -> str:
    return _joined(name, "_")


def kebab_case(name: str) -> str:
    return _joined(name, "-")


def lower_case(name: str) -> str:
    return name.lower()


STYLES: Mapping[str, Style] = {
    "as in the table": unchanged,
    "camelCase": camel_case,
    "camelCase of Json.NET up to 8": camel_case_to_8,
    "a lower first letter": first_lower,
    "snake_case": snake_case,
    "kebab-case": kebab_case,
    "lower case": lower_case,
}
"""The most usual first: of several that fit, the first is taken."""


def style_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Name of the style that turns each pair's first name into its second.

    Empty where none does, or where the names could not tell one style from another.
    """
    pairs = list(pairs)
    if not any(camel_case(name) != name or name != wire for name, wire in pairs):
        return ""
    for style, apply in STYLES.items():
        if all(apply(name) == wire for name, wire in pairs):
            return style
    return ""


def _camel(name: str, *, stops_at_second: bool) -> str:
    if not name[:1].isupper():
        return name
    letters = list(name)
    for at, letter in enumerate(letters):
        if at == 1 and stops_at_second and not letter.isupper():
            break
        follows = letters[at + 1 : at + 2]
        if at > 0 and follows and not follows[0].isupper():
            break
        letters[at] = letter.lower()
    return "".join(letters)


def _joined(name: str, mark: str) -> str:
    words = [word for word in _WORD_STARTS.split(name) if word]
    return mark.join(words).lower()
