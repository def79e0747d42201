"""Sizes that a page may ask for: what is made of them stays small, and is made soon."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from timing import timed

from helpwright.escape import docstring
from helpwright.names import document as doc
from helpwright.names.modules import cycles
from helpwright.openapi.dump import dumps
from helpwright.views.layout import Text, laid_out
from helpwright.views.sample_requests import made_value, sample_request
from helpwright.views.xml_forms import ordered


@contextmanager
def soon() -> Iterator[None]:
    """What is within takes two seconds at most."""
    began = time.process_time()
    yield
    assert time.process_time() - began < 2


WORKS: dict[str, Callable[[], object]] = {
    "a word": lambda: docstring("x" * 2_000_000, indent=4),
    "a name of escapes": lambda: laid_out(Text("alias=", "\0" * 30_000), indent=4),
    "members of XML": lambda: ordered({"properties": {n: {} for n in _NAMES}}),
    "a chain": lambda: [*cycles(_CHAIN, _CHAIN)],
}
_NAMES = [f"M{number}" for number in range(20_000)]
_CHAIN = {f"M{number}": [f"M{number + 1}"] for number in range(20_000)}


@pytest.mark.parametrize("work", WORKS)
@timed
def test_takes_time_that_grows_with_the_size(work: str) -> None:
    with soon():
        WORKS[work]()


def test_a_text_deep_in_brackets_ends() -> None:
    for indent in (60, 80, 84, 88, 120):
        pieces = laid_out(Text("", 'urn:"\0é'), indent=indent).split("\n")
        assert len(pieces) < 12


def test_members_that_no_sample_shows_stand_by_their_names() -> None:
    shown = {"b": {"xml": {"x-order": 0}}, "d": {"xml": {"x-order": 1}}}
    assert ordered({"properties": {**shown, "e": {}, "c": {}, "a": {}}}) == [*"abcde"]


def request(schema: Any, schemas: Any, **media: Any) -> Any:
    content = {"application/json": {"schema": schema, **media}}
    node = {"requestBody": {"content": content}, "responses": {}}
    document = {"paths": {"/a": {"post": node}}, "components": {"schemas": schemas}}
    return sample_request(document, next(doc.operations(document)))


@pytest.mark.parametrize("media", [{}, {"example": "short"}])
def test_a_text_is_not_filled_to_any_length(media: Any) -> None:
    schema = {"type": "string", "minLength": 2_000_000_000}
    assert len(request(schema, {}, **media).content) < 2000


@timed
def test_models_that_require_each_other_make_a_small_body() -> None:
    wide = {f"M{n}": {"$ref": f"#/components/schemas/W{n}"} for n in range(40)}
    model = {"type": "object", "properties": wide, "required": [*wide]}
    schemas = {f"W{number}": model for number in range(40)}
    with soon():
        made = made_value({"$ref": "#/components/schemas/W0"}, schemas)
    assert len(dumps(made)) < 200_000


def test_types_that_are_nothing_but_each_other_have_no_value() -> None:
    schemas = {
        "A": {"$ref": "#/components/schemas/B"},
        "B": {"type": "array", "items": {"$ref": "#/components/schemas/A"}},
    }
    assert request({"$ref": "#/components/schemas/A"}, schemas).value == [None]
