"""An API drawn at random, rendered as each generation shows it, reads back as drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

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
    render_site,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from helpwright.diagnostics import Findings
from helpwright.interpret import interpret
from helpwright.interpret.merging import facts
from helpwright.read import read
from helpwright.sources.source import Source
from helpwright.spec import (
    Api,
    Constraints,
    EnumMember,
    ListOf,
    MapOf,
    Named,
    PairOf,
    Parameter,
    ParameterStyle,
    Property,
    Scalar,
    TypeRef,
    Unknown,
)
from helpwright.vocabulary import SCALARS

LETTERS = st.characters(
    categories=("L", "N", "P", "S"), exclude_characters="\u00a9", codec="utf-8"
)
IDENTIFIERS = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True)


@st.composite
def phrases(draw: st.DrawFn, between: tuple[str, ...] = (" ",)) -> str:
    """Words of any letters, without white space at the ends."""
    words = draw(
        st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=4)
    )
    text = words[0]
    for word in words[1:]:
        text += draw(st.sampled_from(between)) + word
    return text


DOCS = st.one_of(
    st.just(""),
    st.sampled_from(
        ["None.", "Required", "Max length: 5", "</table>", "Body Parameters"]
    ),
    phrases((" ", "\n", "\n    ", ". ")),
)


@dataclass(frozen=True)
class Drawn:
    """Something drawn, as the page shows it and as the spec has it."""

    shown: Any
    read: Any


@st.composite
def types(draw: st.DrawFn, models: tuple[str, ...], depth: int = 0) -> Drawn:
    kinds = ["scalar", "scalar", "named", "list", "map", "pair"]
    kind = draw(st.sampled_from(kinds if depth < 3 else kinds[:3]))
    if kind == "named" and models:
        name = draw(st.sampled_from(models))
        return Drawn(Type("{}", (name,)), Named(name=name))
    if kind == "list":
        items = draw(types(models, depth + 1))
        shown = Type(f"Collection of {items.shown.text}", items.shown.models)
        return Drawn(shown, ListOf(items=items.read))
    if kind in ("map", "pair"):
        key, value = draw(types(models, depth + 1)), draw(types(models, depth + 1))
        word, node = ("Dictionary", MapOf) if kind == "map" else ("Pair", PairOf)
        gap = draw(st.sampled_from(["\n", " ", "\n            "]))
        text = f"{word} of {key.shown.text} [key]{gap}and {value.shown.text} [value]"
        shown = Type(text, key.shown.models + value.shown.models)
        read_: TypeRef = node(key=key.read, value=value.read)
        return Drawn(shown, read_)
    word = draw(st.sampled_from(sorted(SCALARS)))
    return Drawn(Type(word), Scalar(name=SCALARS[word]))


@st.composite
def annotations(draw: st.DrawFn) -> Drawn:
    """Texts of one cell, and whether they say Required, with the constraints."""
    bounds = Constraints()
    texts: list[str] = []
    number = st.integers(0, 10**9)
    if draw(st.booleans()):
        word = draw(st.sampled_from(["Date", "Password", "x/y", "Custom thing"]))
        texts.append(f"Data type: {word}")
        bounds = replace(bounds, data_type="Custom" if word[:3] == "Cus" else word)
        if word == "Custom thing":
            bounds = replace(bounds, notes=("thing",))
    if draw(st.booleans()):
        pattern = draw(phrases((" ", " Required ", " Max length: 5 ")))
        texts.append(f"Matching regular expression pattern: {pattern}")
        bounds = replace(bounds, pattern=pattern)
    if draw(st.booleans()):
        low, high = draw(st.sampled_from([("-1.5", "2"), ("0", "1E+20"), ("1", "1")]))
        texts.append(f"Range: inclusive between {low} and {high}")
        bounds = replace(bounds, minimum=low, maximum=high)
    if draw(st.booleans()):
        low_, high_ = sorted((draw(number), draw(number)))
        texts.append(f"String length: inclusive between {low_} and {high_}")
        bounds = replace(bounds, min_length=low_ or None, max_length=high_)
    required = draw(st.booleans())
    if required:
        texts.insert(0, "Required")
    return Drawn(tuple(texts), (required, bounds))


@st.composite
def members(draw: st.DrawFn, models: tuple[str, ...]) -> Drawn:
    """Rows of a model's table, with the properties they stand for."""
    names = draw(st.lists(phrases(), max_size=4, unique=True))
    rows: list[Row] = []
    properties: list[Property] = []
    for name in names:
        kind, notes, doc = draw(types(models)), draw(annotations()), draw(DOCS)
        rows.append(Row(name, kind.shown, doc, notes.shown))
        properties.append(
            Property(
                name=name,
                wire_name=name,
                type=kind.read,
                required=notes.read[0],
                description=doc,
                constraints=notes.read[1],
            )
        )
    return Drawn(tuple(rows), tuple(properties))


