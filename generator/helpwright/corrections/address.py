"""Readable addresses of facts: `operation "POST /jobs".path`, `model jobs.longitude.type`.

An address is the kind of a node, its name, and the way from there to the fact. Names that
hold a dot, a blank or a quote stand in quotes, with a backslash before a quote inside.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias, get_args

from helpwright.value import dataclass

Kind: TypeAlias = Literal["operation", "model", "enum", "tag", "api"]

_KINDS: frozenset[str] = frozenset(get_args(Kind))
_TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^\s."]+))\s*(\.?)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    kind: Kind
    name: str
    """Name of the node; `VERB /path` for an operation."""
    way: tuple[str, ...] = ()
    """From the node to the fact; empty where the node itself is meant."""

    def __str__(self) -> str:
        steps = "".join(f".{_quoted(step)}" for step in self.way)
        return f"{self.kind} {_quoted(self.name)}{steps}"


class AddressError(ValueError):
    """The text is no address; the message says what was expected."""


def parse(text: str) -> Address:
    """Reads an address. Raises AddressError."""
    tokens: list[str] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise AddressError(
                f"cannot read {text[position:]!r}: a quote is not closed"
            )
        quoted, bare, _ = match.groups()
        tokens.append(re.sub(r"\\(.)", r"\1", quoted) if bare is None else bare)
        position = match.end()
    if len(tokens) < 2 or tokens[0] not in _KINDS:
        kinds = ", ".join(get_args(Kind))
        raise AddressError(f"starts with one of {kinds}, then a name")
    kind: Kind = tokens[0]  # type: ignore[assignment]
    return Address(kind=kind, name=tokens[1], way=tuple(tokens[2:]))


def _quoted(word: str) -> str:
    if re.fullmatch(r'[^\s."\\]+', word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
