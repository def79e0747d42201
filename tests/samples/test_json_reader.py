"""JSON samples keep order, lexemes and lines, and whole values of a text that was cut."""

from __future__ import annotations

import json
import time
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import timed

from helpwright.limits import DEFAULTS
from helpwright.samples import Node, read_json


def plain(node: Node) -> Any:
    """The tree as `json` gives it, with numbers as their lexemes and pairs for objects."""
    match node.kind:
        case "object":
            return [(member.name, plain(member.value)) for member in node.members]
        case "array":
            return [plain(item) for item in node.items]
        case "string":
            return node.text
        case "number":
            return ("number", node.text)
    return {"true": True, "false": False, "null": None}[node.text]


def read(text: str) -> Any:
    root = read_json(text).root
    assert root is not None
    return plain(root)


def test_keeps_order_duplicates_and_every_digit() -> None:
    text = '{"b": 14.0, "a": 0.1234567, "b": 1E-07, "c": 79228162514264337593543950335}'
    assert read(text) == [
        ("b", ("number", "14.0")),
        ("a", ("number", "0.1234567")),
        ("b", ("number", "1E-07")),
        ("c", ("number", "79228162514264337593543950335")),
    ]


def test_knows_the_line_of_each_value_on_its_page() -> None:
    root = read_json('{\n  "id": 1,\n  "tags": [\n    "x"\n  ]\n}', first_line=259).root
    assert root is not None
    assert root.line == 259
    assert [member.line for member in root.members] == [260, 261]
    assert root.members[1].value.items[0].line == 262


def test_decodes_escapes_and_keeps_what_no_escape_means() -> None:
    assert read(r'"\u00e4\n\"\\\/\ud83d\ude00\q"') == 'ä\n"\\/😀q'


@pytest.mark.parametrize(
    "text", ["1", '"x"', "true", "null", "-0.5e+3", "NaN", " [] ", "\ufeff{}"]
)
def test_reads_whole_values_of_every_kind(text: str) -> None:
    reading = read_json(text)
    assert reading.root is not None
    assert not reading.cut
    assert not reading.problem


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('{"a": 1, "b": {"c": [1, 2, "x', [("a", 1), ("b", [("c", [1, 2])])]),
        ('{"a": 1, "b": 12', [("a", 1)]),
        ('{"a": 1, "b": tru', [("a", 1)]),
        ('{"a": 1, "b"', [("a", 1)]),
        ('{"a": 1, "b":', [("a", 1)]),
        ('{"a": 1,', [("a", 1)]),
        ("[1, [", [1, []]),
    ],
)
def test_keeps_what_is_whole_of_a_text_that_was_cut(text: str, kept: Any) -> None:
    reading = read_json(text)
    assert reading.cut
    assert not reading.problem
    assert reading.root is not None
    assert reading.root.cut
    expected = json.loads(json.dumps(kept), parse_int=lambda t: ("number", t))
    assert json.dumps(plain(reading.root)) == json.dumps(expected)


def test_does_not_take_digits_at_the_end_of_a_cut_text_for_a_number() -> None:
    assert read('{"price": 1') == []


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("", "expected a value", 1),
        ("Sample:", "expected a value, found 'Sample:'", 1),
        ("{\n'id': 1}", "expected a member's name in quotes and a colon", 2),
        ('{"a": 1\n"b": 2}', "expected a comma or a closing bracket", 2),
        ('{"a": ]', "expected a value", 1),
        ('{"a": 1}\nand more', "expected the end of the sample, found 'and more'", 2),
        ("[1, 2}", "expected a comma or a closing bracket", 1),
        ("[01]", "expected a value", 1),
    ],
)
def test_says_what_is_wrong_and_where(text: str, problem: str, line: int) -> None:
    reading = read_json(text)
    assert reading.problem.startswith(problem)
    assert reading.line == line


def test_allows_a_comma_before_a_closing_bracket() -> None:
    assert read('{"a": [1, 2,],}') == [("a", [("number", "1"), ("number", "2")])]


def test_leaves_out_what_nests_deeper_than_any_class() -> None:
    depth = 1000
    reading = read_json('{"a":' * depth + "1" + "}" * depth)
    assert not reading.problem
    node = reading.root
    levels = 0
    while node is not None and node.members:
        node = node.members[0].value
        levels += 1
    assert levels == DEFAULTS.sample_depth - 1
    assert node is not None
    assert node.deep


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        '["' + "\\" * 1_000_001,
        '["' + "\\" * 1_000_000 + '"x',
        "[" + " " * 1_000_000,
        "[" + "1" * 1_000_000,
        '{"' + "x" * 1_000_000,
        "tru" * 300_000,
    ],
    ids=["brackets", "objects", "odd", "even", "blanks", "digits", "name", "words"],
)
@timed
def test_takes_time_in_proportion_to_the_text(text: str) -> None:
    start = time.process_time()
    read_json(text)
    assert time.process_time() - start < 5


def test_what_lies_too_deep_takes_no_memory() -> None:
    tracemalloc.start()
    text = '[{"a":' * 100_000 + "1" + "}]" * 100_000 + "]"
    reading = read_json(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "found ']'" in reading.problem
    assert peak < 4 * len(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def as_pairs(value: Any) -> Any:
    if isinstance(value, dict):
        return [(name, as_pairs(inner)) for name, inner in value.items()]
    if isinstance(value, list):
        return [as_pairs(inner) for inner in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return ("number", str(value))
    return value


@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_reads_what_json_writes(value: Any, ascii_only: bool, indent: Any) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert read(text) == as_pairs(value)


@given(VALUES, st.integers(min_value=0))
def test_never_fails_on_a_cut_text(value: Any, end: int) -> None:
    text = json.dumps(value)
    reading = read_json(text[: end % (len(text) + 1)])
    assert reading.root is None or reading.cut or not reading.problem


@given(st.text(alphabet='{}[]",:0123456789.eE-truefalsn \n\\'))
def test_never_fails_on_any_text(text: str) -> None:
    reading = read_json(text)
    assert (reading.root is None) <= bool(reading.problem)
