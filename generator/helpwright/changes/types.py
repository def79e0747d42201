"""Judges a change of type, of bounds and of null by the direction of the value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from helpwright.changes.change import Verdict, worst
from helpwright.changes.words import bounds
from helpwright.spec import (
    Constraints,
    ListOf,
    MapOf,
    Named,
    Nullability,
    PairOf,
    Scalar,
    TypeRef,
    Unknown,
)

_WHOLE = ("byte", "signed byte", "unsigned integer", "integer")
_TEXT = ("character", "date", "globally unique identifier", "time interval", "URI")
_WITHIN: dict[str, tuple[str, ...]] = {
    "byte": ("unsigned integer", "integer", "decimal number"),
    "signed byte": ("integer", "decimal number"),
    "unsigned integer": ("integer", "decimal number"),
    "integer": ("decimal number",),
    **{name: ("string",) for name in _TEXT},
}
"""The types that hold every value of a type, as it stands on the wire."""
_LOOSER = {"min_length": -1, "max_length": 1, "minimum": -1, "maximum": 1}
"""Which way a bound moves when it lets more through."""


def judge_type(
    old: TypeRef,
    new: TypeRef,
    renamed: Mapping[str, str],
    *,
    sent: bool,
    received: bool,
) -> Verdict | None:
    """The verdict on a change of type; None where the types are the same.

    `renamed` maps names of models to what they are called now.
    """
    if old == new:
        return None
    match old, new:
        case Named(name=before), Named(name=after) if renamed.get(before) == after:
            return None
        case ListOf(items=a), ListOf(items=b):
            return judge_type(a, b, renamed, sent=sent, received=received)
        case (MapOf(key=k1, value=v1), MapOf(key=k2, value=v2)) | (
            PairOf(key=k1, value=v1),
            PairOf(key=k2, value=v2),
        ):
            parts = (
                judge_type(k1, k2, renamed, sent=sent, received=received),
                judge_type(v1, v2, renamed, sent=sent, received=received),
            )
            found = [verdict for verdict in parts if verdict is not None]
            return worst(*found) if found else None
        case (Unknown() | Scalar(name="Object"), Unknown()) | (
            Unknown(),
            Scalar(name="Object"),
        ):
            # Programs know as little of one as of the other.
            return "documentation"
        case (Unknown(), _) | (_, Unknown()):
            # One of the two is not known, so the wire may be the same; programs differ.
            return "code-breaking"
        case Scalar(name=before), Scalar(name=after) if before == after:
            # A number of no form is the same type in Python as a decimal.
            is_float = "double" in (old.form, new.form)
            is_same = before == "decimal number" and not is_float
            return "documentation" if is_same else "code-breaking"
        case Scalar(name="Object"), _:
            return "wire-breaking" if sent else "code-breaking"
        case _, Scalar(name="Object"):
            return "wire-breaking" if received else "addition"
        case Scalar(name=before), Scalar(name=after):
            return _judge_scalar(before, after, sent=sent, received=received)
        case _:
            return "wire-breaking"


def _judge_scalar(old: str, new: str, *, sent: bool, received: bool) -> Verdict:
    """A type that holds more breaks answers, one that holds less breaks requests.

    What is the same type in Python breaks no program.
    """
    if new in _WITHIN.get(old, ()):
        wider, narrower = True, False
    else:
        wider, narrower = False, old in _WITHIN.get(new, ())
    if not (wider or narrower) or (wider and received) or (narrower and sent):
        return "wire-breaking"
    return "addition" if old in _WHOLE and new in _WHOLE else "code-breaking"


def judge_null(
    old: Nullability, new: Nullability, *, sent: bool, received: bool
) -> Verdict | None:
    """The verdict on null: a new null breaks readers, a lost one breaks writers."""
    if old == new:
        return None
    if new == "nullable":
        return "code-breaking" if received else "addition"
    if old == "nullable":
        if not sent:
            return "addition"
        # Where nothing shows null any more, nothing says that it is refused either.
        return "wire-breaking" if new == "not-nullable" else "code-breaking"
    return "documentation"


def judge_required(now: bool, *, sent: bool, received: bool) -> Verdict:
    """The verdict on a member that became required (`now`), or no longer is."""
    if now:
        return "wire-breaking" if sent else "addition"
    return "code-breaking" if received else "addition"


def judge_bounds(
    old: Constraints, new: Constraints, *, sent: bool
) -> Iterator[tuple[str, str, str, Verdict]]:
    """Each bound that changed: its name, what it was, what it is, and the verdict.

    Servers check bounds of what they get; those of answers are words about them.
    """
    before, after = bounds(old), bounds(new)
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name, ""), after.get(name, "")
        if was == now or name in _LOOSER and _order(was, now) == 0:
            continue
        verdict: Verdict = "documentation"
        if sent and name != "data_type":
            verdict = "addition" if _looser(name, was, now) else "wire-breaking"
        yield name, was, now, verdict


def _looser(name: str, old: str, new: str) -> bool:
    if not new:
        return True
    if not old or name not in _LOOSER:
        return False
    return _order(old, new) == _LOOSER[name]


def _order(old: str, new: str) -> int | None:
    """Which way a number went: -1, 0 or 1; None where one of the two is no number."""
    try:
        before, after = (Decimal(text.replace(",", ".")) for text in (old, new))
        return (after > before) - (after < before)
    except InvalidOperation:
        return None
