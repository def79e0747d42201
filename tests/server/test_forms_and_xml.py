"""Bodies that are no JSON."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest
from templates.server.runtime.binding import Binder, Report
from templates.server.runtime.forms import parse_form
from templates.server.runtime.typed_text import from_fields, typed
from templates.server.runtime.xml_text import parse_xml, write_xml
from timing import timed

NAMESPACE = "urn:harbour"
SCHEMAS: dict[str, Any] = {
    "Boat": {
        "type": "object",
        "xml": {"namespace": NAMESPACE},
        "properties": {
            "name": {"type": ["string", "null"], "xml": {"name": "Name"}},
            "draught": {"type": "number", "xml": {"name": "Draught"}},
            "open": {"type": "boolean", "xml": {"name": "Open"}},
            "kind": {"$ref": "#/components/schemas/Kind", "xml": {"name": "Kind"}},
            "flag": {
                "type": "string",
                "minLength": 1,
                "maxLength": 1,
                "xml": {"name": "Flag"},
            },
            "masts": {
                "type": ["array", "null"],
                "items": {"type": "integer"},
                "xml": {"name": "Masts", "wrapped": True},
            },
            "tenders": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/Boat"},
                "xml": {"name": "Tenders", "wrapped": True},
            },
            "depths": {
                "type": "object",
                "additionalProperties": {"type": "integer"},
                "xml": {"name": "Depths"},
            },
            "turn": {"type": "string", "format": "time-span", "xml": {"name": "Turn"}},
        },
    },
    "Kind": {"type": "integer", "enum": [0, 4], "x-enum-varnames": ["Sail", "Oars"]},
}
BOAT = {"$ref": "#/components/schemas/Boat"}


def test_form_fields_nest_by_their_names_and_take_the_types_of_the_schema() -> None:
    fields = parse_form(
        "Name=Gull&draught=1.50&open=true&masts[0]=1&Masts[1]=2&depths.a=3"
    )
    value = typed(fields, BOAT, Binder(SCHEMAS))
    report = Report()
    assert Binder(SCHEMAS).compile(BOAT)(value, report) == {
        "name": "Gull",
        "draught": Decimal("1.50"),
        "open": True,
        "masts": [1, 2],
        "depths": {"a": 3},
    }
    assert not report.problems


def test_a_dictionary_in_a_form_is_numbered_keys_and_values() -> None:
    fields = parse_form("depths[0].key=a&depths[0].value=3&depths[1].Key=b")
    assert from_fields(fields, BOAT, Binder(SCHEMAS)) == {"depths": {"a": 3, "b": ""}}


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ("a=1&a=2", {"a": ["1", "2"]}),
        ("a=1&a.b=2", {"a": "1"}),
        ("a.b=2&a=1", {"a": {"b": "2"}}),
        ("]=1&=2", {"]": "1", "": "2"}),
        ("a" + "[x]" * 100 + "=1", {"a" + "[x]" * 100: "1"}),
    ],
)
def test_a_form_that_makes_no_sense_is_taken_as_it_stands(
    form: str, fields: object
) -> None:
    assert parse_form(form) == fields


def test_a_form_with_more_fields_than_anybody_fills_in_is_refused() -> None:
    with pytest.raises(ValueError, match="fields"):
        parse_form("a=1&" * 20_000)


XML = f"""<?xml version="1.0"?>
<Boat xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="{NAMESPACE}">
  <Draught>1.50</Draught>
  <flag>65</flag>
  <Kind>Oars</Kind>
  <Masts xmlns:a="urn:any"><a:int>1</a:int><a:int>2</a:int></Masts>
  <Name i:nil="true" />
  <Tenders><Boat><Name>Dinghy &amp; Co</Name></Boat></Tenders>
  <Depths><Pair><Key>bow</Key><Value>3</Value></Pair></Depths>
  <Turn>PT1H2M3.5S</Turn>
</Boat>"""

VALUE = {
    "draught": Decimal("1.50"),
    "flag": "A",
    "kind": 4,
    "masts": [1, 2],
    "name": None,
    "tenders": [{"name": "Dinghy & Co"}],
    "depths": {"bow": 3},
    "turn": "01:02:03.5000000",
}


def test_xml_becomes_what_json_would_have_been() -> None:
    value = Binder(SCHEMAS).compile(BOAT)(
        parse_xml(XML.encode(), BOAT, Binder(SCHEMAS)), report := Report()
    )
    assert value == VALUE
    assert not report.problems


def test_what_is_written_as_xml_reads_back_the_same() -> None:
    text = write_xml(VALUE, BOAT, Binder(SCHEMAS))
    assert text.startswith(
        b'<Boat xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
        b' xmlns="urn:harbour"><Depths>'
    )
    value = parse_xml(text, BOAT, Binder(SCHEMAS))
    assert Binder(SCHEMAS).compile(BOAT)(value, Report()) == VALUE


def test_members_are_written_in_the_order_that_the_documentation_shows() -> None:
    schema = {
        "type": "object",
        "xml": {"name": "Pier"},
        "properties": {
            "b": {"type": "integer", "xml": {"x-order": 0}},
            "a": {"type": "integer", "xml": {"x-order": 1}},
        },
    }
    text = write_xml({"a": 1, "b": 2}, schema, Binder({}))
    assert text.endswith(b"<b>2</b><a>1</a></Pier>")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<a>",
        b"{}",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16"),
        b"<a>" * 5000 + b"</a>" * 5000,
    ],
)
def test_xml_that_is_none_or_asks_for_more_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="."):
        parse_xml(body, BOAT, Binder(SCHEMAS))


@timed
def test_text_in_many_pieces_is_read_in_time_that_grows_with_it() -> None:
    def seconds(pieces: int) -> float:
        started = time.process_time()
        parse_xml(b"<a>" + b"text of a piece<b/>" * pieces + b"</a>", {}, Binder({}))
        return time.process_time() - started

    seconds(100)
    assert seconds(100_000) < 20 * seconds(10_000) + 1


@pytest.mark.parametrize("encoding", ["no-such-thing", "zip", "utf-7", "idna"])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?><a>x</a>'
    with pytest.raises(ValueError):
        parse_xml(body.encode(), {}, Binder({}))
