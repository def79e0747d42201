"""Models and enumerations as components."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import timed

from helpwright.diagnostics import Findings
from helpwright.openapi.components import component_keys
from helpwright.openapi.operation_ids import OperationIds
from helpwright.spec import (
    Api,
    Body,
    Enumeration,
    EnumMember,
    ListOf,
    MediaType,
    Model,
    Named,
    Operation,
    Property,
    Response,
    Scalar,
    TypeRef,
    XmlName,
)

INTEGER = Scalar(name="integer")


def _member(name: str, type_: TypeRef = INTEGER, **facts: Any) -> Property:
    return Property(name=name, wire_name=facts.pop("wire", name), type=type_, **facts)


def _answering(type_: TypeRef) -> Operation:
    body = Body(type=type_, media_types=(MediaType(name="application/json"),))
    return Operation(
        method="GET", path="/x", responses=(Response(status="200", body=body),)
    )


def _schemas(build: Any, *models: Model, **parts: Any) -> Any:
    return build(Api(models=models, **parts))["components"]["schemas"]


# --- keys --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("WorkNew", "WorkNew"),
        ("PagedListOfPrescription line (v2)", "PagedListOfPrescription_line__v2_"),
        ("List`1", "List_1"),
        ("Boat[]", "Boat__"),
        ("a.b-c_d", "a.b-c_d"),
        ("Größe", "Gr__e"),
        ("A/B~C", "A_B_C"),
        ("", "_"),
    ],
)
def test_what_a_key_can_not_hold_becomes_an_underscore(
    build: Any, name: str, key: str
) -> None:
    document = build(
        Api(models=(Model(name=name),), operations=(_answering(Named(name=name)),))
    )
    assert list(document["components"]["schemas"]) == [key]
    media = document["paths"]["/x"]["get"]["responses"]["200"]["content"]
    assert media["application/json"]["schema"] == {
        "$ref": f"#/components/schemas/{key}"
    }


def test_a_changed_name_is_kept_as_title(build: Any) -> None:
    schemas = _schemas(build, Model(name="Line (v1)"), Model(name="Plain"))
    assert schemas["Line__v1_"]["title"] == "Line (v1)"
    assert "title" not in schemas["Plain"]


def test_names_that_collide_are_told_apart_and_reported(build: Any) -> None:
    schemas = _schemas(
        build, Model(name="L[1]"), Model(name="L(1)"), Model(name="L_1_")
    )
    titles = {key: schema.get("title") for key, schema in schemas.items()}
    assert titles == {"L_1_": None, "L_1__2": "L(1)", "L_1__3": "L[1]"}
    assert build.codes == ["HW601", "HW601"]


def test_names_that_differ_in_case_are_two(build: Any) -> None:
    assert set(_schemas(build, Model(name="Boat"), Model(name="boat"))) == {
        "Boat",
        "boat",
    }


@given(st.lists(st.text(max_size=4), unique=True))
def test_keys_are_legal_and_unlike_and_do_not_depend_on_order(names: list[str]) -> None:
    keys = component_keys(names, {}, Findings())
    assert set(keys) == set(names)
    assert len(set(keys.values())) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", key) for key in keys.values())
    assert component_keys(names[::-1], {}, Findings()) == keys


# --- which -------------------------------------------------------------------------------


def test_a_name_that_nothing_describes_is_a_component_that_says_so(build: Any) -> None:
    document = build(Api(operations=(_answering(Named(name="Ghost")),)))
    (schema,) = document["components"]["schemas"].values()
    assert set(schema) == {"x-inferred"}


def test_models_that_only_the_framework_mentions_are_left_out(build: Any) -> None:
    models = (
        Model(
            name="HttpResponseMessage",
            properties=(
                _member("Version", Named(name="Version")),
                _member("StatusCode", Named(name="HttpStatusCode")),
                _member("RequestMessage", Named(name="HttpRequestMessage")),
            ),
        ),
        Model(name="Version", properties=(_member("Major"),)),
        Model(
            name="HttpRequestMessage",
            properties=(_member("Method", Named(name="HttpMethod")),),
        ),
        Model(name="HttpMethod"),
        Model(name="Boat"),
    )
    api = Api(
        models=models,
        enumerations=(Enumeration(name="HttpStatusCode"),),
        operations=(_answering(Named(name="HttpResponseMessage")),),
    )
    assert set(build(api)["components"]["schemas"]) == {"Boat"}


def test_a_framework_type_that_the_api_uses_itself_stays(build: Any) -> None:
    models = (
        Model(
            name="HttpResponseMessage",
            properties=(_member("Version", Named(name="Version")),),
        ),
        Model(name="Version", properties=(_member("Major"),)),
        Model(name="Release", properties=(_member("Of", Named(name="Version")),)),
    )
    answering = _answering(Named(name="Release"))
    api = Api(models=models, operations=(answering,))
    assert set(build(api)["components"]["schemas"]) == {"Release", "Version"}


# --- models ------------------------------------------------------------------------------


def test_members_keep_the_order_of_the_page_and_the_names_of_the_wire(
    build: Any,
) -> None:
    model = Model(name="M", properties=(_member("Zulu", wire="zulu"), _member("Alpha")))
    (schema,) = _schemas(build, model).values()
    assert list(schema["properties"]) == ["zulu", "Alpha"]


def test_required_members_are_listed_by_their_wire_name(build: Any) -> None:
    model = Model(
        name="M",
        properties=(_member("Id", wire="id", required=True), _member("Name")),
    )
    (schema,) = _schemas(build, model).values()
    assert schema["required"] == ["id"]


def test_a_model_that_contains_itself(build: Any) -> None:
    model = Model(name="jobs", properties=(_member("_parent_job", Named(name="jobs")),))
    (schema,) = _schemas(build, model).values()
    assert schema["properties"]["_parent_job"] == {
        "anyOf": [{"$ref": "#/components/schemas/jobs"}, {"type": "null"}]
    }


def test_one_group_of_which_a_member_must_be_given(build: Any) -> None:
    model = Model(
        name="M",
        properties=(_member("a"), _member("b"), _member("c")),
        one_required=(("c", "a", "b"),),
    )
    (schema,) = _schemas(build, model).values()
    assert schema["anyOf"] == [
        {"required": ["c"]},
        {"required": ["a"]},
        {"required": ["b"]},
    ]
    assert "allOf" not in schema


def test_several_groups_stand_in_one_all_of(build: Any) -> None:
    model = Model(
        name="M",
        properties=tuple(map(_member, "abcd")),
        one_required=(("a", "b"), ("c", "d")),
    )
    (schema,) = _schemas(build, model).values()
    assert schema["allOf"] == [
        {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {"anyOf": [{"required": ["c"]}, {"required": ["d"]}]},
    ]
    assert "anyOf" not in schema


def test_of_two_members_with_one_name_the_first_is_kept_and_reported(
    build: Any,
) -> None:
    model = Model(
        name="Crane",
        properties=(
            _member("Created", Scalar(name="date")),
            _member("Created", INTEGER),
        ),
    )
    (schema,) = _schemas(build, model).values()
    assert schema["properties"]["Created"]["format"] == "date-time"
    assert build.codes == ["HW604"]


def test_a_model_links_to_its_page(build: Any) -> None:
    address = "https://example.com/Help/ResourceModel?modelName=M"
    (schema,) = _schemas(build, Model(name="M", address=address)).values()
    assert schema["externalDocs"] == {"url": address}


def test_xml_names_and_namespaces_are_recorded(build: Any) -> None:
    namespace = "http://schemas.example.com/2004/07/Shop"
    model = Model(
        name="Product",
        xml=XmlName(name="Product", namespace=namespace),
        properties=(
            _member("eanCode", xml=XmlName(name="EANCode", order=1)),
            _member("plain", xml=XmlName(name="plain", namespace=namespace)),
            _member("base", xml=XmlName(name="Base", namespace="http://y.example")),
            _member(
                "Lines",
                ListOf(items=INTEGER),
                xml=XmlName(name="Lines", item_name="int"),
            ),
        ),
    )
    (schema,) = _schemas(build, model).values()
    members = schema["properties"]
    assert schema["xml"] == {"name": "Product", "namespace": namespace}
    assert members["eanCode"]["xml"] == {"name": "EANCode", "x-order": 1}
    assert "xml" not in members["plain"]
    assert members["base"]["xml"] == {"name": "Base", "namespace": "http://y.example"}
    assert members["Lines"]["xml"] == {"wrapped": True}
    assert members["Lines"]["items"] == {"type": "integer", "xml": {"name": "int"}}


# --- enumerations ------------------------------------------------------------------------

COLOURS = (
    EnumMember(name="Red", value="1", description="Port side."),
    EnumMember(name="Green", value="2"),
    EnumMember(name="Starboard", value="2"),
)


def _enumeration(build: Any, **facts: Any) -> Any:
    enumeration = Enumeration(name="Colour", **facts)
    (schema,) = _schemas(build, enumerations=(enumeration,)).values()
    return schema


def test_enumeration_whose_samples_are_numbers(build: Any) -> None:
    assert _enumeration(build, members=COLOURS, wire="integer") == {
        "type": "integer",
        "enum": [1, 2, 2],
        "x-enum-varnames": ["Red", "Green", "Starboard"],
        "x-enum-descriptions": ["Port side.", "", ""],
    }


def test_enumeration_whose_samples_are_names(build: Any) -> None:
    assert _enumeration(build, members=COLOURS, wire="string") == {
        "type": "string",
        "enum": ["Red", "Green", "Starboard"],
        "x-enum-values": [1, 2, 2],
        "x-enum-descriptions": ["Port side.", "", ""],
    }


def test_enumeration_whose_samples_spell_names_otherwise(build: Any) -> None:
    members = (
        EnumMember(name="InUse", value="0", wire_name="inUse"),
        EnumMember(name="Free", value="1"),
    )
    schema = _enumeration(build, members=members, wire="string")
    assert schema["enum"] == ["inUse", "Free"]
    assert schema["x-enum-varnames"] == ["InUse", "Free"]


def test_enumeration_that_no_sample_shows_takes_the_numbers_and_says_so(
    build: Any,
) -> None:
    schema = _enumeration(build, members=COLOURS)
    assert schema["type"] == "integer"
    assert schema["x-inferred"].startswith("wire: ")


def test_enumeration_known_from_a_number_and_a_name_alone(build: Any) -> None:
    members = (EnumMember(name="Active", value="0"),)
    schema = _enumeration(build, members=members, wire="integer", complete=False)
    assert schema == {
        "type": "integer",
        "enum": [0],
        "x-enum-varnames": ["Active"],
        "x-extensible-enum": True,
    }


def test_a_name_that_no_variable_can_have_is_kept_as_the_page_has_it(
    build: Any,
) -> None:
    members = (EnumMember(name="None", value="0"), EnumMember(name="Row", value="1"))
    schema = _enumeration(build, members=members, wire="integer")
    assert schema["x-enum-varnames"] == ["None", "Row"]


def test_enumeration_without_members(build: Any) -> None:
    assert _enumeration(build, wire="integer") == {"type": "integer"}


def test_values_of_any_size_are_kept(build: Any) -> None:
    members = (EnumMember(name="Deep", value="-9223372036854775808"),)
    schema = _enumeration(build, members=members, wire="integer")
    assert schema["enum"] == [-9223372036854775808]


def test_a_member_without_a_number_is_left_out_and_reported(build: Any) -> None:
    members = (EnumMember(name="A", value="1"), EnumMember(name="B", value=""))
    schema = _enumeration(build, members=members, wire="integer")
    assert schema["x-enum-varnames"] == ["A"]
    assert build.codes == ["HW605"]


def test_a_model_page_alone_may_name_models_that_nothing_describes(build: Any) -> None:
    lines = Property(
        name="Lines", wire_name="Lines", type=ListOf(items=Named(name="L"))
    )
    document = build(Api(models=(Model(name="Bill", properties=(lines,)),)))
    schemas = document["components"]["schemas"]
    assert schemas["Bill"]["properties"]["Lines"]["items"] == {
        "$ref": "#/components/schemas/L"
    }
    assert "x-inferred" in schemas["L"]


@timed
def test_many_names_that_come_down_to_one_take_time_in_proportion() -> None:
    names = [
        chr(0x4E00 + at % 20_000) + chr(0x4E00 + at // 20_000) for at in range(30_000)
    ]
    start = time.process_time()
    keys = component_keys(names, {}, Findings())
    ids = OperationIds()
    taken = [ids.take(Operation(method="GET", path=f"/{name}")) for name in names]
    assert time.process_time() - start < 8
    assert list(keys.values())[:3] == ["__", "___2", "___3"]
    assert taken[:3] == ["get", "get2", "get3"]
    assert len(set(keys.values())) == len(set(taken)) == 30_000
