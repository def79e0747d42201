"""What is beyond a limit is not read, and the page says which limit it was."""

from __future__ import annotations

from helpwright.blocks import Document, Table
from helpwright.diagnostics import Finding, Findings
from helpwright.limits import Limits
from helpwright.read import read
from helpwright.sources import Source

PAGE = b"""<!DOCTYPE html><html><body><h1>GET api/boats</h1>
<table><tr><th>Name</th><th>Type</th></tr>
<tr><td>Id</td><td>integer</td></tr>
</table></body></html>"""
PARTS = 1 + 2 * 4  # A heading, and each cell with its paragraph.


def within(content: bytes, limits: Limits) -> tuple[Document | None, list[Finding]]:
    findings = Findings()
    source = Source(name="page", content=content, limits=limits)
    return read(source, findings), list(findings)


def test_a_page_may_have_as_many_parts_as_its_limit() -> None:
    document, findings = within(PAGE, Limits(page_parts=PARTS))
    assert document is not None
    assert not document.cut
    assert findings == []


def test_a_page_with_more_parts_is_read_up_to_its_limit() -> None:
    document, (finding,) = within(PAGE, Limits(page_parts=PARTS - 1))
    assert document is not None
    assert document.cut
    assert (finding.code, finding.severity, finding.place.line) == ("HW105", "error", 3)
    assert "raise `page_parts` under [limits]" in finding.advice
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert table.head == ("Name", "Type")


def test_a_text_may_be_as_large_as_its_limit() -> None:
    text = b"GET api/boats\n\nRequest Information\n\nBody Parameters\n\nNone.\n"
    document, findings = within(text, Limits(text_bytes=len(text)))
    assert document is not None
    assert findings == []
    document, (finding,) = within(text, Limits(text_bytes=len(text) - 1))
    assert document is None
    assert finding.code == "HW105"
    assert "raise `text_bytes` under [limits]" in finding.advice


def test_tables_may_nest_as_deep_as_their_limit() -> None:
    def page(depth: int) -> bytes:
        head = "<tr><th>Name</th><th>Type</th></tr>"
        inner = f"<table>{head}<tr><td>Id</td><td>integer</td></tr></table>"
        nested = "<table><tr><td>" * depth + inner + "</td></tr></table>" * depth
        return f"<html><body>{nested}</body></html>".encode()

    limits = Limits(table_depth=3)
    document, findings = within(page(2), limits)
    assert document is not None
    assert [b.head for b in document.blocks if isinstance(b, Table)] == [
        ("Name", "Type")
    ]
    assert findings == []
    document, (finding,) = within(page(3), limits)
    assert document is not None
    assert not any(b.head for b in document.blocks if isinstance(b, Table))
    assert (finding.code, finding.severity) == ("HW105", "warning")
    assert "raise `table_depth` under [limits]" in finding.advice


def test_wide_cells_do_not_make_a_row_wider_than_any_table() -> None:
    page = PAGE.replace(
        b"<td>integer", b"<td colspan=99>integer" + b"<td colspan=99>" * 9
    )
    document, _ = within(page, Limits())
    assert document is not None
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert 64 <= len(table.rows[0].cells) < 80
