"""What is wrong with the documentation itself."""

from __future__ import annotations

from typing import Any

import pytest

from helpwright.checks import check
from helpwright.diagnostics import Finding, Findings
from helpwright.place import Place
from helpwright.spec import (
    Api,
    Body,
    Bytes,
    Constraints,
    Enumeration,
    ListOf,
    MapOf,
    MediaType,
    Model,
    Named,
    Operation,
    Origin,
    PairOf,
    Parameter,
    Property,
    Response,
    Sample,
    Scalar,
    TypeRef,
    Unknown,
)

STRING = Scalar(name="string")
INTEGER = Scalar(name="integer")
SAMPLE_LINE = 20


def _found(api: Api, code: str) -> list[Finding]:
    findings = Findings()
    check(api, findings)
    return [each for each in findings.sorted_findings() if each.code == code]


def _body(type_: TypeRef, *texts: str) -> Body:
    media_types = tuple(
        MediaType(
            name=f"application/{number}",
            sample=Sample(
                kind="json", text=text, place=Place(page="p.html", line=SAMPLE_LINE)
            ),
        )
        for number, text in enumerate(texts)
    )
    return Body(type=type_, media_types=media_types)


def _answering(type_: TypeRef, *texts: str) -> Operation:
    response = Response(status="200", body=_body(type_, *texts))
    return Operation(method="GET", path="/x", responses=(response,), page="p.html")


def _member(name: str, type_: TypeRef = INTEGER, **facts: Any) -> Property:
    return Property(name=name, wire_name=name, type=type_, **facts)


# --- responses and models ----------------------------------------------------------------


def test_an_operation_without_any_response() -> None:
    api = Api(operations=(Operation(method="POST", path="/jobs", page="jobs.html"),))
    (finding,) = _found(api, "HW503")
    assert finding.place.page == "jobs.html"
    assert "POST /jobs" in finding.message


@pytest.mark.parametrize(
    "facts",
    [{"responses": (Response(status="204"),)}, {"documented": False}],
    ids=["answers nothing", "only the index lists it"],
)
def test_an_operation_that_is_no_case_of_a_missing_response(facts: Any) -> None:
    api = Api(operations=(Operation(method="POST", path="/jobs", **facts),))
    assert not _found(api, "HW503")


def test_a_model_that_nothing_describes() -> None:
    place = Place(page="p.html", line=7)
    origin = Origin(fact="type", place=place, text="Ghost", rule="table.type")
    ghost = ListOf(items=Named(name="Ghost"))
    model = Model(name="Boat", properties=(_member("a", ghost, origins=(origin,)),))
    (finding,) = _found(Api(models=(model,)), "HW504")
    assert finding.severity == "warning"
    assert finding.place == place
    assert "Boat.a" in finding.message


def test_a_model_that_samples_show_is_described() -> None:
    known = Model(name="Ghost", documented=False, properties=(_member("a"),))
    api = Api(models=(known,), operations=(_answering(Named(name="Ghost")),))
    assert not _found(api, "HW504")


def _unavailable(type_: TypeRef) -> Operation:
    sample = Sample(kind="unavailable", text="None.", place=Place(page="p.html"))
    media_types = (MediaType(name="application/json", sample=sample),)
    response = Response(status="200", body=Body(type=type_, media_types=media_types))
    return Operation(method="GET", path="/x", responses=(response,), page="p.html")


@pytest.mark.parametrize(
    "type_",
    [Unknown(), Scalar(name="Object"), Named(name="HttpResponseMessage")],
    ids=["nothing", "Object", "of the framework"],
)
def test_an_operation_that_does_not_say_what_it_answers(type_: TypeRef) -> None:
    (finding,) = _found(Api(operations=(_unavailable(type_),)), "HW507")
    assert finding.severity == "note"


@pytest.mark.parametrize(
    "operation",
    [_unavailable(INTEGER), _answering(Scalar(name="Object"), "{}")],
    ids=["a type is shown", "a sample is shown"],
)
def test_an_operation_that_says_what_it_answers(operation: Operation) -> None:
    assert not _found(Api(operations=(operation,)), "HW507")


def test_models_and_enumerations_with_a_page_are_described() -> None:
    api = Api(
        models=(Model(name="Empty"),),
        enumerations=(Enumeration(name="Kind"),),
        operations=(
            _answering(Named(name="Empty")),
            _answering(MapOf(key=Named(name="Kind"), value=STRING)),
            _answering(Named(name="HttpResponseMessage")),
        ),
    )
    assert not _found(api, "HW504")


