"""References of Json.NET: shared objects, wrapped arrays, ways back to a parent."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import Field
from runtime.decoding import Decoder
from runtime.models import UNSET, Model


class Line(Model):
    qty: int = Field(UNSET, alias="Qty")
    order: Order | None = Field(None, alias="Order")


class Order(Model):
    id: int = Field(UNSET, alias="Id")
    lines: list[Line] = Field(UNSET, alias="Lines")
    first: Line | None = Field(None, alias="First")


def decode(text: str, returns: Any = Any) -> tuple[Any, tuple[Any, ...]]:
    decoder = Decoder(lambda: returns, "GET /orders")
    return decoder.validate(*decoder.parse(text.encode()))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"$id": "1", "a": 1}', {"a": 1}),
        ('{"$type": "X, Y", "a": {"$type": "Z", "b": 1}}', {"a": {"b": 1}}),
        ('[{"$id": "1", "a": 1}, {"$ref": "1"}]', [{"a": 1}, {"a": 1}]),
        ('{"$id": "1", "$values": [1, {"$id": "2"}, {"$ref": "2"}]}', [1, {}, {}]),
        ('{"$ref": "7"}', {"$ref": "7"}),
        ('{"$ref": 5}', {}),
        ('{"$skip": 1}', {"$skip": 1}),
        ('{"a": "$id"}', {"a": "$id"}),
        ('{"$id": "1", "a": {"$id": "1", "b": 2}}', {"a": {"b": 2}}),
    ],
)
def test_references_are_followed(text: str, value: object) -> None:
    assert decode(text)[0] == value


def test_a_way_back_leads_to_the_very_object() -> None:
    (order,), drifts = decode(
        """{"$id": "1", "$values": [{"$id": "2", "Id": 7,
            "Lines": [{"$id": "3", "Qty": 1, "Order": {"$ref": "2"}},
                      {"$id": "4", "Qty": 2, "Order": {"$ref": "2"}}],
            "First": {"$ref": "4"}}]}""",
        list[Order],
    )
    assert drifts == ()
    assert [line.order is order for line in order.lines] == [True, True]
    assert order.first.qty == 2


def test_a_way_back_through_what_is_not_documented() -> None:
    result, _ = decode('{"$id": "1", "Odd": {"Deep": [{"$ref": "1"}]}}', Order)
    assert result.Odd["Deep"][0] is result
    plain, _ = decode('{"$id": "1", "a": {"$ref": "1"}}')
    assert plain["a"] is plain


def test_a_few_bytes_can_not_name_billions() -> None:
    doubled = [
        f'{{"$id": "{n}", "a": [{{"$ref": "{n - 1}"}}, {{"$ref": "{n - 1}"}}]}}'
        for n in range(1, 60)
    ]
    with pytest.raises(ValueError, match="references stand for more than"):
        decode(f'[{{"$id": "0"}}, {", ".join(doubled)}]')


def test_a_value_too_deep_to_be_followed_is_refused() -> None:
    text = '{"$id": "0", "a":' * 700 + "1" + "}" * 700
    with pytest.raises(ValueError, match="too deeply"):
        decode(text)
