"""Turns the value of a correction into what the corrected fact holds."""

from __future__ import annotations

from collections.abc import Collection

from helpwright.corrections.file import Correction, Value
from helpwright.interpret.types import read_type
from helpwright.limits import DEEPEST
from helpwright.spec import Named, Nullability, Origin, TypeRef, Unknown


class CorrectionError(ValueError):
    """The correction does not fit its target; the message says what was expected."""


def text(value: Value) -> str:
    """`value` as text. Raises CorrectionError."""
    if not isinstance(value, str):
        raise CorrectionError(f"expected text, not {value!r}")
    return value


def flag(value: Value) -> bool:
    """`value` as true or false. Raises CorrectionError."""
    if not isinstance(value, bool):
        raise CorrectionError(f"expected true or false, not {value!r}")
    return value


def count(value: Value) -> int:
    """`value` as a length or a number of items. Raises CorrectionError."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise CorrectionError(f"expected a whole number from 0 on, not {value!r}")
    return value


def number(value: Value) -> str:
    """`value` as a bound, in text so that no digit is lost. Raises CorrectionError."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise CorrectionError(f"expected a number, not {value!r}")
    return repr(value)


def words(value: Value) -> tuple[str, ...]:
    """`value` as a list of texts. Raises CorrectionError."""
    if not isinstance(value, list):
        raise CorrectionError(f"expected a list of texts, not {value!r}")
    return tuple(text(entry) for entry in value)


def nullability(value: Value) -> Nullability:
    """`value` as a verdict on null: true, false or "unknown". Raises CorrectionError."""
    if value is True or value == "nullable":
        return "nullable"
    if value is False or value == "not-nullable":
        return "not-nullable"
    if value == "unknown":
        return "unknown"
    raise CorrectionError(f'expected true, false or "unknown", not {value!r}')


def type_of(value: Value, known: Collection[str]) -> TypeRef:
    """`value` as a type, written as the pages write it: `Collection of Job`.

    Raises CorrectionError, also where it names a model that is not among `known`.
    """
    result = read_type(text(value), max_depth=DEEPEST).type
    for name in _names_in(result):
        if name not in known:
            raise CorrectionError(f"no model or enumeration is called {name!r}")
    if isinstance(result, Unknown):
        raise CorrectionError(f"no type of the help pages reads {value!r}")
    return result


def table(value: Value, allowed: Collection[str]) -> dict[str, Value]:
    """`value` as a table with no keys but `allowed`. Raises CorrectionError."""
    if not isinstance(value, dict):
        raise CorrectionError(f"expected a table, not {value!r}")
    if unknown := sorted(value.keys() - set(allowed)):
        expected = ", ".join(sorted(allowed))
        raise CorrectionError(f"does not know {', '.join(unknown)}; knows {expected}")
    return value


def origin(fact: str, correction: Correction) -> Origin:
    """The origin of a corrected fact."""
    note = f"{correction.reason} {correction.link}".strip()
    return Origin(
        fact=fact,
        place=correction.place,
        text=f"{correction.address} = {correction.value!r}",
        rule="correction",
        basis="corrected",
        note=note,
    )


def _names_in(type_ref: TypeRef) -> list[str]:
    if isinstance(type_ref, Named):
        return [type_ref.name]
    inner = (getattr(type_ref, part, None) for part in ("items", "key", "value"))
    return [name for part in inner if part is not None for name in _names_in(part)]
