"""The document as a whole: what heads it, its order, and where its facts come from."""

from __future__ import annotations

import random
from typing import Any

import pytest

from helpwright.openapi.addresses import public_address, server_of
from helpwright.openapi.dump import dumps
from helpwright.place import Place
from helpwright.spec import (
    Api,
    Body,
    Enumeration,
    EnumMember,
    MediaType,
    Model,
    Named,
    Operation,
    Origin,
    PageRef,
    Property,
    Response,
    Scalar,
    Tag,
)


def _operation(method: str, path: str, **facts: Any) -> Operation:
    return Operation(method=method, path=path, **facts)


def test_an_api_without_anything_is_still_a_document(build: Any) -> None:
    document = build(Api())
    assert document["openapi"] == "3.1.0"
    assert document["paths"] == {}


def test_title_and_version_come_from_the_configuration_first(build: Any) -> None:
    api = Api(title="Harbour")
    assert build(api)["info"]["title"] == "Harbour"
    configured = build(api, title="Marina", version="2.1")["info"]
    assert configured == {"title": "Marina", "version": "2.1"}


def test_a_version_that_no_page_states_is_marked(build: Any) -> None:
    info = build(Api())["info"]
    assert info["x-inferred"] == "version: no help page states one"


def test_server_from_the_configuration(build: Any) -> None:
    document = build(Api(), server_url="https://api.example.com/v2")
    assert document["servers"] == [{"url": "https://api.example.com/v2"}]


def test_server_from_the_address_of_the_pages(build: Any) -> None:
    pages = tuple(
        PageRef(
            name=f"{number}.html",
            kind="operation",
            form="html",
            address=f"https://example.com/app/Help/Api/GET-{number}",
        )
        for number in range(3)
    )
    (server,) = build(Api(pages=pages))["servers"]
    assert server["url"] == "https://example.com/app"
    assert "x-inferred" in server


def test_pages_of_several_servers_prove_none(build: Any) -> None:
    pages = tuple(
        PageRef(name=host, kind="index", form="html", address=f"http://{host}/Help")
        for host in ("a.example", "b.example")
    )
    assert build(Api(pages=pages))["servers"] == [{"url": "/"}]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "https://u:p@example.com:8080/Help/Api/X?token=t#f",
            "https://example.com:8080/Help/Api/X",
        ),
        (
            "http://example.com/Help/ResourceModel?modelName=A%20b&key=1",
            "http://example.com/Help/ResourceModel?modelName=A+b",
        ),
        ("javascript:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("file:///etc/passwd", ""),
        ("http://[::1]/Help", "http://[::1]/Help"),
        ("http://[broken/Help", ""),
        ("http://example.com:port/Help", ""),
        ("Help/Api/X", ""),
    ],
)
def test_only_the_harmless_part_of_an_address_is_shown(
    address: str, shown: str
) -> None:
    assert public_address(address) == shown


def test_an_address_above_no_help_page_tells_no_server() -> None:
    assert server_of("https://example.com/docs/api.html") == ""
    assert server_of("https://example.com/HELP/Api/x") == "https://example.com"


def test_tags_keep_the_order_of_the_index(build: Any) -> None:
    api = Api(
        tags=(Tag(name="Works", description="Work orders."), Tag(name="Jobs")),
        operations=(
            _operation("GET", "/api/jobs", tag="Jobs"),
            _operation("GET", "/api/zebra", tag="Zebra"),
            _operation("GET", "/api/ants", tag="Ants"),
        ),
    )
    tags = build(api)["tags"]
    assert [tag["name"] for tag in tags] == ["Works", "Jobs", "Ants", "Zebra"]
    assert tags[0]["description"] == "Work orders."


def test_without_an_index_the_path_names_the_tag_and_it_is_marked(build: Any) -> None:
    api = Api(operations=(_operation("GET", "/api/v2/{tenant}/works/{id}"),))
    document = build(api)
    (tag,) = document["tags"]
    assert tag["name"] == "works"
    assert "x-inferred" in tag
    operation = document["paths"]["/api/v2/{tenant}/works/{id}"]["get"]
    assert operation["tags"] == ["works"]


def test_a_tag_that_the_reader_took_from_the_path_is_marked_too(build: Any) -> None:
    (tag,) = build(Api(operations=(_operation("GET", "/x", tag="x"),)))["tags"]
    assert "x-inferred" in tag
    read = Origin(fact="tag", place=Place(page="p"), text="X", rule="index.heading")
    api = Api(operations=(_operation("GET", "/x", tag="X", origins=(read,)),))
    assert build(api)["tags"] == [{"name": "X"}]


def _api(shuffle: random.Random) -> Api:
    def mixed(*items: Any) -> tuple[Any, ...]:
        return tuple(shuffle.sample(items, len(items)))

    def answer(name: str) -> tuple[Response, ...]:
        media = (MediaType(name="application/json"),)
        body = Body(type=Named(name=name), media_types=media)
        return (Response(status="200", body=body),)

    return Api(
        tags=(Tag(name="b"), Tag(name="a")),
        operations=mixed(
            _operation("GET", "/a/{id}", responses=answer("X(1)"), page="1"),
            _operation("GET", "/a/{id}", query="p={p}", responses=answer("X[1]")),
            _operation("GET", "/A/{id}", responses=answer("Kind")),
            _operation("POST", "/a/{id}"),
            _operation("GET", "/a-b"),
            _operation("GET", "/a/b"),
        ),
        models=mixed(Model(name="X(1)"), Model(name="X[1]"), Model(name="a")),
        enumerations=mixed(Enumeration(name="Kind"), Enumeration(name="kind")),
    )


