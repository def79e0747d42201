"""Parameters of path and query."""

from __future__ import annotations

import time
from typing import Any

import pytest
from timing import timed

from helpwright import openapi
from helpwright.diagnostics import Findings
from helpwright.openapi.defaults import NO_DEFAULT, typed_default
from helpwright.openapi.dump import Number
from helpwright.place import Place
from helpwright.spec import (
    Api,
    Constraints,
    Enumeration,
    EnumMember,
    ListOf,
    MapOf,
    Model,
    Named,
    Operation,
    Origin,
    Parameter,
    Scalar,
    Suggestions,
    TypeRef,
    Unknown,
)

STRING = Scalar(name="string")
INTEGER = Scalar(name="integer")
KIND = Enumeration(
    name="Kind",
    wire="integer",
    members=(EnumMember(name="Sail", value="0"), EnumMember(name="Row", value="2")),
)


def _written(build: Any, path: str, *parameters: Parameter, **parts: Any) -> Any:
    operation = Operation(method="GET", path=path, parameters=parameters)
    return build.operation(operation, **parts).get("parameters", [])


def _query(name: str = "q", type_: TypeRef = STRING, **facts: Any) -> Parameter:
    return Parameter(name=name, location="query", type=type_, **facts)


def test_every_name_in_the_path_is_a_required_parameter(build: Any) -> None:
    listed = Parameter(name="id", location="path", type=INTEGER)
    database, id_ = _written(build, "/{database}/Product/{id}", listed)
    assert (database["name"], database["in"]) == ("database", "path")
    assert database["required"] is id_["required"] is True
    assert database["schema"] == {"type": "string"}
    assert id_["schema"] == {"type": "integer"}
    assert "x-inferred" in database
    assert "x-inferred" not in id_


def test_a_path_parameter_without_a_type_is_a_string(build: Any) -> None:
    listed = Parameter(name="id", location="path", type=Unknown(), required=True)
    (id_,) = _written(build, "/x/{id}", listed)
    assert id_["schema"] == {"type": "string"}


def test_a_path_parameter_that_the_path_lacks_is_left_out_and_reported(
    build: Any,
) -> None:
    astray = Parameter(name="skip", location="path", type=INTEGER)
    assert _written(build, "/x", astray) == []
    assert build.codes == ["HW607"]


def test_parameters_of_the_path_come_first_in_its_order(build: Any) -> None:
    names = [
        parameter["name"]
        for parameter in _written(
            build,
            "/{a}/{b}",
            _query("z"),
            Parameter(name="b", location="path", type=STRING),
            Parameter(name="a", location="path", type=STRING),
            _query("c"),
        )
    ]
    assert names == ["a", "b", "z", "c"]


def test_a_query_parameter_is_required_where_the_page_says_so(build: Any) -> None:
    needed, other = _written(build, "/x", _query("a", required=True), _query("b"))
    assert needed["required"] is True
    assert "required" not in other


def test_a_query_parameter_never_is_null(build: Any) -> None:
    (parameter,) = _written(build, "/x", _query(nullable="nullable"))
    assert parameter["schema"] == {"type": "string"}


def test_a_catch_all_says_so(build: Any) -> None:
    rest = Parameter(name="rest", location="path", type=STRING, catch_all=True)
    (parameter,) = _written(build, "/files/{rest}", rest)
    assert parameter["x-catch-all"] is True


def test_a_collection_in_the_address_is_one_exploded_array(build: Any) -> None:
    ids = _query("ids", ListOf(items=INTEGER), style="exploded")
    (parameter,) = _written(build, "/x", ids)
    assert parameter["schema"] == {"type": "array", "items": {"type": "integer"}}
    assert (parameter["style"], parameter["explode"]) == ("form", True)


def test_a_complex_type_in_the_address_keeps_its_dotted_names(build: Any) -> None:
    (parameter,) = _written(build, "/x", _query("left.Skip", INTEGER))
    assert parameter["name"] == "left.Skip"


def test_a_dictionary_in_the_address_is_one_object_of_indexed_pairs(build: Any) -> None:
    filter_ = _query("filter", MapOf(key=STRING, value=STRING), style="indexed-pairs")
    (parameter,) = _written(build, "/x", filter_)
    assert parameter["schema"]["type"] == "object"
    assert parameter["x-aspnet-style"] == "indexed-pairs"


def test_a_list_of_objects_says_how_the_server_wants_it(build: Any) -> None:
    places = _query("places", ListOf(items=Named(name="Place")), style="exploded")
    (parameter,) = _written(build, "/x", places, models=(Model(name="Place"),))
    assert parameter["x-aspnet-style"] == "indexed-members"


def test_an_object_that_no_address_has_is_sent_member_by_member(build: Any) -> None:
    absent = Origin(
        fact="location",
        place=Place(page="x"),
        text="range",
        rule="row.without-key",
        basis="inferred",
    )
    place = Named(name="Place")
    bound = _query("range", place, origins=(absent,))
    converted = _query("code", place)
    models = (Model(name="Place"),)
    first, second = _written(build, "/x", bound, converted, models=models)
    assert (first["style"], first["explode"]) == ("deepObject", True)
    assert "style" not in second


def test_allowed_values_of_an_odata_option_are_an_array_of_enum(build: Any) -> None:
    expand = _query("$expand", allowed_values=("Components", "Stocks"))
    (parameter,) = _written(build, "/x", expand)
    assert parameter == {
        "name": "$expand",
        "in": "query",
        "style": "form",
        "explode": False,
        "schema": {
            "type": "array",
            "items": {"type": "string", "enum": ["Components", "Stocks"]},
        },
    }


