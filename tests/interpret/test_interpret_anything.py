"""Whatever stands on a page, reading it ends, raises nothing and gives the same twice."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import timed

from helpwright.blocks import Document, Heading
from helpwright.diagnostics import Finding, Findings
from helpwright.interpret import interpret
from helpwright.place import Place
from helpwright.read import read
from helpwright.sources.source import Source
from helpwright.spec import Api, Named

TAGS = [
    f"<{end}{tag}>"
    for tag in (
        "h1",
        "h3",
        "p",
        "table",
        "tr",
        "td",
        "th",
        "pre",
        "a href='/x'",
        "div",
        "li",
    )
    for end in ("", "/")
]
WORDS = [
    "GET api/{id}?a={a}&ids[0]={b}",
    "POST",
    "/api/x",
    "Request Information",
    "URI Parameters",
    "Body Parameters :",
    "Request Formats",
    "Resource Description",
    "Response Formats",
    "Response",
    "Parameters",
    "Error Responses",
    "Possible enumeration values:",
    "application/json, text/json",
    "Sample:",
    "Sample not available.",
    "None.",
    "Name",
    "Type",
    "Value",
    "API",
    "Description",
    "Additional information",
    "Required Max length: 5 Range: inclusive between 1 and",
    "Default value is",
    "Optionally required : a or b must be provided",
    "Define this parameter in the request body.",
    "Dictionary of string [key] and",
    "Collection of",
    "HttpResponseMessage",
    '{"a": [1,',
    "<a href='?modelName=Boat'>Boat</a>",
    "&lt;A&gt;",
    "\x00\ud7ff\u2028",
    "{" * 5,
    " ",
    "\n",
]


def api_of(pages: list[str]) -> Api:
    findings = Findings()
    documents = []
    for number, html in enumerate(pages):
        source = Source(name=f"{number}.html", content=f"<html><body>{html}".encode())
        if document := read(source, findings):
            documents.append(document)
    api = interpret(documents, findings)
    findings.sorted_findings()
    return api


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(TAGS + WORDS), max_size=60).map("".join), max_size=4
    )
)
def test_anything(pages: list[str]) -> None:
    assert api_of(pages) == api_of(pages)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(WORDS)), max_size=80))
def test_cells_in_any_order(pieces: list[tuple[str, str]]) -> None:
    rows = "".join(f"{tag}{word}" for tag, word in pieces)
    html = (
        "<h1>GET api/x</h1><h3>Body Parameters</h3>Boat<table><tr><th>Name</th><th>Type</th>"
        f"<th>Additional information</th></tr>{rows}</table>"
    )
    assert len(api_of([html]).operations) <= 1


@timed
def test_lines_of_media_types_take_time_in_proportion() -> None:
    quick, slow = seconds_for(media_lines(12_000)), seconds_for(media_lines(48_000))
    assert slow < 8 * max(quick, 0.05), "four times the lines take eight times as long"


def media_lines(count: int) -> Document:
    headings = (
        Heading(text="text/plain, text/csv", level=4, place=Place(page="a", line=line))
        for line in range(count)
    )
    title = Heading(text="GET api/a", level=1, place=Place(page="a"))
    section = Heading(text="Response Formats", level=3, place=Place(page="a"))
    return Document(page="a", form="plain", blocks=(title, section, *headings))


def seconds_for(document: Document) -> float:
    start = time.process_time()
    interpret((document,), Findings())
    return time.process_time() - start


def test_the_place_of_a_sample_names_few_media_types() -> None:
    names = ", ".join(f"text/x{number}" for number in range(1000))
    sample = '<b>Sample:</b><pre>{"a": 1}</pre>'
    text = f"<h1>GET api/a</h1><h3>Response Formats</h3><h4>{names}</h4>{sample}"
    api = api_of([text])
    media, *_ = api.operations[0].responses[0].body.media_types
    assert media.sample is not None
    assert len(media.sample.place.cell) < 200
    assert media.sample.place.cell.endswith("text/x15 …")


HEAD = (
    "<tr><th>Name</th><th>Description</th><th>Type</th>"
    "<th>Additional information</th></tr>"
)
SHAPES = {
    "constraint": "<h1>GET api/{id:regex(" + "a" * 1_000_000 + ")}</h1>",
    "default": "<h1>GET api/{id:" + "=" * 40_000 + ")}</h1>",
    "slashes": "<p>get " + "/" * 60_000 + " x</p>",
    "label": "<h1>GET api/x</h1><h3>Response Formats</h3><p>Sample"
    + "\u00a0" * 60_000
    + "x</p>",
    "suffixes": "<table><tr><th>API</th><th>Description</th></tr><tr><td><a href='/Help"
    + ".html" * 20_000
    + "x'>GET api/a</a></td><td></td></tr></table>",
    "folders": "<table><tr><th>API</th><th>Description</th></tr><tr><td><a href='"
    + "/Api/a" * 60_000
    + "%3F'>GET api/a</a></td><td></td></tr></table>",
    "one of": f"<h1>GET api/x</h1><h3>Body Parameters</h3>M<table>{HEAD}<tr><td>a</td>"
    "<td></td><td>string</td><td><p>Optionally required : a"
    + "\u00a0" * 100_000
    + "b must be provided</p></td></tr></table>",
    "option": "<h1>GET api/x?$expand={$expand}</h1><h3>URI Parameters</h3>"
    f"<table>{HEAD}<tr><td>$expand</td><td>Takes: a"
    + "\u00a0" * 4_000
    + "(</td><td>string</td><td></td></tr></table>",
    "keys": "<h1>GET api/x?"
    + "&".join(f"a{at}.key={{a}}" for at in range(6_000))
    + f"</h1><h3>URI Parameters</h3><table>{HEAD}"
    + "".join(
        f"<tr><td>b{at}</td><td></td><td>string</td><td></td></tr>"
        for at in range(6_001)
    )
    + "</table>",
    "words": "<h1>GET api/x</h1><h3>Body Parameters</h3>" + "<p>string</p>a b" * 15_000,
    "tabs": "<h1>GET api/x</h1><h3>Response Formats</h3><h4>"
    + ", ".join(f"application/json{at}" for at in range(8_000))
    + "</h4><h4>"
    + ", ".join(f"application/xml{at}" for at in range(8_000))
    + "</h4>"
    + "<pre>{}</pre><pre>&lt;a/></pre>" * 8_000,
    "id": "<link rel='canonical' href='http://x/Help/Api/GET-"
    + "_".join(f"a{at}" for at in range(6_000))
    + f"'><h3>URI Parameters</h3><table>{HEAD}"
    + "".join(
        f"<tr><td>a{at}</td><td></td><td>string</td><td></td></tr>"
        for at in range(6_000)
    )
    + "</table>",
}


@pytest.mark.parametrize("shape", SHAPES)
@timed
def test_no_shape_of_page_takes_the_square_of_its_size(shape: str) -> None:
    start = time.process_time()
    api_of([SHAPES[shape]])
    assert time.process_time() - start < 12


@timed
def test_pages_without_a_title_are_looked_up_by_their_documentation_at_once() -> None:
    rows = "".join(
        f"<tr><td><a href='/Help/Api/{at}'>GET api/a{at}</a></td>"
        f"<td><p>Gives {'the  one' * 50} number {at}</p></td></tr>"
        for at in range(2_000)
    )
    index = f"<table><tr><th>API</th><th>Description</th></tr>{rows}</table>"
    pages = [
        f"<p>Gives {'the  one' * 50} number {at}</p><h3>Response Formats</h3><h3>Remarks</h3>"
        "<h3>URI Parameters</h3><p>None.</p>"
        for at in range(600)
    ]
    start = time.process_time()
    api = api_of([index, *pages])
    assert time.process_time() - start < 12
    assert sum(bool(one.page) for one in api.operations) == 600


NO_ADDRESSES = ["http://[x/Help/Api/GET-api-a", "//[x", "http://a\u2100b/", "a://["]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_an_address_that_is_none_costs_no_page(address: str) -> None:
    index = (
        "<table><tr><th>API</th><th>Description</th></tr><tr><td>"
        f"<a href='{address}'>GET api/a</a></td><td></td></tr></table>"
    )
    link = f"<link rel='canonical' href='{address}'>"
    operation = f"{link}<h3>URI Parameters</h3><p>None.</p><h3>Response Formats</h3>"
    row = "<tr><td>a</td><td></td><td>string</td><td></td></tr>"
    model = f"{link}<table>{HEAD}{row}</table>"
    api = api_of([index, operation, model, "<h1>GET api/b</h1>"])
    assert {"/api/a", "/api/b"} <= {one.path for one in api.operations}
    assert len(api.models) == 1


def test_the_login_in_an_address_does_not_explain_a_name() -> None:
    address = "https://u:secret@h/Help/ResourceModel?modelName=Boat&token=secret"
    row = "<tr><td>a</td><td></td><td>string</td><td></td></tr>"
    page = f"<link rel='canonical' href='{address}'><table>{HEAD}{row}</table>"
    (model,) = api_of([page]).models
    assert model.name == "Boat"
    assert "secret" not in str(model.origins)


def test_names_of_many_keys_stand_in_a_finding_once() -> None:
    keys = "&".join(f"key{at}={{a}}" for at in range(300))
    rows = "".join(
        f"<tr><td>b{at}</td><td></td><td>string</td><td></td></tr>" for at in range(301)
    )
    page = (
        f"<h1>GET api/x?{keys}</h1><h3>URI Parameters</h3><table>{HEAD}{rows}</table>"
    )
    found = [one for one in findings_of(page) if one.code == "HW243"]
    assert len(found) == 301
    assert found[0].message.endswith("key14, key15 and 284 more")


def test_samples_beyond_those_of_the_tabs_are_not_dropped_in_silence() -> None:
    samples = '<pre>{}</pre><pre>&lt;a/></pre><pre>{"b": 1}</pre><pre>&lt;c/></pre>'
    page = (
        "<h1>GET api/x</h1><h3>Response Formats</h3><h4>application/json</h4>"
        f"<h4>application/xml</h4>{samples}"
    )
    found = [one.text for one in findings_of(page) if one.code == "HW231"]
    assert found == ['{"b": 1}', "<c/>"]


def test_a_table_of_statuses_adds_words_to_the_answer_that_is_described() -> None:
    row = "<tr><td>a</td><td></td><td>integer</td><td></td></tr>"
    page = (
        "<h1>GET api/x</h1><h2>Response Information</h2><h3>Resource Description</h3>"
        f"Boat<table>{HEAD}{row}</table><h3>Status codes</h3><table><tr>"
        "<th>Status code</th><th>Description</th></tr><tr><td>200</td><td>All fine</td></tr>"
        "<tr><td>404</td><td>No boat</td></tr></table>"
    )
    (operation,) = api_of([page]).operations
    fine, missing = operation.responses
    assert (fine.status, fine.description) == ("200", "All fine")
    assert fine.body is not None
    assert fine.body.type == Named(name="Boat")
    assert (missing.status, missing.body) == ("404", None)


def findings_of(page: str) -> tuple[Finding, ...]:
    findings = Findings()
    document = read(Source(name="a.html", content=page.encode()), findings)
    assert document is not None
    interpret([document], findings)
    return findings.sorted_findings()
