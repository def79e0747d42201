"""Emitted methods: how they are called, what they send, what they return."""

from __future__ import annotations

import asyncio
import importlib
import inspect
from types import ModuleType
from typing import Any

import httpx2
import pytest

from .conftest import Emit, Wire

OK = {"200": {"description": "Done.", "content": {"application/json": {"schema": {}}}}}


def operation(**members: Any) -> dict[str, Any]:
    return {"tags": ["Boats"], "responses": OK, **members}


def parameter(name: str, place: str = "query", **members: Any) -> dict[str, Any]:
    schema = members.pop("schema", {"type": "string"})
    required = members.pop("required", place == "path")
    return {
        "name": name,
        "in": place,
        "schema": schema,
        "required": required,
        **members,
    }


def document(path: str, method: str = "get", **members: Any) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Harbour", "version": "1"},
        "paths": {path: {method: operation(**members)}},
        "components": {"schemas": SCHEMAS},
    }


SCHEMAS = {
    "Boat": {
        "type": "object",
        "required": ["Name"],
        "properties": {
            "Name": {"type": "string"},
            "Length": {"type": "number", "format": "decimal"},
            "Kind": {"$ref": "#/components/schemas/Kind"},
        },
    },
    "Kind": {"type": "integer", "enum": [0, 1], "x-enum-varnames": ["Sail", "Motor"]},
    "PageOfBoats": {
        "type": "object",
        "properties": {
            "Rows": {"type": "array", "items": {"$ref": "#/components/schemas/Boat"}},
            "Count": {"type": "integer"},
        },
    },
    "Page": {"type": "object", "properties": {"Skip": {"type": "integer"}}},
}
BOAT = {"$ref": "#/components/schemas/Boat"}


class Driver:
    """Calls the one method of a package's one group, sync or async."""

    def __init__(self, package: ModuleType, mode: str) -> None:
        self.wire = Wire()
        self.package = package
        self._mode = mode
        kind = package.Client if mode == "sync" else package.AsyncClient
        self.client = kind(
            "https://harbour.example/v", transport=httpx2.MockTransport(self.wire)
        )

    def __call__(self, method: str, *arguments: Any, **named: Any) -> Any:
        result = getattr(self.client.boats, method)(*arguments, **named)
        return result if self._mode == "sync" else asyncio.run(result)


@pytest.fixture(params=["sync", "async"])
def drive(request: pytest.FixtureRequest, emitted: Emit) -> Any:
    return lambda document: Driver(emitted(document), request.param)


def test_path_parameters_are_positional_and_the_rest_by_name(drive: Any) -> None:
    boats = drive(
        document(
            "/api/{harbour}/boats/{id}",
            parameters=[
                parameter("id", "path", schema={"type": "integer"}),
                parameter("harbour", "path"),
                parameter("Part", schema={"type": "string"}),
            ],
        )
    )
    boats("get", 7, "Old Town/1", part="hull & keel", timeout=5, headers={"X-A": "b"})
    assert boats.wire.target == ("/v/api/Old%20Town%2F1/boats/7?Part=hull%20%26%20keel")
    assert boats.wire.requests[-1].headers["x-a"] == "b"
    with pytest.raises(TypeError):
        boats("get", 7, "x", "hull")


def test_what_is_left_out_is_not_sent(drive: Any) -> None:
    boats = drive(
        document("/boats", parameters=[parameter("a"), parameter("b", required=True)])
    )
    boats("list", b="1")
    assert boats.wire.target == "/v/boats?b=1"
    with pytest.raises(TypeError):
        boats("list")


def test_a_catch_all_keeps_its_slashes(drive: Any) -> None:
    rest = parameter("rest", "path", **{"x-catch-all": True})
    boats = drive(document("/files/{rest}", parameters=[rest]))
    boats("get", "a/b c")
    assert boats.wire.target == "/v/files/a/b%20c"


