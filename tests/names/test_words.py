"""Wire names in Python's forms."""

from __future__ import annotations

import keyword
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpwright.names.words import MAX_LENGTH, pascal, singular, snake, upper


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("PriceListId", "price_list_id"),
        ("eanCode", "ean_code"),
        ("EANCode", "ean_code"),
        ("EmailID", "email_id"),
        ("PriceVATExcl", "price_vat_excl"),
        ("db_address_street2", "db_address_street2"),
        ("BoatId2", "boat_id2"),
        ("_parent_id", "parent_id"),
        ("URLs", "urls"),
        ("BoatIDsOld", "boat_ids_old"),
        ("IPv4Address", "ipv4_address"),
        ("OAuthToken", "oauth_token"),
        ("ULongValue", "ulong_value"),
        ("B2BPrice", "b2b_price"),
        ("MP3File", "mp3_file"),
        ("ABoat", "a_boat"),
        ("X", "x"),
        ("display name", "display_name"),
        ("1st-line", "field_1st_line"),
        ("3DModel", "field_3d_model"),
        ("2024", "field_2024"),
        ("@odata.nextLink", "odata_next_link"),
        ("$expand", "expand"),
        ("left.Skip", "left_skip"),
        # What Json.NET's camel case makes of SHELF_NO and IUCN_Status.
        ("shelF_NO", "shelf_no"),
        ("iucN_Status", "iucn_status"),
        ("urlSlug", "url_slug"),
        ("+", "plus"),
        ("", "field"),
        ("___", "field"),
        ("Straße", "straße"),
        ("ΠελάτηςId", "πελάτης_id"),
        ("ДатаСоздания", "дата_создания"),
        ("客户名称", "客户名称"),
        ("ﬁeld", "field"),
        ("𝐢𝐦𝐩𝐨𝐫𝐭", "import"),
        ("İstanbul", "i̇stanbul"),
        ("กำลัง", "กําลัง"),
    ],
)
def test_snake(wire: str, name: str) -> None:
    assert snake(wire, "field") == name


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("WorkNew", "WorkNew"),
        ("jobs", "Jobs"),
        ("job_type", "JobType"),
        ("WORK_ORDER", "WorkOrder"),
        ("VAT", "VAT"),
        ("EANCode", "EANCode"),
        ("PagedListOfPrescription line (v2)", "PagedListOfPrescriptionLineV2"),
        ("EnvelopeOfBoat[]", "EnvelopeOfBoatArray"),
        ("2FA", "Model2FA"),
        ("客户", "客户"),
        ("ǆ", "Dž"),
        ("", "Model"),
    ],
)
def test_pascal(wire: str, name: str) -> None:
    assert pascal(wire, "Model") == name


@pytest.mark.parametrize(
    ("wire", "name"),
    [("None", "NONE"), ("NonStockProduct", "NON_STOCK_PRODUCT"), ("1", "VALUE_1")],
)
def test_upper(wire: str, name: str) -> None:
    assert upper(wire, "value") == name


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("jobs", "job"),
        ("Categories", "Category"),
        ("boxes", "box"),
        ("branches", "branch"),
        ("addresses", "address"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("glass", "glass"),
        ("series", "series"),
        ("bus", "bus"),
    ],
)
def test_singular(many: str, one: str) -> None:
    assert singular(many) == one


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_becomes_an_identifier_that_python_reads_as_it_stands(
    wire: str,
) -> None:
    for name in (snake(wire, "field"), pascal(wire, "Model"), upper(wire, "value")):
        assert name.isidentifier()
        assert unicodedata.normalize("NFKC", name) == name
        assert len(name) <= MAX_LENGTH + len("value_")
    assert not keyword.iskeyword(upper(wire, "value"))
