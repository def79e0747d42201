"""Builds the address of a request: nothing in a value can leave the place it stands in.

Paths are constant templates and values are percent-encoded whole; queries are written
as the model binder of ASP.NET Web API reads them.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from enum import Enum
from typing import Any, cast
from urllib.parse import quote, unquote

from .errors import InvalidRequestError
from .modelkind import is_model, members_of

__all__ = ["PathTemplate", "encode_form", "encode_query", "to_text"]

COMMA = "comma"
"""Style of a list whose items stand in one value, with commas between them."""
INDEXED_PAIRS = "indexed-pairs"
"""Style of a dictionary: `filter[0].key=…&filter[0].value=…`."""


def to_text(value: Any) -> str:
    """A scalar as the server reads it from an address: invariant, `true`, ISO 8601.

    Raises:
        InvalidRequestError: `value` is no scalar.
    """
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    if isinstance(value, _SCALARS):
        from .jsontext import to_wire

        return str(to_wire(value))
    kind = type(value).__name__
    raise InvalidRequestError(f"{kind} can't stand in an address: {repr(value)[:80]}")


_SCALARS = (
    float,
    Decimal,
    dt.date,
    dt.time,
    dt.timedelta,
    uuid.UUID,
    bytes,
    bytearray,
)


# --- paths ----------------------------------------------------------------------------

_PLACEHOLDER = re.compile(r"\{(\*?)([^{}]*)\}")


class PathTemplate:
    """A path such as `/api/{database}/Product`; `{*rest}` may hold slashes."""

    def __init__(self, template: str) -> None:
        self._template = template
        self._literals: list[str] = []
        self._names: list[tuple[str, bool]] = []
        end = 0
        for match in _PLACEHOLDER.finditer(template):
            self._literals.append(_literal(template[end : match.start()]))
            self._names.append((match[2], bool(match[1])))
            end = match.end()
        self._literals.append(_literal(template[end:]))

    def fill(self, values: Mapping[str, object]) -> str:
        """The path with `values` in place, percent-encoded.

        Raises:
            InvalidRequestError: a value is empty, no scalar, or makes a segment that
                would be taken for a step up or down in the path.
        """
        if not self._names:
            return self._literals[0]
        parts = [self._literals[0]]
        for (name, catch_all), literal in zip(
            self._names, self._literals[1:], strict=True
        ):
            text = to_text(values[name])
            if not text:
                raise InvalidRequestError(f"the path parameter {name!r} is empty")
            parts.append(_quote(text, safe="/" if catch_all else ""))
            parts.append(literal)
        path = "".join(parts)
        if any(segment in (".", "..") for segment in path.split("/")):
            raise InvalidRequestError(
                f"{self._template!r} would lead elsewhere with these values, as "
                f"{unquote(path)!r} has a segment of dots"
            )
        return path


def _literal(text: str) -> str:
    return quote(text, safe="/:@!$&'()*+,;=~%")


def _quote(text: str, *, safe: str) -> str:
    try:
        return quote(text, safe=safe)
    except UnicodeEncodeError as error:
        raise InvalidRequestError(
            f"half a character can't be sent: {text[:80]!r}"
        ) from error


# --- queries and forms ----------------------------------------------------------------


def encode_query(values: Mapping[str, object], styles: Mapping[str, str]) -> str:
    """`values` as a query, without the question mark. What is `None` is left out.

    Lists repeat their name, models and dictionaries become one pair for each member,
    with dots and indices as the server's model binder knows them. `styles` names what
    is written differently.
    """
    return "&".join(
        (
            f"{_quote(name, safe='$')}={_quote(text, safe='')}"
            if styles.get(name) != COMMA
            else f"{_quote(name, safe='$')}={_quote(text, safe=',')}"
        )
        for name, text in _pairs(values, styles)
    )


def encode_form(content: Any) -> bytes:
    """`content` as `application/x-www-form-urlencoded`; a scalar has no name in it."""
    members = isinstance(content, Mapping)
    values = cast("Mapping[str, object]", content if members else {"": content})
    return encode_query(values, {}).replace("%20", "+").encode("ascii")


def _pairs(
    values: Mapping[str, object], styles: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if value is None:
            continue
        style = styles.get(name)
        if style == COMMA and isinstance(value, list | tuple | AbstractSet):
            items = cast("list[object]", value)
            if items:
                yield name, ",".join(to_text(item) for item in items)
        elif style == INDEXED_PAIRS and isinstance(value, Mapping):
            pairs = cast("Mapping[object, object]", value)
            for index, (key, item) in enumerate(pairs.items()):
                yield f"{name}[{index}].key", to_text(key)
                yield from _flat(f"{name}[{index}].value", item)
        else:
            yield from _flat(name, value)


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """`value` as pairs of the names that a model binder looks for."""
    if value is None:
        return
    if is_model(value):
        value = members_of(value)
    if isinstance(value, Mapping):
        for key, item in cast("Mapping[str, object]", value).items():
            yield from _flat(f"{name}.{key}" if name else key, item)
    elif isinstance(value, list | tuple | AbstractSet):
        for index, item in enumerate(cast("list[object]", value)):
            nested = is_model(item) or isinstance(item, Mapping | list | tuple)
            yield from _flat(f"{name}[{index}]" if nested else name, item)
    else:
        yield name, to_text(value)