def test_lists_dictionaries_and_flattened_objects(drive: Any) -> None:
    integers = {"type": "array", "items": {"type": "integer"}}
    words = {"type": "array", "items": {"type": "string", "enum": ["A", "B"]}}
    pairs = {"type": "object", "additionalProperties": {"type": "integer"}}
    boats = drive(
        document(
            "/boats",
            parameters=[
                parameter("ids", schema=integers),
                parameter("$expand", schema=words, style="form", explode=False),
                parameter(
                    "filter", schema=pairs, **{"x-aspnet-style": "indexed-pairs"}
                ),
                parameter("left.Skip", schema={"type": "integer"}),
                parameter("page", schema={"$ref": "#/components/schemas/Page"}),
            ],
        )
    )
    boats(
        "list",
        ids=[1, 2],
        expand=["A", "B"],
        filter={"a": 1},
        left_skip=3,
        page={"skip": 4},
    )
    assert boats.wire.target == (
        "/v/boats?ids=1&ids=2&$expand=A,B"
        "&filter%5B0%5D.key=a&filter%5B0%5D.value=1&left.Skip=3&page.skip=4"
    )


def test_header_parameters(drive: Any) -> None:
    boats = drive(document("/boats", parameters=[parameter("X-Tenant", "header")]))
    boats("list", x_tenant="north")
    assert boats.wire.requests[-1].headers["x-tenant"] == "north"


def test_a_body_is_a_model_or_a_mapping_in_either_naming(drive: Any) -> None:
    boats = drive(
        document(
            "/boats",
            "post",
            requestBody={
                "required": True,
                "content": {"application/json": {"schema": BOAT}},
            },
            responses={"201": {"content": {"application/json": {"schema": BOAT}}}},
        )
    )
    boats.wire.answer = httpx2.Response(201, content=b'{"Name":"Ada","Length":7.50}')
    models = importlib.import_module(f"{boats.package.__name__}.models")
    model = models.Boat(name="Ada")
    for body in (model, {"name": "Ada"}, {"Name": "Ada"}):
        answer = boats("create", body=body)
        assert boats.wire.body == {"Name": "Ada"}
        assert isinstance(answer, models.Boat)
        assert str(answer.length) == "7.50"
    with pytest.raises(boats.package.InvalidRequestError, match="Nmae"):
        boats("create", body={"Name": "Ada", "Nmae": "Ida"})


def test_lists_of_models(drive: Any) -> None:
    many = {"type": "array", "items": BOAT}
    boats = drive(
        document(
            "/boats",
            "put",
            requestBody={
                "required": True,
                "content": {"application/json": {"schema": many}},
            },
            responses={"200": {"content": {"application/json": {"schema": many}}}},
        )
    )
    boats.wire.answer = httpx2.Response(200, content=b'[{"Name":"Ada"},{"Name":"Ida"}]')
    answer = boats("update", body=[{"name": "Ada"}])
    assert [boat.name for boat in answer] == ["Ada", "Ida"]
    assert boats.wire.body == [{"Name": "Ada"}]


@pytest.mark.parametrize(
    ("responses", "content", "expected"),
    [
        ({"204": {"description": ""}}, b"", None),
        ({"200": {"content": {"application/json": {"schema": {"type": "integer"}}}}}, b"7", 7),
        ({"200": {"content": {"text/html": {"schema": {"type": "integer"}}}}}, b"7", 7),
        ({"200": {"content": {"application/json": {"schema": {}}}}}, b'{"a":1}', {"a": 1}),
        ({"200": {"content": {"application/pdf": {"schema": {}}}}}, b"%PDF", b"%PDF"),
        ({"200": {"content": {"application/json": {"schema": {"type": "string"}}}}}, b'"a"', "a"),
        ({"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Kind"}}}}}, b"1", 1),
    ],
)  # fmt: skip
def test_what_is_returned(
    drive: Any, responses: Any, content: bytes, expected: object
) -> None:
    boats = drive(document("/boats", responses=responses))
    boats.wire.answer = httpx2.Response(200, content=content)
    method = "list" if hasattr(boats.client.boats, "list") else "get"
    assert boats(method) == expected


def test_media_types_that_are_asked_for_and_sent(drive: Any) -> None:
    form = {"application/x-www-form-urlencoded": {"schema": BOAT}}
    pdf = {"application/pdf": {"schema": {}}, "image/png": {"schema": {}}}
    boats = drive(
        document(
            "/boats",
            "post",
            requestBody={"content": form},
            responses={"200": {"content": pdf}},
        )
    )
    assert boats("create", body={"name": "A B"}) == b""
    request = boats.wire.requests[-1]
    assert request.headers["accept"] == "application/pdf, image/png"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.content == b"Name=A+B"


