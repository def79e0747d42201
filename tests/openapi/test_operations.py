"""Operations: where they stand, what they are called, and variants of one."""

from __future__ import annotations

from typing import Any

import pytest

from helpwright.place import Place
from helpwright.spec import (
    Api,
    Body,
    ListOf,
    MediaType,
    Named,
    Operation,
    Parameter,
    Response,
    Sample,
    Scalar,
    TypeRef,
)

INTEGER = Scalar(name="integer")
STRING = Scalar(name="string")
JSON_ONLY = (MediaType(name="application/json"),)


def _query(name: str, *, required: bool = False, type_: TypeRef = INTEGER) -> Parameter:
    return Parameter(name=name, location="query", type=type_, required=required)


def _answer(type_: TypeRef) -> tuple[Response, ...]:
    return (Response(status="200", body=Body(type=type_, media_types=JSON_ONLY)),)


def test_the_case_of_a_path_is_kept(build: Any) -> None:
    api = Api(operations=(Operation(method="POST", path="/api/V2/Works"),))
    assert list(build(api)["paths"]) == ["/api/V2/Works"]


def test_summary_and_description(build: Any) -> None:
    operation = Operation(
        method="GET", path="/x", summary="Lists boats.", description="All of them."
    )
    written = build.operation(operation)
    assert written["summary"] == "Lists boats."
    assert written["description"] == "All of them."


def test_an_operation_links_to_its_page(build: Any) -> None:
    address = "https://example.com/Help/Api/GET-x"
    operation = Operation(method="GET", path="/x", address=address)
    assert build.operation(operation)["externalDocs"] == {"url": address}


def test_an_operation_that_only_the_index_lists_is_marked(build: Any) -> None:
    operation = Operation(method="GET", path="/x", documented=False)
    assert build.operation(operation)["x-inferred"]


def test_what_a_correction_says_of_an_operation(build: Any) -> None:
    operation = Operation(method="GET", path="/x", deprecated=True, idempotent=True)
    written = build.operation(operation)
    assert written["deprecated"] is True
    assert written["x-idempotent"] is True


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("POST", "/api/v2/works", "postV2Works"),
        ("GET", "/api/berths/{id}", "getBerthsById"),
        ("GET", "/api/Berths/{id}/Lines/{lineNo}", "getBerthsByIdLinesByLineNo"),
        ("GET", "/", "get"),
        ("GET", "/v1.0/status.json", "getV10StatusJson"),
        ("GET", "/a-b/x.{format}", "getABXByFormat"),
        ("GET", "/größe", "getGrE"),
    ],
)
def test_operation_ids_read_like_the_path(
    build: Any, method: str, path: str, name: str
) -> None:
    written = build.operation(Operation(method=method, path=path))
    assert written["operationId"] == name


def test_operation_ids_are_unlike(build: Any) -> None:
    paths = ("/a/b", "/a-b", "/A/B", "/api/a/b", "/a/{b}", "/a/by/b")
    api = Api(operations=tuple(Operation(method="GET", path=path) for path in paths))
    names = [item["get"]["operationId"] for item in build(api)["paths"].values()]
    assert len({name.lower() for name in names}) == len(paths)


def test_an_operation_id_does_not_depend_on_other_operations(build: Any) -> None:
    one = Operation(method="GET", path="/berths/{id}")
    others = (
        Operation(method="GET", path="/boats"),
        Operation(method="PUT", path="/berths/{id}"),
    )
    alone = build(Api(operations=(one,)))
    among = build(Api(operations=(*others, one)))
    path = "/berths/{id}"
    assert alone["paths"][path]["get"] == among["paths"][path]["get"]


def test_a_method_that_openapi_does_not_know_is_not_lost(build: Any) -> None:
    document = build(Api(operations=(Operation(method="MERGE", path="/boats"),)))
    others = document["paths"]["/boats"]["x-additional-operations"]
    assert others["MERGE"]["operationId"] == "mergeBoats"
    assert build.codes == ["HW609"]


# --- several actions on one method and path ----------------------------------------------

