"""`explain` shows each fact with its witnesses, and says what is open."""

from __future__ import annotations

import json
from functools import cache

import pytest
from sampled import api, enumeration, model, operation

from helpwright.diagnostics import Findings
from helpwright.evidence import weigh
from helpwright.explain import (
    AddressError,
    as_json,
    as_text,
    explain,
    find,
    open_questions,
    questions_as_text,
)
from helpwright.spec import Api, Model, Operation, Property


@cache
def marina() -> tuple[Api, Findings]:
    findings = Findings()
    boat = model(
        "Boat",
        ["BoatId", "integer", "Read-only key."],
        ["OwnerId", "integer"],
        ["Flag", "boolean"],
        ["Kind", "BoatKind"],
        ["Ghost", "NeverSeen"],
    )
    weighed = weigh(
        api(
            operation(
                "GET /v1.0/boats",
                returns="Boat",
                page="boats.html",
                json='{"boatId": 1, "ownerId": 1, "flag": true, "kind": 0, "extra": null}',
            ),
            operation("POST /v1.0/boats", accepts="Boat", page="new.html"),
            models=[boat, model("Boat.Name", ["Length", "integer"])],
            enumerations=[enumeration("BoatKind", Sail=0), enumeration("Tide", Ebb=1)],
        ),
        findings,
    )
    return weighed, findings


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("Boat", "Boat"),
        ("Boat.OwnerId", "Boat.OwnerId"),
        ("Boat.ownerId", "Boat.OwnerId"),
        ("boat.OWNERID", "Boat.OwnerId"),
        ("model Boat.OwnerId", "Boat.OwnerId"),
        ('model "Boat.Name".Length', "Boat.Name.Length"),
        ("Boat.Name.Length", "Boat.Name.Length"),
        ("BoatKind.Sail", "BoatKind.Sail"),
        ("GET /v1.0/boats", "GET /v1.0/boats"),
        ('operation "POST /v1.0/boats".request', "POST /v1.0/boats.request"),
        ("GET /v1.0/boats.responses.200.body", "GET /v1.0/boats.responses.200.body"),
        ("/models/0/properties/1", "Boat.OwnerId"),
        ("/components/schemas/Boat/properties/ownerId", "Boat.OwnerId"),
        ("/components/schemas/Boat.Name", "Boat.Name"),
        ("/paths/~1v1.0~1boats/get", "GET /v1.0/boats"),
        ("/paths/~1v1.0~1boats/post/requestBody/content", "POST /v1.0/boats.request"),
        ("/paths/~1v1.0~1boats/get/responses/200", "GET /v1.0/boats.responses.200"),
    ],
)
def test_finds_nodes_by_name_and_by_pointer(address: str, found: str) -> None:
    assert find(marina()[0], address).address == found


@pytest.mark.parametrize(
    ("address", "kind", "fact"),
    [
        ("Boat.OwnerId.nullable", Property, "nullable"),
        ("Boat.xml", Model, "xml"),
        ("GET /v1.0/boats.path", Operation, "path"),
        ("/models/0/properties/1/nullable", Property, "nullable"),
        ("/operations/1/request/type", object, "type"),
    ],
)
def test_finds_single_facts(address: str, kind: type, fact: str) -> None:
    found = find(marina()[0], address)
    assert isinstance(found.node, kind)
    assert found.fact == fact


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("Boat.OwnrId", "Boat.OwnerId"),
        ("OwnerId", "Boat.OwnerId"),
        ("/models/9", "neither in the spec nor in the OpenAPI document"),
        ("/components/schemas/Boat/properties/none", "neither"),
        ("/paths/~1none/get", "neither"),
        ("", "nothing in the spec is called ''"),
    ],
)
def test_says_what_comes_near(address: str, hint: str) -> None:
    with pytest.raises(AddressError, match=hint):
        find(marina()[0], address)


def test_shows_the_verdict_and_what_a_person_can_check() -> None:
    text = as_text(explain(*marina(), "Boat.OwnerId"))
    assert text.startswith("Boat.OwnerId (property)\n")
    assert (
        "wire_name: ownerId\n    boats.html, line 100, Formats, application/json"
        in text
    )
    assert '        reads: "ownerId": 1\n' in text
    assert "nullable: unknown" in text
    assert "rule: counting.open (inferred, proved)" in text
    assert all(len(line) <= 88 for line in text.splitlines())


def test_shows_suggestions_as_such() -> None:
    text = as_text(explain(*marina(), "Boat.BoatId"))
    assert "suggestions: read only: yes" in text
    assert "descriptions prove nothing" in text


def test_shows_findings_about_the_places() -> None:
    text = as_text(explain(*marina(), "Boat.extra"))
    assert "HW304 note" in text


def test_lists_what_a_model_is_made_of() -> None:
    explanation = explain(*marina(), "Boat")
    assert explanation.inside[:2] == ("Boat.BoatId", "Boat.OwnerId")


def test_is_plain_json_as_well() -> None:
    found = json.loads(json.dumps(as_json(explain(*marina(), "Boat.OwnerId.nullable"))))
    assert found["address"] == "Boat.OwnerId.nullable"
    (fact,) = found["facts"]
    assert fact["value"] == "unknown"
    assert fact["witnesses"][0]["place"]["line"] == 100


def test_lists_what_is_open_and_what_would_decide_it() -> None:
    questions = {(q.address, q.fact): q for q in open_questions(marina()[0])}
    assert ("Boat.OwnerId", "nullable") in questions
    assert ("Boat.extra", "type") in questions
    assert ("Tide", "wire") in questions
    assert ("BoatKind", "wire") not in questions
    ghost = questions["Boat.Ghost", "type"]
    assert ghost.why == "no page describes NeverSeen, and no sample shows one"
    assert ghost.decided_by.startswith("the page of NeverSeen")


def test_says_each_reason_once() -> None:
    text = questions_as_text(open_questions(marina()[0]))
    assert text.count("nothing behind it shows whether it took a number") == 1
    assert questions_as_text(()) == "Nothing is open.\n"
