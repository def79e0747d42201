"""One value of what several pages say of the same model or operation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass

from helpwright.interpret.reporting import Reporter
from helpwright.place import Place
from helpwright.spec import Enumeration, Model, Operation, Property
from helpwright.value import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one page says of a model or an enumeration."""

    value: Model | Enumeration
    report: Reporter
    own_page: bool
    """True for the page that is about it."""

    @property
    def size(self) -> int:
        """How many members the page knows."""
        if isinstance(self.value, Model):
            return len(self.value.properties)
        return len(self.value.members)


def merge_statements(statements: Sequence[Statement]) -> Model | Enumeration:
    """What `statements`, all of one name, say together.

    The page that knows most is believed, before others its own; pages that say less than
    it are no contradiction where they were cut.
    """
    ranked = sorted(
        statements,
        key=lambda s: (s.report.document.cut, -s.size, not s.own_page),
    )
    best = ranked[0]
    for other in ranked[1:]:
        if type(other.value) is not type(best.value):
            if other.size:
                _report(best, other, "as a model and as an enumeration")
        elif isinstance(best.value, Model) and isinstance(other.value, Model):
            _compare_models(best, best.value, other, other.value)
        elif facts(best.value) != facts(other.value):
            _report(best, other, "with other values")
    return _with_texts(best.value, ranked)


def _with_texts(
    value: Model | Enumeration, statements: Sequence[Statement]
) -> Model | Enumeration:
    """`value` with the description and the address of the page that has them."""
    for statement in statements:
        other = statement.value
        if not value.description and other.description:
            origins = tuple(o for o in other.origins if o.fact == "description")
            value = replace(
                value,
                description=other.description,
                origins=(*value.origins, *origins),
            )
        if not value.address and other.address:
            value = replace(value, address=other.address)
    return value


def _compare_models(
    best: Statement, model: Model, other: Statement, second: Model
) -> None:
    names = {member.name: member for member in model.properties}
    for member in second.properties:
        if member.name not in names:
            _report(best, other, f"with a member {member.name} that is missing there")
            return
        if difference := _difference(names[member.name], member):
            _report(best, other, f"with another {difference} of {member.name}")
            return
    if len(second.properties) < len(model.properties) and second.properties:
        cut = other.report.document.cut
        if not cut:
            _report(best, other, "with fewer members")


def _difference(one: Property, two: Property) -> str:
    for fact in ("type", "required", "constraints", "description"):
        if getattr(one, fact) != getattr(two, fact):
            return fact
    return ""


def _report(best: Statement, other: Statement, how: str) -> None:
    name = best.value.name
    other.report.doubt(
        "HW260",
        f"two pages contradict each other: {best.report.document.page} shows {name}, "
        f"and this one {how}",
        _place(other),
        name,
        f"{best.report.document.page} was believed",
        "leave the outdated page out, or add a correction",
        severity="error",
    )


def _place(statement: Statement) -> Place:
    origins = statement.value.origins
    return origins[0].place if origins else statement.report.top


def merge_operations(
    found: Iterable[tuple[Operation, Reporter]],
) -> tuple[Operation, ...]:
    """`found` without repetitions of the same method, path and query.

    A page given twice says the same; of two that do not, the one that is not cut, comes
    as HTML and has the first name is believed.
    """
    groups: dict[tuple[str, str, str], list[tuple[Operation, Reporter]]] = {}
    for operation, report in found:
        key = operation.method, operation.path, operation.query
        groups.setdefault(key, []).append((operation, report))
    return tuple(_best(group) for group in groups.values())


def _best(group: list[tuple[Operation, Reporter]]) -> Operation:
    ranked = sorted(
        group,
        key=lambda one: (
            one[1].document.cut,
            one[1].document.form != "html",
            one[1].document.page,
        ),
    )
    best = ranked[0][0]
    for operation, report in ranked[1:]:
        title = f"{operation.method} {operation.path}"
        if _said(best) == _said(operation) or report.document.cut:
            report.doubt(
                "HW261",
                f"the page is there twice: {best.page} documents the same operation",
                report.top,
                title,
                f"{best.page} was read",
                "leave one of them out",
                severity="error",
            )
        else:
            report.doubt(
                "HW262",
                f"two pages contradict each other: {best.page} says something else of the "
                "same operation",
                report.top,
                title,
                f"{best.page} was believed",
                "leave the outdated page out, or add a correction",
                severity="error",
            )
    return best


def _said(operation: Operation) -> object:
    """What an operation's page says, samples aside: their values differ on every visit."""
    plain = replace(operation, page="", address="")
    return facts(plain)


def facts(value: object) -> object:
    """A value without origins, places and texts of samples, to compare what pages say."""
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__, *(
            (field.name, facts(getattr(value, field.name)))
            for field in fields(value)
            if field.name not in ("origins", "sample", "address")
        )
    if isinstance(value, tuple):
        return tuple(facts(item) for item in value)
    return value