def test_the_default_of_an_odata_option_is_some_of_its_values(build: Any) -> None:
    constraints = Constraints(notes=("Not for all.",))
    expand = _query(
        "$expand",
        allowed_values=("Components", "Stocks"),
        default="Stocks, Components",
        constraints=constraints,
    )
    (parameter,) = _written(build, "/x", expand)
    assert parameter["schema"]["default"] == ["Stocks", "Components"]
    assert parameter["description"] == "Not for all."
    assert not build.codes
    other = _query("$expand", allowed_values=("Components",), default="Boats")
    (parameter,) = _written(build, "/x", other)
    assert "default" not in parameter["schema"]
    assert build.codes == ["HW602"]


@timed
def test_many_names_in_a_path_take_time_in_proportion(build: Any) -> None:
    names = [f"a{at}" for at in range(20_000)]
    start = time.process_time()
    operation = Operation(method="GET", path="/" + "".join(f"{{{n}}}" for n in names))
    api = Api(operations=(operation,))
    document = openapi.build(api, Findings())
    assert time.process_time() - start < 8
    (item,) = document["paths"].values()
    assert [each["name"] for each in item["get"]["parameters"]] == names


def test_constraints_of_a_parameter_stand_in_its_schema(build: Any) -> None:
    limited = _query(constraints=Constraints(max_length=5, notes=("Be brief.",)))
    (parameter,) = _written(build, "/x", limited)
    assert parameter["schema"] == {"type": "string", "maxLength": 5}
    assert parameter["description"] == "Be brief."


def test_hints_of_prose_are_suggestions_and_no_facts(build: Any) -> None:
    hinted = _query(
        suggestions=Suggestions(
            read_only=True, deprecated=True, allowed_values=("a", "b"), unit="kg"
        )
    )
    (parameter,) = _written(build, "/x", hinted)
    assert parameter["schema"] == {"type": "string"}
    assert "deprecated" not in parameter
    assert parameter["x-suggestions"] == {
        "readOnly": True,
        "deprecated": True,
        "allowedValues": ["a", "b"],
        "unit": "kg",
    }


# --- defaults ----------------------------------------------------------------------------

DATE = Scalar(name="date")
UUID = Scalar(name="globally unique identifier")
NUMBER = Scalar(name="decimal number")
EMPTY_GUID = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (STRING, "name", "name"),
        (STRING, "", ""),
        (STRING, "None.", "None."),
        (INTEGER, "9000000000", 9000000000),
        (INTEGER, "-1", -1),
        (Scalar(name="boolean"), "True", True),
        (Scalar(name="boolean"), "False", False),
        (NUMBER, "1.5", Number("1.5")),
        (NUMBER, "1E-07", Number("1E-07")),
        (NUMBER, "2", 2),
        (Scalar(name="character"), ";", ";"),
        (DATE, "01/31/2001 13:30:00", "2001-01-31T13:30:00"),
        (DATE, "2001-01-31", "2001-01-31"),
        (UUID, EMPTY_GUID, EMPTY_GUID),
        (Scalar(name="time interval"), "1.02:03:04", "1.02:03:04"),
        (Named(name="Kind"), "Row", "Row"),
        (Named(name="Kind"), "Sail, Row", "Sail, Row"),
        (Named(name="Kind"), "7", "7"),
        (Unknown(), "x", "x"),
    ],
)
def test_a_default_is_typed_by_its_schema(
    type_: TypeRef, text: str, value: Any
) -> None:
    default = typed_default(text, type_, {"Kind": KIND})
    assert (default, type(default)) == (value, type(value))


CODE = "__import__('os').system('x')"


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (INTEGER, CODE),
        (INTEGER, "1.5"),
        (INTEGER, "1_000"),
        (INTEGER, "\N{ARABIC-INDIC DIGIT ONE}"),
        (Scalar(name="byte"), "256"),
        (Scalar(name="unsigned integer"), "-1"),
        (Scalar(name="boolean"), "yes"),
        (NUMBER, "1,5"),
        (NUMBER, "NaN"),
        (Scalar(name="character"), ";;"),
        (DATE, "yesterday"),
        (UUID, "123"),
        (Scalar(name="time interval"), "1h"),
        (Named(name="Kind"), "Motor"),
        (Named(name="Boat"), "x"),
        (ListOf(items=STRING), "System.String[]"),
        (Scalar(name="Object"), CODE),
    ],
)
def test_a_default_that_is_no_value_of_its_type_is_dropped(
    type_: TypeRef, text: str
) -> None:
    assert typed_default(text, type_, {"Kind": KIND}) is NO_DEFAULT


def test_a_dropped_default_is_reported(build: Any) -> None:
    (parameter,) = _written(build, "/x", _query(type_=INTEGER, default=CODE))
    assert parameter["schema"] == {"type": "integer"}
    (finding,) = build.found
    assert (finding.code, finding.text) == ("HW602", CODE)


def test_a_default_with_nothing_after_it_is_the_empty_string(build: Any) -> None:
    (parameter,) = _written(build, "/x", _query(default=""))
    assert parameter["schema"] == {"type": "string", "default": ""}


def test_an_enumeration_in_the_address_takes_the_name(build: Any) -> None:
    kind = _query("kind", Named(name="Kind"), default="Row")
    (parameter,) = _written(build, "/x", kind, enumerations=(KIND,))
    assert parameter["schema"] == {
        "$ref": "#/components/schemas/Kind",
        "default": "Row",
    }
