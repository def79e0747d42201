"""A page says in every text form what it says as HTML, less what the form loses."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pytest
from help_pages import (
    Action,
    Controller,
    EnumPage,
    Generation,
    ModelPage,
    Row,
    Shown,
    Site,
    Type,
    friendly_id,
    render_site,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from text_forms import FORMS
from text_forms import shown as from_title_on

from helpwright.blocks import Document, Preformatted, Table
from helpwright.diagnostics import Findings
from helpwright.interpret import interpret
from helpwright.interpret.merging import facts
from helpwright.read import read
from helpwright.read.text import read_text
from helpwright.sources.source import Source
from helpwright.spec import Api
from helpwright.vocabulary import SCALARS

IDENTIFIERS = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{1,11}", fullmatch=True)
NAMES = IDENTIFIERS.filter(lambda name: name not in SCALARS and name != "None")
MODELS = st.from_regex(r"[A-Z][a-z]{2,9}(?:Of[A-Z][a-z]{2,9})?", fullmatch=True).filter(
    lambda name: name.lower() not in ("string", "integer", "object", "name", "request")
)
SENTENCES = st.lists(
    st.sampled_from(
        ["boat", "berth", "of", "a", "the", "required", "type", "name", "length", "day"]
    ),
    min_size=3,
    max_size=14,
).map(lambda words: " ".join(words).capitalize() + ".")
DOCS = st.one_of(st.just(""), SENTENCES)
SAMPLE = (
    ("application/json, text/json", '{\n  "Berths": [\n    1,\n    2\n  ]\n}'),
    ("application/xml, text/xml", "<Boat>\n  <Berth>1</Berth>\n</Boat>"),
)


@st.composite
def types(draw: st.DrawFn, models: list[str]) -> Type:
    scalar = Type(draw(st.sampled_from(sorted(SCALARS))))
    name = draw(st.sampled_from(models))
    return draw(
        st.sampled_from(
            [
                scalar,
                Type("{}", (name,)),
                Type(f"Collection of {scalar.text}"),
                Type("Collection of {}", (name,)),
                Type(f"Dictionary of string [key]\nand {scalar.text} [value]"),
                Type("Dictionary of integer [key]\nand {} [value]", (name,)),
            ]
        )
    )


@st.composite
def annotations(draw: st.DrawFn) -> tuple[str, ...]:
    texts = [
        "Required",
        "Data type: Password",
        "Matching regular expression pattern: ^[A-Z]{2}(a|b)\\d*$",
        "Max length: 50",
        "Range: inclusive between -1.5 and 20",
        "String length: inclusive between 2 and 40",
    ]
    return tuple(text for text in texts if draw(st.booleans()))


@st.composite
def rows(draw: st.DrawFn, models: list[str], least: int = 1) -> tuple[Row, ...]:
    names = draw(
        st.lists(NAMES, min_size=least, max_size=6, unique_by=lambda name: name.lower())
    )
    return tuple(
        Row(name, draw(types(models)), draw(DOCS), draw(annotations()))
        for name in names
    )


@st.composite
def sites(draw: st.DrawFn) -> Site:
    models = draw(
        st.lists(MODELS, min_size=2, max_size=4, unique_by=lambda name: name.lower())
    )
    tables = {name: draw(rows(models)) for name in models}
    name = draw(st.sampled_from(models))
    keys = draw(st.lists(IDENTIFIERS, max_size=3, unique_by=lambda name: name.lower()))
    uri = tuple(Row(key, Type("string"), draw(DOCS), ("Required",)) for key in keys)
    query = "&".join(f"{key}={{{key}}}" for key in keys)
    body = Shown(Type("{}", (name,)), draw(DOCS), tables[name], SAMPLE)
    result = Shown(Type("Collection of {}", (name,)), draw(DOCS), tables[name], SAMPLE)
    action = Action(
        "POST",
        "api/boats/{id}/berths" + (f"?{query}" if query else ""),
        draw(DOCS),
        (Row("id", Type("integer"), draw(DOCS), ("Required",)), *uri),
        "value",
        body,
        result,
    )
    members = draw(
        st.lists(st.tuples(NAMES, st.integers(-9, 10**6), DOCS), min_size=1, max_size=5)
    )
    enum = EnumPage("Weather", draw(DOCS), tuple(members))
    pages = tuple(ModelPage(name, draw(DOCS), tables[name]) for name in models)
    controller = Controller("Boats", "Boats and berths.", (action,))
    return Site((controller,), (*pages, enum))


def html_documents(site: Site, generation: Generation) -> list[Document]:
    """The pages of a site from their titles on, named as addresses are."""
    action = site.controllers[0].actions[0]
    documents = []
    for address, html in render_site(site, generation).items():
        name = address.rpartition("=")[2] if "=" in address else address
        if address.endswith(quote(friendly_id(action, generation))):
            name = friendly_id(action, generation)
        source = Source(name=f"{name.strip('/')}.page", content=html.encode())
        document = read(source, Findings())
        assert document is not None
        blocks = tuple(from_title_on(document.blocks))
        documents.append(replace(document, blocks=blocks, title=""))
    return documents


def text_documents(documents: list[Document], form: str) -> list[Document]:
    found = []
    for document in documents:
        text = FORMS[form](document)
        source = Source(name=document.page, content=b"")
        again = read_text(text, source, Findings())
        assert again is not None, text
        assert not again.cut, text
        found.append(again)
    return found


def cells(document: Document) -> list[list[list[str]]]:
    """The words of each table's cells."""
    return [
        [
            [" ".join(" ".join(cell.paragraphs).split()) for cell in row.cells]
            for row in block.rows
        ]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def samples(document: Document) -> list[str]:
    return [
        "".join(block.text.split())
        for block in document.blocks
        if isinstance(block, Preformatted)
    ]


def said(api: Api, form: str) -> object:
    """What an API says, the words of descriptions folded.

    On one line, nothing shows where the introduction ends and a group's name begins.
    """
    operations = api.operations
    if form == "running":
        operations = tuple(replace(operation, tag="") for operation in operations)
    return _folded(facts((operations, api.models, api.enumerations)))


def _folded(value: object) -> object:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple | list):
        return [_folded(item) for item in value]
    if isinstance(value, dict):
        return {key: _folded(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=6, deadline=None)
@given(sites(), st.sampled_from(["5.0", "5.2"]))
def test_same_cells_and_samples(form: str, site: Site, generation: Generation) -> None:
    documents = html_documents(site, generation)
    for document, again in zip(documents, text_documents(documents, form), strict=True):
        assert cells(again) == cells(document)
        assert samples(again) == samples(document)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=6, deadline=None)
@given(sites(), st.sampled_from(["5.0", "5.2"]))
def test_same_api(form: str, site: Site, generation: Generation) -> None:
    documents = html_documents(site, generation)
    expected = interpret(documents, Findings())
    api = interpret(text_documents(documents, form), Findings())
    assert said(api, form) == said(expected, form)
