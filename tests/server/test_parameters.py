"""Values of path and query, in the ways in which ASP.NET's clients write them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest
from templates.server.runtime.binding import Binder, Report
from templates.server.runtime.parameters import ParameterBinder
from templates.server.runtime.problems import model_state

PARAMETERS: list[dict[str, Any]] = [
    {"name": "page", "in": "query", "required": True, "schema": {"type": "integer"}},
    {"name": "Area.Name", "in": "query", "schema": {"type": "string"}},
    {
        "name": "ids",
        "in": "query",
        "schema": {"type": "array", "items": {"type": "integer"}},
    },
    {
        "name": "$expand",
        "in": "query",
        "style": "form",
        "explode": False,
        "schema": {
            "type": "array",
            "items": {"type": "string", "enum": ["Berths", "Crew"]},
        },
    },
    {
        "name": "filter",
        "in": "query",
        "x-aspnet-style": "indexed-pairs",
        "schema": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
    {
        "name": "range",
        "in": "query",
        "style": "deepObject",
        "schema": {"$ref": "#/components/schemas/Range"},
    },
    {
        "name": "places",
        "in": "query",
        "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Place"}},
    },
    {"name": "open", "in": "query", "schema": {"type": "boolean"}},
    {"name": "kind", "in": "query", "schema": {"$ref": "#/components/schemas/Kind"}},
]
KIND = {"type": "integer", "enum": [0, 4], "x-enum-varnames": ["Sail", "Oars"]}

RANGE = {
    "type": "object",
    "required": ["From"],
    "properties": {
        "From": {"type": "integer"},
        "Kinds": {"type": "array", "items": {"$ref": "#/components/schemas/Kind"}},
    },
}
PLACE = {
    "type": "object",
    "properties": {
        "Name": {"type": "string"},
        "Depths": {
            "type": "object",
            "additionalProperties": {"type": "integer"},
        },
    },
}
COMPONENTS = {"Kind": KIND, "Range": RANGE, "Place": PLACE}


def read(query: str) -> tuple[dict[str, Any], dict[str, list[str]], list[str]]:
    binder = ParameterBinder(PARAMETERS, Binder(COMPONENTS))
    report = Report()
    values = binder.bind(parse_qsl(query, keep_blank_values=True), report)
    return values.by_name, model_state(report.problems), report.unknown


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("PAGE=2", {"page": 2}),
        ("page=2&area.name=North", {"page": 2, "Area.Name": "North"}),
        ("page=2&ids=1&ids=2", {"page": 2, "ids": [1, 2]}),
        ("page=2&ids[0]=1&IDS[1]=2", {"page": 2, "ids": [1, 2]}),
        ("page=2&$expand=berths,Crew", {"page": 2, "$expand": ["Berths", "Crew"]}),
        (
            "page=2&filter[0].key=a&filter[0].value=1&filter[1].Key=b&filter[1].Value=2",
            {"page": 2, "filter": {"a": 1, "b": 2}},
        ),
        ("page=2&filter[a]=1", {"page": 2, "filter": {"a": 1}}),
        (
            "page=2&filter[7].key=a&filter[7].value=1",
            {"page": 2, "filter": {"a": 1}},
        ),
        (
            "page=2&Range.from=1&range.Kinds=Sail&range.Kinds=Oars",
            {"page": 2, "range": {"From": 1, "Kinds": [0, 4]}},
        ),
        ("page=2&range[From]=1", {"page": 2, "range": {"From": 1}}),
        (
            "page=2&places[0].name=a&places[1].Depths[0].key=b&places[1].depths[0].value=3",
            {"page": 2, "places": [{"Name": "a"}, {"Depths": {"b": 3}}]},
        ),
        ("page=2&open=True", {"page": 2, "open": True}),
        ("page=2&kind=oars", {"page": 2, "kind": 4}),
        ("page=2&kind=4", {"page": 2, "kind": 4}),
    ],
)
def test_reads(query: str, values: dict[str, Any]) -> None:
    assert read(query) == (values, {}, [])


@pytest.mark.parametrize(
    ("query", "key", "message"),
    [
        ("", "page", "The page field is required."),
        ("page=x", "page", "The value 'x' is not valid for page."),
        ("page=2&ids=1&ids=x", "ids", "The value 'x' is not valid for ids."),
        ("page=2&open=1", "open", "The value '1' is not valid for open."),
        ("page=2&filter=1", "filter", "The value '1' is not valid for filter."),
        (
            "page=2&filter[0].key=a&filter[0].value=x",
            "filter.a",
            "The value 'x' is not valid for a.",
        ),
        ("page=2&range=1", "range", "The value '1' is not valid for range."),
        ("page=2&range.From=x", "range.From", "The value 'x' is not valid for From."),
        ("page=2&range.Kinds=0", "range.From", "The From field is required."),
        ("page=2&places=x", "places", "The value 'x' is not valid for places."),
        (
            "page=2&kind=9",
            "kind",
            "Error converting value 9 to type 'Kind'. Path 'kind'.",
        ),
    ],
)
def test_refuses(query: str, key: str, message: str) -> None:
    assert read(query)[1] == {key: [message]}


def test_ignores_what_nobody_documents_and_says_so() -> None:
    assert read("page=2&colour=red")[2] == ["colour"]
