"""A vendor's API drawn at random, the help pages that its server would show, and edits.

An edit is one of the API, as a programmer makes it: all pages and samples follow, as the
help page package makes them of the code.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, TypeVar

from help_pages import (
    Action,
    Controller,
    EnumPage,
    ModelPage,
    Row,
    Shown,
    Site,
    Type,
    render_site,
)

JSON = "application/json, text/json"
VALUES: dict[str, Any] = {
    "string": "sample string {}",
    "URI": "http://www.example.com/{}",
    "integer": 1,
    "unsigned integer": 2,
    "byte": 64,
    "decimal number": 1.0,
    "date": "2026-02-03T04:05:06.0000000+00:00",
    "time interval": "00:00:01",
    "globally unique identifier": "8c0f2cf0-3d6c-4d8f-9b1e-1f9d1c2b3a4d",
    "boolean": True,
    "Object": {},
}
RANGES = ("Range: inclusive between 1 and 9", "Range: inclusive between 0 and 50")
LENGTHS = (
    "Max length: 20",
    "Max length: 40",
    "String length: inclusive between 0 and 30",
    "Data type: Text",
)
WORDS = ("Ash", "Birch", "Cedar", "Elder", "Hazel", "Larch", "Maple", "Rowan", "Sorb")
COLOURS = ("Red", "Green", "Blue", "Grey", "Pink")
Item = TypeVar("Item")


@dataclass(frozen=True)
class Vendor:
    """What the vendor's programmers have written."""

    models: tuple[ModelPage, ...]
    enums: tuple[EnumPage, ...]
    controllers: tuple[Controller, ...]
    """Bodies and results have their types here; rows and samples follow from them."""
    nulls: frozenset[tuple[str, str]] = frozenset()
    """Members, by model, that samples show as null."""
    named: bool = False
    """Whether JSON carries the names of enumerations."""
    restarts: int = field(default=0)
    """How often the server was started: texts of samples differ each time."""


# --- pages ----------------------------------------------------------------------------


def pages_of(vendor: Vendor) -> dict[str, str]:
    """Text of each page by its file's name."""
    controllers = tuple(
        replace(
            each,
            actions=tuple(
                replace(
                    action,
                    body=_shown(vendor, action.body),
                    result=_shown(vendor, action.result),
                )
                for action in each.actions
            ),
        )
        for each in vendor.controllers
    )
    pages = render_site(Site(controllers, (*vendor.models, *vendor.enums)), "5.2")
    return {f"{number:03}.html": text for number, text in enumerate(pages.values())}


def _shown(vendor: Vendor, shown: Shown | None) -> Shown | None:
    if shown is None:
        return None
    sample = json.dumps(_sample(vendor, shown.type, 1, 0), indent=2)
    model = next((m for m in vendor.models if shown.type.models == (m.name,)), None)
    rows = model.rows if model is not None else None
    return replace(shown, rows=rows, samples=((JSON, sample),))


def _sample(vendor: Vendor, type_: Type, place: int, depth: int) -> Any:
    if type_.text.startswith("Collection of "):
        inner = replace(type_, text=type_.text.removeprefix("Collection of "))
        return [_sample(vendor, inner, place, depth)] * 2
    if type_.text.startswith("Dictionary of "):
        inner = replace(
            type_, text=type_.text.split("and ")[1].removesuffix(" [value]")
        )
        return {f"sample string {n}": _sample(vendor, inner, n, depth) for n in (1, 2)}
    if not type_.models:
        value = VALUES[type_.text]
        if isinstance(value, str):
            return value.format(place + 10 * vendor.restarts)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return type(value)(place) if is_number else value
    for enum in vendor.enums:
        if enum.name == type_.models[0]:
            return enum.members[0][0] if vendor.named else enum.members[0][1]
    (model,) = (each for each in vendor.models if each.name == type_.models[0])
    if depth > 3:
        return None
    return {
        row.name: (
            None
            if (model.name, row.name) in vendor.nulls
            else _sample(vendor, row.type, number, depth + 1)
        )
        for number, row in enumerate(model.rows, 1)
    }


# --- drawing --------------------------------------------------------------------------