def test_each_variant_is_a_method(drive: Any) -> None:
    common = [parameter("all")]
    variants = [
        {
            **operation(parameters=[parameter("part", required=True)]),
            "operationId": "a",
        },
        {
            **operation(parameters=[parameter("owner", required=True)]),
            "operationId": "b",
        },
    ]
    boats = drive(document("/boats", parameters=common, **{"x-variants": variants}))
    names = [n for n in dir(boats.client.boats) if n.startswith("list")]
    assert len(names) == 2
    boats(next(n for n in names if "part" in n), part="hull")
    assert boats.wire.target == "/v/boats?part=hull"


def paged(**members: Any) -> dict[str, Any]:
    page = {"$ref": "#/components/schemas/PageOfBoats"}
    integer = {"type": "integer"}
    known = document(
        "/boats",
        parameters=[
            parameter("PageIndex", schema=integer),
            parameter("pageSize", schema=integer),
        ],
        responses={"200": {"content": {"application/json": {"schema": page}}}},
        **members,
    )
    return known


def test_pages_are_gone_through(drive: Any) -> None:
    boats = drive(paged())
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        number = int(request.url.params.get("PageIndex", "0"))
        asked.append(request.url.query.decode())
        return httpx2.Response(
            200, json={"Rows": [{"Name": f"boat {number}"}] if number < 3 else []}
        )

    client = boats.package.Client(
        "https://harbour.example", transport=httpx2.MockTransport(answer)
    )
    found = [boat.name for boat in client.boats.iterate(page_size=1)]
    assert found == ["boat 0", "boat 1", "boat 2"]
    assert asked == [
        "pageSize=1",
        *(f"PageIndex={number}&pageSize=1" for number in (1, 2, 3)),
    ]


@pytest.mark.parametrize("told", [False, {"page": "PageIndex", "first": 1}])
def test_a_person_has_the_last_word_on_pages(emitted: Emit, told: Any) -> None:
    package = emitted(paged(**{"x-pagination": told}))
    group = package.Client("https://harbour.example").boats
    assert hasattr(group, "iterate") == bool(told)


def test_an_operation_marked_idempotent_is_repeated(drive: Any) -> None:
    boats = drive(document("/boats", "post", **{"x-idempotent": True}))
    boats.wire.answer = httpx2.Response(500)
    policy = boats.package.RetryPolicy(first_pause=0)
    boats.client = boats.client.with_options(retries=policy)
    with pytest.raises(boats.package.InternalServerError):
        boats("create")
    assert len(boats.wire.requests) == 3


def test_a_method_called_list_hides_no_type(drive: Any) -> None:
    texts = {"type": "array", "items": {"type": "string"}}
    boats = drive(
        document(
            "/boats",
            parameters=[parameter("ids", schema=texts)],
            responses={"200": {"content": {"application/json": {"schema": texts}}}},
        )
    )
    boats.wire.answer = httpx2.Response(200, json=["a"])
    assert boats("list", ids=["b"]) == ["a"]
    assert "builtins.list[str]" in str(inspect.signature(boats.client.boats.list))


def test_words_of_the_page_stand_in_the_docstring(drive: Any) -> None:
    boats = drive(
        document(
            "/boats",
            summary="Lists boats",
            description='All of them. Even the "old" ones.',
            parameters=[
                parameter("part", description="Only with this part"),
                parameter("max", schema={"type": "integer", "default": 5}),
            ],
            responses={**OK, "404": {"description": "No harbour."}},
            externalDocs={"url": "https://harbour.example/Help/Api/GET-boats"},
        )
    )
    assert inspect.getdoc(boats.client.boats.list) == (
        "Lists boats.\n\n"
        'All of them. Even the "old" ones.\n\n'
        "Args:\n"
        "    part: Only with this part.\n"
        "    max: The server takes 5 where it is left out.\n\n"
        "Raises:\n"
        "    NotFoundError: No harbour.\n\n"
        "https://harbour.example/Help/Api/GET-boats"
    )


def test_a_whole_server_address_is_the_default(emitted: Emit) -> None:
    known = document("/boats") | {"servers": [{"url": "https://harbour.example/api/"}]}
    assert emitted(known).Client().base_url == "https://harbour.example/api"
    unknown = emitted(document("/boats") | {"servers": [{"url": "/"}]})
    with pytest.raises(unknown.InvalidRequestError, match="base_url"):
        unknown.Client()
    assert emitted(known).Client("http://mine").base_url == "http://mine"
