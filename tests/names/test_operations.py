"""Operations get the name that a person would choose."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpwright.names import resolve

ONE = {"$ref": "#/components/schemas/Berth"}
MANY = {"type": "array", "items": ONE}
PAGE = {"$ref": "#/components/schemas/PageOfBerth"}
SCHEMAS = {
    "Berth": {"type": "object", "properties": {"Id": {"type": "integer"}}},
    "PageOfBerth": {"type": "object", "properties": {"Items": MANY}},
}


def operation(
    answer: dict[str, Any] | None = None,
    *,
    tag: str = "Berths",
    query: tuple[str, ...] = (),
    body: dict[str, Any] | None = None,
    summary: str = "",
) -> dict[str, Any]:
    content = {"application/json": {"schema": answer}}
    node: dict[str, Any] = {
        "tags": [tag],
        "summary": summary,
        "parameters": [
            {"name": name, "in": "query", "schema": {"type": "string"}}
            for name in query
        ],
        "responses": {"200": {"content": content}} if answer else {"204": {}},
    }
    if body:
        node["requestBody"] = {"content": {"application/json": {"schema": body}}}
    return node


def methods(paths: dict[str, dict[str, Any]], **options: Any) -> dict[str, str]:
    """Method name by operation."""
    document = {"paths": paths, "components": {"schemas": SCHEMAS}}
    names = resolve(document, package="acme", **options)
    return {key: call.method for key, call in names.operations.items()}


@pytest.mark.parametrize(
    ("method", "path", "node", "name"),
    [
        ("get", "/api/berths", operation(MANY), "list"),
        ("get", "/api/berths", operation(PAGE), "list"),
        ("get", "/api/berths", operation(), "list"),
        ("get", "/api/berths/{id}", operation(ONE), "get"),
        ("post", "/api/v2/berths", operation(ONE, body=ONE), "create"),
        ("put", "/api/berths/{id}", operation(body=ONE), "update"),
        ("patch", "/api/berths/{id}", operation(body=ONE), "update"),
        ("delete", "/api/berths/{id}", operation(), "delete"),
        ("delete", "/api/berths", operation(), "delete_all"),
        ("delete", "/api/berths", operation(query=("id",)), "delete"),
        ("head", "/api/berths/{id}", operation(), "head"),
        ("post", "/{database}/Berths", operation(ONE, body=ONE), "create"),
        ("get", "/api/berths/{id}/boats", operation(MANY), "list_boats"),
        ("get", "/api/berths/{id}/boats/{boatId}", operation(ONE), "get_boat"),
        ("post", "/api/berths/{id}/boats", operation(body=ONE), "create_boat"),
        ("post", "/api/berths/{id}/boats", operation(body=MANY), "create_boats"),
        ("delete", "/api/berths/{id}/boats/{no}", operation(), "delete_boat"),
        ("get", "/api/berths/{id}/boats/{no}/logs", operation(MANY), "list_boat_logs"),
        ("get", "/api/berths/search", operation(MANY), "search"),
        ("get", "/api/berths/count", operation({"type": "integer"}), "count"),
        ("get", "/api/berths/default", operation(ONE), "get_default"),
        ("post", "/api/berths/{id}/close", operation(), "close"),
        ("post", "/api/berths/import", operation(body=MANY), "import_"),
        ("post", "/api/berths/{id}/boats/import", operation(), "import_boats"),
        # Routes that carry the action's name.
        ("get", "/v2/Berths/All", operation(MANY), "list"),
        ("get", "/v2/Berths/Find", operation(ONE), "find"),
        ("get", "/v2/Berths/Get/{id}", operation(ONE), "get"),
        ("get", "/v2/Berths/GetOpenBerths", operation(MANY), "get_open_berths"),
        ("post", "/v2/Berths/Create", operation(body=ONE), "create"),
        ("delete", "/v2/Berths/Close/{id}", operation(), "close"),
        ("get", "/v2/Berths/Boats/{id}", operation(MANY), "list_boats"),
        ("get", "/v2/Berths/Status/{id}", operation(ONE), "get_status"),
        # A path that the group's name is not in.
        ("get", "/api/moorings/{id}", operation(ONE), "get"),
        ("post", "/api/berths/{id}", operation(body=ONE), "create"),
        ("post", "/api/berths/{id}", operation(summary="Updates a berth."), "update"),
        ("purge", "/api/berths/purge/{id}", operation(), "purge"),
    ],
)
def test_an_operation_alone(
    method: str, path: str, node: dict[str, Any], name: str
) -> None:
    assert list(methods({path: {method: node}}).values()) == [name]


TOGETHER = {
    "/api/berths": {"get": operation(MANY), "post": operation(ONE, body=ONE)},
    "/api/berths/{id}": {
        "get": operation(ONE),
        "put": operation(body=ONE),
        "patch": operation(body=ONE),
        "delete": operation(),
    },
    "/api/berths/{pier}/{slot}": {"get": operation(ONE)},
    "/api/v2/berths": {"get": operation(MANY)},
    "/api/quays": {"get": operation(MANY)},
}


def test_operations_of_a_group() -> None:
    assert methods(TOGETHER) == {
        "GET /api/berths": "list",
        "POST /api/berths": "create",
        "GET /api/berths/{id}": "get",
        "PUT /api/berths/{id}": "update",
        "PATCH /api/berths/{id}": "patch",
        "DELETE /api/berths/{id}": "delete",
        "GET /api/berths/{pier}/{slot}": "get_by_slot",
        "GET /api/v2/berths": "list_berths",
        "GET /api/quays": "list_quays",
    }


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_document_plays_no_part(order: random.Random) -> None:
    shuffled = list(TOGETHER.items())
    order.shuffle(shuffled)
    assert methods(dict(shuffled)) == methods(TOGETHER)


def test_variants_are_told_apart_by_their_query() -> None:
    plain = operation(MANY)
    by_part = operation(MANY, query=("part",))
    by_both = operation(MANY, query=("part", "DepthInMetres"))
    union = {**by_both, "x-variants": [plain, by_part, by_both]}
    assert methods({"/api/berths": {"get": union}}) == {
        "GET /api/berths": "list",
        "GET /api/berths?part": "list_by_part",
        "GET /api/berths?DepthInMetres&part": "list_by_part_and_depth_in_metres",
    }


def test_tags_that_differ_in_case_are_one_group() -> None:
    names = resolve(
        {
            "paths": {
                "/berths": {"get": operation(MANY, tag="berths")},
                "/Berths/{id}": {"get": operation(ONE, tag="Berths")},
            }
        },
        package="acme",
    )
    assert [group.attribute for group in names.groups.values()] == ["berths"]
    assert {call.method for call in names.operations.values()} == {"list", "get"}


def test_groups_beside_what_the_client_and_the_system_call_so() -> None:
    tags = ("Close", "con", "class", "HarbourMasters", "Ämter")
    names = resolve(
        {"paths": {f"/{tag}": {"get": operation(MANY, tag=tag)} for tag in tags}},
        package="acme",
    )
    assert {tag: group.attribute for tag, group in names.groups.items()} == {
        "Close": "close_",
        "con": "con_",
        "class": "class_",
        "HarbourMasters": "harbour_masters",
        "Ämter": "ämter",
    }


def test_arguments_beside_what_every_method_takes() -> None:
    node = operation(MANY, query=("timeout", "from", "$top", "api-version", "id", "ID"))
    path_parameter = {"name": "id", "in": "path", "required": True}
    node["parameters"].append(path_parameter)
    names = resolve({"paths": {"/berths/{id}": {"get": node}}}, package="acme")
    assert dict(names.operations["GET /berths/{id}"].arguments) == {
        "query:timeout": "timeout_",
        "query:from": "from_",
        "query:$top": "top",
        "query:api-version": "api_version",
        "path:id": "id",
        "query:id": "id_query",
        "query:ID": "id_",
    }


def test_the_three_endpoints() -> None:
    paths = {
        "/api/v2/works": {"post": operation(body=ONE, tag="works")},
        "/jobs": {"post": operation(body=ONE, tag="jobs")},
        "/api/{database}/Product": {"post": operation(body=ONE, tag="Product")},
    }
    names = resolve({"paths": paths}, package="acme")
    calls = {
        f"{names.groups[call.tag].attribute}.{call.method}"
        for call in names.operations.values()
    }
    assert calls == {"works.create", "jobs.create", "product.create"}
