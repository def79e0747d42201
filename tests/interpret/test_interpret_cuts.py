"""A page cut anywhere says less than the whole, and nothing else."""

from __future__ import annotations

import pytest
from help_pages import render_site
from orchard import ORCHARD

from helpwright.diagnostics import Findings
from helpwright.interpret import interpret
from helpwright.interpret.merging import facts
from helpwright.read import read
from helpwright.sources.source import Source
from helpwright.spec import Api, Body, Operation, Unknown

PAGES = {
    f"{generation} {address}": html
    for generation in ("5.0", "5.2")
    for address, html in render_site(ORCHARD, generation).items()  # type: ignore[arg-type]
}


def api_of(html: str) -> Api:
    findings = Findings()
    document = read(Source(name="page.html", content=html.encode()), findings)
    return interpret([document] if document else [], findings)


@pytest.mark.parametrize("page", PAGES)
def test_every_fiftieth_byte(page: str) -> None:
    html = PAGES[page]
    whole = api_of(html)
    for end in range(0, len(html), 50):
        check(api_of(html[:end]), whole)


def check(part: Api, whole: Api) -> None:
    if part.operations:
        guessed = any(o.basis == "inferred" for o in part.operations[0].origins)
        known = {(o.method, o.path): o for o in whole.operations}
        for operation in part.operations:
            assert guessed or (operation.method, operation.path) in known
            check_operation(operation, known.get((operation.method, operation.path)))
    models = {model.name: model for model in whole.models}
    for model in part.models:
        for member, same in zip(
            model.properties, models[model.name].properties, strict=False
        ):
            assert member.name == same.name
            assert is_less(member.type, same.type)
            assert same.required or not member.required
            assert same.description.startswith(member.description)
    values = {
        e.name: [(m.name, m.value) for m in e.members] for e in whole.enumerations
    }
    for enum in part.enumerations:
        found = [(member.name, member.value) for member in enum.members]
        assert found == values[enum.name][: len(found)]


def check_operation(part: Operation, whole: Operation | None) -> None:
    if whole is None:
        return
    parameters = {parameter.name: parameter for parameter in whole.parameters}
    for parameter in part.parameters:
        same = parameters[parameter.name]
        assert parameter.location == same.location
        assert not parameter.documented or is_less(parameter.type, same.type)
        assert same.required or not parameter.required
    check_body(part.request, whole.request)
    answers = {response.status: response for response in whole.responses}
    for response in part.responses:
        check_body(response.body, answers[response.status].body)


def check_body(part: Body | None, whole: Body | None) -> None:
    if part is not None:
        assert whole is not None
        assert is_less(part.type, whole.type)
        assert {m.name for m in part.media_types} <= {m.name for m in whole.media_types}


def is_less(part: object, whole: object) -> bool:
    return isinstance(part, Unknown) or facts(part) == facts(whole)
