"""Request bodies, responses and their examples."""

from __future__ import annotations

from typing import Any

import pytest

from helpwright.openapi.dump import dumps
from helpwright.place import Place
from helpwright.spec import (
    Body,
    ListOf,
    MapOf,
    MediaType,
    Model,
    Named,
    Operation,
    Response,
    Sample,
    SampleKind,
    Scalar,
    TypeRef,
    XmlName,
)

INTEGER = Scalar(name="integer")
STRING = Scalar(name="string")


def _media(name: str, kind: SampleKind, text: str, **facts: Any) -> MediaType:
    sample = Sample(kind=kind, text=text, place=Place(page="p.html", line=9), **facts)
    return MediaType(name=name, sample=sample)


def _content(build: Any, *media_types: MediaType, type_: TypeRef = INTEGER) -> Any:
    return build.content(Body(type=type_, media_types=media_types))


def test_one_entry_per_media_type_with_one_schema_and_its_own_sample(
    build: Any,
) -> None:
    content = _content(
        build,
        _media("application/json", "json", "1"),
        _media("text/html", "json", "2"),
        _media("application/xml", "xml", "<int>1</int>"),
    )
    assert content == {
        "application/json": {"schema": {"type": "integer"}, "example": 1},
        "text/html": {"schema": {"type": "integer"}, "example": 2},
        "application/xml": {"schema": {"type": "integer"}, "example": "<int>1</int>"},
    }


def test_a_media_type_whose_sample_is_unavailable_is_still_listed(build: Any) -> None:
    content = _content(
        build,
        _media("application/x-www-form-urlencoded", "unavailable", "Not available."),
        MediaType(name="application/bson"),
    )
    assert content == {
        "application/x-www-form-urlencoded": {"schema": {"type": "integer"}},
        "application/bson": {"schema": {"type": "integer"}},
    }


@pytest.mark.parametrize(
    ("type_", "schema"),
    [
        (INTEGER, {"type": "integer"}),
        (ListOf(items=STRING), {"type": "array", "items": {"type": "string"}}),
        (
            MapOf(key=STRING, value=INTEGER),
            {"type": "object", "additionalProperties": {"type": "integer"}},
        ),
    ],
    ids=["simple type", "collection", "dictionary"],
)
def test_a_body_is_its_schema_and_not_an_object(
    build: Any, type_: TypeRef, schema: dict[str, Any]
) -> None:
    body = Body(type=type_, media_types=(MediaType(name="application/json"),))
    operation = Operation(method="POST", path="/x", request=body)
    assert build.operation(operation)["requestBody"] == {
        "required": True,
        "content": {"application/json": {"schema": schema}},
    }


def test_a_body_that_may_be_json_or_a_form_is_not_said_to_be_required(
    build: Any,
) -> None:
    names = ("application/json", "application/x-www-form-urlencoded")
    body = Body(type=INTEGER, media_types=tuple(MediaType(name=name) for name in names))
    operation = Operation(method="POST", path="/x", request=body)
    assert "required" not in build.operation(operation)["requestBody"]


def test_nothing_as_response_is_204(build: Any) -> None:
    operation = Operation(
        method="DELETE", path="/x", responses=(Response(status="204"),)
    )
    assert build.operation(operation)["responses"] == {
        "204": {"description": "No Content"}
    }


def test_the_page_describes_a_response(build: Any) -> None:
    body = Body(type=INTEGER, media_types=(MediaType(name="application/json"),))
    response = Response(status="200", description="The new number.", body=body)
    operation = Operation(method="GET", path="/x", responses=(response,))
    written = build.operation(operation)["responses"]["200"]
    assert written["description"] == "The new number."


def test_an_undocumented_response_is_said_to_be_so_and_not_invented(build: Any) -> None:
    written = build.operation(Operation(method="POST", path="/jobs"))["responses"]
    assert list(written) == ["default"]
    assert "content" not in written["default"]


