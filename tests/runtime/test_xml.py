"""XML bodies and answers against a server process that sends back what it gets."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from contextlib import suppress
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pydantic import MISSING
from runtime.enums import OpenIntEnum
from runtime.errors import InvalidRequestError, ResponseDecodeError
from runtime.models import Model
from runtime.operations import Operation
from runtime.scalars import NetBytes, NetDateTime, NetDecimal, NetGuid, NetTimeSpan
from runtime.xml.forms import (
    ARRAYS,
    SERIALIZATION,
    XmlAny,
    XmlDictionary,
    XmlElement,
    XmlForm,
    XmlList,
    XmlModel,
    XmlObject,
    XmlText,
)

from .conftest import Caller

DEPOT = "http://schemas.datacontract.org/2004/07/Depot"
SYSTEM = "http://schemas.datacontract.org/2004/07/System"


class Kind(OpenIntEnum):
    SHORT = 1
    LONG = 2
    LOW = 4


class Driver(Model):
    name: str | None = None
    tram: Tram | None = None


class Tram(Model):
    driver: Driver | None = None
    id: int | MISSING = MISSING
    kind: Kind | MISSING = MISSING
    letter: str | MISSING = MISSING
    note: Any = None
    on: bool | MISSING = MISSING
    pause: NetTimeSpan | MISSING = MISSING
    price: NetDecimal | MISSING = MISSING
    ratio: float | MISSING = MISSING
    seats: dict[str, int] | None = None
    since: NetDateTime | MISSING = MISSING
    stops: list[Driver] | None = None
    tags: list[str] | None = None
    token: NetBytes | None = None
    when: NetDateTime | MISSING = MISSING
    key: NetGuid | MISSING = MISSING


OBJECTS = {
    "Driver": XmlObject(
        DEPOT,
        {
            "name": XmlText(name="Full_x0020_name"),
            "tram": XmlModel(name="Tram", model="Tram"),
        },
    ),
    "Tram": XmlObject(
        DEPOT,
        {
            "driver": XmlModel(name="Driver", model="Driver"),
            "id": XmlText(name="Id"),
            "kind": XmlText(name="Kind", names={1: "Short", 2: "Long", 4: "Low"}),
            "letter": XmlText(name="Letter", kind="character"),
            "note": XmlAny(name="Note"),
            "on": XmlText(name="On"),
            "pause": XmlText(name="Pause", kind="duration"),
            "price": XmlText(name="Price"),
            "ratio": XmlText(name="Ratio"),
            "seats": XmlDictionary(
                name="Seats",
                entry="KeyValueOfstringint",
                entry_namespace=ARRAYS,
                value=XmlText(name="Value"),
            ),
            "since": XmlText(name="Since", kind="offset"),
            "stops": XmlList(name="Stops", item=XmlModel(name="Stop", model="Driver")),
            "tags": XmlList(name="Tags", item=XmlText(name="string", namespace=ARRAYS)),
            "token": XmlText(name="Token"),
            "when": XmlText(name="When"),
            "key": XmlText(name="Key"),
        },
    ),
}
TRAM = XmlModel(name="Tram", namespace=DEPOT, model="Tram")


def operation(returns: Any = Tram, root: XmlElement = TRAM) -> Operation[Any]:
    """An operation that answers what it is sent, as a body in XML says it."""
    form = XmlForm(root, OBJECTS)
    return Operation(
        "POST",
        "/say",
        body=lambda: returns,
        returns=lambda: returns,
        sends="application/xml",
        accepts="application/xml",
        writes=lambda: form,
        reads=lambda: form,
    )


XML = {"type": "application/xml; charset=utf-8"}


def written(value: Any, root: XmlElement = TRAM) -> Any:
    """The outermost element of what is sent for a value."""
    sender = operation(type(value) if isinstance(value, Model) else Any, root)
    return etree.fromstring(sender.body.encode(sender.body.validate(value)))


def answered(call: Caller, inner: str, **options: Any) -> Any:
    """What a client makes of an answer with these elements in it."""
    text = f'<Tram xmlns="{DEPOT}" xmlns:i="{INSTANCE}" xmlns:z="{SERIALIZATION}">'
    sender: Operation[Any] = Operation(
        "POST",
        "/say",
        body=lambda: str,
        sends="application/xml",
        returns=lambda: Tram,
        reads=lambda: XmlForm(TRAM, OBJECTS),
    )
    return call(sender, query=XML, body=f"{text}{inner}</Tram>", **options)


INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


# --- both ways ---

VALUES: dict[str, Any] = {
    "id": 2**53 + 1,
    "kind": Kind.LONG,
    "letter": "A",
    "on": True,
    "pause": dt.timedelta(days=1, hours=2, minutes=3, microseconds=500),
    "price": Decimal("79228162514264337593.543950335"),
    "ratio": 1e-7,
    "seats": {"a&b": 1, "<c>": 2},
    "since": dt.datetime(2024, 1, 31, 1, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    "tags": ["x", "", "ü"],
    "token": b"\x00\xff",
    "when": dt.datetime(9999, 12, 31, 23, 59, 59, 999999),
    "driver": Driver(name=None),
    "stops": [Driver(name="A"), Driver(name=" b ")],
    "note": Decimal("1.50"),
}


@pytest.mark.parametrize("member", VALUES)
def test_a_value_comes_back_as_it_was_sent(call: Caller, member: str) -> None:
    tram = Tram.model_validate({member: VALUES[member]})
    answer = call(operation(), query=XML, body=tram)
    assert getattr(answer, member) == getattr(tram, member)
    assert answer.model_fields_set == {member}
    assert str(getattr(answer, member)) == str(getattr(tram, member))


def test_what_was_read_is_written_as_it_stood(call: Caller) -> None:
    inner = (
        f'<Since xmlns:d="{SYSTEM}"><d:DateTime>2024-01-31T23:30:15.1234567Z</d:DateTime>'
        "<d:OffsetMinutes>120</d:OffsetMinutes></Since><When>2024-01-31T12:30:15.1234567"
        "</When>"
    )
    tram = answered(call, inner)
    assert tram.to_dict()["since"] == "2024-02-01T01:30:15.1234567+02:00"
    root = written(tram)
    assert [each.text for each in root[0]] == ["2024-01-31T23:30:15.1234567Z", "120"]
    assert root[1].text == "2024-01-31T12:30:15.1234567"


@pytest.mark.parametrize(
    ("returns", "root", "value"),
    [
        (int, XmlText(name="int", namespace=SERIALIZATION), 7),
        (bool, XmlText(name="boolean", namespace=SERIALIZATION), False),
        (str, XmlText(name="string", namespace=SERIALIZATION), "a < b"),
        (
            list[str],
            XmlList(
                name="ArrayOfstring", namespace=ARRAYS, item=XmlText(name="string")
            ),
            ["a", "b"],
        ),
        (
            list[int],
            XmlList(name="ArrayOfInt", item=XmlText(name="int")),
            [],
        ),
    ],
)
def test_bodies_need_not_be_models(
    call: Caller, returns: Any, root: XmlElement, value: Any
) -> None:
    assert call(operation(returns, root), query=XML, body=value) == value


# --- what a server of .NET reads ---


def test_elements_stand_in_the_order_of_the_documentation() -> None:
    root = written(Tram(when=dt.datetime(2024, 1, 1), id=1, driver=None))
    assert [etree.QName(each).localname for each in root] == ["Driver", "Id", "When"]
    assert {etree.QName(each).namespace for each in root} == {DEPOT}


def test_null_is_nil_and_what_is_not_set_is_not_written() -> None:
    (driver,) = written(Tram(driver=None))
    assert driver.get(f"{{{INSTANCE}}}nil") == "true"
    assert len(written(Tram())) == 0


def test_entries_items_and_halves_have_namespaces_of_their_own() -> None:
    since = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    seats, moment, tags = written(Tram(seats={"a": 1}, since=since, tags=["x"]))
    assert seats[0].tag == f"{{{ARRAYS}}}KeyValueOfstringint"
    assert [each.tag for each in seats[0]] == [f"{{{ARRAYS}}}Key", f"{{{ARRAYS}}}Value"]
    assert moment[0].tag == f"{{{SYSTEM}}}DateTime"
    assert tags[0].tag == f"{{{ARRAYS}}}string"


def test_without_a_namespace_nothing_gets_one() -> None:
    objects = {"T": XmlObject("", {"id": XmlText(name="Id")})}
    form = XmlForm(XmlModel(name="T", model="T"), objects)
    root = etree.fromstring(form.write({"id": 1}))
    assert (root.tag, root[0].tag) == ("T", "Id")


def test_a_namespace_of_the_root_does_not_spread() -> None:
    objects = {"T": XmlObject("", {"id": XmlText(name="Id")})}
    form = XmlForm(XmlModel(name="T", model="T", namespace="urn:a"), objects)
    root = etree.fromstring(form.write({"id": 1}))
    assert (root.tag, root[0].tag) == ("{urn:a}T", "Id")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Kind.SHORT, "Short"),
        (Kind(6), "Long Low"),
        (Kind(8), "8"),
        (float("inf"), "INF"),
        (Decimal("1E+2"), "100"),
        (True, "true"),
    ],
)
def test_simple_values(value: Any, text: str) -> None:
    known = XmlText(name="V", names={e.value: e.name.title() for e in Kind})
    plain = known if isinstance(value, Enum) else XmlText(name="V")
    assert written(value, plain).text == text


def test_flags_are_read_from_names_side_by_side(call: Caller) -> None:
    inner = "<Kind>Long Low</Kind>"
    assert answered(call, inner, client={"on_drift": "ignore"}).kind == 6


def test_what_xml_cannot_carry_is_refused_before_it_is_sent(call: Caller) -> None:
    with pytest.raises(InvalidRequestError, match="no form in XML"):
        call(operation(), body=Tram(tags=["\x00"]))
    with pytest.raises(InvalidRequestError, match="offset"):
        call(operation(), body=Tram(since=dt.datetime(2024, 1, 1)))


# --- what servers answer ---


def test_unknown_elements_are_kept(call: Caller) -> None:
    inner = "<Id>1</Id><New><A>1</A><B i:nil='true'/></New><a_x0020_b>x</a_x0020_b>"
    tram = answered(call, inner, client={"on_drift": "ignore"})
    assert tram.id == 1
    assert tram.model_extra == {"New": {"A": "1", "B": None}, "a b": "x"}


def test_what_does_not_fit_is_kept_as_text(call: Caller) -> None:
    drifts: list[Any] = []
    tram = answered(
        call, "<Id>one</Id><On>true</On>", client={"on_drift": drifts.append}
    )
    assert (tram.id, tram.on) == ("one", True)
    assert [each.path for each in drifts] == ["id"]


def test_references_are_followed(call: Caller) -> None:
    inner = (
        '<Driver z:Id="i1"><Full_x0020_name>A</Full_x0020_name></Driver>'
        '<Stops><Stop z:Ref="i1" i:nil="true"/></Stops>'
    )
    tram = answered(call, inner.replace(' i:nil="true"', ""))
    assert tram.stops[0].name == "A"


def test_json_is_read_where_the_server_sends_it_all_the_same(call: Caller) -> None:
    receiver: Operation[Any] = Operation(
        "POST",
        "/say",
        body=lambda: Any,
        returns=lambda: Tram,
        reads=lambda: XmlForm(TRAM, OBJECTS),
    )
    answer = call(receiver, query={"type": "application/json"}, body={"id": 3})
    assert answer.id == 3


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "iso-8859-1"])
def test_texts_in_other_charsets(charset: str) -> None:
    text = f'<string xmlns="{SERIALIZATION}">ü</string>'
    form = XmlForm(XmlText(name="string"), {})
    assert form.read(text.encode(charset), charset) == ("ü", ())


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "entities of entities": f'<!DOCTYPE r [<!ENTITY e0 "x">{ENTITIES}]><r>&e9;</r>',
    "in an attribute": f'<!DOCTYPE r [<!ENTITY e0 "x">{ENTITIES}]><r a="&e9;"/>',
    "a file": '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]><r>&f;</r>',
    "another server": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/"><r/>',
    "depth": "<r>" * 100_000,
    "no XML": "<r>",
    "a page": "<html><br></html>",
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_answers_are_refused(call: Caller, hostile: str) -> None:
    sender: Operation[Any] = Operation(
        "POST",
        "/say",
        body=lambda: str,
        sends="text/xml",
        returns=lambda: Tram,
        reads=lambda: XmlForm(TRAM, OBJECTS),
    )
    with pytest.raises(ResponseDecodeError, match="XML was expected"):
        call(sender, query=XML, body=HOSTILE[hostile])


def test_depth_that_lxml_lets_through_is_read_or_refused() -> None:
    form = XmlForm(XmlAny(name="a"), {})
    with suppress(ValueError):
        form.read(b"<a>" * 254 + b"</a>" * 254, None)


def test_a_character_beyond_all_characters_stays_a_number() -> None:
    form = XmlForm(XmlText(name="a", kind="character"), {})
    assert form.read(b"<a>65</a>", None)[0] == "A"
    assert form.read(b"<a>99999999999999999999</a>", None)[0] == "9" * 20


def test_without_lxml_an_error_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['lxml.etree'] = None\n"
        "from runtime.xml.forms import XmlForm, XmlText\n"
        "XmlForm(XmlText(name='a'), {}).write('x')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2] / "templates",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "with the extra `xml`" in done.stderr
