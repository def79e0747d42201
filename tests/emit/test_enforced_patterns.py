"""Which patterns of pages bind requests: those that can't take long on any text."""

from __future__ import annotations

import pytest

from helpwright.views.constraints import enforced_pattern, field_arguments
from helpwright.views.members import described


@pytest.mark.parametrize(
    ("pattern", "is_enforced"),
    [
        ("^.{1,1000}$", True),
        ("^.{1,1001}$", False),
        ("^.{1001}$", False),
        ("^.{1001,}$", False),
        ("^(?:.{1,10}){1,100}$", True),
        ("^(?:.{1,10}){1,101}$", False),
        ("^(?:(?:a{10}){10}b){11}$", False),
        ("^(?:a{30})b{40}$", True),
        ("^a{500}b{501}$", False),
        (r"^\{9999}$", True),
        (r"^[{9999}]$", True),
        (r"\A(?:(.{1,100}){1,100}x)\z", False),
    ],
)
def test_counts_that_come_to_much_are_left_to_the_server(
    pattern: str, is_enforced: bool
) -> None:
    schema = {"type": "string", "pattern": pattern}
    assert (enforced_pattern(pattern) is not None) == is_enforced
    assert bool(field_arguments(schema, "str")[0]) == is_enforced
    assert ("holds it against" in described(schema)) != is_enforced
