"""What witnesses say of a fact, and the verdict: the strongest win, equals may contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from helpwright.diagnostics import Finding, Findings
from helpwright.place import Place
from helpwright.samples import Node
from helpwright.spec import Basis, Origin, Strength
from helpwright.value import dataclass

ValueT = TypeVar("ValueT", bound=Hashable)

_RANKS: dict[Strength, int] = {"suggested": 1, "shown": 2, "proved": 3}
_WITNESSES_KEPT = 3
_LONGEST_TEXT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Generic[ValueT]):
    """What one witness says of one fact."""

    fact: str
    """Attribute of the node, as in `Origin.fact`."""
    value: ValueT
    strength: Strength
    place: Place
    words: str
    """What stands there."""
    rule: str
    note: str = ""
    basis: Basis = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Generic[ValueT]):
    value: ValueT
    origins: tuple[Origin, ...]


def settle(
    statements: Sequence[Statement[ValueT]],
    subject: str,
    findings: Findings,
    *,
    majority: bool = False,
) -> Verdict[ValueT] | None:
    """The verdict on one fact of `subject`; None where nobody says anything.

    Where witnesses of equal strength disagree, that is a finding; there is no verdict
    then, or the one that most of them give if `majority` asks for that.
    """
    if not statements:
        return None
    strongest = max(_RANKS[each.strength] for each in statements)
    heard = sorted(
        (each for each in statements if _RANKS[each.strength] == strongest), key=_rank
    )
    counts = Counter(each.value for each in heard)
    # Of those that as many show, the first: the counter keeps their order.
    value = max(counts, key=lambda each: counts[each])
    if len(counts) > 1:
        other = next(each for each in heard if each.value != value)
        _contradiction(heard, other, subject, value if majority else None, findings)
        if not majority:
            return None
    agreeing = [each for each in heard if each.value == value]
    return Verdict(value=value, origins=_origins(agreeing))


def _rank(statement: Statement[ValueT]) -> tuple[str, int, str, str]:
    place = statement.place
    return place.page, place.line, place.cell, statement.words


def _origins(statements: Sequence[Statement[ValueT]]) -> tuple[Origin, ...]:
    """Origins of the first few witnesses, one a page, so that a spec stays readable."""
    by_page: dict[tuple[str, str], Statement[ValueT]] = {}
    for each in statements:
        by_page.setdefault((each.place.page, each.rule), each)
    return tuple(origin_of(each) for each in list(by_page.values())[:_WITNESSES_KEPT])


def origin_of(statement: Statement[ValueT]) -> Origin:
    """The statement as the spec records it."""
    return Origin(
        fact=statement.fact,
        place=statement.place,
        text=shortened(statement.words),
        rule=statement.rule,
        basis=statement.basis,
        note=statement.note,
        strength=statement.strength,
    )


def _contradiction(
    heard: Sequence[Statement[ValueT]],
    other: Statement[ValueT],
    subject: str,
    taken: ValueT | None,
    findings: Findings,
) -> None:
    first = next(each for each in heard if each.value != other.value)
    made = f"{taken} was taken, which most of them show" if taken else "left open"
    findings.add(
        Finding(
            code="HW307",
            severity="warning",
            message=(
                f"samples contradict each other about {first.fact} of {subject}: "
                f"{first.value} on {_where(first.place)}, "
                f"{other.value} on {_where(other.place)}"
            ),
            place=other.place,
            text=shortened(other.words),
            made_of_it=made,
            advice="settle it with a correction",
        )
    )


def _where(place: Place) -> str:
    return f"{place.page}, line {place.line}" if place.line else place.page


def shortened(text: str) -> str:
    """`text` on one line that a person can read."""
    line = " ".join(text[: 4 * _LONGEST_TEXT].split())
    return line if len(line) <= _LONGEST_TEXT else f"{line[: _LONGEST_TEXT - 1]}…"


def quoted(name: str, node: Node) -> str:
    """A member as it stands in JSON: `"Order": 7`."""
    return f'"{name}": {shown(node)}'


def shown(node: Node) -> str:
    """A value as it stands in JSON; of a container, its beginning."""
    match node.kind:
        case "string":
            return f'"{shortened(node.text)}"'
        case "object":
            return "{…}" if node.members else "{}"
        case "array":
            return "[…]" if node.items else "[]"
        case "reference":
            return f'{{"$ref": "{node.text}"}}'
    return node.text
