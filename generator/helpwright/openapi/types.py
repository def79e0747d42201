"""Schemas of the types that a page displays, and null."""

from __future__ import annotations

from helpwright.openapi.components import OPAQUE, Components
from helpwright.openapi.dump import JSON
from helpwright.spec import (
    Bytes,
    ListOf,
    MapOf,
    Named,
    PairOf,
    Property,
    Scalar,
    ScalarName,
    TypeRef,
    Unknown,
)

_SCALARS: dict[ScalarName, dict[str, JSON]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "unsigned integer": {"type": "integer", "minimum": 0},
    "byte": {"type": "integer", "minimum": 0, "maximum": 255},
    "signed byte": {"type": "integer", "minimum": -128, "maximum": 127},
    "character": {"type": "string", "minLength": 1, "maxLength": 1},
    "boolean": {"type": "boolean"},
    "decimal number": {"type": "number"},
    "date": {"type": "string", "format": "date-time"},
    "time interval": {"type": "string", "format": "time-span"},
    "globally unique identifier": {"type": "string", "format": "uuid"},
    "URI": {"type": "string", "format": "uri"},
    "Object": {},
}

_MAY_BE_NULL = frozenset({"string", "URI", "Object"})


def schema_of(type_: TypeRef, components: Components) -> dict[str, JSON]:
    """The schema of `type_`, without null and without constraints of a member."""
    match type_:
        case Scalar():
            return _scalar(type_)
        case Bytes():
            return {"type": "string", "contentEncoding": "base64"}
        case ListOf(items=items):
            return {"type": "array", "items": schema_of(items, components)}
        case MapOf(key=key, value=value):
            return _map(key, value, components)
        case PairOf(key=key, value=value):
            return {
                "type": "object",
                "properties": {
                    "Key": schema_of(key, components),
                    "Value": schema_of(value, components),
                },
            }
        case Named(name=name):
            if name in OPAQUE:
                return {}
            return {"$ref": f"#/components/schemas/{components.keys[name]}"}
        case Unknown(text=text):
            return {"x-unread-type": text} if text else {}


def with_null(schema: dict[str, JSON]) -> dict[str, JSON]:
    """`schema` and null; what has no type allows null as it is."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return schema


def may_be_null(property_: Property, components: Components) -> bool:
    """Whether the member may be null.

    Reference types may unless they are required. For value types the page shows nothing,
    and only a proof counts. What a correction says counts for both.
    """
    if property_.nullable == "nullable":
        return True
    if property_.nullable == "not-nullable" and any(
        origin.fact == "nullable" and origin.basis == "corrected"
        for origin in property_.origins
    ):
        return False
    return is_reference(property_.type, components) and not property_.required


def is_reference(type_: TypeRef, components: Components) -> bool:
    """Whether .NET holds values of `type_` by reference, so that null is one of them."""
    match type_:
        case Scalar(name=name):
            return name in _MAY_BE_NULL
        case Named(name=name):
            return name not in components.enumerations
        case PairOf():
            return False
    return True


def _scalar(type_: Scalar) -> dict[str, JSON]:
    schema = dict(_SCALARS[type_.name])
    if type_.name == "decimal number" and type_.form in ("decimal", "double"):
        schema["format"] = type_.form
    if type_.name == "date" and type_.form == "date-time-offset":
        schema["x-dotnet-type"] = "DateTimeOffset"
    if type_.name == "character":
        # JSON has a text of one character here, and XML the character's number.
        schema["x-dotnet-type"] = "Char"
    return schema


def _map(key: TypeRef, value: TypeRef, components: Components) -> dict[str, JSON]:
    schema: dict[str, JSON] = {
        "type": "object",
        "additionalProperties": schema_of(value, components),
    }
    of_key = schema_of(key, components)
    if of_key not in ({}, {"type": "string"}):
        schema["x-key-schema"] = of_key
    return schema
