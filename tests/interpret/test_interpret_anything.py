"""Whatever stands on a page, reading it ends, raises nothing and gives the same twice."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from helpwright.blocks import Document, Heading
from helpwright.diagnostics import Findings
from helpwright.interpret import interpret
from helpwright.place import Place
from helpwright.read import read
from helpwright.sources.source import Source
from helpwright.spec import Api

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


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(TAGS + WORDS), max_size=60).map("".join), max_size=4
    )
)
def test_anything(pages: list[str]) -> None:
    assert api_of(pages) == api_of(pages)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(WORDS)), max_size=80))
def test_cells_in_any_order(pieces: list[tuple[str, str]]) -> None:
    rows = "".join(f"{tag}{word}" for tag, word in pieces)
    html = (
        "<h1>GET api/x</h1><h3>Body Parameters</h3>Boat<table><tr><th>Name</th><th>Type</th>"
        f"<th>Additional information</th></tr>{rows}</table>"
    )
    assert len(api_of([html]).operations) <= 1


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
