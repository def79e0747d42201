"""Makes samples keep to the documentation that shows them.

What generates help pages writes `sample string 1` where twelve characters are the most,
and where an address of mail must stand. A server never would: in the place of what its
own documentation refuses, something stands that it accepts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .binding import Binder, Report, Schema, required_of
from .json_values import is_array, is_object
from .pattern_texts import text_of_pattern
from .typed_text import allows_null, plain, types_of

MAX_DEPTH = 20

_TEXTS = {
    "date": "2000-01-01",
    "date-time": "2000-01-01T00:00:00Z",
    "email": "user@mail.example",
    "time": "00:00:00",
    "time-span": "00:00:00",
    "uri": "http://host.example/",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def mended(value: Any, schema: Schema, binder: Binder) -> Any:
    """`value` with something that fits `schema` in the place of what does not."""
    return _mended(value, schema, binder, 0)


def _mended(value: Any, schema: Schema, binder: Binder, depth: int) -> Any:
    if depth > MAX_DEPTH or (value is None and allows_null(schema, binder)):
        return value
    of = plain(schema, binder)
    types = [name for name in types_of(of) if name != "null"]
    is_open = not types and "enum" not in of and "properties" not in of
    if is_open or len(types) > 1:
        return _chosen(value, of, binder, depth)
    kind = types[0] if types else "object" if "properties" in of else ""
    if kind == "object":
        return _object(value, of, binder, depth)
    if kind == "array":
        return _array(value, of, binder, depth)
    report = Report()
    bound = binder.compile(of)(value, report)
    return bound if not report.problems else _replaced(value, kind, of)


def _chosen(value: Any, schema: Schema, binder: Binder, depth: int) -> Any:
    """A value of one of several schemas: of the first where it fits none."""
    report = Report()
    binder.compile(schema)(value, report)
    choices = [s for s in schema.get("anyOf", ()) if s.get("type") != "null"]
    if not report.problems or not choices:
        return value
    return _mended(value, choices[0], binder, depth + 1)


def _object(value: Any, schema: Schema, binder: Binder, depth: int) -> Any:
    given = value if is_object(value) else {}
    members = schema.get("properties", {})
    folded = {name.casefold(): name for name in reversed(members)}
    others = schema.get("additionalProperties")
    other = others if is_object(others) else {}
    whole: dict[str, Any] = {}
    for name, item in given.items():
        known = name if name in members else folded.get(name.casefold(), name)
        whole[known] = _mended(item, members.get(known, other), binder, depth + 1)
    for name in required_of(schema):
        if name not in whole:
            whole[name] = _mended(None, members.get(name, {}), binder, depth + 1)
    return whole


def _array(value: Any, schema: Schema, binder: Binder, depth: int) -> Any:
    items = schema.get("items", {})
    given = value if is_array(value) else []
    whole = [_mended(item, items, binder, depth + 1) for item in given]
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    while len(whole) < min(least, 100):
        whole.append(whole[-1] if whole else _mended(None, items, binder, depth + 1))
    return whole[:most]


def _replaced(value: Any, kind: str, schema: Schema) -> Any:
    """A value of a simple type, as near to `value` as it can be."""
    if schema.get("enum"):
        return schema["enum"][0]
    match kind:
        case "string":
            return _text(value if isinstance(value, str) else "", schema)
        case "integer" | "number":
            is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
            return _within(value if is_number else 0, kind, schema)
        case "boolean":
            return False
        case _:
            return value


def _text(text: str, schema: Schema) -> str:
    if schema.get("contentEncoding") == "base64":
        return ""
    if schema.get("format") in _TEXTS:
        return _TEXTS[schema["format"]]
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if "pattern" in schema:
        found = text_of_pattern(schema["pattern"], least)
        return text if found is None else found
    return f"{text:x<{min(least, 1000)}}"[:most]


def _within(number: int | Decimal, kind: str, schema: Schema) -> int | Decimal:
    least, most = schema.get("minimum"), schema.get("maximum")
    if kind == "integer":
        number = int(number)
    if least is not None and number < least:
        number = least
    elif most is not None and number > most:
        number = most
    return number
