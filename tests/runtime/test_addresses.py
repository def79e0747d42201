"""Addresses: what is encoded, what is refused, and how the server's binder wants it."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field
from runtime.addresses import PathTemplate, encode_form, encode_query, to_text
from runtime.enums import OpenIntEnum
from runtime.errors import InvalidRequestError
from runtime.models import UNSET, Model

PATH = PathTemplate("/api/{database}/Product")
REST = PathTemplate("/files/{*rest}")


class State(OpenIntEnum):
    ACTIVE = 1


class Page(Model):
    skip: int = Field(UNSET, alias="Skip")
    sort: str | None = Field(None, alias="Sort")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a b", "a b"),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (State.ACTIVE, "1"),
        (State(9), "9"),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (1.5, "1.5"),
        (float("nan"), "NaN"),
        (dt.datetime(2024, 1, 2, 3, 4, 5, 600000), "2024-01-02T03:04:05.6"),
        (dt.date(2024, 1, 2), "2024-01-02"),
        (dt.timedelta(days=1), "1.00:00:00"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (b"\x00\xff", "AP8="),
    ],
)
def test_scalars_are_written_as_the_server_reads_them(value: Any, text: str) -> None:
    assert to_text(value) == text


@pytest.mark.parametrize("value", [None, [1], {"a": 1}, object(), Page(skip=1)])
def test_what_is_no_scalar_is_refused_in_a_path(value: Any) -> None:
    with pytest.raises(InvalidRequestError):
        PATH.fill({"database": value})


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("a/b", "/api/a%2Fb/Product"),
        ("a?b#c", "/api/a%3Fb%23c/Product"),
        ("%2e%2e", "/api/%252e%252e/Product"),
        ("a\\b", "/api/a%5Cb/Product"),
        ("é 客", "/api/%C3%A9%20%E5%AE%A2/Product"),
        ("...", "/api/.../Product"),
        ("a.b", "/api/a.b/Product"),
        ("\r\n\0", "/api/%0D%0A%00/Product"),
        ("{x}", "/api/%7Bx%7D/Product"),
    ],
)
def test_a_value_stays_in_its_segment(value: str, path: str) -> None:
    assert PATH.fill({"database": value}) == path


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_values_that_would_lead_elsewhere_are_refused(value: str) -> None:
    with pytest.raises(InvalidRequestError):
        PATH.fill({"database": value})


def test_half_a_character_is_refused() -> None:
    with pytest.raises(InvalidRequestError):
        PATH.fill({"database": "\ud800"})


def test_dots_of_two_values_are_not_joined() -> None:
    with pytest.raises(InvalidRequestError):
        PathTemplate("/a/{b}{c}").fill({"b": ".", "c": "."})


def test_a_catch_all_keeps_its_slashes_and_no_dots() -> None:
    assert REST.fill({"rest": "a/b c/d"}) == "/files/a/b%20c/d"
    for value in ("a/../b", "..", "a/."):
        with pytest.raises(InvalidRequestError):
            REST.fill({"rest": value})


def test_a_template_is_text_and_never_code() -> None:
    evil = PathTemplate("/api/{x.__class__}/{0}/{y!r}/{}")
    values = {"x.__class__": "a", "0": "b", "y!r": "c", "": "d"}
    assert evil.fill(values) == "/api/a/b/c/d"
    assert PathTemplate("/a b/é/{").fill({}) == "/a%20b/%C3%A9/%7B"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_from_its_segment(value: str) -> None:
    try:
        path = PATH.fill({"database": value})
    except InvalidRequestError:
        assert value in (".", "..")
        return
    url = httpx2.URL(f"https://example.com{path}")
    assert unquote(url.raw_path.decode().split("/")[2]) == value
    assert url.raw_path.decode() == path


@pytest.mark.parametrize(
    ("values", "query"),
    [
        ({"a": None, "b": 1}, "b=1"),
        ({"a": ""}, "a="),
        ({"a": [1, 2]}, "a=1&a=2"),
        ({"a": []}, ""),
        ({"a": (x for x in ())}, None),
        ({"$filter": "Name eq 'O''Brien'"}, "$filter=Name%20eq%20%27O%27%27Brien%27"),
        ({"a b&c": "+&="}, "a%20b%26c=%2B%26%3D"),
        ({"left": Page(skip=1, sort=None)}, "left.Skip=1"),
        ({"left": {"Skip": 1, "Sub": {"X": [1, 2]}}}, "left.Skip=1&left.Sub.X=1&left.Sub.X=2"),
        ({"rows": [{"A": 1}, Page(skip=2)]}, "rows%5B0%5D.A=1&rows%5B1%5D.Skip=2"),
        ({"when": dt.datetime(2024, 1, 2, tzinfo=dt.timezone(dt.timedelta(hours=1)))},
         "when=2024-01-02T00%3A00%3A00%2B01%3A00"),
    ],
)  # fmt: skip
def test_queries_are_written_as_the_binder_reads_them(
    values: dict[str, Any], query: str | None
) -> None:
    if query is None:
        with pytest.raises(InvalidRequestError):
            encode_query(values, {})
    else:
        assert encode_query(values, {}) == query


def test_lists_with_commas_and_dictionaries_by_index() -> None:
    styles = {"$expand": "comma", "filter": "indexed-pairs"}
    assert encode_query({"$expand": ["A", "B c"]}, styles) == "$expand=A,B%20c"
    assert encode_query({"$expand": []}, styles) == ""
    assert encode_query({"filter": {"k": 1, "l": "m"}}, styles) == (
        "filter%5B0%5D.key=k&filter%5B0%5D.value=1"
        "&filter%5B1%5D.key=l&filter%5B1%5D.value=m"
    )


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
        st.text(st.characters(exclude_categories=["Cs"])),
    )
)
def test_any_query_is_read_back(values: dict[str, str]) -> None:
    url = httpx2.URL(f"https://example.com/?{encode_query(values, {})}")
    query = urlsplit(str(url)).query
    assert dict(parse_qsl(query, keep_blank_values=True)) == values


def test_forms() -> None:
    assert encode_form({"a": "x y&z+", "b": [1, 2]}) == b"a=x+y%26z%2B&b=1&b=2"
    assert encode_form("abc") == b"=abc"
