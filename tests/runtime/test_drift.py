"""Answers that differ from the documentation: kept, typed around, and told of."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field
from runtime import notices
from runtime.decoding import Decoder
from runtime.drift import Drift, DriftWarning, warn
from runtime.enums import OpenIntEnum
from runtime.errors import DriftError
from runtime.jsontext import loads
from runtime.models import UNSET, Model, OneRequired
from runtime.operations import Operation
from runtime.scalars import NetDateTime, NetDecimal, NetGuid

Caller = Callable[..., Any]


class State(OpenIntEnum):
    ACTIVE = 1


class Line(Model):
    qty: int = Field(alias="Qty")
    price: NetDecimal = Field(UNSET, alias="Price")


class Order(OneRequired):
    one_required = (("name", "when"),)
    id: int = Field(alias="Id")
    name: str | None = Field(None, alias="Name")
    when: NetDateTime = Field(UNSET, alias="When")
    state: State = Field(UNSET, alias="State")
    key: NetGuid = Field(UNSET, alias="Key")
    open: bool = Field(UNSET, alias="Open")
    lines: list[Line] = Field(UNSET, alias="Lines")
    parent: Order | None = Field(None, alias="Parent")
    totals: dict[str, int] = Field(UNSET, alias="Totals")


def decode(text: str, returns: Any = Order) -> tuple[Any, list[str]]:
    decoder = Decoder(lambda: returns, "GET /orders")
    value, links = decoder.parse(text.encode())
    result, drifts = decoder.validate(value, links)
    return result, [f"{each.kind} at {each.path}" for each in drifts]


@pytest.mark.parametrize(
    ("text", "drift", "member", "value"),
    [
        ('{"Id": null}', "null at Id", "id", None),
        ('{"Id": 1, "When": null}', "null at When", "when", None),
        ('{"Id": 1, "State": null}', "null at State", "state", None),
        ('{"Id": 1, "Lines": null}', "null at Lines", "lines", None),
        ('{"Name": "x"}', "missing member at Id", "name", "x"),
        ('{"Id": 1, "New": 1.50}', "new member at New", "New", Decimal("1.50")),
        ('{"Id": 1, "State": 7}', "new value at State", "state", 7),
        ('{"Id": 1, "State": "Odd"}', "other type at State", "state", "Odd"),
        ('{"Id": 1, "Name": 5}', "other type at Name", "name", 5),
        ('{"Id": "x"}', "other type at Id", "id", "x"),
        ('{"Id": 1, "When": ""}', "other type at When", "when", ""),
        ('{"Id": 1, "When": 5}', "other type at When", "when", 5),
        ('{"Id": 1, "Key": "no"}', "other type at Key", "key", "no"),
        ('{"Id": 1, "Open": "?"}', "other type at Open", "open", "?"),
        ('{"Id": 1, "Lines": {}}', "other type at Lines", "lines", {}),
        ('{"Id": 1, "Parent": 3}', "other type at Parent", "parent", 3),
        ('{"Id": 1, "Totals": {"a": "b"}}', "other type at Totals.a", "totals", {"a": "b"}),
        ('{"ID": 1}', "other casing at ID", "id", 1),
    ],
)  # fmt: skip
def test_each_difference_is_kept_and_named(
    text: str, drift: str, member: str, value: object
) -> None:
    result, drifts = decode(text)
    assert isinstance(result, Order)
    assert drifts == [drift]
    assert getattr(result, member) == value
    sent = loads(result.to_json())
    assert sent == loads(text) or drift.startswith("other casing")


def test_what_is_documented_is_no_drift() -> None:
    text = """{"Id": 1, "Name": null, "When": "2024-01-02T03:04:05", "State": 1,
        "Key": "0f8fad5b-d9cb-469f-a165-70867728950e", "Open": false,
        "Lines": [{"Qty": 1, "Price": 2.50}], "Parent": null, "Totals": {}}"""
    assert decode(text)[1] == []


def test_everything_around_a_difference_stays_typed() -> None:
    text = """[{"Id": 1}, {"Id": null, "Lines": [{"Qty": "many", "Price": 1.10},
        {"Qty": 2, "Odd": {}}, null], "Parent": {"Id": 3, "State": 9}}, 5, null]"""
    (plain, odd, number, nothing), drifts = decode(text, list[Order])
    assert plain.id == 1
    assert odd.lines[0].price == Decimal("1.10")
    assert odd.lines[0].qty == "many"
    assert odd.lines[1].qty == 2
    assert odd.lines[2] is None
    assert odd.parent.state == 9
    assert isinstance(odd.parent, Order)
    assert (number, nothing) == (5, None)
    assert sorted(drifts) == [
        "new member at [*].Lines[*].Odd",
        "new value at [*].Parent.State",
        "null at [*]",
        "null at [*].Id",
        "null at [*].Lines[*]",
        "other type at [*]",
        "other type at [*].Lines[*].Qty",
    ]


@pytest.mark.parametrize("text", ["null", "", "5", '"x"', "[]", '{"a": []}'])
def test_an_answer_of_another_shape_is_returned_as_it_is(text: str) -> None:
    result, drifts = decode(text, list[Order])
    assert result == (loads(text) if text else None)
    assert drifts == ([] if text == "[]" else drifts)
    assert len(drifts) == (0 if text == "[]" else 1)


def test_a_wrong_casing_throughout_is_put_right() -> None:
    text = '{"id": 1, "lines": [{"qty": 2, "price": 1.5}], "parent": {"id": 3}}'
    result, drifts = decode(text)
    assert (result.id, result.lines[0].qty, result.parent.id) == (1, 2, 3)
    assert result.lines[0].price == Decimal("1.5")
    assert {each.split(" at ")[0] for each in drifts} == {"other casing"}


def test_differences_are_counted_not_repeated() -> None:
    rows = ",".join('{"Id": null, "X": 1}' for _ in range(500))
    decoder = Decoder(lambda: list[Order], "GET /orders")
    result, drifts = decoder.validate(loads(f"[{rows}]"))
    assert len(result) == 500
    assert [(d.kind, d.path, d.count) for d in drifts] == [
        ("null", "[*].Id", 500),
        ("new member", "[*].X", 500),
    ]
    assert str(drifts[0]) == (
        "GET /orders: null at [*].Id (input should be a valid integer), in 500 places"
    )


def test_groups_of_which_one_must_be_sent_are_no_matter_of_answers() -> None:
    assert decode('{"Id": 1}') == (Order.model_construct({"id"}, id=1), [])


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["Id", "id", "Name", "When", "State", "Lines", "Parent", "Qty"])
        | st.text(),
        inner,
        max_size=5,
    ),
    max_leaves=20,
)


@given(ANYTHING)
def test_no_json_whatever_makes_an_answer_fail(value: Any) -> None:
    decoder = Decoder(lambda: list[Order], "GET /orders")
    decoder.validate([value])
    decoder.validate(value)


# --- who is told ---

SAY: Operation[Any] = Operation(
    "POST", "/say", sends="text/plain", returns=lambda: Order
)
ODD = '{"Id": null, "New": 1}'


def test_a_handler_gets_each_difference(call: Caller) -> None:
    seen: list[Drift] = []
    assert call(SAY, client={"on_drift": seen.append}, body=ODD).id is None
    assert [(each.kind, each.path, each.received) for each in seen] == [
        ("null", "Id", None),
        ("new member", "New", 1),
    ]
    assert seen[0].operation == "POST /say"


def test_a_warning_points_at_the_program(call: Caller) -> None:
    with pytest.warns(DriftWarning) as caught:
        call(SAY, client={"on_drift": "warn"}, body=ODD)
    assert any("null at Id" in str(each.message) for each in caught)
    assert {each.filename.rpartition("/")[2] for each in caught} == {"conftest.py"}


def test_strict_mode_raises(call: Caller) -> None:
    with pytest.raises(DriftError, match="new member at New") as caught:
        call(SAY, client={"on_drift": "error"}, body=ODD)
    assert len(caught.value.drifts) == 2


def test_it_can_be_ignored(call: Caller) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert call(SAY, client={"on_drift": "ignore"}, body=ODD).New == 1


def test_warnings_are_short_few_and_on_one_line(call: Caller) -> None:
    names = ["\n\x1b[31mERROR", "k" * 1000, *map(str, range(1000))]
    answer = json.dumps(dict.fromkeys(names, 1))
    with pytest.warns(DriftWarning) as caught:
        call(SAY, client={"on_drift": "warn"}, body=answer)
    texts = [str(each.message) for each in caught]
    assert len(texts) == 11
    assert texts[1] == "POST /say: new member at \\n\\x1b[31mERROR"
    assert max(map(len, texts)) < 250
    assert texts[10] == "POST /say: more than 10 differences"


def test_what_servers_make_up_does_not_fill_the_memory() -> None:
    for number in range(3000):
        drift = Drift(operation="GET /a", kind="new member", path=f"k{number}")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warn((drift,))
    assert len(notices._given) <= 1001


def test_a_value_nested_too_deeply_to_be_shown_is_shown_in_part() -> None:
    received: Any = 1
    for _ in range(100_000):
        received = [received]
    drift = Drift(operation="GET /a", kind="other type", path="A", received=received)
    assert str(drift) == "GET /a: other type at A, received [[[[[[[...]]]]]]]"
