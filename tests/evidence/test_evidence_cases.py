"""Folders with an API and its samples, and what the evidence stage makes of them.

`case.toml` has models and enumerations as tables show them, and operations with samples;
`expected.txt` has what came out. `--update-cases` rewrites it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sampled import api, enumeration, model, operation

from helpwright.diagnostics import Findings
from helpwright.evidence import weigh
from helpwright.explain.words import in_words, type_in_words
from helpwright.spec import Api, Body, Model, Origin, Property

CASES = Path(__file__).parents[1] / "cases" / "evidence"


def load(path: Path) -> Api:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    return api(
        *(operation(**each) for each in case["operations"]),
        models=[model(m["name"], *m["rows"]) for m in case.get("models", [])],
        enumerations=[
            enumeration(e["name"], **e["members"]) for e in case.get("enums", [])
        ],
        site=case.get("site", True),
    )


def lines(api: Api, findings: Findings) -> Iterator[str]:
    """What came out, a fact a line, with the rule that proves it."""
    for each in api.operations:
        name = f"{each.method} {each.path}"
        if each.request:
            yield body(f"{name} takes", each.request)
        for response in each.responses:
            if response.body:
                yield body(f"{name} answers", response.body)
    for found in api.models:
        yield ""
        yield from of_model(found)
    for enum in api.enumerations:
        yield ""
        whole = "" if enum.complete else ", open"
        yield f"enum {enum.name} ({enum.wire}{whole})"
        for value in enum.members:
            spelt = f" as {value.wire_name}" if value.wire_name else ""
            yield f"  {value.name} = {value.value}{spelt}"
    if len(findings):
        yield ""
    for finding in findings.sorted_findings():
        yield f"{finding.code}: {finding.message} [{finding.made_of_it}]"


def body(name: str, body: Body) -> str:
    xml = f", in XML {in_words(body.xml)}" if body.xml else ""
    return f"{name}: {type_in_words(body.type)}{xml}"


def of_model(model: Model) -> Iterator[str]:
    unread = "" if model.documented else " (samples only)"
    yield f"model {model.name}{unread}"
    if model.xml:
        yield f"  XML: {in_words(model.xml)}"
    for origin in model.origins:
        if origin.fact == "identity":
            yield f"  one model: {origin.text}"
    for member in model.properties:
        yield from of_member(member)


def of_member(member: Property) -> Iterator[str]:
    wire = f" as {member.wire_name!r}" if member.wire_name != member.name else ""
    unread = "" if member.documented else " (samples only)"
    yield f"  {member.name}{wire}: {type_in_words(member.type)}{unread}"
    if member.xml and member.xml.name != member.wire_name:
        yield f"    XML: <{member.xml.name}>"
    for origin in member.origins:
        if origin.fact == "nullable":
            yield f"    {member.nullable} ({origin.rule}): {origin.note}"
        elif worth_saying(origin):
            yield f"    {origin.fact} ({origin.rule}) {origin.note}".rstrip()


def worth_saying(origin: Origin) -> bool:
    plain = ("table.", "xml.element", "shape.value", "alignment.same", "number.")
    return not origin.rule.startswith(plain)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_case(case: Path, expect: Callable[[Path, str], None]) -> None:
    findings = Findings()
    weighed = weigh(load(case / "case.toml"), findings)
    expect(case / "expected.txt", "\n".join(lines(weighed, findings)) + "\n")


def test_a_case_names_nothing_that_the_harness_does_not_read() -> None:
    known: dict[str, set[str]] = {
        "operations": {"call", "accepts", "returns", "page", "request", "json", "xml"},
        "models": {"name", "rows"},
        "enums": {"name", "members"},
    }
    for path in CASES.glob("*/case.toml"):
        case: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        assert set(case) <= {"site", *known}, path
        for table, keys in known.items():
            for entry in case.get(table, []):
                assert set(entry) <= keys, path