PLAIN = Operation(
    method="GET",
    path="/berths",
    summary="All.",
    responses=_answer(ListOf(items=INTEGER)),
)
BY_PART = Operation(
    method="GET",
    path="/berths",
    query="part={part}&page={page}",
    summary="Some.",
    parameters=(_query("part", required=True), _query("page", required=True)),
    responses=_answer(STRING),
)
BY_NAME = Operation(
    method="GET",
    path="/berths",
    query="name={name}&page={page}",
    parameters=(_query("name", type_=STRING), _query("page", required=True)),
    responses=_answer(STRING),
)


def test_two_actions_on_one_method_and_path_are_one_operation(build: Any) -> None:
    document = build(Api(operations=(BY_PART, PLAIN)))
    operation = document["paths"]["/berths"]["get"]
    assert [p["name"] for p in operation["parameters"]] == ["part", "page"]
    assert not any(p.get("required") for p in operation["parameters"])
    assert operation["operationId"] == "getBerths"
    assert build.codes == ["HW608"]


def test_a_parameter_is_required_where_every_variant_requires_it(build: Any) -> None:
    document = build(Api(operations=(BY_PART, BY_NAME)))
    operation = document["paths"]["/berths"]["get"]
    required = {p["name"]: p.get("required", False) for p in operation["parameters"]}
    assert required == {"name": False, "page": True, "part": False}


def test_each_variant_is_listed_as_an_operation_of_its_own(build: Any) -> None:
    document = build(Api(operations=(BY_PART, PLAIN)))
    plain, by_part = document["paths"]["/berths"]["get"]["x-variants"]
    assert plain["operationId"] == "getBerths"
    assert plain["summary"] == "All."
    assert "parameters" not in plain
    assert by_part["operationId"] == "getBerthsWithPartAndPage"
    assert all(p["required"] for p in by_part["parameters"])


def test_answers_of_variants_that_differ_are_alternatives(build: Any) -> None:
    document = build(Api(operations=(BY_PART, PLAIN)))
    operation = document["paths"]["/berths"]["get"]
    content = operation["responses"]["200"]["content"]
    assert content["application/json"]["schema"] == {
        "anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "string"}]
    }


def test_the_example_of_variants_is_the_first_there_is(build: Any) -> None:
    sample = Sample(kind="json", text="7", place=Place(page="p"))
    shown = (MediaType(name="application/json", sample=sample),)
    with_sample = Operation(
        method="GET",
        path="/berths",
        query="x={x}",
        parameters=(_query("x"),),
        responses=(Response(status="200", body=Body(type=STRING, media_types=shown)),),
    )
    document = build(Api(operations=(PLAIN, with_sample)))
    operation = document["paths"]["/berths"]["get"]
    assert operation["responses"]["200"]["content"]["application/json"]["example"] == 7


def test_a_body_that_not_every_variant_has_is_not_required(build: Any) -> None:
    body = Body(type=STRING, media_types=JSON_ONLY)
    with_body = Operation(
        method="POST", path="/a", query="x={x}", parameters=(_query("x"),), request=body
    )
    without = Operation(method="POST", path="/a")
    document = build(Api(operations=(with_body, without)))
    operation = document["paths"]["/a"]["post"]
    assert operation["requestBody"]["required"] is False
    bare, full = operation["x-variants"]
    assert "requestBody" not in bare
    assert full["requestBody"]["required"] is True


def test_a_path_parameter_of_variants_stays_required(build: Any) -> None:
    operations = (
        Operation(method="GET", path="/a/{id}"),
        Operation(
            method="GET", path="/a/{id}", query="x={x}", parameters=(_query("x"),)
        ),
    )
    document = build(Api(operations=operations))
    parameters = document["paths"]["/a/{id}"]["get"]["parameters"]
    assert [(p["name"], p.get("required")) for p in parameters] == [
        ("id", True),
        ("x", None),
    ]


def test_variants_stand_in_an_order_of_their_own(build: Any) -> None:
    one = build(Api(operations=(BY_NAME, BY_PART, PLAIN)))
    other = build(Api(operations=(PLAIN, BY_PART, BY_NAME)))
    assert one == other


def test_variants_refer_to_components(build: Any) -> None:
    operations = (
        Operation(method="GET", path="/a", responses=_answer(Named(name="A"))),
        Operation(
            method="GET",
            path="/a",
            query="x={x}",
            parameters=(_query("x"),),
            responses=_answer(Named(name="B")),
        ),
    )
    document = build(Api(operations=operations))
    assert set(document["components"]["schemas"]) == {"A", "B"}