def drawn_vendor(random: Random) -> Vendor:
    """Four models, an enumeration and two controllers that send and receive them."""
    colours = random.sample(COLOURS, 3)
    enum = EnumPage("Colour", members=tuple((c, n, "") for n, c in enumerate(colours)))
    models: list[ModelPage] = []
    for name in ("Inner", "Both", "Sent", "Received"):
        rows = [drawn_row(random, word) for word in random.sample(WORDS, 4)]
        rows.append(Row("Tint", Type("{}", ("Colour",)), "The colour."))
        if models:
            rows.append(Row("Part", _around(random, "Inner"), "The inner one."))
        models.append(ModelPage(name, f"The {name}.", tuple(rows)))
    nulls = [
        (model.name, row.name)
        for model in models
        for row in model.rows
        if random.random() < 0.2 and "Required" not in row.annotations
    ]
    return Vendor(
        tuple(models),
        (enum,),
        _controllers(random),
        frozenset(nulls),
        named=random.random() < 0.5,
    )


def _controllers(random: Random) -> tuple[Controller, ...]:
    def shown(name: str) -> Shown:
        return Shown(Type("{}", (name,)))

    key = Row("id", Type("integer"), "The key.", ("Required",))
    query = (drawn_parameter(random, "part"), drawn_parameter(random, "since"))
    address = "api/orders/{id}?part={part}&since={since}"
    orders = (
        Action("GET", address, "Gets it.", (key, *query), result=shown("Received")),
        Action("POST", "api/orders", "Adds it.", body=shown("Sent")),
        Action("PUT", "api/orders/{id}", "Changes it.", (key,), body=shown("Both"),
               result=shown("Both")),
    )  # fmt: skip
    every = Shown(Type("Collection of {}", ("Both",)))
    parts = (
        Action("GET", "api/parts", "Lists them.", result=every),
        Action("GET", "api/parts/{id}", "Gets it.", (key,), result=shown("Inner")),
        Action("DELETE", "api/parts/{id}", "Removes it.", (key,)),
    )
    return (
        Controller("Orders", "About orders.", orders),
        Controller("Parts", "About parts.", parts),
    )


def drawn_row(random: Random, name: str) -> Row:
    """A row of a table with a type of no model."""
    type_ = drawn_type(random)
    return Row(name, type_, f"The {name}.", drawn_notes(random, type_))


def drawn_type(random: Random) -> Type:
    """A type that holds no model."""
    text = random.choice(tuple(VALUES))
    shapes = (
        *("{}",) * 7,
        "Collection of {}",
        "Dictionary of string [key]\nand {} [value]",
    )
    return Type(random.choice(shapes).replace("{}", text))


def _around(random: Random, model: str) -> Type:
    return Type(random.choice(("{}", "Collection of {}")), (model,))


def drawn_notes(random: Random, type_: Type) -> tuple[str, ...]:
    """What stands in the last column of a table, which fits the type."""
    numbers = ("integer", "unsigned integer", "byte", "decimal number")
    bounds: tuple[str, ...] = ()
    if type_.text in (*numbers, "string"):
        bounds = LENGTHS if type_.text == "string" else RANGES
    notes = [note for note in ("Required",) if random.random() < 0.3]
    notes += [random.choice(bounds)] if bounds and random.random() < 0.5 else []
    return tuple(notes)


def drawn_parameter(random: Random, name: str) -> Row:
    """A row of a parameter of the query."""
    text = random.choice(("string", "integer", "boolean", "date", "byte", "URI"))
    notes = random.choice((("Required",), (), (), ("Default value is 1",)))
    return Row(name, Type(text), f"The {name}.", notes)


# --- edits ----------------------------------------------------------------------------

Edit = Callable[[Random, Vendor], Vendor]


def drawn_edit(random: Random, vendor: Vendor) -> Vendor:
    """`vendor` after one edit; now and then one that changes nothing."""
    return random.choice(EDITS)(random, vendor)


def _swap(items: tuple[Item, ...], old: Item, *new: Item) -> tuple[Item, ...]:
    place = items.index(old)
    return (*items[:place], *new, *items[place + 1 :])


def _rows(change: Callable[[Random, tuple[Row, ...]], tuple[Row, ...]]) -> Edit:
    def edit(random: Random, vendor: Vendor) -> Vendor:
        model = random.choice(vendor.models)
        changed = replace(model, rows=change(random, model.rows))
        return replace(vendor, models=_swap(vendor.models, model, changed))

    return edit


