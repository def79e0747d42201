"""Whatever a page says stays words in the place that it goes to."""

from __future__ import annotations

import ast
import re
import tomllib

import black
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpwright import escape

TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="ab \"'\\\n\t.N{}x-*#1é\r", max_size=60),
)


def unchanged_by_black(source: str) -> bool:
    return black.format_str(source, mode=black.Mode()) == source


# --- Python ---------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_literal_is_the_text_and_black_leaves_it(text: str) -> None:
    written = escape.literal(text)
    assert ast.literal_eval(written) == text
    assert written.isprintable()
    assert unchanged_by_black(f"x = {written}\n")


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from([0, 4, 8]))
@example('"' * 7, 4)
@example("x" * 400 + "\\" * 90, 4)
@example('ends with "', 4)
@example("ends with \\", 0)
def test_a_docstring_says_the_words_and_black_leaves_it(text: str, indent: int) -> None:
    statement = escape.docstring(text, indent=indent)
    if not statement:
        assert not escape.prose(text).strip()
        return
    head = {0: "", 4: "class A:\n", 8: "class A:\n    def f(self) -> None:\n"}[indent]
    source = f"{head}{statement}\n"
    assert all(len(line) <= 88 for line in source.split("\n"))
    assert unchanged_by_black(source)
    node: ast.Module | ast.ClassDef | ast.FunctionDef = ast.parse(source)
    for _ in range(indent // 4):
        node = node.body[0]  # type: ignore[assignment]
    # A full stop may be added, and a word longer than a line is cut.
    found = ast.get_docstring(node, clean=False)
    assert letters(str(found)) == letters(escape.prose(text))


def letters(text: str) -> str:
    return re.sub(r"[\s.]", "", text)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Key of the job", '"""Key of the job."""'),
        ("See https://a.example/x", '"""See https://a.example/x"""'),
        ('The "leader"', '"""The "leader"."""'),
        ("C:\\temp", '"""C:\\\\temp."""'),
        (
            "First words. " + "More words. " * 8,
            f'"""First words.\n\n{"More words. " * 7}More\nwords.\n"""',
        ),
        (
            "Either:\n- one\n- two",
            '"""Either:\n- one\n- two\n"""',
        ),
    ],
)
def test_docstrings_as_a_person_writes_them(text: str, statement: str) -> None:
    assert escape.docstring(text, indent=0) == statement


def test_a_docstring_ends_with_its_link() -> None:
    link = "https://erp.example/Help/Api/POST-jobs"
    assert escape.docstring("A job", indent=4, link=link) == (
        f'    """A job.\n\n    {link}\n    """'
    )


@settings(deadline=None)
@given(TEXTS)
def test_a_comment_never_ends_early(text: str) -> None:
    written = escape.comment(text, indent=4)
    for line in written.splitlines():
        assert line.startswith("    #")
        assert len(line) <= 88
    parsed = ast.parse(f"if 1:\n{written}\n    x = 1\n")
    assert ast.unparse(parsed) == "if 1:\n    x = 1"


# --- other places ---------------------------------------------------------------------


@settings(deadline=None)
@given(TEXTS)
def test_a_toml_string_is_the_text(text: str) -> None:
    sendable = text.encode(errors="ignore").decode()
    assert tomllib.loads(f"x = {escape.toml(text)}")["x"] == sendable


@settings(deadline=None)
@given(TEXTS)
def test_markdown_has_no_marks_left(text: str) -> None:
    written = escape.markdown(text)
    assert "\n" not in written
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]|<>]", written)
