"""JSON that keeps its digits."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpwright.openapi.dump import Number, dumps, loads

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=50)
@given(JSON_VALUES, st.sampled_from([0, 40, 120]))
def test_what_is_written_reads_back(value: Any, width: int) -> None:
    assert json.loads(dumps(value, width=width)) == value


@settings(max_examples=50)
@given(JSON_VALUES)
def test_what_any_writer_wrote_comes_out_with_its_digits(value: Any) -> None:
    text = json.dumps(value)
    assert dumps(loads(text)) == dumps(loads(dumps(loads(text))))


@pytest.mark.parametrize(
    "text", ["14.0", "1.10", "1E+2", "1e400", "-0.0", "0.1e-7", "9" * 40]
)
def test_a_number_keeps_its_text(text: str) -> None:
    assert dumps(loads(text)) == text + "\n"


def test_a_number_stays_itself_when_copied() -> None:
    number = Number("1.10")
    assert copy.deepcopy(number).text == "1.10"
    assert pickle.loads(pickle.dumps(number)).text == "1.10"
    assert number == 1.1


@pytest.mark.parametrize(
    "text",
    ["NaN", "[Infinity]", "{'a': 1}", "[1,]", "", "[" * 9999, "1e401", "[1e-9999999]"],
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        loads(text)


def test_the_widest_lines_are_those_asked_for() -> None:
    value: Any = {"short": [1, 2], "long": ["x" * 30, "y" * 30], "deep": [[[1]]]}
    assert dumps(value, width=20).splitlines()[1:5] == [
        '  "short": [1, 2],',
        '  "long": [',
        f'    "{"x" * 30}",',
        f'    "{"y" * 30}"',
    ]


def test_deceiving_characters_are_written_as_escapes() -> None:
    text = "a\u202eb\x9bc\ud800d\x7fe"
    written = dumps(text)
    assert written == '"a\\u202eb\\u009bc\\ud800d\\u007fe"\n'
    assert loads(written) == text
