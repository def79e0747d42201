"""What large and odd documents come to: time, depth, and what findings are about."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from timing import timed

from helpwright.diagnostics import Finding
from helpwright.documentation import Documentation, documentation
from helpwright.documentation.places import Slugs
from helpwright.names import resolve
from helpwright.place import Place

REF = "#/components/schemas/"


def made(schemas: dict[str, Any], findings: Sequence[Finding] = ()) -> Documentation:
    """The documentation of one operation that answers the first of `schemas`."""
    schema = {"$ref": REF + next(iter(schemas))}
    answer = {"description": "", "content": {"application/json": {"schema": schema}}}
    operation = {"tags": ["t"], "summary": "Gets", "responses": {"200": answer}}
    document = {
        "info": {"title": "A"},
        "paths": {"/a": {"get": operation}},
        "components": {"schemas": schemas},
    }
    return documentation(document, findings, resolve(document, package="orchard"))


def model(**members: Any) -> dict[str, Any]:
    return {"type": "object", "properties": members}


def test_models_in_a_long_chain_are_left_to_their_pages() -> None:
    schemas = {f"M{n}": model(x={"$ref": f"{REF}M{n + 1}"}) for n in range(400)}
    files = made({**schemas, "M400": model(end={"type": "string"})}).files
    page = next(
        text for path, text in files.items() if path.startswith("operations/t/g")
    )
    assert page.count('class="hw-member"') == 45
    assert "models/M45.md" in page and "models/M46.md" not in page


@timed
def test_many_names_of_one_beginning_take_no_longer_each() -> None:
    slugs = Slugs()
    started = time.process_time()
    given = [slugs.of(f"{'x' * 64}{number}", "member") for number in range(20_000)]
    assert time.process_time() - started < 5
    assert len({*given}) == 20_000


def test_findings_of_a_page_that_is_one_line_stand_at_their_rows() -> None:
    def cell(row: int) -> str:
        return f"Body Parameters, row {row}, Type"

    def member(row: int) -> dict[str, Any]:
        source = {"fact": "type", "page": "p.html", "line": 1, "cell": cell(row)}
        source |= {"text": "x", "rule": "table.type", "basis": "read"}
        return {"type": "string", "x-source": [source]}

    findings = [
        Finding(
            code="HW210",
            severity="warning",
            message=f"the cell {row} is odd",
            place=Place(page="p.html", line=1, cell=cell(row)),
        )
        for row in range(20)
    ]
    page = made({"M": model(**{f"m{row}": member(row) for row in range(20)})}, findings)
    text = page.files["models/M.md"]
    assert [text.count(f"cell {row} is odd") for row in range(20)] == [1] * 20
