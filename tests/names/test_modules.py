"""Which module holds which model, and that none of them is too large to load."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from helpwright.names import resolve
from helpwright.names.document import references
from helpwright.names.modules import LARGEST, cycles


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def document(uses: dict[str, list[str]], roots: dict[str, list[str]]) -> dict[str, Any]:
    """A document of models that hold others, and of groups that answer some."""
    schemas = {
        name: {"type": "object", "properties": {f"M{o}": reference(o) for o in others}}
        for name, others in uses.items()
    }
    paths = {
        f"/{tag}/{name}": {
            "get": {
                "tags": [tag],
                "responses": {
                    "200": {"content": {"application/json": {"schema": reference(name)}}}
                },
            }
        }
        for tag, names in roots.items()
        for name in names
    }  # fmt: skip
    return {"paths": paths, "components": {"schemas": schemas}}


def modules(found: dict[str, Any]) -> dict[str, str]:
    names = resolve(found, package="acme")
    return {key: model.module for key, model in names.models.items()}


def test_a_group_of_few_models_has_one_module() -> None:
    names = [f"Model{n}" for n in range(LARGEST)]
    found = modules(document({n: [] for n in names}, {"orders": names}))
    assert set(found.values()) == {"orders"}


@pytest.mark.parametrize("count", [LARGEST + 1, 5 * LARGEST])
def test_a_group_of_many_models_has_modules_of_few(count: int) -> None:
    names = [f"Model{n}" for n in range(count)]
    found = modules(document({n: [] for n in names}, {"orders": names}))
    sizes = [[*found.values()].count(each) for each in {*found.values()}]
    assert max(sizes) <= LARGEST
    assert sorted({*found.values()})[:2] == ["orders", "orders_2"]


def test_what_belongs_together_stands_together_and_imports_lead_one_way() -> None:
    uses = {f"Order{n}": [f"Line{n}"] for n in range(LARGEST)}
    uses |= {f"Line{n}": [f"Line{n + 1}"][: n % 3] for n in range(LARGEST)}
    uses |= {"Line99": ["Order98"], "Common": [], "Order7": ["Common", "Line7"]}
    built = document(uses, {"orders": [n for n in uses if n.startswith("Order")]})
    found = modules(built)
    place = {"orders": 1, "orders_2": 2, "orders_3": 3}
    assert {*found.values()} <= place.keys()
    for name, schema in built["components"]["schemas"].items():
        for other in references(schema):
            assert place[found[other]] <= place[found[name]]
    apart = [n for n in range(LARGEST) if found[f"Order{n}"] != found[f"Line{n}"]]
    assert len(apart) <= 3


def test_those_that_refer_to_each_other_stay_together() -> None:
    names = [f"Model{n}" for n in range(3 * LARGEST)]
    ring = dict(zip(names, ([n] for n in [*names[1:], names[0]]), strict=True))
    found = modules(document(ring, {"orders": names[:1]}))
    assert set(found.values()) == {"orders"}


def test_a_module_takes_no_name_of_a_group() -> None:
    names = [f"Model{n}" for n in range(LARGEST + 1)]
    uses = {n: [] for n in [*names, "Second"]}
    groups = {"orders": names, "orders_2": ["Second"]}
    found = modules(document(uses, groups))
    assert found["Second"] == "orders_2"
    assert {found[n] for n in names} == {"orders", "orders_3"}


def test_cycles_come_after_what_they_refer_to() -> None:
    uses = {"a": ["b"], "b": ["c", "a"], "c": ["d"], "d": ["c"], "e": ["a", "f"]}
    found = [sorted(each) for each in cycles("ea", uses)]
    assert found == [["c", "d"], ["a", "b"], ["e"]]


def test_models_may_nest_deeper_than_python_recurses() -> None:
    names = [f"Model{n}" for n in range(5000)]
    uses = {n: [o] for n, o in itertools.pairwise(names)} | {names[-1]: []}
    assert [each for (each,) in cycles(names, uses)] == names[::-1]
