"""What the samples of the project's own three pages prove, as HTML and as text copies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from helpwright.diagnostics import Findings
from helpwright.evidence import weigh
from helpwright.interpret import interpret
from helpwright.read import read
from helpwright.sources.source import Source
from helpwright.spec import (
    Api,
    Body,
    ListOf,
    MapOf,
    Model,
    Named,
    Property,
    Scalar,
    TypeRef,
    Unknown,
)

ROOT = Path(__file__).parents[2]
PAGES = {
    "html": ROOT / "specs" / "pages",
    "txt": ROOT / "tests" / "pages",
}


@cache
def weighed(*names: str, form: str = "html") -> Api:
    """The API of these pages alone, as if each vendor's were the only one."""
    findings = Findings()
    documents = []
    for name in names:
        path = PAGES[form] / f"{name}.{form}"
        document = read(Source(name=path.name, content=path.read_bytes()), findings)
        assert document is not None
        documents.append(document)
    return weigh(interpret(tuple(documents), findings), findings)


def model(api: Api, name: str) -> Model:
    return next(each for each in api.models if each.name == name)


def member(api: Api, name: str, wire_name: str) -> Property:
    properties = model(api, name).properties
    return next(each for each in properties if each.wire_name == wire_name)


def verdicts(api: Api, name: str, verdict: str) -> list[str]:
    return [p.wire_name for p in model(api, name).properties if p.nullable == verdict]


def request(api: Api) -> Body:
    (operation,) = api.operations
    assert operation.request is not None
    return operation.request


def named_in(type_: TypeRef) -> Iterator[str]:
    match type_:
        case Named(name=name):
            yield name
        case ListOf(items=inner) | MapOf(value=inner):
            yield from named_in(inner)


# --- works --------------------------------------------------------------------------------


@pytest.fixture(params=["html", "txt"])
def works(request: pytest.FixtureRequest) -> Api:
    return weighed("works", form=request.param)


def test_works_infos_proves_who_may_be_null(works: Api) -> None:
    assert verdicts(works, "Info", "nullable") == [
        "MeasurementUnitId",
        "ForceScale",
        "ForceSignifDigits",
        "InputScale",
        "InputSignifDigits",
        "ValueInteger",
        "ValueFloat",
        "ValueAccountId",
        "DependentInfoId",
        "InfoGroupId",
    ]
    assert verdicts(works, "Info", "not-nullable") == [
        "InfoId",
        "InfoTypeId",
        "Order",
        "WorkModelInherited",
        "RequireWhenEnterStep",
        "RequireWhenLeaveStep",
        "EditOnlyAtThisStep",
        "Propagate",
        "AllowEditPropagate",
    ]


@pytest.mark.parametrize("name", ["ValueDateTime", "ValueBoolean", "Inherited"])
def test_works_infos_leaves_open_which_of_three_took_a_number(
    works: Api, name: str
) -> None:
    open_one = member(works, "Info", name)
    assert open_one.nullable == "unknown"
    (note,) = (o.note for o in open_one.origins if o.fact == "nullable")
    assert note.endswith(
        "of ValueDateTime, ValueBoolean, Inherited, exactly 1 took a number"
    )


def test_works_new_proves_its_own_keys(works: Api) -> None:
    assert verdicts(works, "WorkNew", "not-nullable") == ["WorkTypeId", "OwnerUserId"]
    assert "PriceListId" in verdicts(works, "WorkNew", "nullable")
    # Nothing behind these shows a number.
    for name in ("Confidential", "InheritAccount", "ExchangeDate"):
        assert member(works, "WorkNew", name).nullable == "unknown"


def test_works_flow_new_has_the_members_of_the_sample_three_levels_deep(
    works: Api,
) -> None:
    flow = model(works, "WorkFlowNew")
    assert not flow.documented
    assert len(flow.properties) == 18
    assert flow.properties[0].wire_name == "WorkFlowStepToId"
    assert flow.properties[-1].type == ListOf(items=Named(name="Info"))
    assert len(model(works, "Info").properties) == 26
    assert len(model(works, "WorkFlowEstimatedTimeNew").properties) == 3
    assert len(model(works, "WorkAccountNew").properties) == 4
    assert not any(each.documented for each in flow.properties)


def test_works_minified_json_under_text_html_says_nothing_new(works: Api) -> None:
    assert [m.name for m in request(works).media_types] == [
        "application/json",
        "text/json",
        "text/html",
    ]
    assert [each.name for each in works.models] == [
        "WorkNew",
        "WorkFlowNew",
        "WorkFlowEstimatedTimeNew",
        "WorkAccountNew",
        "Info",
    ]


def test_works_answers_an_integer(works: Api) -> None:
    (response,) = works.operations[0].responses
    assert response.body is not None
    assert response.body.type == Scalar(name="integer")


def test_works_dates_with_seven_digits_are_dates(works: Api) -> None:
    assert member(works, "WorkFlowNew", "Execution").type == Scalar(name="date")
    assert member(works, "Info", "ValueFloat").type == Scalar(
        name="decimal number", form="double"
    )


# --- jobs ---------------------------------------------------------------------------------


@pytest.fixture(params=["html", "txt"])
def jobs(request: pytest.FixtureRequest) -> Api:
    return weighed("jobs", form=request.param)


def test_jobs_embedded_models_come_from_the_sample(jobs: Api) -> None:
    derived = [each for each in jobs.models if not each.documented]
    assert {each.name for each in derived} == {
        "project",
        "equipment_family",
        "equipment_model",
        "equipment_brand",
        "translation",
        "project_status",
        "job_type",
        "job_priority",
        "sales_organization",
        "user",
        "skill",
    }
    assert len(model(jobs, "jobs").properties) == 58


