"""What the three pages hold, and what must come out of it.

Every test names one thing that stands on `works`, `jobs` or `product`, in both forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpwright import pipeline
from helpwright.config import Config
from helpwright.diagnostics import Finding, Findings
from helpwright.openapi.dump import dumps

ROOT = Path(__file__).parents[2]
FORMS = {"html": "specs/pages", "text": "tests/pages"}
DATACONTRACT = "http://schemas.datacontract.org/2004/07/"

Json = dict[str, Any]


class Came:
    """The document of one form, and what was found in doubt."""

    def __init__(self, folder: str) -> None:
        findings = Findings()
        described = pipeline.describe(Config(root=ROOT, pages=(folder,)), findings)
        self.document: Json = described.document
        self.findings: tuple[Finding, ...] = findings.sorted_findings()

    def operation(self, path: str) -> Json:
        operation: Json = self.document["paths"][path]["post"]
        return operation

    def model(self, name: str) -> Json:
        schema: Json = self.document["components"]["schemas"][name]
        return schema

    def member(self, model: str, name: str) -> Json:
        schema: Json = self.model(model)["properties"][name]
        return schema


@pytest.fixture(scope="module", params=FORMS)
def came(request: pytest.FixtureRequest) -> Came:
    return Came(FORMS[request.param])


def reference(schema: Json) -> str:
    """Name of the model that a member is of, null or not."""
    choices = schema.get("anyOf", [schema])
    refs = [choice["$ref"] for choice in choices if "$ref" in choice]
    return str(refs[0].rpartition("/")[2]) if refs else ""


def is_nullable(schema: Json) -> bool:
    return "null" in schema.get("type", ()) or {"type": "null"} in schema.get(
        "anyOf", ()
    )


def objects(value: Any, depth: int = 1) -> Iterator[tuple[int, Json]]:
    """Objects in a sample, each with its depth."""
    if isinstance(value, dict):
        yield depth, value
        for inner in value.values():
            yield from objects(inner, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from objects(item, depth)


# --- works ----------------------------------------------------------------------------------


def test_works_model_name_glued_to_the_head_of_the_table(came: Came) -> None:
    body = came.operation("/api/v2/works")["requestBody"]["content"]
    assert reference(body["application/json"]["schema"]) == "WorkNew"
    assert len(came.model("WorkNew")["properties"]) == 19


def test_works_response_type_glued_to_a_heading_is_an_integer(came: Came) -> None:
    content = came.operation("/api/v2/works")["responses"]["200"]["content"]
    for media_type in ("application/json", "text/json", "text/html"):
        assert content[media_type] == {"schema": {"type": "integer"}, "example": 1}


def test_works_models_that_only_the_sample_shows_three_levels_deep(came: Came) -> None:
    flow = came.member("WorkNew", "CurrentWorkFlow")
    assert reference(flow) == "WorkFlowNew"
    infos = came.member("WorkFlowNew", "Infos")
    assert len(came.model(reference(infos["items"]))["properties"]) == 26
    accounts = came.member("WorkNew", "WorkAccount")
    assert reference(accounts["items"]) == "WorkAccountNew"
    assert list(came.model("WorkAccountNew")["properties"]) == [
        *("RelationshipWorkAccountId", "AccountId", "RelatedAccountId", "Inherited")
    ]


def test_works_text_html_carries_json(came: Came) -> None:
    content = came.operation("/api/v2/works")["requestBody"]["content"]
    assert content["text/html"] == content["application/json"]


def test_works_dates_keep_seven_fractional_digits(came: Came) -> None:
    text = dumps(came.operation("/api/v2/works"))
    assert len(set(re.findall(r"T\d\d:\d\d:\d\d\.\d{7}Z", text))) == 1
    date = came.member("WorkNew", "ExchangeDate")
    assert (date["type"], date["format"]) == ("string", "date-time")


def test_works_counting_tells_who_may_be_null(came: Came) -> None:
    assert is_nullable(came.member("WorkNew", "PriceListId"))
    assert not is_nullable(came.member("WorkNew", "OwnerUserId"))
    infos = reference(came.member("WorkFlowNew", "Infos")["items"])
    assert not is_nullable(came.member(infos, "InfoId"))
    assert is_nullable(came.member(infos, "MeasurementUnitId"))


# --- jobs -----------------------------------------------------------------------------------


def test_jobs_has_58_members_though_cells_are_spread_over_lines(came: Came) -> None:
    members = list(came.model("jobs")["properties"])
    assert (len(members), members[0], members[-1]) == (58, "id", "modified_dateutc")


def test_jobs_names_begin_with_an_underscore(came: Came) -> None:
    members = came.model("jobs")["properties"]
    assert [name for name in members if name.startswith("_")] == [
        *("_parent_id", "_parent_job", "_parent_jobs_reference_back_office")
    ]


def test_jobs_contains_itself(came: Came) -> None:
    assert reference(came.member("jobs", "_parent_job")) == "jobs"


def test_jobs_lengths_and_required(came: Came) -> None:
    assert came.model("jobs")["required"] == ["name"]
    assert came.member("jobs", "name")["maxLength"] == 255
    assert came.member("jobs", "description")["maxLength"] == 4000
    assert came.member("jobs", "db_address_email")["maxLength"] == 250


def test_jobs_three_groups_of_which_one_member_must_be_given(came: Came) -> None:
    groups = [
        [name for choice in group["anyOf"] for name in choice["required"]]
        for group in came.model("jobs")["allOf"]
    ]
    assert groups == [
        ["project_id", "project_reference_back_office", "project"],
        ["job_type_id", "job_type_code", "job_type"],
        ["job_status_id", "job_status_code"],
    ]


def test_jobs_sample_of_six_levels_keeps_all_its_members(came: Came) -> None:
    content = came.operation("/jobs")["requestBody"]["content"]
    sample = content["application/json"]["example"]
    found = list(objects(sample))
    # Five objects stand in one another; their values are the sixth level.
    assert max(depth for depth, _ in found) == 5
    assert 380 <= sum(len(value) for _, value in found) <= 480
    for depth, value in found:
        if depth == 1:
            assert value.keys() <= came.model("jobs")["properties"].keys()


@pytest.mark.parametrize(
    ("model", "members"), [("equipment_family", 10), ("sales_organization", 21)]
)
def test_jobs_places_with_the_same_values_are_one_model(
    came: Came, model: str, members: int
) -> None:
    schemas = came.document["components"]["schemas"]
    assert [name for name in schemas if model in name] == [model]
    assert len(came.model(model)["properties"]) == members
    places = [
        f"{name}.{member}"
        for name, schema in schemas.items()
        for member, inner in schema.get("properties", {}).items()
        if reference(inner) == model
    ]
    assert len(places) > 1


def test_jobs_method_and_path_are_inferred_with_a_warning(came: Came) -> None:
    assert "path" in came.operation("/jobs")["x-inferred"]
    (warning,) = [f for f in came.findings if f.code == "HW204"]
    assert warning.severity == "warning"
    assert "POST /jobs" in warning.made_of_it


def test_jobs_description_that_says_read_only_is_a_suggestion(came: Came) -> None:
    schema = came.member("jobs", "modified_dateutc")
    assert schema["x-suggestions"] == {"readOnly": True}
    assert "readOnly" not in schema


def test_jobs_description_that_lists_the_allowed_codes(came: Came) -> None:
    schema = came.member("jobs", "job_status_code")
    assert schema["x-suggestions"]["allowedValues"] == [
        *("Canceled", "ToBePlanned", "Waiting", "Pooling", "Suggested", "Activated"),
        "Open",
    ]
    assert "enum" not in schema


def test_jobs_response_is_undocumented(came: Came) -> None:
    responses = came.operation("/jobs")["responses"]
    assert list(responses) == ["200"]
    for media_type in responses["200"]["content"].values():
        assert media_type == {"schema": {}}


def test_jobs_description_of_another_member_is_reported(came: Came) -> None:
    (note,) = [f for f in came.findings if f.code == "HW502"]
    assert "db_address_longitude_decimal" in note.message


# --- product --------------------------------------------------------------------------------


def parameters(came: Came) -> dict[str, Json]:
    listed = came.operation("/api/{database}/Product")["parameters"]
    return {parameter["name"]: parameter for parameter in listed}


def test_product_parameter_that_is_in_the_path_and_in_no_table(came: Came) -> None:
    database = parameters(came)["database"]
    assert (database["in"], database["required"]) == ("path", True)
    assert database["schema"] == {"type": "string"}
    assert database["x-inferred"]


def test_product_expand_has_four_allowed_values(came: Came) -> None:
    expand = parameters(came)["$expand"]
    assert (expand["in"], expand["style"], expand["explode"]) == (
        "query",
        "form",
        False,
    )
    assert expand["schema"]["items"]["enum"] == [
        *("Components", "ProductDescriptions", "ProductSuppliers", "Stocks")
    ]


def test_product_types_come_from_the_samples_for_there_is_no_column(came: Came) -> None:
    assert came.member("Product", "accountId")["type"] == ["string", "null"]
    assert came.member("Product", "intrastatCode")["type"] == "integer"
    units = came.member("Product", "additionalUnits")
    assert (units["type"], units["format"]) == ("number", "decimal")
    assert "value" not in parameters(came)


def test_product_is_camel_case_in_json_and_otherwise_in_xml(came: Came) -> None:
    properties = came.model("Product")["properties"]
    assert properties["eanCode"]["xml"]["name"] == "EANCode"
    assert properties["accountId"]["xml"]["name"] == "AccountId"


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("productState", "Active"),
        ("productType", "NonStockProduct"),
        ("projectEntryType", "None"),
    ],
)
def test_product_enumerations_are_a_number_in_json_and_a_name_in_xml(
    came: Came, member: str, name: str
) -> None:
    enumeration = came.model(reference(came.member("Product", member)))
    assert (enumeration["type"], enumeration["enum"]) == ("integer", [0])
    assert enumeration["x-enum-varnames"] == [name]
    assert enumeration["x-extensible-enum"] is True


def test_product_empty_lists_and_nulls_are_of_unknown_type(came: Came) -> None:
    messages = came.member("Product", "messages")
    assert (messages["type"], messages["items"]) == (["array", "null"], {})
    for member in ("components", "productDescriptions", "productSuppliers", "stocks"):
        assert not {"type", "$ref", "anyOf"} & came.member("Product", member).keys()


def test_product_form_media_type_has_no_sample(came: Came) -> None:
    content = came.operation("/api/{database}/Product")["requestBody"]["content"]
    form = content["application/x-www-form-urlencoded"]
    assert reference(form["schema"]) == "Product"
    assert "example" not in form


def test_product_namespaces_of_xml(came: Came) -> None:
    xml = came.model("Product")["xml"]
    assert xml["name"] == "Product"
    assert xml["namespace"].startswith(DATACONTRACT)
    content = came.operation("/api/{database}/Product")["requestBody"]["content"]
    assert f'xmlns="{xml["namespace"]}"' in content["application/xml"]["example"]
