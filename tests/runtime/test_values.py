"""Models: unset, null and value; JSON digit by digit; enumerations that grow."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import MISSING, Field, TypeAdapter, ValidationError
from runtime.enums import OpenIntEnum, OpenStrEnum
from runtime.jsontext import decode_text, dumps, loads
from runtime.models import (
    UNSET,
    KeyValuePair,
    Model,
    OneRequired,
    RequestModel,
    is_set,
)
from runtime.scalars import NetDecimal


class State(OpenIntEnum):
    NONE = 0
    ACTIVE = 1
    NON_STOCK = 4


class Colour(OpenStrEnum):
    RED = "Red"
    SEA_GREEN = "Sea Green"


class Line(Model):
    qty: int = Field(UNSET, alias="Qty")


class Order(Model):
    parent_id: str | None = Field(None, alias="_parent_id")
    count: int | MISSING = Field(MISSING, alias="Count")
    price: NetDecimal = Field(UNSET, alias="Price")
    lines: list[Line] | None = Field(None, alias="Lines")
    state: State = Field(UNSET, alias="State")


class Wish(OneRequired, RequestModel):
    one_required = (("first", "second"), ("third",))
    first: str | None = None
    second: str | None = None
    third: int = UNSET


# --- three states ---


def test_unset_null_and_value_are_three_things() -> None:
    assert Order().to_dict() == {}
    assert Order(parent_id=None).to_dict() == {"_parent_id": None}
    assert Order(parent_id="").to_dict() == {"_parent_id": ""}
    assert [is_set(o, "parent_id") for o in (Order(), Order(parent_id=None))] == [
        False,
        True,
    ]


@pytest.mark.parametrize("name", ["count", "price", "state"])
def test_null_is_refused_where_it_is_impossible(name: str) -> None:
    with pytest.raises(ValidationError):
        Order.model_validate({name: None})


def test_what_is_set_later_is_sent_and_what_is_deleted_is_not() -> None:
    order = Order(count=1, parent_id="x")
    order.price = Decimal("1.50")
    assert order.to_json() == '{"_parent_id":"x","Count":1,"Price":1.50}'
    assert order.model_copy(update={"count": 2}).to_dict()["Count"] == 2


def test_members_of_members_keep_their_three_states() -> None:
    order = Order(lines=[Line(qty=1), Line()])
    assert order.to_dict() == {"Lines": [{"Qty": 1}, {}]}


def test_names_of_python_and_of_the_wire_are_both_understood() -> None:
    by_name = Order.model_validate({"parent_id": "x", "count": 1})
    assert by_name == Order.model_validate({"_parent_id": "x", "Count": 1})


def test_unknown_members_of_answers_are_kept_with_all_digits() -> None:
    text = '{"Count":1,"New":{"Deep":[1.10,null]}}'
    assert Order.from_json(text).to_json() == text


def test_unknown_members_of_requests_are_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Wish.model_validate({"first": "x", "third": 1, "frist": 1})


def test_of_each_group_one_must_be_given() -> None:
    with pytest.raises(ValidationError, match="one of first, second must be given"):
        Wish(third=1)
    with pytest.raises(ValidationError, match="one of third must be given"):
        Wish(first="x")
    assert Wish(second=None, third=1).to_dict() == {"second": None, "third": 1}


def test_models_can_be_copied_and_pickled() -> None:
    order = Order(state=State(9), lines=[Line()])
    for other in (copy.deepcopy(order), pickle.loads(pickle.dumps(order))):
        assert other == order
        assert other.to_json() == order.to_json()


def test_pairs_are_typed() -> None:
    pair = KeyValuePair[str, NetDecimal].from_json('{"Key": "a", "Value": 1.10}')
    assert (pair.key, pair.value) == ("a", Decimal("1.10"))
    assert pair.to_json() == '{"Key":"a","Value":1.10}'


# --- JSON ---

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text()
    | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_json_comes_back_as_it_went(value: Any) -> None:
    text = dumps(value)
    assert loads(text) == value
    assert dumps(loads(text)) == text


@pytest.mark.parametrize(
    "text",
    ["1.0", "1.10", "0.000", "-0.0", "79228162514264337593543950335.12", "1E+400"],
)
def test_every_digit_of_a_number_is_kept(text: str) -> None:
    assert dumps(loads(text)).decode() == text


def test_text_that_looks_like_a_number_stays_text() -> None:
    value = {"a": "1.50", "b": '"1.50"', "c": Decimal("1.50"), "d": "<1.50>"}
    text = dumps(value).decode()
    assert loads(text) == value
    assert '"c":1.50' in text


def test_what_is_no_number_is_written_as_text() -> None:
    values = [float("nan"), float("inf"), Decimal("-Infinity"), 1.5]
    assert dumps(values) == b'["NaN","Infinity","-Infinity",1.5]'


def test_what_has_no_form_in_json_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no form in JSON"):
        dumps({"a": object()})


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "{'a': 1}", "\0"])
def test_what_is_not_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        loads(text)


def test_bytes_that_are_no_text_are_a_unicode_error() -> None:
    with pytest.raises(UnicodeError):
        decode_text(b"\xff\xfe\xff", None)


# --- enumerations ---


@pytest.mark.parametrize(
    ("received", "member"),
    [
        (1, State.ACTIVE),
        ("Active", State.ACTIVE),
        ("ACTIVE", State.ACTIVE),
        ("NonStock", State.NON_STOCK),
        ("non_stock", State.NON_STOCK),
        ("4", State.NON_STOCK),
        ("none", State.NONE),
    ],
)
def test_numbers_are_known_by_their_names_too(received: object, member: State) -> None:
    assert TypeAdapter(State).validate_python(received) is member


@pytest.mark.parametrize(
    ("received", "value"), [(9, 9), (-1, -1), ("Active, NonStock", 5)]
)
def test_a_number_without_a_name_is_kept(received: object, value: int) -> None:
    member = TypeAdapter(State).validate_python(received)
    assert isinstance(member, State)
    assert member == value
    assert not member.is_known
    assert dumps(member).decode() == str(value)
    assert str(value).replace("-", "") in repr(member)


@pytest.mark.parametrize("received", ["Unheard of", 1.5, None, "Active, Odd"])
def test_what_is_neither_number_nor_name_is_refused(received: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(State).validate_python(received)


def test_names_are_known_in_any_casing_and_new_ones_kept() -> None:
    adapter = TypeAdapter(Colour)
    assert adapter.validate_python("sea green") is Colour.SEA_GREEN
    mauve = adapter.validate_python("Mauve")
    assert isinstance(mauve, Colour)
    assert (mauve, mauve.is_known, dumps(mauve)) == ("Mauve", False, b'"Mauve"')
    assert Colour.RED.is_known


def test_unknown_values_are_not_collected() -> None:
    for number in range(100, 200):
        State(number)
    assert len(State) == 3
    assert set(State._value2member_map_) == {0, 1, 4}


def test_half_a_character_is_sent_as_an_escape() -> None:
    assert dumps({"Name": "\ud800ü"}) == '{"Name":"\\ud800ü"}'.encode()
    assert loads(dumps({"Name": "\ud800ü"})) == {"Name": "\ud800ü"}
