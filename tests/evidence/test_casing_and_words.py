"""Casing styles as Json.NET makes them, and names of models as people make them."""

from __future__ import annotations

import pytest

from helpwright.evidence.alignment import decoded
from helpwright.evidence.casing import (
    camel_case,
    camel_case_to_8,
    first_lower,
    kebab_case,
    snake_case,
    style_of,
)
from helpwright.evidence.words import common_end, joined, singular, trailing


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("HarvestedOn", "harvestedOn"),
        ("URLSlug", "urlSlug"),
        ("IDCode", "idCode"),
        ("SHELF_NO", "shelF_NO"),
        ("IUCN_Status", "iucN_Status"),
        ("X", "x"),
        ("ÄÖÜ", "äöü"),
        ("Öffentlich", "öffentlich"),
        ("_note", "_note"),
        ("X_Y", "x_Y"),
    ],
)
def test_camel_case_mangles_as_json_net_does(name: str, wire: str) -> None:
    assert camel_case(name) == wire


def test_older_versions_mangle_in_other_ways() -> None:
    assert camel_case_to_8("X_Y") == "x_y"
    assert first_lower("URLSlug") == "uRLSlug"


def test_words_apart() -> None:
    assert snake_case("HarvestedOn") == "harvested_on"
    assert kebab_case("URLSlug") == "url-slug"


@pytest.mark.parametrize(
    ("pairs", "style"),
    [
        ([("Id", "id"), ("URLSlug", "urlSlug")], "camelCase"),
        ([("Id", "Id"), ("Name", "Name")], "as in the table"),
        ([("id", "id")], ""),
        ([("HarvestedOn", "harvested_on")], "snake_case"),
        ([("HarvestedOn", "harvested-on"), ("Id", "id")], "kebab-case"),
        ([("Id", "id"), ("Name", "Name")], ""),
        ([], ""),
    ],
)
def test_a_style_has_to_explain_every_pair(
    pairs: list[tuple[str, str]], style: str
) -> None:
    assert style_of(pairs) == style


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("Bogies", "Bogy"),
        ("equipment_families", "equipment_family"),
        ("WorkFlowEstimatedTimes", "WorkFlowEstimatedTime"),
        ("Infos", "Info"),
        ("Addresses", "Address"),
        ("boxes", "box"),
        ("Houses", "House"),
        ("People", "Person"),
        ("ORDER_LINES", "ORDER_LINE"),
        ("statuses", "status"),
        ("status", "status"),
        ("address", "address"),
        ("series", "series"),
        ("data", "data"),
        ("WorkItemList", "WorkItem"),
        ("bus", "bus"),
    ],
)
def test_one_of_several(many: str, one: str) -> None:
    assert singular(many) == one


def test_names_join_in_the_style_that_they_have() -> None:
    assert joined("Order", "Status") == "OrderStatus"
    assert joined("Order", "status") == "OrderStatus"
    assert joined("job", "status") == "job_status"
    assert joined("work_order", "_parent") == "work_order_parent"


def test_what_names_have_in_common() -> None:
    assert common_end(["suggested_user", "approval_user"]) == "user"
    assert common_end(["BillingAddress", "ShippingAddress"]) == "Address"
    assert common_end(["Owner", "Boat"]) == ""
    assert trailing("user", "owner_user")
    assert not trailing("billing_address", "shipping_address")


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("_x0031_st", "1st"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_a", "_xD83D_a"),
        ("_x31_", "_x31_"),
    ],
)
def test_names_in_xml_are_read_back_where_no_half_of_a_character_comes_of_it(
    name: str, read: str
) -> None:
    assert decoded(name) == read