# --- bounds ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "constraints",
    [
        Constraints(min_length=5, max_length=4),
        Constraints(minimum="2,5", maximum="2.4"),
    ],
)
def test_bounds_that_no_value_meets(constraints: Constraints) -> None:
    parameter = Parameter(
        name="q", location="query", type=INTEGER, constraints=constraints
    )
    operation = Operation(method="GET", path="/x", parameters=(parameter,))
    member = _member("a", constraints=constraints)
    api = Api(operations=(operation,), models=(Model(name="M", properties=(member,)),))
    assert len(_found(api, "HW506")) == 2


@pytest.mark.parametrize(
    "constraints",
    [
        Constraints(min_length=5, max_length=-1),
        Constraints(min_length=5, max_length=5),
        Constraints(minimum="1", maximum="many"),
        Constraints(minimum="0", maximum="1.79769313486232E+308"),
        Constraints(minimum="1/1/2000", maximum="1/1/1999"),
    ],
)
def test_bounds_that_some_value_meets_or_that_are_no_numbers(
    constraints: Constraints,
) -> None:
    model = Model(name="M", properties=(_member("a", constraints=constraints),))
    assert not _found(Api(models=(model,)), "HW506")


# --- descriptions ------------------------------------------------------------------------


def _described(**descriptions: str) -> Api:
    members = tuple(
        _member(name, description=text) for name, text in descriptions.items()
    )
    return Api(models=(Model(name="M", properties=members),))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Longitude", "Latitude of the berth."),
        ("longitude", "The latitude"),
        ("Lon", "Gets or sets the lat"),
        ("EndDate", "Start of the season"),
        ("MaxStock", "The minimum stock."),
        ("LastName", "First name of the owner"),
    ],
)
def test_a_description_of_the_opposite(name: str, text: str) -> None:
    (finding,) = _found(_described(**{name: text}), "HW502")
    assert finding.severity == "note"
    assert finding.text == text
    assert name in finding.message


def test_a_description_copied_from_the_member_above() -> None:
    api = _described(
        job_status_id="Foreign key of the job status",
        job_priority_code="Foreign key of job status. Use job_status_id if you can.",
    )
    (finding,) = _found(api, "HW502")
    assert "'job_priority_code'" in finding.message
    assert "'job_status_id'" in finding.message


def test_a_description_copied_between_parameters() -> None:
    parameters = tuple(
        Parameter(name=name, location="query", type=INTEGER, description=text)
        for name, text in {
            "pageSize": "Page index, first is 0",
            "pageIndex": "Page index, first is 0",
        }.items()
    )
    operation = Operation(method="GET", path="/x", parameters=parameters)
    (finding,) = _found(Api(operations=(operation,)), "HW502")
    assert "'pageSize'" in finding.message


@pytest.mark.parametrize(
    "descriptions",
    [
        {"Latitude": "Latitude.", "Longitude": "Longitude, east of Greenwich."},
        {"StartDate": "Must lie before the end.", "EndDate": "The end."},
        {"StartDate": "Date on which the season starts"},
        {"Kind": "The kind.", "Depth": "Kind of boats need at least this depth."},
        {"Account": "The account.", "AccountId": "The account, by its number."},
        {"Account": "The account.", "AccountOwner": "Account of the owner."},
        {"MinSize": "Smallest size; the max size is ten times that."},
        {"a": "b", "b": "a"},
        {"Id": "", "Name": "Name"},
    ],
)
def test_descriptions_that_may_be_right(descriptions: dict[str, str]) -> None:
    assert not _found(_described(**descriptions), "HW502")


# --- samples -----------------------------------------------------------------------------

BOAT = Model(
    name="Boat",
    properties=(
        _member("Id"),
        _member("Name", STRING),
        _member("Crew", ListOf(items=Named(name="Person"))),
        _member("Next", Named(name="Boat")),
        _member("Kind", Named(name="Kind")),
    ),
)
PERSON = Model(name="Person", properties=(_member("Age", required=True),))
KIND = Enumeration(name="Kind")
PARTS: dict[str, Any] = {"models": (BOAT, PERSON), "enumerations": (KIND,)}


