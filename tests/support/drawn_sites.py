"""A site of help pages drawn at random, and random edits of a page of it."""

from __future__ import annotations

import json
import re
from random import Random

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
SCALARS = ("string", "integer", "decimal number", "date", "boolean")
VALUES: dict[str, object] = {
    "string": "sample string {}",
    "integer": 1,
    "decimal number": 1.0,
    "date": "2026-02-03T04:05:06.0000000+00:00",
    "boolean": True,
}
NOTES = ("Required", "Range: inclusive between 1 and 9", "Max length: 40")
WORDS = ("ash", "birch", "cedar", "elder", "hazel", "larch", "maple", "rowan")
COLOURS = ("Red", "Green", "Blue")
GROUPS = 10


def drawn_site(random: Random) -> dict[str, str]:
    """Text of each page by its file's name: an index, and pages of operations and types.

    Models stand in each other, and several groups share some of them.
    """
    models: list[ModelPage] = []
    for number in range(GROUPS):
        models.append(_model(random, f"Model{number}", models[-2:]))
    enums = (
        EnumPage("Colour", members=tuple((c, n, "") for n, c in enumerate(COLOURS))),
    )
    controllers = tuple(
        Controller(f"Group{n}", f"About {n}.", _actions(random, n, models))
        for n in range(GROUPS)
    )
    pages = render_site(Site(controllers, (*models, *enums)), "5.2")
    return {f"{number:03}.html": text for number, text in enumerate(pages.values())}


def _model(random: Random, name: str, others: list[ModelPage]) -> ModelPage:
    rows = [
        Row(
            word.capitalize(),
            Type(random.choice(SCALARS)),
            f"The {word}.",
            _notes(random),
        )
        for word in random.sample(WORDS, 4)
    ]
    if len(others) < 2 or random.random() < 0.2:
        rows.append(Row("Tint", Type("{}", ("Colour",)), "Its colour."))
    if others and random.random() < 0.4:
        inner = random.choice(others).name
        shape = random.choice(("{}", "Collection of {}"))
        rows.append(Row("Inner", Type(shape, (inner,)), "What is in it."))
    return ModelPage(name, random.choice(("", f"A {name}.")), tuple(rows))


def _notes(random: Random) -> tuple[str, ...]:
    return (random.choice(NOTES),) if random.random() < 0.3 else ()


def _actions(
    random: Random, number: int, models: list[ModelPage]
) -> tuple[Action, ...]:
    shown = _shown(models[number], models)
    path = f"api/group{number}"
    key = Row("id", Type("integer"), "The key.", ("Required",))
    part = Row("part", Type("string"), "Which part.", ("Default value is all",))
    answer = _shown(random.choice(models), models) if random.random() < 0.4 else shown
    return (
        Action(
            "GET",
            f"{path}/{{id}}?part={{part}}",
            "Gets it.",
            (key, part),
            result=answer,
        ),
        Action("POST", path, f"Adds one to {number}.", body=shown, result=shown),
    )


def _shown(model: ModelPage, models: list[ModelPage]) -> Shown:
    by_name = {each.name: each for each in models}
    sample = json.dumps(_sample(model, by_name), indent=2)
    return Shown(Type("{}", (model.name,)), rows=model.rows, samples=((JSON, sample),))


def _sample(model: ModelPage, by_name: dict[str, ModelPage]) -> dict[str, object]:
    found: dict[str, object] = {}
    for place, row in enumerate(model.rows, 1):
        if row.name == "Tint":
            found[row.name] = 0
        elif row.type.models:
            inner = _sample(by_name[row.type.models[0]], by_name)
            found[row.name] = [inner] * 2 if "Collection" in row.type.text else inner
        else:
            value = VALUES[row.type.text]
            if isinstance(value, str):
                value = value.format(place)
            elif not isinstance(value, bool):
                value = type(value)(place)  # type: ignore[call-arg]
            found[row.name] = value
    return found


# --- editing --------------------------------------------------------------------------

_EDITS = (
    # What an edit in words alone is: such as most are.
    (r"<p>(The|Its|Gets|Adds|A|What|Which) [^<]*</p>", "<p>Other words, {}.</p>"),
    (
        r"<p>(The|Its|Gets|Adds|A|What|Which) [^<]*</p>",
        "<p>In months. Read-only {}.</p>",
    ),
    (r"<body>", "<body>\n\n<!-- {} -->\n"),
    (r"<p>None\.</p>\n</td>", "<p>Required</p>\n</td>"),
    (r"<p>Required</p>\n</td>", "<p>Max length: {}</p>\n</td>"),
    (r"Default value is \w+", "Default value is {}"),
    # And what reaches further.
    (
        r'<td class="parameter-type">\nstring\n',
        '<td class="parameter-type">\ninteger\n',
    ),
    (r'<td class="parameter-name">\w+', '<td class="parameter-name">Named{}'),
    (r"&quot;sample string \d", "&quot;other text {}"),
    (r"&quot;Tint&quot;: 0", "&quot;Tint&quot;: 1"),
    (r'<tr>\n<td class="parameter-name">.*?</tr>', ""),
    (r"<h1>GET api/[^<]*</h1>", "<h1>GET api/moved/{}</h1>"),
    (r"(?s)<body>.*", ""),
)
_MOSTLY = 6
"""Edits in words alone; the others are drawn as often as these together."""


def drawn_edit(random: Random, pages: dict[str, str]) -> dict[str, str]:
    """`pages` with one edit of one page; the index is the first and stays."""
    while True:
        name = random.choice(sorted(pages)[1:])
        first = random.random() < 0.7
        old, new = random.choice(_EDITS[:_MOSTLY] if first else _EDITS[_MOSTLY:])
        found = list(re.finditer(old, pages[name], re.DOTALL))
        if found:
            place = random.choice(found)
            text = pages[name]
            word = new.replace("{}", str(random.randint(10, 99)))
            edited = text[: place.start()] + word + text[place.end() :]
            if edited != text:
                return {**pages, name: edited}
