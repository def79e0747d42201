"""Types as the page displays them, and null."""

from __future__ import annotations

from typing import Any

import pytest

from helpwright.place import Place
from helpwright.spec import (
    Bytes,
    Enumeration,
    ListOf,
    MapOf,
    Model,
    Named,
    Origin,
    PairOf,
    Property,
    Scalar,
    TypeRef,
    Unknown,
)

STRING = Scalar(name="string")
INTEGER = Scalar(name="integer")
BOAT = Named(name="Boat")
MODELS = (Model(name="Boat"),)
KIND = Named(name="Kind")
ENUMERATIONS = (Enumeration(name="Kind", wire="integer"),)

ROWS: dict[str, tuple[TypeRef, dict[str, Any]]] = {
    "string": (STRING, {"type": "string"}),
    "integer": (INTEGER, {"type": "integer"}),
    "unsigned integer": (
        Scalar(name="unsigned integer"),
        {"type": "integer", "minimum": 0},
    ),
    "byte": (Scalar(name="byte"), {"type": "integer", "minimum": 0, "maximum": 255}),
    "signed byte": (
        Scalar(name="signed byte"),
        {"type": "integer", "minimum": -128, "maximum": 127},
    ),
    "character": (
        Scalar(name="character"),
        {"type": "string", "minLength": 1, "maxLength": 1, "x-dotnet-type": "Char"},
    ),
    "boolean": (Scalar(name="boolean"), {"type": "boolean"}),
    "decimal number": (Scalar(name="decimal number"), {"type": "number"}),
    "decimal number N.0": (
        Scalar(name="decimal number", form="decimal"),
        {"type": "number", "format": "decimal"},
    ),
    "decimal number N.1": (
        Scalar(name="decimal number", form="double"),
        {"type": "number", "format": "double"},
    ),
    "date": (Scalar(name="date"), {"type": "string", "format": "date-time"}),
    "date with an offset": (
        Scalar(name="date", form="date-time-offset"),
        {"type": "string", "format": "date-time", "x-dotnet-type": "DateTimeOffset"},
    ),
    "time interval": (
        Scalar(name="time interval"),
        {"type": "string", "format": "time-span"},
    ),
    "globally unique identifier": (
        Scalar(name="globally unique identifier"),
        {"type": "string", "format": "uuid"},
    ),
    "URI": (Scalar(name="URI"), {"type": "string", "format": "uri"}),
    "Object": (Scalar(name="Object"), {}),
    "Collection of X": (
        ListOf(items=BOAT),
        {"type": "array", "items": {"$ref": "#/components/schemas/Boat"}},
    ),
    "Collection of Collection of X": (
        ListOf(items=ListOf(items=INTEGER)),
        {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
    ),
    "Collection of byte in base64": (
        Bytes(),
        {"type": "string", "contentEncoding": "base64"},
    ),
    "Dictionary": (
        MapOf(key=STRING, value=INTEGER),
        {"type": "object", "additionalProperties": {"type": "integer"}},
    ),
    "Dictionary of numbers": (
        MapOf(key=INTEGER, value=STRING),
        {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "x-key-schema": {"type": "integer"},
        },
    ),
    "Pair": (
        PairOf(key=STRING, value=INTEGER),
        {
            "type": "object",
            "properties": {"Key": {"type": "string"}, "Value": {"type": "integer"}},
        },
    ),
    "a model's name": (BOAT, {"$ref": "#/components/schemas/Boat"}),
    "no type": (Unknown(), {}),
    "a type that no rule reads": (
        Unknown(text="Flurb of X"),
        {"x-unread-type": "Flurb of X"},
    ),
}


@pytest.mark.parametrize("display", ROWS)
def test_schema_of_a_displayed_type(build: Any, display: str) -> None:
    type_, schema = ROWS[display]
    assert build.schema(type_, models=MODELS) == schema


@pytest.mark.parametrize(
    "name", ["HttpResponseMessage", "IHttpActionResult", "HttpRequestMessage"]
)
def test_the_framework_own_results_say_nothing(build: Any, name: str) -> None:
    assert build.schema(Named(name=name)) == {}


@pytest.mark.parametrize(
    ("type_", "nullable"),
    [
        (STRING, {"type": ["string", "null"]}),
        (Scalar(name="URI"), {"type": ["string", "null"], "format": "uri"}),
        (
            ListOf(items=INTEGER),
            {"type": ["array", "null"], "items": {"type": "integer"}},
        ),
        (
            MapOf(key=STRING, value=INTEGER),
            {"type": ["object", "null"], "additionalProperties": {"type": "integer"}},
        ),
        (Bytes(), {"type": ["string", "null"], "contentEncoding": "base64"}),
        (Scalar(name="Object"), {}),
        (
            BOAT,
            {"anyOf": [{"$ref": "#/components/schemas/Boat"}, {"type": "null"}]},
        ),
    ],
    ids=["string", "URI", "collection", "dictionary", "bytes", "Object", "model"],
)
def test_reference_types_may_be_null_unless_required(
    build: Any, type_: TypeRef, nullable: dict[str, Any]
) -> None:
    optional = build.property(_member(type_), models=MODELS)
    required = build.property(_member(type_, required=True), models=MODELS)
    assert optional == nullable
    assert "null" not in str(required)


@pytest.mark.parametrize("verdict", ["unknown", "not-nullable"])
@pytest.mark.parametrize(
    "type_",
    [INTEGER, Scalar(name="date"), Scalar(name="globally unique identifier"), KIND],
    ids=["integer", "date", "guid", "enumeration"],
)
def test_value_types_may_not_be_null_without_proof(
    build: Any, type_: TypeRef, verdict: Any
) -> None:
    member = _member(type_, nullable=verdict)
    assert "null" not in str(build.property(member, enumerations=ENUMERATIONS))


def test_value_types_may_be_null_where_counting_proves_it(build: Any) -> None:
    member = _member(INTEGER, nullable="nullable", required=True)
    assert build.property(member) == {"type": ["integer", "null"]}
    kind = _member(KIND, nullable="nullable")
    assert build.property(kind, enumerations=ENUMERATIONS) == {
        "anyOf": [{"$ref": "#/components/schemas/Kind"}, {"type": "null"}]
    }


def test_a_correction_decides_null_for_reference_types_too(build: Any) -> None:
    corrected = Origin(
        fact="nullable",
        place=Place(page="corrections.toml"),
        text="not-nullable",
        rule="correction",
        basis="corrected",
        note="the vendor says so",
    )
    member = _member(STRING, nullable="not-nullable", origins=(corrected,))
    assert build.property(member) == {
        "type": "string",
        "x-corrected": "nullable: the vendor says so",
    }


def _member(type_: TypeRef, **facts: Any) -> Property:
    return Property(name="Member", wire_name="member", type=type_, **facts)
