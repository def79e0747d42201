"""Json.NET's marks are no members, and equal values are told by a number."""

from __future__ import annotations

from helpwright.samples import Contents, Node, read_json, without_references


def tree(text: str) -> Node:
    root = read_json(text).root
    assert root is not None
    return without_references(root)


def test_takes_ids_and_types_out_of_objects() -> None:
    root = tree('{"$id": "1", "$type": "Harbour.Boat, harbour", "Name": "x"}')
    assert [member.name for member in root.members] == ["Name"]
    assert root.identity == "1"


def test_turns_a_reference_into_one() -> None:
    root = tree('[{"$id": "1", "Id": 1}, {"$ref": "1"}]')
    assert [item.kind for item in root.items] == ["object", "reference"]
    assert root.items[1].text == "1"


def test_unwraps_a_list_with_an_id() -> None:
    root = tree('{"Boats": {"$id": "2", "$values": [{"Id": 1}]}}')
    boats = root.members[0].value
    assert boats.kind == "array"
    assert boats.items[0].members[0].name == "Id"


def test_leaves_members_that_only_begin_with_a_dollar() -> None:
    assert [member.name for member in tree('{"$price": 1}').members] == ["$price"]


def test_equal_values_have_one_number_and_others_do_not() -> None:
    contents = Contents()
    root = tree('[{"a": 1, "b": []}, {"a": 1, "b": []}, {"b": [], "a": 1}, {"a": 1.0}]')
    contents.number(root)
    first, second, swapped, decimal = (item.content for item in root.items)
    assert first == second
    assert len({first, swapped, decimal}) == 3
    again = tree('{"a": 1, "b": []}')
    assert contents.number(again) == first
