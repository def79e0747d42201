"""YAML is read as JSON's values: by the rules of 1.2, with names that are text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpwright.corrections.yaml_values import YamlError, read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 2024-05-06", {"a": "2024-05-06"}),
        ("[no, yes, on]", ["no", "yes", "on"]),
        ("[true, null, ~, ]", [True, None, None]),
        ("a: 1:30", {"a": "1:30"}),
        ("[010, 0o17, 0x1F, -3, 1_000]", [10, 15, 31, -3, "1_000"]),
        ("[1e3, .5, .inf]", [1000.0, 0.5, ".inf"]),
        ("200: ok", {"200": "ok"}),
        ("!!str 200: '1'", {"200": "1"}),
        ("[!!int 1, !!float 2]", [1, 2]),
        ("x: &a {b: 1, c: 1}\ny: {<<: *a, c: 2}", {"x": {"b": 1, "c": 1}, "y": {"b": 1, "c": 2}}),
        ('"\\ud83d"', "\ufffd"),
        ("", None),
    ],
)  # fmt: skip
def test_reads_words_as_yaml_1_2_does(text: str, value: Any) -> None:
    assert read_yaml(text, 1000) == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\nb: &a [*a]", "line 2: an anchor holds itself"),
        ("\na: !!set {b}", "line 2: JSON has no set"),
        ("a: !!python/object:os.system x", "JSON has no python/object"),
        ("a: !!binary aGk=", "JSON has no binary"),
        ("[1]: x", "line 1: a name is text"),
        ("a: 1\na: 2", "line 2: 'a' stands there twice"),
        ("a: " + "9" * 5000, "line 1: the number is too large"),
        ("a: 1e999", "line 1: the number is too large"),
        ("<<: 3", "`<<` names a mapping"),
        ("[" * 5000, "it nests too deep"),
        ("a: [", "line 1"),
    ],
)
def test_says_where_json_has_no_such_thing(text: str, words: str) -> None:
    with pytest.raises(YamlError, match=words.replace("[", r"\[")):
        read_yaml(text, 1000)


def test_anchors_stand_for_no_more_values_than_the_limit() -> None:
    bomb = "- &a0 [x, x]\n"
    bomb += "".join(f"- &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    with pytest.raises(YamlError, match="more than 100,000 values.*`overlay_values`"):
        read_yaml(bomb, 100_000)
    assert read_yaml("[1, 2, x]", 4) == [1, 2, "x"]
    with pytest.raises(YamlError, match="more than 4 values"):
        read_yaml("[1, 2, 3, x]", 4)


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@settings(max_examples=40)
@given(_JSON)
def test_reads_any_json_as_json_does(value: Any) -> None:
    assert read_yaml(json.dumps(value), 1000) == value