def test_the_order_of_the_pages_does_not_show(build: Any) -> None:
    texts = {dumps(build(_api(random.Random(seed)))) for seed in range(20)}
    assert len(texts) == 1


def test_methods_stand_in_the_order_of_openapi(build: Any) -> None:
    api = Api(
        operations=tuple(
            _operation(method, "/a") for method in ("PATCH", "DELETE", "GET", "POST")
        )
    )
    assert list(build(api)["paths"]["/a"]) == ["get", "post", "delete", "patch"]


ORIGIN = Origin(
    fact="type",
    place=Place(page="works.html", line=12, cell="Body Parameters, row 3, Type"),
    text="integer",
    rule="table.type",
)
GUESS = Origin(
    fact="nullable",
    place=Place(page="works.html", line=40),
    text='"PriceListId": 1',
    rule="counting.restart",
    basis="inferred",
    note="the counting restarts at 1",
)


def _with_origins(*origins: Origin) -> Property:
    return Property(
        name="PriceListId",
        wire_name="PriceListId",
        type=Scalar(name="integer"),
        nullable="nullable",
        origins=origins,
    )


def test_what_was_inferred_says_why(build: Any) -> None:
    schema = build.property(_with_origins(ORIGIN, GUESS))
    assert schema["x-inferred"] == "nullable: the counting restarts at 1"
    assert "x-source" not in schema


def test_what_was_read_is_not_marked(build: Any) -> None:
    assert "x-inferred" not in build.property(_with_origins(ORIGIN))


def test_a_member_that_only_a_sample_shows_is_marked(build: Any) -> None:
    member = Property(
        name="x", wire_name="x", type=Scalar(name="integer"), documented=False
    )
    assert build.property(member)["x-inferred"] == "name: only a sample shows it"


def test_sources_are_carried_when_asked(build: Any) -> None:
    model = Model(name="M", properties=(_with_origins(ORIGIN, GUESS),))
    document = build(Api(models=(model,)), sources=True)
    member = document["components"]["schemas"]["M"]["properties"]["PriceListId"]
    assert member["x-source"] == [
        {
            "fact": "type",
            "page": "works.html",
            "line": 12,
            "cell": "Body Parameters, row 3, Type",
            "text": "integer",
            "rule": "table.type",
            "basis": "read",
        },
        {
            "fact": "nullable",
            "page": "works.html",
            "line": 40,
            "text": '"PriceListId": 1',
            "rule": "counting.restart",
            "basis": "inferred",
            "note": "the counting restarts at 1",
        },
    ]


def test_the_pages_have_their_addresses_where_sources_are_carried(build: Any) -> None:
    pages = (
        PageRef(
            name="b.html",
            kind="index",
            form="html",
            address="https://me:secret@x.example/Help?key=secret",
        ),
        PageRef(name="a.html", kind="index", form="html"),
    )
    document = build(Api(pages=pages), sources=True)
    assert document["x-pages"] == {"b.html": "https://x.example/Help"}
    assert "x-pages" not in build(Api(pages=pages))


def test_sources_never_name_the_secrets_of_an_address(build: Any) -> None:
    place = Place(page="https://me:secret@x.example/Help/Api/GET-x?key=secret", line=1)
    origin = Origin(fact="path", place=place, text="GET x", rule="title")
    api = Api(operations=(_operation("GET", "/x", origins=(origin,)),))
    assert "secret" not in dumps(build(api, sources=True))


HOSTILE = (
    '"""\\',
    "{{ 7*7 }}{% x %}${{ y }}",
    "<script>alert(1)</script>",
    "__import__('os').system('x')",
    "../../etc/passwd",
    "a\nb\rc\x00d\u2028e\u202ef\x85g",
    "con",
    "",
    " ",
    "~1/#%2e",
    "Ω𝐢𝐦𝐩𝐨𝐫𝐭",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_data(build: Any, text: str) -> None:
    media = (MediaType(name="application/json"),)
    api = Api(
        title=text,
        tags=(Tag(name=text or "t", description=text),),
        operations=(
            _operation(
                "GET",
                "/x",
                tag=text or "t",
                summary=text,
                description=text,
                address=text,
                responses=(
                    Response(
                        status="200",
                        description=text,
                        body=Body(type=Named(name=text), media_types=media),
                    ),
                ),
            ),
        ),
        models=(
            Model(
                name=text,
                description=text,
                properties=(
                    Property(name=text, wire_name=text, type=Named(name=text + "E")),
                ),
            ),
        ),
        enumerations=(
            Enumeration(name=text + "E", members=(EnumMember(name=text, value="1"),)),
        ),
    )
    document = build(api)
    operation = document["paths"]["/x"]["get"]
    if text:
        assert operation["summary"] == operation["description"] == text
    assert "externalDocs" not in operation
    (schema,) = (
        schema
        for schema in document["components"]["schemas"].values()
        if schema["type"] == "object"
    )
    assert text in schema["properties"]
    written = dumps(document)
    assert not set(written) & set("\x00\x85\u2028\u202e")
