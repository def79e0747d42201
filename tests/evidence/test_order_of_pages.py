"""What comes out does not depend on the order in which pages came in."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from sampled import api, enumeration, model, operation

from helpwright.diagnostics import Findings
from helpwright.evidence import weigh
from helpwright.spec import Api

GUID = "6fa459ea-ee8a-3ca4-894e-db77e160355e"


def site() -> Api:
    """Pages that share, contradict and complete each other."""
    user = f'{{"id": "{GUID}", "name": "sample string 2"}}'
    return api(
        operation(
            "GET /a",
            page="a.html",
            returns="Boat",
            json='{"id": 1, "kind": 0, "flag": true, "note": "sample string 2"}',
        ),
        operation(
            "GET /b",
            page="b.html",
            returns="Boat",
            json='{"Id": 1, "Kind": "Sail", "Flag": true, "Note": "sample string 2"}',
        ),
        operation("GET /c", page="c.html", json=f'{{"owner": {user}, "user": {user}}}'),
        operation("GET /d", page="d.html", json=f'{{"user": {user}, "x": 1}}'),
        operation("GET /e", page="e.html", json='{"user": {"other": 1}}'),
        operation(
            "GET /f",
            page="f.html",
            json='{"State": 0}',
            xml='<Log xmlns="urn:x"><State>Open</State></Log>',
        ),
        models=[
            model(
                "Boat",
                ["Id", "integer"],
                ["Kind", "Kind"],
                ["Flag", "boolean"],
                ["Note", "string"],
                ["Unseen", "integer"],
            )
        ],
        enumerations=[enumeration("Kind", Sail=0)],
        site=True,
    )


@pytest.mark.parametrize("seed", range(8))
def test_any_order_gives_the_same(seed: int) -> None:
    expected_findings, findings = Findings(), Findings()
    expected = weigh(site(), expected_findings)
    operations = list(site().operations)
    random.Random(seed).shuffle(operations)
    shuffled = weigh(replace(site(), operations=tuple(operations)), findings)
    assert shuffled.models == expected.models
    assert shuffled.enumerations == expected.enumerations
    by_path = {operation.path: operation for operation in shuffled.operations}
    assert all(by_path[each.path] == each for each in expected.operations)
    assert findings.sorted_findings() == expected_findings.sorted_findings()


def test_the_names_are_those_of_the_outermost_places() -> None:
    names = [model.name for model in weigh(site(), Findings()).models]
    assert names == ["Boat", "C", "D", "E", "Log", "user", "EUser"]
