"""No sample takes the stage down: deep, long, repetitive, or full of strange names."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sampled import api, model, operation
from timing import timed

from helpwright.diagnostics import Findings
from helpwright.evidence import weigh
from helpwright.spec import Api, Body

THOUSAND = 1000


def response_of(api: Api) -> Body:
    (each,) = api.operations
    (response,) = each.responses
    assert response.body is not None
    return response.body


def weighed(**samples: str) -> tuple[Api, Findings]:
    findings = Findings()
    return weigh(api(operation("GET /api/things", **samples)), findings), findings


@pytest.mark.parametrize(
    "text",
    [
        "[" * THOUSAND + "]" * THOUSAND,
        '{"a":' * THOUSAND + "1" + "}" * THOUSAND,
        '[{"a":' * THOUSAND + "1" + "}]" * THOUSAND,
        '{"a":{"b":' * THOUSAND + "1" + "}}" * THOUSAND,
    ],
    ids=["lists", "objects", "both", "alternating"],
)
def test_nests_a_thousand_deep(text: str) -> None:
    found, findings = weighed(json=text)
    assert response_of(found).type is not None
    assert [f.code for f in findings if f.code == "HW303"] == ["HW303"]


def test_xml_nests_a_thousand_deep() -> None:
    weighed(xml="<a>" * THOUSAND + "1" + "</a>" * THOUSAND)


@timed
def test_two_megabytes_of_one_list() -> None:
    rows = [
        {"id": n, "name": f"sample string {n}", "tags": [1.5, None, True], "x": "y" * 9}
        for n in range(25_000)
    ]
    text = json.dumps(rows)
    assert len(text) > 2_000_000
    start = time.process_time()
    found, _ = weighed(json=text)
    assert time.process_time() - start < 30
    assert [each.name for each in found.models] == ["Thing"]


@timed
def test_a_thousand_members_in_one_object() -> None:
    values = {f"B{n}": True for n in range(THOUSAND - 1)} | {"end": "sample string 500"}
    rows = [[f"B{n}", "boolean"] for n in range(THOUSAND - 1)] + [["end", "string"]]
    start = time.process_time()
    found = weigh(
        api(
            operation("GET /a", returns="Wide", json=json.dumps(values)),
            models=[model("Wide", *rows)],
        ),
        Findings(),
    )
    assert time.process_time() - start < 2
    note = next(
        o.note for o in found.models[0].properties[0].origins if o.rule[:5] == "count"
    )
    assert note.endswith("exactly 499 took a number")


def test_keys_of_a_map_that_a_person_wrote_are_no_members() -> None:
    text = json.dumps({f"key{n}": {"id": n, "name": "x"} for n in range(500)})
    found, _ = weighed(json=text)
    assert len(found.models) == 1


NAMES = st.sampled_from(
    ["", "a", "A", "$id", "$ref", "$values", "Key", "Value", "<a>k__BackingField"]
) | st.text(max_size=5)
VALUES = st.recursive(
    st.sampled_from(
        [None, True, False, 0, 1, 2, 1.0, 1.1, -1, "sample string 1", "A", "", "QEA="]
    )
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=15,
)


@settings(max_examples=100, deadline=None)
@given(VALUES, VALUES, st.sampled_from(["", "Drawn", "Collection of Drawn", "string"]))
def test_any_values_under_any_type(first: object, second: object, type_: str) -> None:
    rows = [
        ["A", "integer"],
        ["", "string"],
        ["a", "Drawn"],
        ["Key", "Collection of byte"],
    ]
    operations = [
        operation("GET /a", returns=type_, json=json.dumps(first)),
        operation(
            "GET /b", returns=type_, json=[json.dumps(second), json.dumps(first)]
        ),
    ]
    found = weigh(api(*operations, models=[model("Drawn", *rows)]), Findings())
    for each in found.models:
        names = [member.wire_name for member in each.properties]
        assert len(names) == len(set(names))


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="<>/ab =\"'&;i:nil1", max_size=60), VALUES)
def test_any_xml_beside_any_json(xml: str, value: object) -> None:
    weighed(xml=f"<a>{xml}</a>", json=json.dumps(value))
    weighed(xml=f"<a>{xml}</a>")
