"""Each limit has a name: just below it nothing is said, just above a finding names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from helpwright import pipeline
from helpwright.access import SettingError
from helpwright.config import load
from helpwright.diagnostics import Finding, Findings
from helpwright.evidence import weigh
from helpwright.interpret import interpret
from helpwright.limits import DEEPEST, Limits, limits_of
from helpwright.place import Place
from helpwright.read import read
from helpwright.sources import Source
from helpwright.spec import (
    Api,
    Body,
    MediaType,
    Model,
    Operation,
    Origin,
    Property,
    Response,
    Sample,
    Unknown,
)
from helpwright.traffic import Exchange, Observations, observe
from helpwright.value import dataclass

TESTS = Path(__file__).parents[1]
HEAD = "<tr><th>Name</th><th>Type</th></tr>"

Said = Callable[[Limits, int], list[Finding]]
"""What is said, under limits, of an input that has so much of what one of them bounds."""


def said_of(content: str, limits: Limits) -> list[Finding]:
    """What reading says of a page."""
    findings = Findings()
    read(Source(name="page", content=content.encode(), limits=limits), findings)
    return list(findings)


def html(body: str) -> str:
    return f"<!DOCTYPE html><html><body><h1>GET api/boats</h1>{body}</body></html>"


# --- reading ------------------------------------------------------------------------------


def parts(limits: Limits, count: int) -> list[Finding]:
    return said_of(html("<p>x</p>" * (count - 1)), limits)


def text(limits: Limits, count: int) -> list[Finding]:
    page = "GET api/boats\n\nBody Parameters\n\nNone.\n"
    return said_of(page.ljust(count), limits)


def text_line(limits: Limits, count: int) -> list[Finding]:
    return said_of(
        f"GET api/boats\n\n{'x' * count}\n\nURI Parameters\n\nNone.\n", limits
    )


BODY = "POST api/boats\n\nBody Parameters\n\n"


def text_columns(limits: Limits, count: int) -> list[Finding]:
    rows = "".join(f"| {cell} " * count + "|\n" for cell in ("a", "---", "x"))
    return said_of(BODY + rows, limits)


def text_cells(limits: Limits, count: int) -> list[Finding]:
    head = "| Name | Description | Type | Additional information |\n"
    row = "| Id | x | integer | None. |\n"
    return said_of(
        f"{BODY}{head}{'| --- ' * 4}|\n{row}{'| x ' * count}|\n{row}", limits
    )


def text_parts(limits: Limits, count: int) -> list[Finding]:
    labels = "Sample: " * (count - 1)
    return said_of(f"# GET api/boats\n\n## Response Formats\n\n{labels}x\n", limits)


def text_layouts(limits: Limits, count: int) -> list[Finding]:
    """Each row has its description elsewhere; in one place more it may begin at its head."""
    head = f"{'Name':34}{'Description':18}{'Type':12}Additional information"
    rows = (
        f"Id{' ' * (8 + 2 * n)}a".ljust(52) + "integer     None."
        for n in range(count - 1)
    )
    return said_of("\n\n".join([BODY + head, *rows]) + "\n", limits)


def nested_tables(limits: Limits, count: int) -> list[Finding]:
    return said_of(html("<table><tr><td>" * count + "x"), limits)


def wide_row(limits: Limits, count: int) -> list[Finding]:
    row = f"<tr><td>Id</td><td colspan={count - 1}>integer</td></tr>"
    return said_of(html(f"<table>{HEAD}{row}</table>"), limits)


# --- interpretation -----------------------------------------------------------------------


def understood(body: str, limits: Limits) -> list[Finding]:
    """What interpretation says of the page of an operation."""
    findings = Findings()
    source = Source(name="page", content=html(body).encode())
    document = read(source, findings)
    assert document is not None
    interpret((document,), findings, limits=limits)
    return list(findings)


def nested_type(limits: Limits, count: int) -> list[Finding]:
    words = "Collection of " * count + "integer"
    row = f"<tr><td>Id</td><td>{words}</td></tr>"
    body = f"<h2>Body Parameters</h2><p>Boat</p><table>{HEAD}{row}</table>"
    return understood(body, limits)


def misfit_row(limits: Limits, count: int) -> list[Finding]:
    row = f"<tr>{'<td>x</td>' * count}</tr>"
    return understood(f"<h2>Body Parameters</h2><table>{HEAD}{row}</table>", limits)


def sample_headings(limits: Limits, count: int) -> list[Finding]:
    names = "".join(f"<h4>text/x-{number}</h4>" for number in range(count))
    body = f"<h3>Request Formats</h3>{names}<h4>text/json</h4><pre>1</pre>"
    return understood(body, limits)


# --- evidence -----------------------------------------------------------------------------


def answer(*samples: str) -> Response:
    """An answer of no known type, with `samples`."""
    media_types = tuple(
        MediaType(
            name=f"text/x-{number}",
            sample=Sample(
                kind="xml" if text.startswith("<") else "json",
                text=text,
                place=Place(page="page", line=number + 1),
            ),
        )
        for number, text in enumerate(samples)
    )
    return Response(status="200", body=Body(type=Unknown(), media_types=media_types))


def weighed(limits: Limits, *samples: str) -> list[Finding]:
    """What evidence says of an operation that answers with `samples`."""
    operation = Operation(method="GET", path="/boats", responses=(answer(*samples),))
    findings = Findings()
    weigh(Api(operations=(operation,)), findings, limits)
    return list(findings)


def nested_sample(limits: Limits, count: int) -> list[Finding]:
    return weighed(limits, '{"a": ' * (count - 1) + "1" + "}" * (count - 1))


def nested_element(limits: Limits, count: int) -> list[Finding]:
    return weighed(limits, "<a>" * count + "1" + "</a>" * count)


def many_xml(limits: Limits, count: int) -> list[Finding]:
    elements = [f"<boat><id>{number}</id></boat>" for number in range(count)]
    return weighed(limits, '{"id": 1}', *elements)


def equal_objects(limits: Limits, count: int) -> list[Finding]:
    members = ", ".join(f'"a{number}": {{"id": 7}}' for number in range(count))
    return weighed(limits, f"{{{members}}}")


def models_of_one_name(limits: Limits, count: int) -> list[Finding]:
    answers = [
        Operation(
            method="GET", path=f"/a{n}/search", responses=(answer(f'{{"a{n}": "x"}}'),)
        )
        for n in range(count + 1)
    ]
    findings = Findings()
    weigh(Api(operations=tuple(answers)), findings, limits)
    return list(findings)


def counted_members(limits: Limits, count: int) -> list[Finding]:
    numbers = ", ".join(f'"a{number}": {number + 1}' for number in range(count))
    return weighed(limits, f"{{{numbers}}}")


def counted_orders(limits: Limits, count: int) -> list[Finding]:
    """Numbers of which those at the front were moved there from behind `count`."""
    strings = [f'"s{n}": "sample string {n}"' for n in range(count + 1, count + 3)]
    strings += [f'"b{n}": false' for n in range(count - 1)]
    strings += ['"t": "sample string 1"', '"u": "sample string 2"']
    return weighed(limits, "{" + ", ".join(strings) + "}")


def counted(limits: Limits, members: int) -> list[Finding]:
    numbers = range(1, members + 1)
    strings = ", ".join(f'"a{n}": "sample string {n}"' for n in numbers)
    return weighed(limits, f"{{{strings}}}")


def counted_states(limits: Limits, count: int) -> list[Finding]:
    """The counter of `count - 2` members goes from none of them to one more than all."""
    return counted(limits, count - 2)


def counted_work(limits: Limits, count: int) -> list[Finding]:
    return counted(limits, 3 if count <= 15 else 4)  # (3 + 2) * 3


def described(limits: Limits, description: str) -> list[Finding]:
    place = Place(page="page", line=3)
    origin = Origin(fact="description", place=place, text="x", rule="table.description")
    member = Property(
        name="Id",
        wire_name="Id",
        type=Unknown(),
        description=description,
        origins=(origin,),
    )
    findings = Findings()
    weigh(Api(models=(Model(name="Boat", properties=(member,)),)), findings, limits)
    return list(findings)


def long_description(limits: Limits, count: int) -> list[Finding]:
    return described(limits, ("Words. " * count)[:count])


def long_sentence(limits: Limits, count: int) -> list[Finding]:
    return described(limits, "x" * count)


@dataclass(frozen=True, slots=True)
class Case:
    """A limit, tried with a number smaller than its default."""

    most: int
    said: Said


CASES = {
    "page_parts": Case(5, parts),
    "text_bytes": Case(100, text),
    "text_line": Case(40, text_line),
    "text_columns": Case(5, text_columns),
    "text_cells": Case(6, text_cells),
    "text_parts": Case(3, text_parts),
    "text_layouts": Case(4, text_layouts),
    "table_depth": Case(3, nested_tables),
    "row_columns": Case(5, wide_row),
    "type_depth": Case(3, nested_type),
    "sample_headings": Case(4, sample_headings),
    "fitted_columns": Case(5, misfit_row),
    "sample_depth": Case(5, nested_sample),
    "compared_xml": Case(3, many_xml),
    "compared_objects": Case(3, equal_objects),
    "compared_names": Case(5, models_of_one_name),
    "counted_members": Case(5, counted_members),
    "counted_orders": Case(3, counted_orders),
    "counted_states": Case(9, counted_states),
    "counted_work": Case(15, counted_work),
    "searched_description": Case(600, long_description),
    "searched_sentence": Case(20, long_sentence),
}

ELSEWHERE = {
    "pages": "sources/test_listing.py",
    "page_bytes": "sources/test_listing.py",
    "total_bytes": "sources/test_listing.py",
    "file_bytes": "cli/test_odd_input.py",
    "har_bytes": "cli/test_odd_input.py",
    "har_values": "cli/test_odd_input.py",
    "spec_bytes": "cli/test_odd_input.py",
    "observed_places": "cli/test_odd_input.py",
    "overlay_values": "corrections/test_overlay.py",
    "overlay_path": "corrections/test_overlay.py",
    "overlay_steps": "corrections/test_overlay.py",
    "overlay_depth": "corrections/test_overlay.py",
    "fetch_seconds": "sources/test_t17_fetching.py",
    "fetch_total_seconds": "sources/test_t17_fetching.py",
    "fetch_redirects": "sources/test_t17_fetching.py",
    "fetch_depth": "sources/test_t17_fetching.py",
    "fetch_address_length": "sources/test_t17_fetching.py",
    "mock_body_bytes": "mock/test_mock_limits.py",
    "mock_exchanges": "mock/test_mock_limits.py",
    "mock_values": "mock/test_mock_limits.py",
    "wait_seconds": "transaction/test_transaction.py",
}
"""Limits of files, of sites and of time, which their own tests try on both sides."""


def test_every_limit_is_tried() -> None:
    assert {field.name for field in fields(Limits)} == CASES.keys() | ELSEWHERE.keys()
    for name, file in ELSEWHERE.items():
        assert name in (TESTS / file).read_text("utf-8")


@pytest.mark.parametrize("name", CASES)
def test_what_is_just_below_a_limit_passes_and_what_is_just_above_is_told(
    name: str,
) -> None:
    case = CASES[name]
    limits = Limits(**{name: case.most})  # type: ignore[arg-type]
    assert [f for f in case.said(limits, case.most) if name in f.advice] == []
    told = [f for f in case.said(limits, case.most + 1) if name in f.advice]
    assert told
    for finding in told:
        assert f"raise `{name}` under [limits]" in finding.advice
        assert f"{case.most:,}" in finding.message
        assert finding.made_of_it
        assert finding.place.page


def test_of_many_lines_beyond_a_limit_the_first_is_told() -> None:
    table = ("| a " * 33 + "|\n") * 1_000
    (finding,) = said_of(f"{BODY}{table}", Limits())
    assert (finding.code, finding.place.line) == ("HW105", 5)
    assert finding.message.endswith("than 32; it is the first of 1,000")


def test_a_line_that_may_have_one_part_is_read_all_the_same() -> None:
    assert (
        said_of("GET api/boats\n\nURI Parameters\n\nNone.\n", Limits(text_parts=1))
        == []
    )


def test_elements_may_nest_as_deep_as_values() -> None:
    limits = Limits(sample_depth=5)
    assert "HW303" not in [finding.code for finding in nested_element(limits, 5)]
    assert "HW303" in [finding.code for finding in nested_element(limits, 6)]


def test_bodies_of_traffic_may_nest_as_deep_as_samples() -> None:
    limits = Limits(sample_depth=5)
    api = Api(operations=(Operation(method="GET", path="/boats"),))
    exchanges = [
        Exchange(
            number=number,
            method="GET",
            path="/boats",
            query=(),
            status="200",
            request_text="",
            response_media="application/json",
            response_text="[" * number + "1" + "]" * number,
        )
        for number in (4, 5, 6)
    ]
    tally = observe(exchanges, api, Observations(), limits)
    assert (tally.used, tally.deep, tally.first_deep) == (3, 2, 5)


def test_bodies_of_traffic_may_have_as_many_values_as_recordings() -> None:
    limits = Limits(har_values=4)  # A list of four has a bracket and three commas.
    api = Api(operations=(Operation(method="GET", path="/boats"),))
    exchanges = [
        Exchange(
            number=number,
            method="GET",
            path="/boats",
            query=(),
            status="200",
            request_text="",
            response_media="application/json",
            response_text=str([1] * number),
        )
        for number in (4, 5, 6)
    ]
    observations = Observations()
    tally = observe(exchanges, api, observations, limits)
    assert (tally.used, tally.large, tally.first_large) == (3, 2, 5)
    shape = observations.of("GET /boats").responses["200"]
    assert shape.items is not None
    assert shape.items.seen == 4


def test_what_stages_walk_by_recursion_can_not_be_set_deeper_than_they_go() -> None:
    deepest = {
        each.name: each.metadata["most"] for each in fields(Limits) if each.metadata
    }
    assert deepest
    assert limits_of(deepest) == Limits(**deepest)
    for name, most in deepest.items():
        with pytest.raises(SettingError, match=f"limits.{name} is at most {most}"):
            limits_of({name: most + 1})


@pytest.mark.parametrize(
    "text",
    [
        '{"a": ' * (DEEPEST - 1) + "1" + "}" * (DEEPEST - 1),
        "[" * DEEPEST + "1" + "]" * DEEPEST,
        "<a>" * DEEPEST + "1" + "</a>" * DEEPEST,
    ],
)
def test_the_deepest_samples_are_weighed(text: str) -> None:
    limits = Limits(sample_depth=DEEPEST)
    assert [f for f in weighed(limits, text) if f.severity == "error"] == []


def test_the_deepest_settings_are_survived(tmp_path: Path) -> None:
    depth = DEEPEST - 2
    text = "[" * depth + "1" + "]" * depth
    words = "Collection of " * DEEPEST + "integer"
    row = f"<tr><td>Id</td><td>{words}</td></tr>"
    (tmp_path / "page.html").write_text(
        html(
            f"<h2>Resource Description</h2><p>Boat</p><table>{HEAD}{row}</table>"
            f"<h2>Response Formats</h2><h4>application/json</h4><pre>{text}</pre>"
        ).replace("api/boats", "api/boats/{id}"),
        "utf-8",
    )
    settings = "".join(
        f"{each.name} = {each.metadata['most']}\n"
        for each in fields(Limits)
        if each.metadata
    )
    (tmp_path / "helpwright.toml").write_text(
        f'pages = "page.html"\nout = "out"\n[limits]\n{settings}',
        "utf-8",
    )
    config = load(tmp_path / "helpwright.toml")
    findings = Findings()
    document = pipeline.describe(config, findings).document
    package = pipeline.emit(document, config, findings)
    assert [f for f in findings if f.severity == "error"] == []
    assert str(document).count("'items'") >= DEEPEST
    assert package.files
