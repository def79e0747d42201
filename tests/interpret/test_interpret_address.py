"""The address in a title, taken apart."""

from __future__ import annotations

import time

import pytest
from timing import timed

from helpwright.interpret.address import Key, read_address
from helpwright.interpret.matching import match_rows
from helpwright.interpret.titles import address_of_id
from helpwright.spec import Constraints


@pytest.mark.parametrize(
    ("text", "path", "names"),
    [
        ("api/boats", "/api/boats", []),
        ("/api/boats/{id}", "/api/boats/{id}", ["id"]),
        ("api/a-b_c/{x-y}?q={q}&r={r}", "/api/a-b_c/{x-y}", ["x-y", "q", "r"]),
        ("v1.0/status.json", "/v1.0/status.json", []),
        ("https://example.com:8080/api/boats/{id}", "/api/boats/{id}", ["id"]),
        ("~/api/boats", "/api/boats", []),
        (
            "api/{id:int}/{name?}/{*rest}",
            "/api/{id}/{name}/{rest}",
            ["id", "name", "rest"],
        ),
        (r"api/{code:regex(^\d{2}$)}", "/api/{code}", ["code"]),
        ("api/x?ids[0]={ids[0]}&ids[1]={ids[1]}", "/api/x", ["ids"]),
        ("api/x?f[0].key={k}&f[0].value={v}", "/api/x", ["f"]),
        ("api/x?left.Skip={left.Skip}", "/api/x", ["left.Skip"]),
        ("api/my files/{id}", "/api/my files/{id}", ["id"]),
        ("api/{}/x", "/api/%7B%7D/x", []),
        ("api/{open", "/api/%7Bopen", []),
        ("api/{a{b}c}", "/api/%7Ba%7Bb%7Dc%7D", []),
        ("api/{a/b}/{?}", "/api/%7Ba/b%7D/%7B?%7D", []),
    ],
)
def test_path_and_names(text: str, path: str, names: list[str]) -> None:
    address = read_address(text)
    assert address.path == path
    assert [key.name for key in address.keys] == names


def test_constraints_of_a_route_are_facts_about_its_variable() -> None:
    id_, code, page, *_ = read_address(
        "{id:int:min(1)}/{code:regex(^[a-z]{{2}}$)}/{page:int:range(1,50)=3}/{rest:length(2,9)}"
    ).keys
    assert id_.type is not None
    assert id_.type.name == "integer"
    assert id_.constraints == Constraints(minimum="1")
    assert code.constraints == Constraints(pattern="^[a-z]{2}$")
    assert page.default == "3"
    assert page.constraints == Constraints(minimum="1", maximum="50")


def test_a_catch_all_says_so() -> None:
    (key,) = read_address("files/{*path}").keys
    assert key.catch_all


@pytest.mark.parametrize(
    ("text", "rows", "address"),
    [
        ("api-jobs", (), "api/jobs"),
        ("api-boats-id", ("id",), "api/boats/{id}"),
        ("api-boats-id_part", ("id", "part"), "api/boats/{id}?part={part}"),
        ("api-boats_page_size", ("size", "page"), "api/boats?page={page}&size={size}"),
        ("api-a_b-x-y", ("x-y",), "api/a_b/{x-y}"),
        ("api-status-status", ("status",), "api/status/{status}"),
        ("api-x_first-From", ("first.From",), "api/x?first.From={first.From}"),
        ("api-x-y-X-y", ("x-y",), "api/x/y/{x-y}"),
        ("api-a_b_a_b", ("b", "a_b", "b"), "api/a?b={b}&a_b={a_b}"),
    ],
)
def test_a_friendly_id_is_read_with_the_names_of_the_table(
    text: str, rows: tuple[str, ...], address: str
) -> None:
    assert address_of_id(text, rows) == address


@timed
def test_rows_in_reverse_take_time_in_proportion() -> None:
    quick, slow = seconds_for(10_000), seconds_for(40_000)
    assert slow < 8 * max(quick, 0.05), "four times the rows take eight times as long"


def seconds_for(count: int) -> float:
    names = tuple(f"p{number}" for number in range(count))
    keys = tuple(Key(name=name, location="query") for name in names)
    start = time.process_time()
    found = match_rows(keys, names[::-1])
    taken = time.process_time() - start
    assert [match.row for match in found.values()] == list(range(count))[::-1]
    return taken


@timed
def test_many_rows_in_order_of_their_keys_take_seconds() -> None:
    known = tuple(f"p{number}" for number in range(20_000))
    keys = (*known, *(f"q{number}" for number in range(20_000)))
    rows = (*known, *(f"r{number}" for number in range(20_000)))
    start = time.process_time()
    found = match_rows(tuple(Key(name=key, location="query") for key in keys), rows)
    assert time.process_time() - start < 5
    assert found[39_999].row == 39_999
