"""How models refer to each other, drawn on their pages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hostile_document import document as hostile_document
from payloads import BRACES, MARKDOWN, MARKUP
from published import resolved, seen

from helpwright.documentation import Documentation, documentation
from helpwright.names import resolve

ELEMENTS = {
    *("a", "code", "div", "figcaption", "figure", "g", "path", "rect", "svg"),
    *("text", "title", "tspan"),
}


def made(models: dict[str, dict[str, str]]) -> Documentation:
    """The documentation of models with members that hold others, by name."""
    schemas: dict[str, Any] = {
        name: {
            "type": "object",
            "properties": {
                member: (
                    {"type": "array", "items": {"$ref": f"#/components/schemas/{held}"}}
                    if member.endswith("s")
                    else {"$ref": f"#/components/schemas/{held}"}
                )
                for member, held in members.items()
            },
        }
        for name, members in models.items()
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Orchard", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    return documentation(document, [], resolve(document, package="orchard"))


ORCHARD = made(
    {
        "Orchard": {"owner": "Person", "trees": "Tree"},
        "Person": {"friend": "Person"},
        "Tree": {"sort": "Sort", "orchard": "Orchard"},
        "Sort": {},
        "Shed": {"orchard": "Orchard"},
        "Alone": {},
    }
)


def texts(html: str) -> list[str]:
    """What stands on each card."""
    cards = re.findall(r'class="hw-card.*?</(?:a|g)>', html, re.DOTALL)
    return [" ".join(seen(f"<g {card}").text.split()) for card in cards]


def test_a_model_stands_between_who_refers_to_it_and_what_it_refers_to() -> None:
    html = ORCHARD.drawings["models/Orchard.md"].html
    cards = texts(html)
    assert cards == [
        "Tree orchard",
        "Shed orchard",
        "Orchard owner trees[]",
        "Person friend ↩",
        "Tree sort orchard ↩",
        "Sort",
    ]
    places = [int(x) for x in re.findall(r'<rect x="(\d+)"', html)]
    left, here, right, farther = places[0], places[2], places[3], places[5]
    assert places == [left, left, here, right, right, farther]
    assert left < here < right < farther


def test_the_same_stands_on_the_page_in_words_that_git_hosts_draw() -> None:
    drawing = ORCHARD.drawings["models/Orchard.md"]
    assert drawing.block in ORCHARD.files["models/Orchard.md"]
    numbers = dict(re.findall(r'(m\d+)\["(\w+)"\]', drawing.block))
    arrows = re.findall(r'(m\d+) -->\|"(\w+)"\| (m\d+)', drawing.block)
    assert {(numbers[a], member, numbers[b]) for a, member, b in arrows} == {
        ("Orchard", "owner", "Person"),
        ("Orchard", "trees", "Tree"),
        ("Person", "friend", "Person"),
        ("Tree", "orchard", "Orchard"),
        ("Tree", "sort", "Sort"),
        ("Shed", "orchard", "Orchard"),
    }


@pytest.mark.parametrize("page", ["models/Alone.md", "models/Sort.md"])
def test_what_little_says_as_well_is_not_drawn(page: str) -> None:
    one = made({"Sort": {}, "Alone": {}, "Tree": {"sort": "Sort"}})
    assert page not in one.drawings
    assert "mermaid" not in one.files[page]


def test_of_many_some_are_drawn_and_the_others_counted() -> None:
    many = {f"Tree{number}": {"sort": "Sort"} for number in range(18)}
    cards = texts(made({"Sort": {}, **many}).drawings["models/Sort.md"].html)
    assert len(cards) == 7
    assert "and 13 more" in cards


def test_all_models_are_drawn_where_they_are_listed() -> None:
    html = ORCHARD.drawings["models/index.md"].html
    assert sorted(texts(html)) == ["Orchard", "Person", "Shed", "Sort", "Tree"]
    many = {f"M{n}": {"next": f"M{n + 1}"} for n in range(31)}
    assert "models/index.md" not in made({**many, "M31": {}}).drawings


def test_a_long_name_is_cut_and_told_in_full() -> None:
    name = "EnvelopeOfDictionaryOfStringAndBoat"
    html = made({name: {"a": "A", "b": "B"}, "A": {}, "B": {}}).drawings[
        f"models/{name}.md"
    ]
    assert f"<title>{name}</title>" in html.html
    assert "EnvelopeOfDictionaryOfS…" in html.html


@pytest.mark.parametrize("family", [MARKUP, MARKDOWN, BRACES])
def test_names_of_strangers_are_text(family: tuple[str, ...]) -> None:
    models = {
        f"Model{n}": {f"{text} {m}": f"Model{m}" for m in range(len(family)) if m != n}
        for n, text in enumerate(family)
    }
    document = hostile_document(family)
    schemas = document["components"]["schemas"]
    for n, (name, members) in enumerate(models.items()):
        schemas[name] = {
            "title": f"{family[n]} {n}",
            "type": "object",
            "properties": {
                member: {"$ref": f"#/components/schemas/{held}"}
                for member, held in [*members.items()][:5]
            },
        }
    found = documentation(document, [], resolve(document, package="acme"))
    assert len(found.drawings) >= len(family)
    for page, drawing in found.drawings.items():
        figure = seen(drawing.html)
        assert set(figure.elements) <= ELEMENTS
        assert not figure.unbalanced
        assert not [name for _, name, _ in figure.attributes if name.startswith("on")]
        for link in figure.links:
            assert resolved(link, page)[0] in found.files
        body = drawing.block.removeprefix("```mermaid\n").removesuffix("\n```")
        assert not re.search(r"[`<{\\]", body)
        assert "\n\n" not in drawing.html