def test_sample_and_table_disagree_on_a_member_deep_inside() -> None:
    text = '{\n"Id": 1,\n"Next": {\n"Crew": [{"Age": "old"}]\n}\n}'
    api = Api(operations=(_answering(Named(name="Boat"), text),), **PARTS)
    (finding,) = _found(api, "HW501")
    assert "Person.Age" in finding.message
    assert finding.text == "old"
    assert finding.place == Place(page="p.html", line=SAMPLE_LINE + 3)


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (INTEGER, '"1"'),
        (INTEGER, "1.5"),
        (STRING, "1"),
        (STRING, "{}"),
        (Scalar(name="boolean"), "1"),
        (Scalar(name="decimal number"), '"1.0"'),
        (Scalar(name="date"), "1"),
        (ListOf(items=INTEGER), "{}"),
        (ListOf(items=INTEGER), '["a"]'),
        (MapOf(key=STRING, value=INTEGER), "[]"),
        (MapOf(key=STRING, value=INTEGER), '{"a": "b"}'),
        (PairOf(key=STRING, value=INTEGER), '{"Key": 1, "Value": 2}'),
        (Bytes(), "[64]"),
        (Named(name="Boat"), '"sample string 1"'),
        (Named(name="Kind"), "{}"),
    ],
)
def test_sample_and_table_disagree(type_: TypeRef, text: str) -> None:
    api = Api(operations=(_answering(type_, text),), **PARTS)
    assert len(_found(api, "HW501")) == 1


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (INTEGER, "64"),
        (INTEGER, "null"),
        (STRING, '"x"'),
        (Scalar(name="decimal number"), "1"),
        (Scalar(name="decimal number"), "NaN"),
        (Scalar(name="date"), '"2001-02-03T00:00:00"'),
        (Scalar(name="Object"), "{}"),
        (Unknown(text="?"), "1"),
        (ListOf(items=Scalar(name="byte")), '"QEA="'),
        (ListOf(items=INTEGER), "[1, null]"),
        (Named(name="Kind"), "0"),
        (Named(name="Kind"), '"Sail"'),
        (Named(name="Ghost"), "7"),
        (PairOf(key=STRING, value=INTEGER), '{"key": "a", "value": 2}'),
        (Named(name="Boat"), '{"$id": "1", "Next": {"$ref": "1"}, "More": 1}'),
        (INTEGER, '"cut'),
        (INTEGER, "no JSON at all"),
    ],
)
def test_sample_and_table_agree_or_say_nothing(type_: TypeRef, text: str) -> None:
    api = Api(operations=(_answering(type_, text),), **PARTS)
    assert not _found(api, "HW501")


def test_one_contradiction_is_reported_once() -> None:
    text = '{"Id": "a", "Next": {"Id": "b"}}'
    twice = text.replace(" ", "")
    api = Api(operations=(_answering(Named(name="Boat"), text, twice),), **PARTS)
    assert len(_found(api, "HW501")) == 1


def test_a_required_member_that_no_sample_shows() -> None:
    api = Api(
        operations=(
            _answering(Named(name="Boat"), '{"Crew": [{"Name": "x"}]}'),
            _answering(Named(name="Person"), "{}"),
        ),
        **PARTS,
    )
    (finding,) = _found(api, "HW505")
    assert "Person.Age" in finding.message


@pytest.mark.parametrize(
    "texts",
    [("{}", '{"Age": 1}'), ('{"Age": null}',), ("null",), ()],
    ids=["another shows it", "shown as null", "no object is shown", "no sample"],
)
def test_a_required_member_that_is_not_missing(texts: tuple[str, ...]) -> None:
    api = Api(operations=(_answering(Named(name="Person"), *texts),), **PARTS)
    assert not _found(api, "HW505")


@pytest.mark.parametrize("text", ["[" * 50_000, '{"Next":' * 50_000])
def test_a_sample_of_any_depth_is_survived(text: str) -> None:
    api = Api(operations=(_answering(Named(name="Boat"), text),), **PARTS)
    check(api, Findings())


def test_bounds_of_more_digits_than_a_float_has() -> None:
    length = Constraints(min_length=10**400, max_length=1)
    member = Property(name="a", wire_name="a", type=STRING, constraints=length)
    model = Model(name="M", properties=(member,))
    (finding,) = _found(Api(models=(model,)), "HW506")
    assert finding.text == f"between {10**400} and 1"