def test_jobs_nests_five_models_and_shows_about_four_hundred_members(jobs: Api) -> None:
    models = {each.name: each for each in jobs.models}

    def depth(name: str, above: frozenset[str]) -> int:
        inner = {n for p in models[name].properties for n in named_in(p.type)}
        below = (depth(n, above | {name}) for n in inner - above - {name})
        return 1 + max(below, default=0)

    def members(name: str, above: frozenset[str]) -> int:
        count = 0
        for each in models[name].properties:
            below = set(named_in(each.type)) - above - {name}
            count += 1 + sum(members(n, above | {name}) for n in below)
        return count

    assert depth("jobs", frozenset()) == 5
    assert members("jobs", frozenset()) == 398


@pytest.mark.parametrize("name", ["equipment_family", "sales_organization"])
def test_jobs_equal_values_in_several_places_are_one_model(
    jobs: Api, name: str
) -> None:
    holders = [
        each.name
        for each in jobs.models
        if any(p.type == Named(name=name) for p in each.properties)
    ]
    assert len(holders) > 1
    assert [m.name for m in jobs.models if m.name.endswith(name)] == [name]
    (identity,) = (o for o in model(jobs, name).origins if o.fact == "identity")
    assert all(f"{holder}.{name}" in identity.text for holder in holders[:2])


def test_jobs_refers_back_to_itself(jobs: Api) -> None:
    assert member(jobs, "jobs", "_parent_job").type == Named(name="jobs")


def test_jobs_counts_everything_so_that_nothing_is_proved(jobs: Api) -> None:
    for each in jobs.models:
        for prop in each.properties:
            assert prop.nullable == "unknown", f"{each.name}.{prop.name}"
    (origin,) = (o for o in member(jobs, "jobs", "id2").origins if o.fact == "nullable")
    assert origin.rule == "counting.no-restart"


def test_jobs_stays_open_beside_the_page_of_another_vendor() -> None:
    both = weighed("jobs", "works")
    assert member(both, "jobs", "id2").nullable == "unknown"
    assert member(both, "Info", "Order").nullable == "not-nullable"


def test_jobs_description_lists_the_allowed_codes(jobs: Api) -> None:
    code = member(jobs, "jobs", "job_status_code")
    assert code.suggestions.allowed_values == (
        "Canceled",
        "ToBePlanned",
        "Waiting",
        "Pooling",
        "Suggested",
        "Activated",
        "Open",
    )


def test_jobs_description_says_read_only(jobs: Api) -> None:
    read_only = [
        p.wire_name for p in model(jobs, "jobs").properties if p.suggestions.read_only
    ]
    assert read_only == ["modified_dateutc"]


def test_jobs_decimals_are_decimals(jobs: Api) -> None:
    latitude = member(jobs, "jobs", "db_address_latitude_decimal")
    assert latitude.type == Scalar(name="decimal number", form="decimal")


# --- product ------------------------------------------------------------------------------


@pytest.fixture(params=["html", "txt"])
def product(request: pytest.FixtureRequest) -> Api:
    return weighed("product", form=request.param)


def test_product_takes_its_name_and_namespace_from_xml(product: Api) -> None:
    assert request(product).type == Named(name="Product")
    xml = model(product, "Product").xml
    assert xml is not None
    assert xml.name == "Product"
    assert xml.namespace.startswith("http://schemas.datacontract.org/2004/07/")


def test_product_types_come_from_values(product: Api) -> None:
    assert member(product, "Product", "accountId").type == Scalar(name="string")
    assert member(product, "Product", "intrastatCode").type == Scalar(name="integer")
    assert member(product, "Product", "canChange").type == Scalar(name="boolean")
    assert member(product, "Product", "margin").type == Scalar(
        name="decimal number", form="decimal"
    )
    supplier = member(product, "Product", "preferredProductSupplier")
    assert supplier.type == Named(name="PreferredProductSupplier")


def test_product_ean_code_is_spelt_otherwise_in_xml(product: Api) -> None:
    code = member(product, "Product", "eanCode")
    assert code.xml is not None
    assert code.xml.name == "EANCode"


@pytest.mark.parametrize(
    ("wire_name", "name", "value"),
    [
        ("productState", "Active", "0"),
        ("productType", "NonStockProduct", "0"),
        ("projectEntryType", "None", "0"),
    ],
)
def test_product_enumerations_join_the_number_and_the_name(
    product: Api, wire_name: str, name: str, value: str
) -> None:
    type_ = member(product, "Product", wire_name).type
    assert isinstance(type_, Named)
    (found,) = (e for e in product.enumerations if e.name == type_.name)
    assert [(m.name, m.value) for m in found.members] == [(name, value)]
    assert found.wire == "integer"
    assert not found.complete


def test_product_nulls_and_empty_lists_are_of_unknown_type(product: Api) -> None:
    assert member(product, "Product", "components").type == Unknown()
    assert member(product, "Product", "messages").type == ListOf(items=Unknown())


def test_product_order_in_xml_is_recorded(product: Api) -> None:
    names = [
        p.xml.name
        for p in sorted(
            (p for p in model(product, "Product").properties if p.xml),
            key=lambda p: (p.xml.order or 0) if p.xml else 0,
        )
        if p.xml
    ]
    assert names == sorted(names)
    assert len(names) == len(model(product, "Product").properties)


def test_the_order_of_pages_makes_no_difference() -> None:
    forwards = weighed("works", "jobs", "product")
    backwards = weighed("product", "jobs", "works")
    by_name = sorted(forwards.models, key=lambda m: m.name)
    assert by_name == sorted(backwards.models, key=lambda m: m.name)
    assert set(forwards.enumerations) == set(backwards.enumerations)
