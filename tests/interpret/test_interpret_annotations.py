"""Additional information: one text a paragraph on a page, run together in a copy."""

from __future__ import annotations

import pytest

from helpwright.interpret.annotations import Annotations, read_annotations
from helpwright.spec import Constraints


def bounds(**given: object) -> Constraints:
    return Constraints(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Max length: 50", bounds(max_length=50)),
        ("Max length: -1", bounds()),
        ("Min length: 3", bounds(min_length=3)),
        ("String length: inclusive between 0 and 20", bounds(max_length=20)),
        ("Range: inclusive between 1 and 5", bounds(minimum="1", maximum="5")),
        (
            "Range: inclusive between -1,5 and 2,5",
            bounds(minimum="-1.5", maximum="2.5"),
        ),
        ("Range: inclusive between 0 and 1.79769313486232E+308", bounds(minimum="0")),
        ("Range: inclusive between 1E-999999 and 5", bounds(maximum="5")),
        (
            "Range: inclusive between 1E-07 and 1E+20",
            bounds(minimum="1E-07", maximum="1E+20"),
        ),
        (
            "Range: inclusive between 1/1/2000 and 12/31/2010",
            bounds(notes=("Range: inclusive between 1/1/2000 and 12/31/2010",)),
        ),
        ("Data type: Password", bounds(data_type="Password")),
        ("Data type: Phone book", bounds(data_type="Phone book")),
        ("Matching regular expression pattern: ^a|b c$", bounds(pattern="^a|b c$")),
        ("(Display name)", bounds(notes=("(Display name)",))),
        ("Max length: many", bounds(notes=("Max length: many",))),
    ],
)
def test_one_text(text: str, expected: Constraints) -> None:
    assert read_annotations((text,)) == Annotations(constraints=expected)


@pytest.mark.parametrize("text", ["None.", "None", "", "-"])
def test_a_word_for_nothing(text: str) -> None:
    assert read_annotations((text,) if text else ()) == Annotations()


@pytest.mark.parametrize("text", ["Required", "Required.", "Required\n"])
def test_required(text: str) -> None:
    assert read_annotations((text,)).required


@pytest.mark.parametrize(
    "text",
    [
        "Required if HostKind = Alpha, or Beta",
        "Not Required for guests",
        "Required-ish",
    ],
)
def test_a_condition_is_no_requirement(text: str) -> None:
    found = read_annotations((text,))
    assert not found.required
    assert found.constraints.notes == (text,)


def test_texts_that_run_on_are_split_where_a_known_one_begins() -> None:
    text = (
        "Required Data type: Password Matching regular expression pattern: "
        "^(?=.*[a-z]) |Required [x]{3}$ String length: inclusive between 6 and 100"
    )
    found = read_annotations((text,))
    assert found.required
    assert found.constraints == bounds(
        data_type="Password",
        pattern="^(?=.*[a-z]) |Required [x]{3}$",
        min_length=6,
        max_length=100,
    )


def test_a_pattern_in_its_own_paragraph_may_hold_anything() -> None:
    text = "Matching regular expression pattern: a Max length: 5"
    found = read_annotations((text, "Max length: 9"), own_paragraphs=True)
    assert found.constraints == bounds(pattern="a Max length: 5", max_length=9)


def test_free_text_between_known_texts_is_kept() -> None:
    found = read_annotations(("Data type: Password Required if HostKind = Alpha",))
    assert found.constraints == bounds(
        data_type="Password", notes=("Required if HostKind = Alpha",)
    )


def test_of_two_bounds_the_tighter_holds() -> None:
    texts = (
        "Min length: 8",
        "String length: inclusive between 0 and 100",
        "Max length: 20",
    )
    assert read_annotations(texts).constraints == bounds(min_length=8, max_length=20)


@pytest.mark.parametrize(
    ("text", "default"),
    [
        ("Default value is 1.5", "1.5"),
        ("Default value is", ""),
        ("Default value is January, March", "January, March"),
        ("Default value is Required", "Required"),
        ("Default value is Null", None),
    ],
)
def test_defaults(text: str, default: str | None) -> None:
    found = read_annotations((text,))
    assert found.default == default
    assert not found.required


def test_one_of_several() -> None:
    text = "Optionally required : a, b_c or d must be provided"
    assert read_annotations((text,)).one_required == ("a", "b_c", "d")


def test_a_number_too_long_for_any_machine_is_words() -> None:
    text = f"Max length: {'9' * 5000}"
    assert read_annotations((text,)).constraints.notes == (text,)


def test_a_bound_beyond_all_numbers_is_none() -> None:
    text = "Range: inclusive between 0 and 9E9999999"
    assert read_annotations((text,)).constraints == bounds(minimum="0")


def test_digits_of_other_scripts_are_words() -> None:
    text = "Range: inclusive between ٣ and ٤"
    assert read_annotations((text,)).constraints == bounds(notes=(text,))
