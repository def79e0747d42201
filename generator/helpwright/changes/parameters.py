"""Compares the parameters of an operation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from helpwright.changes.change import Change, Verdict
from helpwright.changes.pairing import likely_renames, path_parameters
from helpwright.changes.types import judge_bounds, judge_null, judge_type
from helpwright.changes.words import folded, place_of, type_words
from helpwright.spec import Operation, Parameter

_Difference: TypeAlias = tuple[Verdict, str, str, str]
"""A verdict, the fact, what it was and what it is."""


def compare_parameters(
    name: str, old: Operation, new: Operation, renamed: Mapping[str, str]
) -> Iterator[Change]:
    """Changes to the parameters of `name`, which is `VERB /path`.

    A parameter of the path is told by its position there, any other by its name, in
    any case, as the server does.
    """
    before, after = _keyed(old), _keyed(new)
    gone = [parameter for key, parameter in before.items() if key not in after]
    added = [parameter for key, parameter in after.items() if key not in before]
    rows = {
        parameter.name: row
        for each in (old, new)
        for row, parameter in enumerate(each.parameters)
    }
    hints = likely_renames(gone, added, rows)
    for parameter in gone:
        hint = hints.get(parameter.name, "")
        yield Change(
            verdict="code-breaking",
            subject="operation",
            name=name,
            where=f"parameter {parameter.name}",
            old=type_words(parameter.type),
            new="",
            message=f"Remove the parameter `{parameter.name}` of `{name}`",
            old_place=place_of(parameter.origins, "name"),
            note=f"looks as if it were now called `{hint}`" if hint else "",
        )
    for parameter in added:
        required = "required " if parameter.required else ""
        yield Change(
            verdict="wire-breaking" if parameter.required else "addition",
            subject="operation",
            name=name,
            where=f"parameter {parameter.name}",
            old="",
            new=type_words(parameter.type),
            message=f"Add the {required}parameter `{parameter.name}` to `{name}`",
            new_place=place_of(parameter.origins, "name"),
            is_required=parameter.required,
        )
    for key, was in before.items():
        if key in after:
            yield from _compare(name, was, after[key], renamed)


def _keyed(operation: Operation) -> dict[tuple[str, str], Parameter]:
    path = path_parameters(operation)
    keyed = {("path", str(n)): each for n, each in enumerate(path.values())}
    for parameter in operation.parameters:
        name = parameter.name.casefold()
        if parameter.location != "path" or name not in path:
            keyed[parameter.location, name] = parameter
    return keyed


def _compare(
    operation: str, old: Parameter, new: Parameter, renamed: Mapping[str, str]
) -> Iterator[Change]:
    called = f"the parameter `{new.name}` of `{operation}`"

    def change(difference: _Difference, message: str = "") -> Change:
        verdict, fact, was, now = difference
        return Change(
            verdict=verdict,
            subject="operation",
            name=operation,
            where=f"parameter {old.name}, {fact}",
            old=was,
            new=now,
            message=message
            or f"Change {fact} of {called} from {was or 'none'} to {now or 'none'}",
            old_place=place_of(old.origins, fact.replace(" ", "_"), "name"),
            new_place=place_of(new.origins, fact.replace(" ", "_"), "name"),
        )

    if old.name != new.name:
        # Only case can differ in a query, and nothing of a path's name is sent.
        cased = old.name.casefold() == new.name.casefold()
        verdict: Verdict = "documentation" if cased else "code-breaking"
        message = f"`{old.name}` of `{operation}` is now called `{new.name}`"
        yield change((verdict, "name", old.name, new.name), message)
    verdict_of_type = judge_type(old.type, new.type, renamed, sent=True, received=False)
    if verdict_of_type is not None:
        was, now = type_words(old.type), type_words(new.type)
        yield change((verdict_of_type, "type", was, now))
    for difference in _differences(old, new):
        yield change(difference)
    if folded(old.description) != folded(new.description):
        words = (folded(old.description), folded(new.description))
        yield change(("documentation", "description", *words), f"Reword {called}")


def _differences(old: Parameter, new: Parameter) -> Iterator[_Difference]:
    if old.required != new.required:
        was, now = ("required" if each.required else "optional" for each in (old, new))
        verdict: Verdict = "wire-breaking" if new.required else "addition"
        yield verdict, "required", was, now
    if old.default != new.default:
        # Whoever left the parameter out now asks for something else. Nobody could
        # leave it out before where it was required.
        verdict = "addition" if old.required else "wire-breaking"
        yield verdict, "default", _default(old), _default(new)
    if old.catch_all != new.catch_all:
        # What takes the rest of a path takes slashes too.
        was, now = (
            "rest of the path" if p.catch_all else "one step" for p in (old, new)
        )
        yield "wire-breaking" if old.catch_all else "addition", "extent", was, now
    if old.style != new.style:
        yield "wire-breaking", "style", old.style, new.style
    judged = judge_null(old.nullable, new.nullable, sent=True, received=False)
    if judged not in (None, "documentation"):
        assert judged is not None
        yield judged, "nullable", old.nullable, new.nullable
    if set(old.allowed_values) != set(new.allowed_values):
        yield (
            _judge_values(old, new),
            "allowed values",
            ", ".join(sorted(old.allowed_values)),
            ", ".join(sorted(new.allowed_values)),
        )
    for bound, was, now, verdict in judge_bounds(
        old.constraints, new.constraints, sent=True
    ):
        yield verdict, bound.replace("_", " "), was, now


def _default(parameter: Parameter) -> str:
    return "none" if parameter.default is None else repr(parameter.default)


def _judge_values(old: Parameter, new: Parameter) -> Verdict:
    """The verdict on other allowed values; none listed allows all."""
    if not new.allowed_values:
        return "addition"
    lost = set(old.allowed_values) - set(new.allowed_values)
    return "wire-breaking" if lost or not old.allowed_values else "addition"
