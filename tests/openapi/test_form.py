"""What an overlay puts where it does not belong is left out, and said."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from code_check import api_modules

from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.openapi.form import fit
from helpwright.pipeline import emit

BOAT = {"$ref": "#/components/schemas/Boat"}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Boats", "version": "1"},
    "servers": [{"url": "/"}],
    "tags": [{"name": "boats"}],
    "paths": {
        "/boats/{id}": {
            "put": {
                "tags": ["boats"],
                "summary": "Moors.",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {}},
                    {"$ref": "#/components/parameters/Part"},
                ],
                "requestBody": {"content": {"application/json": {"schema": BOAT}}},
                "responses": {
                    "200": {"content": {"application/json": {"schema": BOAT}}}
                },
            }
        }
    },
    "components": {
        "parameters": {"Part": {"name": "part", "in": "query", "schema": {}}},
        "schemas": {
            "Boat": {
                "type": "object",
                "properties": {
                    "Name": {"type": ["string", "null"], "maxLength": 9},
                    "Tender": BOAT,
                },
                "required": ["Name"],
            }
        },
    },
}
PUT = ("paths", "/boats/{id}", "put")
BOAT_WAY = ("components", "schemas", "Boat")


def changed(
    way: tuple[str | int, ...], value: object
) -> tuple[dict[str, Any], list[str]]:
    """DOCUMENT with `value` at `way`, made fit, and what was said of it."""
    document = json.loads(json.dumps(DOCUMENT))
    node: Any = document
    for step in way[:-1]:
        node = node[step]
    node[way[-1]] = value
    findings = Findings()
    fitted = fit(document, DOCUMENT, "overlay.yaml", findings)
    assert {finding.code for finding in findings} <= {"HW407"}
    return fitted, [finding.message for finding in findings]


def test_a_document_of_ours_has_that_form() -> None:
    assert changed(("x-mine",), {"a": [1]})[1] == []
    findings = Findings()
    assert fit(copy.deepcopy(DOCUMENT), DOCUMENT, "o", findings) == DOCUMENT
    assert not len(findings)


@pytest.mark.parametrize(
    ("way", "value", "words"),
    [
        ((*PUT, "parameters"), {}, "put.parameters is an object, and not a list of"),
        ((*PUT, "parameters", 0), {"in": "path"}, "[0] is an object without `name`"),
        ((*PUT, "parameters", 0), {"$ref": "#/x"}, "'#/x', and no parameter of this"),
        (
            (*PUT, "summary"),
            5,
            "$.paths['/boats/{id}'].put.summary is 5, and not a text",
        ),
        (
            (*PUT, "responses"),
            None,
            "responses is null, and not an object of responses",
        ),
        ((*PUT, "tags"), ["a", {}], "put.tags[1] is an object, and not a text"),
        ((*PUT, "x-variants"), [{}], "x-variants[0] is an object without `responses`"),
        ((*BOAT_WAY, "type"), [], "schemas.Boat.type is empty, and not a type"),
        ((*BOAT_WAY, "properties", "Name"), True, "properties.Name is true, and not"),
        ((*BOAT_WAY, "properties", "Tender"), {"$ref": 5}, "Tender['$ref'] is 5"),
        ((*BOAT_WAY, "minLength"), -1, "minLength is -1, and not a whole number"),
        (BOAT_WAY, [], "schemas.Boat is a list, and not an object that is a schema"),
        (("components", "parameters"), 1, "components.parameters is 1"),
        (("info",), [], "$.info is a list, and not an object"),
        (("info", "title"), " ", "$.info.title is empty"),
        (("paths",), "x", "$.paths is a text, and not an object"),
        (("tags",), [{"name": 1}], "$.tags[0] is an object without `name`"),
        (("security",), [[]], "$.security[0] is a list, and not an object"),
        (("x-failures",), [{"member": "ok"}], "is an object without `equals`"),
    ],
)
def test_what_does_not_belong_is_left_out_and_the_rest_is_used(
    way: tuple[str | int, ...], value: object, words: str
) -> None:
    document, said = changed(way, value)
    assert any(words in each for each in said), said
    # What is left is as it should be, and a package is made of it.
    findings = Findings()
    assert fit(copy.deepcopy(document), DOCUMENT, "o", findings) == document
    assert not len(findings)
    files = emit(document, Config(package="acme"), findings).files
    for path, text in api_modules(files).items():
        compile(text, path, "exec")


def test_what_is_left_of_references_is_any_value() -> None:
    document, said = changed(BOAT_WAY, 5)
    assert "Boat" not in document["components"]["schemas"]
    body = document["paths"]["/boats/{id}"]["put"]["requestBody"]
    assert body == {"content": {"application/json": {"schema": {}}}}
    assert sum("no schema of this file" in each for each in said) == 2


def test_many_slips_are_counted() -> None:
    _, said = changed((*PUT, "tags"), [*range(1000)])
    assert len(said) == 101
    assert "and 900 more values like it" in said[-1]


def test_title_and_version_stay() -> None:
    assert changed(("info",), 5)[0]["info"] == DOCUMENT["info"]