@st.composite
def uri_parameters(draw: st.DrawFn, models: tuple[str, ...]) -> Drawn:
    """An address with rows for its names, in the order of the address."""
    names = draw(st.lists(IDENTIFIERS, max_size=4, unique_by=str.lower))
    split = draw(st.integers(0, len(names)))
    rows: list[Row] = []
    parameters: list[Parameter] = []
    for index, name in enumerate(names):
        kind, doc = draw(types(models)), draw(DOCS)
        default = draw(st.one_of(st.none(), st.just(""), phrases()))
        if default is not None and default.lower() == "null":
            default = "0"
        note = "Required" if default is None else f"Default value is {default}"
        rows.append(Row(name, kind.shown, doc, (note,)))
        parameters.append(
            Parameter(
                name=name,
                location="path" if index < split else "query",
                type=kind.read,
                required=index < split or default is None,
                default=default,
                description=doc,
                style=style_of(kind.read) if index >= split else "plain",
            )
        )
    part = draw(st.sampled_from(["api", "v2", "boats", "a-b", "x_y", "status.json"]))
    path = "/".join([part, *(f"{{{name}}}" for name in names[:split])])
    query = "&".join(f"{name}={{{name}}}" for name in names[split:])
    return Drawn((path, query, tuple(rows)), tuple(parameters))


def style_of(kind: TypeRef) -> ParameterStyle:
    if isinstance(kind, ListOf):
        return "exploded"
    return "indexed-pairs" if isinstance(kind, MapOf) else "plain"


@st.composite
def shown_types(draw: st.DrawFn, pages: dict[str, tuple[Row, ...] | None]) -> Drawn:
    """A body or a result; a model, or a collection of one, has its rows below it."""
    kind = draw(types(tuple(pages)))
    named = kind.read.items if isinstance(kind.read, ListOf) else kind.read
    rows = pages[named.name] if isinstance(named, Named) else None
    samples = draw(st.sampled_from([(), (("application/json, text/json", "{}"),)]))
    return Drawn(Shown(kind.shown, draw(DOCS), rows, samples), kind.read)


@st.composite
def sites(draw: st.DrawFn) -> Drawn:
    names = tuple(
        draw(st.lists(phrases(), min_size=1, max_size=4, unique_by=str.lower))
    )
    pages: dict[str, tuple[Row, ...] | None] = {}
    models: list[ModelPage | EnumPage] = []
    expected: dict[str, Any] = {}
    for name in names:
        doc = draw(DOCS)
        if draw(st.booleans()):
            rows = draw(members(names))
            pages[name] = rows.shown
            models.append(ModelPage(name, doc, rows.shown))
            expected[name] = (doc, rows.read)
        else:
            found = draw(
                st.lists(st.tuples(IDENTIFIERS, st.integers(), DOCS), max_size=3)
            )
            pages[name] = None
            models.append(EnumPage(name, doc, tuple(found)))
            expected[name] = (
                doc,
                tuple(
                    EnumMember(name=n, value=str(v), description=d) for n, v, d in found
                ),
            )
    actions: dict[tuple[str, str], Drawn] = {}
    for method in draw(st.lists(st.sampled_from(["GET", "POST", "PURGE"]), max_size=3)):
        uri = draw(uri_parameters(names))
        path, query, rows_ = uri.shown
        body = draw(st.one_of(st.none(), shown_types(pages)))
        result = draw(st.one_of(st.none(), shown_types(pages)))
        address = f"{path}?{query}" if query else path
        action = Action(
            method,
            address,
            draw(DOCS),
            rows_,
            body=body and body.shown,
            result=result and result.shown,
        )
        read_ = (path, query, uri.read, body and body.read, result and result.read)
        actions.setdefault((method, address), Drawn(action, read_))
    controller = Controller(
        "Boats", draw(DOCS), tuple(a.shown for a in actions.values())
    )
    return Drawn(
        Site((controller,), tuple(models)), (tuple(actions.values()), expected)
    )


