"""Time grows with the size of what samples and tables show, and not with its square."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable

import pytest
from timing import timed

from helpwright.checks import check
from helpwright.diagnostics import Findings
from helpwright.evidence import counting, weigh
from helpwright.evidence.prose import suggestions
from helpwright.place import Place
from helpwright.spec import (
    Api,
    Body,
    ListOf,
    MediaType,
    Model,
    Named,
    Operation,
    PairOf,
    Property,
    Response,
    Sample,
    Scalar,
    TypeRef,
    Unknown,
)

STRING = Scalar(name="string")
MANY = 3_000


def _answers(path: str, type_: TypeRef, samples: Iterable[str]) -> Operation:
    media_types = tuple(
        MediaType(
            name=f"text/{number}",
            sample=Sample(
                kind="xml" if text.startswith("<") else "json",
                text=text,
                place=Place(page="page", line=number + 1),
            ),
        )
        for number, text in enumerate(samples)
    )
    body = Body(type=type_, media_types=media_types)
    return Operation(
        method="GET", path=path, responses=(Response(status="200", body=body),)
    )


def _model(*members: Property) -> Model:
    return Model(name="M", properties=members)


def _member(name: str, type_: TypeRef = STRING, description: str = "") -> Property:
    return Property(name=name, wire_name=name, type=type_, description=description)


def _objects_of_a_long_table() -> Api:
    rows = [_member(f"a{n}") for n in range(MANY)]
    text = json.dumps([{f"a{n}": "x"} for n in range(MANY)])
    operation = _answers("/m", ListOf(items=Named(name="M")), [text])
    return Api(models=(_model(*rows),), operations=(operation,))


def _many_samples_of_one_body() -> Api:
    texts = [f'{{"a": "x{n}"}}' for n in range(MANY // 3)]
    texts += [f"<m><a>x{n}</a></m>" for n in range(MANY // 3)]
    return Api(operations=(_answers("/m", Unknown(), texts),))


def _values_of_a_pair() -> Api:
    pair = _member("a", PairOf(key=STRING, value=STRING))
    values = ",".join(f'"value": "v{n}"' for n in range(MANY))
    elements = "".join(f"<Value>v{n}</Value>" for n in range(MANY))
    texts = [f'{{"a": {{{values}}}}}', f"<M><a>{elements}</a></M>"]
    operation = _answers("/m", Named(name="M"), texts)
    return Api(models=(_model(pair),), operations=(operation,))


def _models_of_one_name() -> Api:
    return Api(
        operations=tuple(
            _answers(f"/a{n}/search", Unknown(), [f'{{"a{n}": "x"}}'])
            for n in range(MANY)
        )
    )


@pytest.mark.parametrize(
    "api",
    [
        _objects_of_a_long_table(),
        _many_samples_of_one_body(),
        _values_of_a_pair(),
        _models_of_one_name(),
    ],
    ids=["rows and objects", "samples", "values of a pair", "models of one name"],
)
@timed
def test_what_samples_and_tables_show(api: Api) -> None:
    start = time.process_time()
    weigh(api, Findings())
    assert time.process_time() - start < 1.6


@timed
def test_members_whose_names_share_a_word() -> None:
    members = [
        _member(f"FooA{chr(97 + n % 26)}{n}", description="Gets or sets the foo")
        for n in range(MANY)
    ]
    start = time.process_time()
    check(Api(models=(_model(*members),)), Findings())
    assert time.process_time() - start < 1.6


@timed
def test_blanks_in_a_description() -> None:
    start = time.process_time()
    suggestions("use" + " " * 3_900 + "x")
    assert time.process_time() - start < 1


def test_two_objects_of_a_thousand_members_are_not_counted() -> None:
    steps = [counting.Step("numbered", n + 1) for n in range(1_000)]
    columns = [counting.Column(n, (step, step)) for n, step in enumerate(steps)]
    assert counting.solve(columns[:200]) is not None
    assert counting.solve(columns) is None
