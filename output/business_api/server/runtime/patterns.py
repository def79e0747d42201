"""Regular expressions of a documentation, run so that no text can make them hang."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import StringConstraints, TypeAdapter, ValidationError
from pydantic_core import SchemaError


def compile_pattern(pattern: str) -> Callable[[str], bool] | None:
    """Tells whether a text holds a match of `pattern`; None where it can't be checked.

    pydantic's engine takes time in proportion to the text, whatever the pattern; it
    knows no look-around and no back-references, and patterns that have them are not
    checked.
    """
    try:
        adapter = TypeAdapter[str](Annotated[str, StringConstraints(pattern=pattern)])
    except SchemaError:
        return None

    def matches(text: str) -> bool:
        try:
            adapter.validate_python(text)
        except ValidationError:
            return False
        return True

    return matches
