"""What odd pages and odd words on the command line do to a mock."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from helpwright.diagnostics import HelpwrightError
from helpwright.mock import MockOptions
from helpwright.mock.drawing import Drawing
from helpwright.mock.har import masked
from helpwright.mock.running import bound
from helpwright.mock.samples import Samples
from helpwright.mock.shared import binding


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
