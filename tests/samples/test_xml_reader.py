"""XML samples become small trees with lines; nothing in them is ever expanded or fetched."""

from __future__ import annotations

import time

import pytest
from timing import timed

from helpwright.limits import DEFAULTS
from helpwright.samples import Element, read_xml

XML_SERIALIZER = (
    '<a xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
INSTANCE = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
CONTRACT = "http://schemas.datacontract.org/2004/07/"


def root_of(text: str) -> Element:
    root = read_xml(text).root
    assert root is not None
    return root


def test_keeps_names_namespaces_order_and_lines() -> None:
    text = (
        f'<Boat {INSTANCE} xmlns="{CONTRACT}Harbour">\n'
        f"  <Name>sample string 1</Name>\n"
        f'  <At xmlns:d2p1="{CONTRACT}System">\n'
        "    <d2p1:DateTime>2026-01-01T00:00:00Z</d2p1:DateTime>\n"
        "  </At>\n</Boat>"
    )
    root = read_xml(text, first_line=40).root
    assert root is not None
    assert (root.name, root.namespace, root.line) == ("Boat", f"{CONTRACT}Harbour", 40)
    assert [child.name for child in root.children] == ["Name", "At"]
    assert root.children[0].text == "sample string 1"
    inner = root.children[1].children[0]
    assert (inner.name, inner.namespace) == ("DateTime", f"{CONTRACT}System")
    assert inner.line == 43


def test_tells_nil_from_empty_and_knows_stated_types() -> None:
    root = root_of(
        f'<a {INSTANCE} xmlns:x="urn:types"><b i:nil="true"/><c/>'
        '<d i:type="x:t">1</d></a>'
    )
    assert [child.nil for child in root.children] == [True, False, False]
    assert root.children[2].type_name == "urn:types t"


@pytest.mark.parametrize(
    ("text", "serializer"),
    [
        (f'<a {INSTANCE} xmlns="{CONTRACT}X"/>', "DataContractSerializer"),
        (XML_SERIALIZER, "XmlSerializer"),
        ("<a/>", ""),
    ],
)
def test_tells_the_serializer_by_what_the_root_declares(
    text: str, serializer: str
) -> None:
    assert read_xml(text).serializer == serializer


@pytest.mark.parametrize("end", ["<c", "<c>te", "<c>1</c", "", "<!-- n", "<![CDATA[x"])
def test_keeps_the_elements_before_the_cut(end: str) -> None:
    reading = read_xml(f"<a><b>1</b>{end}")
    assert reading.cut
    assert not reading.problem
    assert reading.root is not None
    assert reading.root.cut
    assert reading.root.children[0].text == "1"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        "<a>&b;</a>",
    ],
)
def test_refuses_document_types_and_entities(text: str) -> None:
    reading = read_xml(text)
    assert reading.problem
    assert "root:" not in (reading.root.text if reading.root else "")


def test_says_what_is_wrong_and_where() -> None:
    reading = read_xml("<a>\n<b></a>", first_line=10)
    assert (reading.problem, reading.line) == ("mismatched tag", 11)
    assert reading.root is not None


def test_refuses_what_is_no_xml() -> None:
    reading = read_xml("no xml")
    assert reading.root is None
    assert reading.problem


@timed
def test_leaves_out_what_nests_deeper_than_any_class() -> None:
    start = time.process_time()
    element = root_of("<a>" * 100_000 + "1" + "</a>" * 100_000)
    levels = 1
    while element.children:
        element = element.children[0]
        levels += 1
    assert levels == DEFAULTS.sample_depth
    assert element.deep
    assert time.process_time() - start < 5
