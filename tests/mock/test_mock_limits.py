"""What odd pages and odd words on the command line do to a mock."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from helpwright.diagnostics import Findings, HelpwrightError
from helpwright.limits import Limits
from helpwright.mock import MockApp, MockOptions
from helpwright.mock.drawing import Drawing
from helpwright.mock.har import masked
from helpwright.mock.proxy import ProxyApp
from helpwright.mock.running import bound, running
from helpwright.mock.samples import Samples
from helpwright.mock.shared import binding, exact
from helpwright.views.nesting import calls_needed

from .conftest import Ask


def test_a_date_whose_offset_is_none_is_a_text() -> None:
    sample = b'"2020-01-01T00:00:00+99:00"'
    samples = Samples(MockOptions(), Random(1))
    assert samples.body(sample, "json", {}, None) == sample


@pytest.mark.parametrize("type_", ["integer", "number"])
def test_values_are_drawn_above_bounds_of_many_digits(type_: str) -> None:
    least = 10**40
    schema = {"type": type_, "minimum": least}
    drawing = Drawing(binding.Binder({}), Random(1), MockOptions(vary=1))
    assert drawing.value(schema) >= least


@pytest.mark.parametrize("host", ["127..0.1", "a" * 70])
def test_a_slip_in_the_name_of_a_host_is_said(host: str) -> None:
    with pytest.raises(HelpwrightError, match="no name of a host"):
        bound(host, 0)


def test_secrets_in_a_list_are_masked_in_recordings() -> None:
    body: Any = {"tokens": ["a1", ["b2"], {"x": 1, "pwd": "c3"}], "token": 7}
    assert json.loads(masked(json.dumps(body).encode())) == {
        "tokens": ["***", ["***"], {"x": 1, "pwd": "***"}],
        "token": 7,
    }


def test_a_chain_of_models_that_is_too_long_is_told(ask: Ask) -> None:
    length = 400
    schemas: dict[str, Any] = {
        f"A{n}": {
            "type": "object",
            "required": ["next"],
            "properties": {"next": {"$ref": f"#/components/schemas/A{n + 1}"}},
        }
        for n in range(length)
    }
    schemas[f"A{length}"] = {"type": "object", "properties": {}}
    first = {"schema": {"$ref": "#/components/schemas/A0"}}
    operation = {
        "requestBody": {"content": {"application/json": first}},
        "responses": {"200": {"description": "It."}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Chain", "version": "1"},
        "paths": {"/chain": {"post": operation}},
        "components": {"schemas": schemas},
    }
    assert 1000 < calls_needed(document) <= 20_000
    with running(MockApp(exact(document))) as url:
        answer = ask("POST", f"{url}/chain", {})
    assert answer.status == 500
    assert "see HW705" in answer.json["Message"]


def test_a_body_may_be_as_large_as_its_limit(
    vendor_api_document: Any, ask: Ask
) -> None:
    size = len(json.dumps({"Identification": "x"}))
    for limit, status in ((size, 200), (size - 1, 413)):
        limits = Limits(mock_body_bytes=limit)
        app = MockApp(exact(vendor_api_document), None, limits)
        with running(app) as url:
            answer = ask("POST", f"{url}/api/v2/works", {"Identification": "x"})
        assert answer.status == status
        assert ("raise `mock_body_bytes` under [limits]" in answer.text) == (
            status == 413
        )
        assert len(app.journal.calls[0].problems) == (status == 413)
    assert "more than 22 bytes" in app.journal.calls[0].as_text()


def test_a_body_that_is_too_large_is_passed_on_to_nobody(
    vendor_api_document: Any, ask: Ask
) -> None:
    real = MockApp(exact(vendor_api_document))
    size = len(json.dumps({"Identification": "x"}))
    for limit, status in ((size, 200), (size - 1, 413)):
        limits = Limits(mock_body_bytes=limit)
        with running(real) as target:
            app = ProxyApp(exact(vendor_api_document), target, Findings(), limits)
            with running(app) as url:
                answer = ask("POST", f"{url}/api/v2/works", {"Identification": "x"})
        assert answer.status == status
        assert len(app.recording) == (status == 200)
    assert "raise `mock_body_bytes` under [limits]" in answer.text
    assert len(real.journal.calls) == 1
    assert app.journal.calls[0].problems


def test_it_is_said_once_when_a_recording_is_full(
    vendor_api_document: Any, ask: Ask
) -> None:
    said: list[str] = []
    with running(MockApp(exact(vendor_api_document))) as target:
        limits = Limits(mock_exchanges=2)
        app = ProxyApp(exact(vendor_api_document), target, Findings(), limits)
        app.recording.say = said.append
        with running(app) as url:
            for count in (0, 0, 1, 1):
                ask("GET", f"{url}/api/nothing")
                assert len(said) == count
    assert len(app.recording) == 2
    assert "has 2 exchanges" in said[0]
    assert "raise `mock_exchanges` under [limits]" in said[0]


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        ({"type": "array", "minItems": 5, "items": {"type": "boolean"}}, 9),
        ({"type": "string", "minLength": 4_000}, 5),
    ],
)
def test_as_many_values_are_drawn_as_the_limit(
    schema: dict[str, Any], values: int
) -> None:
    for limit in (values, 4):
        drawing = Drawing(binding.Binder({}), Random(1), MockOptions(vary=1), limit)
        drawn = drawing.value(schema)
        assert (drawn is None) == drawing.is_less == (limit == 4)


def test_a_text_of_any_length_may_be_documented(ask: Ask) -> None:
    schema = {"type": "string", "minLength": 300_000_000}
    content = {"application/json": {"schema": schema}}
    answers = {"200": {"description": "OK", "content": content}}
    document = {"paths": {"/boats": {"get": {"responses": answers}}}}
    app = MockApp(document, MockOptions(vary=1))
    with running(app) as url:
        assert ask("GET", f"{url}/boats").json is None
    assert "note: drawn less deep" in app.journal.calls[0].as_text()
    assert "raise `mock_values` under [limits]" in app.journal.calls[0].as_text()