def _row(change: Callable[[Random, Row], Row]) -> Edit:
    def in_rows(random: Random, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        row = random.choice(rows)
        return _swap(rows, row, change(random, row))

    return _rows(in_rows)


def _actions(
    change: Callable[[Random, tuple[Action, ...]], tuple[Action, ...]],
) -> Edit:
    def edit(random: Random, vendor: Vendor) -> Vendor:
        controller = random.choice(vendor.controllers)
        changed = replace(controller, actions=change(random, controller.actions))
        every = _swap(vendor.controllers, controller, changed)
        return replace(vendor, controllers=every)

    return edit


def _action(change: Callable[[Random, Action], Action]) -> Edit:
    def in_actions(random: Random, actions: tuple[Action, ...]) -> tuple[Action, ...]:
        action = random.choice(actions)
        return _swap(actions, action, change(random, action))

    return _actions(in_actions)


def _parameter(change: Callable[[Random, Row], Row]) -> Edit:
    def in_action(random: Random, action: Action) -> Action:
        if not action.uri:
            return action
        row = random.choice(action.uri)
        return replace(action, uri=_swap(action.uri, row, change(random, row)))

    return _action(in_action)


def _members(
    change: Callable[
        [Random, tuple[tuple[str, int, str], ...]], tuple[tuple[str, int, str], ...]
    ],
) -> Edit:
    def edit(random: Random, vendor: Vendor) -> Vendor:
        enum = random.choice(vendor.enums)
        changed = replace(enum, members=change(random, enum.members))
        return replace(vendor, enums=_swap(vendor.enums, enum, changed))

    return edit


def _other_type(random: Random, row: Row) -> Row:
    type_ = drawn_type(random)
    kept = tuple(note for note in row.annotations if note == "Required")
    return replace(row, type=type_, annotations=kept)


def _other_notes(random: Random, row: Row) -> Row:
    return replace(row, annotations=drawn_notes(random, row.type))


def _with_query(random: Random, action: Action) -> Action:
    row = drawn_parameter(random, "depth")
    sign = "&" if "?" in action.address else "?"
    address = f"{action.address}{sign}depth={{depth}}"
    return replace(action, address=address, uri=(*action.uri, row))


def _without_query(random: Random, action: Action) -> Action:
    path, _, query = action.address.partition("?")
    kept = tuple(row for row in action.uri if f"{{{row.name}}}" in path)
    return replace(action, address=path, uri=kept) if query else action


def _other_body(random: Random, action: Action) -> Action:
    name = random.choice(("Sent", "Both"))
    bodies = (None, Shown(Type("{}", (name,))), Shown(drawn_type(random)))
    return replace(action, body=random.choice(bodies))


def _other_result(random: Random, action: Action) -> Action:
    name = random.choice(("Received", "Both"))
    results = (None, Shown(_around(random, name)), Shown(drawn_type(random)))
    return replace(action, result=random.choice(results))


def _with_action(random: Random, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    new = Action("POST", "api/more", "Adds more.", body=Shown(Type("{}", ("Sent",))))
    return (*actions, new)


def _other_group(random: Random, vendor: Vendor) -> Vendor:
    controller = random.choice(vendor.controllers)
    changed = replace(controller, name=f"{controller.name}Two")
    return replace(vendor, controllers=_swap(vendor.controllers, controller, changed))


def _other_nulls(random: Random, vendor: Vendor) -> Vendor:
    model = random.choice(vendor.models)
    changed = {(model.name, random.choice(model.rows).name)}
    return replace(vendor, nulls=vendor.nulls ^ changed)


def _shorter(random: Random, rows: tuple[Item, ...]) -> tuple[Item, ...]:
    return _swap(rows, random.choice(rows))


def _shuffled(random: Random, rows: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(random.sample(rows, len(rows)))


EDITS: tuple[Edit, ...] = (
    _rows(_shorter),
    _rows(_shuffled),
    _rows(lambda random, rows: (*rows, drawn_row(random, "Alder"))),
    _rows(lambda random, rows: (drawn_row(random, "Alder"), *rows)),
    _row(lambda random, row: replace(row, name=f"{row.name}Id")),
    _row(_other_type),
    _row(_other_type),
    _row(_other_notes),
    _row(_other_notes),
    _row(_other_notes),
    _row(lambda random, row: replace(row, doc="The other words.")),
    _actions(_shorter),
    _actions(_shuffled),
    _actions(_with_action),
    _action(lambda random, action: replace(action, doc="Does something else.")),
    _action(_with_query),
    _action(_without_query),
    _action(_other_body),
    _action(_other_result),
    _parameter(lambda random, row: drawn_parameter(random, row.name)),
    _parameter(lambda random, row: replace(row, doc="The other words.")),
    _members(_shorter),
    _members(lambda random, members: (*members, ("Black", 9, ""))),
    _members(lambda random, members: (("Black", 9, ""), *members)),
    _members(lambda random, members: (("Black", *members[0][1:]), *members[1:])),
    _members(lambda random, members: ((members[0][0], 8, ""), *members[1:])),
    _other_group,
    _other_nulls,
    lambda random, vendor: replace(vendor, named=not vendor.named),
    lambda random, vendor: replace(vendor, restarts=vendor.restarts + 1),
)