def read_site(site: Site, generation: Generation, names: str = "addresses") -> Api:
    findings = Findings()
    documents = []
    for number, (address, html) in enumerate(render_site(site, generation).items()):
        if names == "addresses":
            source = Source(
                name=f"{number}.html", content=html.encode(), address=address
            )
        else:
            source = Source(name=f"Api({number}).html", content=html.encode())
        document = read(source, findings)
        assert document is not None and not document.cut
        documents.append(document)
    api = interpret(documents, findings)
    assert not [f for f in findings if f.severity == "error"]
    return api


def words(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=25, deadline=None)
@given(
    sites(), st.sampled_from(["5.1", "5.2"]), st.sampled_from(["addresses", "files"])
)
def test_new_generation(drawn: Drawn, generation: Generation, names: str) -> None:
    api = read_site(drawn.shown, generation, names)
    actions, expected = drawn.read
    found = {(one.method, one.path, one.query): one for one in api.operations}
    assert len(found) == len(actions)
    for action in actions:
        path, query, parameters, body, result = action.read
        operation = found[action.shown.method, "/" + path, query]
        assert operation.tag == "Boats"
        said = words(f"{operation.summary} {operation.description}")
        assert said == words(action.shown.doc)
        assert facts(operation.parameters) == facts(parameters)
        assert (operation.request and operation.request.type) == body
        if operation.request:
            assert operation.request.description == action.shown.body.doc
        answer = operation.responses[0]
        assert answer.status == ("204" if result is None else "200")
        assert (answer.body and answer.body.type) == result
        assert result is None or answer.description == action.shown.result.doc
    models = {model.name: model for model in api.models}
    enumerations = {enum.name: enum for enum in api.enumerations}
    for page in drawn.shown.models:
        doc, members_ = expected[page.name]
        if isinstance(page, ModelPage):
            assert models[page.name].description == doc
            assert facts(models[page.name].properties) == facts(members_)
        else:
            assert enumerations[page.name].description == doc
            assert facts(enumerations[page.name].members) == facts(members_)
    assert len(models) + len(enumerations) == len(drawn.shown.models)


@settings(max_examples=25, deadline=None)
@given(sites(), st.sampled_from(["4.0", "5.0"]))
def test_old_generation(drawn: Drawn, generation: Generation) -> None:
    api = read_site(drawn.shown, generation)
    assert not api.models and not api.enumerations
    found = {(one.method, one.path, one.query): one for one in api.operations}
    for action in drawn.read[0]:
        path, query, parameters, _, result = action.read
        operation = found[action.shown.method, "/" + path, query]
        assert [(p.name, p.location, p.description) for p in operation.parameters] == [
            (p.name, p.location, p.description) for p in parameters
        ]
        assert (operation.request is None) == (action.shown.body is None)
        if operation.request:
            assert operation.request.type == Unknown()
            assert operation.request.description == action.shown.body.doc
        sampled = bool(result) and bool(action.shown.result.samples)
        assert bool(operation.responses) == sampled
        if sampled:
            names = [media.name for media in operation.responses[0].body.media_types]
            assert names == ["application/json", "text/json"]


def test_a_page_of_each_generation_says_the_same_of_its_address() -> None:
    row = Row("id", Type("integer"), "Its key.", ("Required",))
    action = Action("GET", "api/boats/{id}", "Reads one.", (row,))
    site = Site((Controller("Boats", "All boats.", (action,)),))
    for generation in ("4.0", "5.0", "5.1", "5.2"):
        api = read_site(site, generation)
        (operation,) = api.operations
        assert (operation.method, operation.path) == ("GET", "/api/boats/{id}")
        assert operation.summary == "Reads one."
        assert operation.parameters[0].description == "Its key."
        assert operation.parameters[0].required


if __name__ == "__main__":
    pytest.main([__file__])