@pytest.mark.parametrize("name", ["IHttpActionResult", "HttpResponseMessage"])
def test_a_result_of_the_framework_has_no_schema_of_its_own(
    build: Any, name: str
) -> None:
    content = _content(
        build,
        _media("application/json", "unavailable", "Sample not available."),
        type_=Named(name=name),
    )
    assert content == {"application/json": {"schema": {}}}
    assert _content(build, type_=Named(name=name)) == {"*/*": {"schema": {}}}


def test_a_body_without_media_types_is_json_and_says_that_this_is_inferred(
    build: Any,
) -> None:
    (media_type,) = _content(build).items()
    assert media_type[0] == "application/json"
    assert "x-inferred" in media_type[1]


def test_the_root_element_of_a_collection_is_named(build: Any) -> None:
    root = XmlName(name="ArrayOfBoat", namespace="http://x.example", item_name="Boat")
    body = Body(
        type=ListOf(items=Named(name="BoatModel")),
        media_types=(MediaType(name="application/xml"),),
        xml=root,
    )
    schema = build.content(body)["application/xml"]["schema"]
    assert schema["xml"] == {"name": "ArrayOfBoat", "namespace": "http://x.example"}
    assert schema["items"]["xml"] == {"name": "Boat"}


def test_a_root_element_that_its_model_names_is_not_named_twice(build: Any) -> None:
    xml = XmlName(name="Boat", namespace="http://x.example")
    media_types = (MediaType(name="application/xml"),)
    body = Body(type=Named(name="Boat"), media_types=media_types, xml=xml)
    content = build.content(body, models=(Model(name="Boat", xml=xml),))
    reference = {"$ref": "#/components/schemas/Boat"}
    assert content["application/xml"]["schema"] == reference
    other = build.content(body, models=(Model(name="Boat"),))
    assert other["application/xml"]["schema"] == {
        **reference,
        "xml": {"name": "Boat", "namespace": "http://x.example"},
    }


# --- samples -----------------------------------------------------------------------------


def test_numbers_of_a_sample_keep_every_digit(build: Any) -> None:
    text = (
        '{"a": 14.0, "b": 79228162514264337593.543950335, "c": 9223372036854775807, '
        '"d": 1.10, "e": 1E+2, "f": -0.0, "g": 123456789012345678901234567890}'
    )
    content = _content(build, _media("application/json", "json", text))
    written = dumps(content["application/json"]["example"], width=300)
    assert written.strip() == text


def test_a_sample_that_is_cut_is_no_example(build: Any) -> None:
    cut = _media("application/json", "json", '{"a": 1', cut=True)
    assert _content(build, cut) == {"application/json": {"schema": {"type": "integer"}}}
    assert build.codes == []


@pytest.mark.parametrize(
    "text",
    ["{", '{"a": NaN}', "[" * 100_000, "[" * 500 + "]" * 500, "9" * 5000, ""],
    ids=["cut", "NaN", "open", "deep", "huge number", "empty"],
)
def test_a_sample_that_is_no_value_is_left_out_and_reported(
    build: Any, text: str
) -> None:
    content = _content(build, _media("application/json", "json", text))
    assert content == {"application/json": {"schema": {"type": "integer"}}}
    (finding,) = build.found
    assert (finding.code, finding.place.line) == ("HW606", 9)


@pytest.mark.parametrize("kind", ["error", "binary", "unavailable"])
def test_words_in_place_of_a_sample_are_no_example(build: Any, kind: Any) -> None:
    content = _content(build, _media("application/json", kind, "See elsewhere."))
    assert content == {"application/json": {"schema": {"type": "integer"}}}


def test_text_and_forms_are_examples_as_they_stand(build: Any) -> None:
    content = _content(
        build,
        _media("text/plain", "text", "hello"),
        _media("application/x-www-form-urlencoded", "form", "a=1&b=2"),
    )
    assert content["text/plain"]["example"] == "hello"
    assert content["application/x-www-form-urlencoded"]["example"] == "a=1&b=2"


def test_an_image_is_an_example_elsewhere(build: Any) -> None:
    content = _content(build, _media("image/png", "image", "/Content/boat.png"))
    assert content["image/png"]["examples"] == {
        "sample": {"externalValue": "/Content/boat.png"}
    }
