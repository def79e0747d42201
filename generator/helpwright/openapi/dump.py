"""JSON values whose numbers keep every digit, and the text form that writes them.

`json` reads `14.0` and `1.10` as floats and big decimals inexactly; a documented sample must
come out as it went in. So a number with a fraction or an exponent is a `Number`: a float for
whoever computes with it, its own text for whoever writes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from decimal import MAX_PREC, Context, InvalidOperation, Overflow, Subnormal
from itertools import compress
from json.encoder import encode_basestring
from operator import is_not
from typing import NoReturn, Self, TypeAlias

from helpwright.value import dataclass, members_of

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"

Members: TypeAlias = Callable[[type], Iterable[tuple[str, object]]]
"""The members that values of a type have which is none of JSON, each with the value that
is left out."""

MAX_DEPTH = 200
"""Deepest nesting that is read; deeper values break the readers of what is written."""

# Controls that turn terminals and editors around, and halves of surrogate pairs.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


# Those that the emitted server reads, too: no number of .NET goes beyond 1E±324.
_NUMBERS = Context(
    prec=MAX_PREC, Emax=400, Emin=-400, traps=[InvalidOperation, Overflow, Subnormal]
)

_OF_JSON = (dict, list, tuple, int, float, type(None))


class Number(float):
    """A JSON number with a fraction or an exponent, as it was written."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Self:
        number = super().__new__(cls, text)
        number.text = text
        return number

    def __getnewargs__(self) -> tuple[str]:  # type: ignore[override]
        return (self.text,)


def loads(text: str, *, written: bool = False) -> JSON:
    """Reads strict JSON, every digit kept; `written` where `dumps` surely wrote it.

    Raises ValueError where `text` is no JSON, is nested deeper than `MAX_DEPTH`, or holds
    an integer of more digits than Python converts or a number beyond those of .NET.
    """
    try:
        value: JSON = json.loads(text, parse_float=_number, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deep") from None
    many = not written and text.count("[") + text.count("{") > MAX_DEPTH
    if many and _depth(value) > MAX_DEPTH:
        raise ValueError("nested too deep")
    return value


def dumps(
    value: object,
    *,
    width: int = 0,
    indent: int = 0,
    members: Members | None = None,
) -> str:
    """Writes `value` with an indent of two and a final line break.

    All lines but the first begin with `indent` spaces more.

    Lists and objects that hold at most one level of others stand on one line where that
    takes at most `width` characters. Characters that could deceive a reader's eye or
    terminal are written as escapes. `members` says what values have that are none of JSON;
    what they hold may be such values, too.
    """
    writer = _Writer(width, members)
    return writer.text(value, "\n" + " " * indent)[0] + "\n"


def _number(text: str) -> Number:
    try:
        _NUMBERS.create_decimal(text)
    except ArithmeticError:
        raise ValueError(f"the number {text[:40]} is beyond all bounds") from None
    return Number(text)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _depth(value: JSON) -> int:
    level: list[JSON] = [value]
    depth = 0
    while level:
        inner: list[JSON] = []
        for each in level:
            if isinstance(each, dict):
                inner.extend(each.values())
            elif isinstance(each, list):
                inner.extend(each)
        level = inner
        depth += 1
    return depth - 1


_ONE_LINE = 2
"""Most levels of lists and objects on one line."""
_BROKEN = _ONE_LINE + 1


_KEPT = 60
"""Longest strings whose quoted form is kept while a file is written."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How values of a type are written."""

    begins: tuple[str, ...]
    """What stands before each of its members."""
    held: Callable[[object], tuple[object, ...]]
    """What gets the members of a value."""
    defaults: tuple[object, ...]


class _Quoted(dict[str, str]):
    """Strings with their quoted form; short ones stand many times, and are kept."""

    def __missing__(self, text: str) -> str:
        quoted = _quoted(text)
        if len(text) <= _KEPT:
            self[text] = quoted
        return quoted


class _Writer:
    def __init__(self, width: int, members: Members | None) -> None:
        self._width = width
        self._members = members
        self._quoted = _Quoted()
        self._kinds: dict[type, _Kind] = {}

    def text(self, value: object, margin: str) -> tuple[str, int]:
        """The text of `value` behind `margin`, and how many levels stand on its one line.

        The levels of what takes several lines are `_BROKEN`.
        """
        if self._members is not None and type(value) in self._kinds:
            return self._node(value, self._members, margin)
        if isinstance(value, str):
            return self._quoted[value], 0
        if isinstance(value, dict):
            return self._object(value.items(), margin)
        if isinstance(value, (list, tuple)):
            return self._list(value, margin)
        if type(value) is int:
            return str(value), 0
        if self._members is None or isinstance(value, _OF_JSON):
            return (value.text if isinstance(value, Number) else json.dumps(value)), 0
        return self._node(value, self._members, margin)

    def _node(self, value: object, members: Members, margin: str) -> tuple[str, int]:
        kind = type(value)
        known = self._kinds.get(kind)
        if known is None:
            known = self._kinds[kind] = _kind(members(kind))
        held, defaults = known.held(value), known.defaults
        inner, deepest = margin + "  ", 0
        parts: list[str] = []
        # Most members hold the default itself; comparing others takes as long as the rest.
        given = compress(
            zip(known.begins, held, defaults, strict=True), map(is_not, held, defaults)
        )
        for begin, each, default in given:
            if type(each) is str:
                if each != default:
                    parts.append(begin + self._quoted[each])
            elif type(each) is not type(default) or each != default:
                text, levels = self.text(each, inner)
                parts.append(begin + text)
                if levels > deepest:  # noqa: PLR1730 - `max` is a call.
                    deepest = levels
        return self._joined("{", parts, "}", deepest + 1, margin)

    def _object(
        self, members: Iterable[tuple[str, object]], margin: str
    ) -> tuple[str, int]:
        inner, deepest, quoted = margin + "  ", 0, self._quoted
        parts: list[str] = []
        for key, each in members:
            # Most members are strings; a call for each would take as long as the rest.
            if type(each) is str:
                parts.append(f"{quoted[key]}: {quoted[each]}")
                continue
            text, levels = self.text(each, inner)
            parts.append(f"{quoted[key]}: {text}")
            if levels > deepest:  # noqa: PLR1730 - `max` is a call.
                deepest = levels
        return self._joined("{", parts, "}", deepest + 1, margin)

    def _list(self, items: Iterable[object], margin: str) -> tuple[str, int]:
        inner, deepest = margin + "  ", 0
        parts: list[str] = []
        for each in items:
            text, levels = self.text(each, inner)
            parts.append(text)
            if levels > deepest:  # noqa: PLR1730 - `max` is a call.
                deepest = levels
        return self._joined("[", parts, "]", deepest + 1, margin)

    def _joined(
        self, begin: str, parts: list[str], end: str, levels: int, margin: str
    ) -> tuple[str, int]:
        if not parts:
            return begin + end, 0
        if levels <= _ONE_LINE and self._width:
            line = f"{begin}{', '.join(parts)}{end}"
            if len(line) <= self._width:
                return line, levels
        inner = margin + "  "
        return f"{begin}{inner}{f',{inner}'.join(parts)}{margin}{end}", _BROKEN


def _kind(members: Iterable[tuple[str, object]]) -> _Kind:
    names, defaults = zip(*members, strict=True)
    begins = tuple(f"{_quoted(name)}: " for name in names)
    return _Kind(begins=begins, held=members_of(names), defaults=defaults)


def _quoted(text: str) -> str:
    quoted: str = encode_basestring(text)
    if quoted.isascii() and "\x7f" not in quoted:
        return quoted
    return _UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], quoted)
