"""JSON values whose numbers keep every digit, and the text form that writes them.

`json` reads `14.0` and `1.10` as floats and big decimals inexactly; a documented sample must
come out as it went in. So a number with a fraction or an exponent is a `Number`: a float for
whoever computes with it, its own text for whoever writes it.
"""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import NoReturn, Self, TypeAlias

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"

MAX_DEPTH = 200
"""Deepest nesting that is read; deeper values break the readers of what is written."""

# Controls that turn terminals and editors around, and halves of surrogate pairs.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


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


def loads(text: str) -> JSON:
    """Reads strict JSON, every digit kept.

    Raises ValueError where `text` is no JSON, is nested deeper than `MAX_DEPTH`, or holds
    an integer of more digits than Python converts.
    """
    try:
        value: JSON = json.loads(text, parse_float=Number, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        raise ValueError("nested too deep")
    return value


def dumps(value: JSON, *, width: int = 0, indent: int = 0) -> str:
    """Writes `value` with an indent of two and a final line break.

    All lines but the first begin with `indent` spaces more.

    Lists and objects that hold at most one level of others stand on one line where that
    takes at most `width` characters. Characters that could deceive a reader's eye or
    terminal are written as escapes.
    """
    out: list[str] = []
    _write(value, "\n" + " " * indent, width, out)
    return "".join(out) + "\n"


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


def _write(value: JSON, margin: str, width: int, out: list[str]) -> None:
    """Appends the text of `value` to `out`; a list, since it grows by the million."""
    if not isinstance(value, (dict, list)) or not value:
        out.append(_one_line(value))
        return
    if width and _is_flat(value, 2) and len(line := _one_line(value)) <= width:
        out.append(line)
        return
    inner = margin + "  "
    if isinstance(value, dict):
        before = "{" + inner
        for key, item in value.items():
            if isinstance(item, str):
                out.append(f"{before}{_string(key)}: {_string(item)}")
            else:
                out.append(f"{before}{_string(key)}: ")
                _write(item, inner, width, out)
            before = "," + inner
        out.append(margin + "}")
    else:
        before = "[" + inner
        for item in value:
            out.append(before)
            _write(item, inner, width, out)
            before = "," + inner
        out.append(margin + "]")


def _is_flat(value: JSON, levels: int) -> bool:
    """Whether lists and objects stand in each other at most `levels` deep."""
    if not isinstance(value, (dict, list)) or not value:
        return True
    items = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_flat(item, levels - 1) for item in items)


def _one_line(value: JSON) -> str:
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, dict):
        pairs = [f"{_string(key)}: {_one_line(item)}" for key, item in value.items()]
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_one_line, value))}]"
    if isinstance(value, Number):
        return value.text
    if value is True or value is False:
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else json.dumps(value)


def _string(text: str) -> str:
    quoted: str = encode_basestring(text)
    if quoted.isascii() and "\x7f" not in quoted:
        return quoted
    return _UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], quoted)
