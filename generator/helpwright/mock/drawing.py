"""Draws values from schemas, as a documentation generator would never show them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import ceil
from random import Random
from typing import Any

from helpwright.limits import DEFAULTS
from helpwright.mock.options import MockOptions
from helpwright.mock.samples import fresh_guid
from helpwright.mock.shared import binding, typed_text

MAX_DEPTH = 6
"""How deep models that hold themselves go."""
_CHARACTERS = 1_000
"""How many of a text that must be long count as one more value."""
_DEEPEST = 30
"""Where even what must not be missing ends, of a model that can't do without itself."""

_WORDS = (
    "anchor",
    "Größe",
    "Łódź",
    "naïve",
    "O'Brien",
    'a "quoted" word',
    "東京",
    "r/2",
) + ("tab\there", "two\nlines", "", " ", "<b>", "100 %", "Ω", "null")


class _TooManyError(Exception):
    """A value would hold more than it may."""


class Drawing:
    """Values of one run, the same for the same seed."""

    def __init__(
        self,
        binder: binding.Binder,
        random: Random,
        options: MockOptions,
        most: int = DEFAULTS.mock_values,
    ) -> None:
        self.is_less = False
        """Whether the last value is less deep, so that it holds at most `most` others."""
        self._most = most
        self._binder = binder
        self._random = random
        self._options = options
        self._depth = MAX_DEPTH
        self._left = most

    def value(self, schema: Mapping[str, Any]) -> Any:
        """A value of `schema`."""
        for self._depth in range(MAX_DEPTH, 0, -1):
            self.is_less = self._depth < MAX_DEPTH
            self._left = self._most
            with suppress(_TooManyError):
                return self._value(schema, 0)
        self.is_less = True
        return None

    def _value(self, schema: Mapping[str, Any], depth: int) -> Any:
        self._count(1)
        if depth > _DEEPEST:
            return None
        if self._is_null(schema, depth):
            return None
        plain = typed_text.plain(schema, self._binder)
        for part in plain.get("anyOf", ()):
            if part.get("type") != "null" and "required" not in part:
                return self._value(part, depth)
        if "enum" in plain:
            return self._random.choice(plain["enum"])
        types = [t for t in typed_text.types_of(plain) if t != "null"]
        match types[0] if types else "":
            case "object":
                return self._object(plain, depth)
            case "array":
                return self._array(plain, depth)
            case "string":
                return self._text(plain)
            case "integer":
                return self._random.randint(*_whole(plain))
            case "number":
                return self._number(plain)
            case "boolean":
                return self._random.random() < 0.5
            case _:
                return self._object(plain, depth) if "properties" in plain else None

    def _count(self, values: int) -> None:
        self._left -= values
        if self._left < 0:
            raise _TooManyError

    def _is_null(self, schema: Mapping[str, Any], depth: int) -> bool:
        if not typed_text.allows_null(schema, self._binder):
            return False
        share = self._options.nulls or 0.1
        return depth > self._depth or self._random.random() < share

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        properties: Mapping[str, Any] = schema.get("properties", {})
        required = schema.get("required", ())
        value = {
            name: self._value(member, depth + 1)
            for name, member in properties.items()
            if depth < self._depth or name in required
        }
        others = schema.get("additionalProperties")
        if isinstance(others, Mapping) and depth < self._depth:
            for number in range(self._random.randint(0, 3)):
                value[f"key {number}"] = self._value(others, depth + 1)
        return value

    def _array(self, schema: Mapping[str, Any], depth: int) -> list[Any]:
        least, most = schema.get("minItems", 0), schema.get("maxItems", 3)
        if depth >= self._depth:
            most = least
        count = self._random.randint(least, max(least, min(most, least + 3)))
        return [self._value(schema.get("items", {}), depth + 1) for _ in range(count)]

    def _text(self, schema: Mapping[str, Any]) -> str:
        random = self._random
        if schema.get("contentEncoding") == "base64":
            return base64.b64encode(random.randbytes(random.randint(0, 9))).decode()
        match schema.get("format"):
            case "uuid":
                return fresh_guid(random)
            case "date-time":
                return self._moment()
            case "date":
                return self._moment()[:10]
            case "time":
                return self._moment()[11:19]
            case "time-span":
                return f"{random.randint(0, 9)}.{random.randint(0, 23):02d}:30:00"
            case "uri":
                return (
                    f"http://host{random.randint(1, 9)}.example/{random.randint(1, 99)}"
                )
            case "email":
                return f"user{random.randint(1, 99)}@mail.example"
        least, most = schema.get("minLength", 0), schema.get("maxLength", 40)
        self._count(least // _CHARACTERS)
        text = random.choice(_WORDS)[:most]
        return text if len(text) >= least else (text + "x" * least)[: max(least, 1)]

    def _moment(self) -> str:
        """A date in one of the spellings that Json.NET has, which drops zeros at the end."""
        random = self._random
        moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(
            seconds=random.randint(0, 10**9)
        )
        if self._options.dates == "microsoft":
            return f"/Date({int(moment.timestamp() * 1000)})/"
        fraction = random.choice(("", ".5", ".1234567", ".000001"))
        # Without a seed the schema counts: its `date-time` has an offset.
        bare = () if self._options.vary is None else ("",)
        offset = random.choice(("Z", "+02:00", "-07:30", *bare))
        return f"{moment:%Y-%m-%dT%H:%M:%S}{fraction}{offset}"

    def _number(self, schema: Mapping[str, Any]) -> Decimal:
        least, most = _whole(schema)
        number = Decimal(self._random.randint(least, most))
        if least <= number < most:
            number += Decimal(self._random.choice(("0.0", "0.1", "0.25", "0.999")))
        return number


def _whole(schema: Mapping[str, Any]) -> tuple[int, int]:
    """Least and most of the whole numbers that `schema` allows, within reason."""
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is None:
        return (-5, 1000) if most is None else (int(most) - 1000, int(most))
    low = ceil(Decimal(least))
    return low, low + 1000 if most is None else max(low, int(most))
