"""Folders with a page in each text form, and the blocks that must be read from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpwright.blocks import Block, Document, Heading, Image, Link, Table
from helpwright.diagnostics import Findings
from helpwright.read import read
from helpwright.sources.source import Source

CASES = Path(__file__).parents[1] / "cases" / "read-text"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_case(case: str, expect: Callable[[Path, str], None]) -> None:
    folder = CASES / case
    (file,) = folder.glob("*.txt")
    findings = Findings()
    document = read(Source(name=file.name, content=file.read_bytes()), findings)
    doubts = [
        f"{found.severity} {found.code} line {found.place.line}: {found.message}"
        f" | {found.text} | {found.made_of_it}"
        for found in findings.sorted_findings()
    ]
    value = {"page": document and shown(document), "findings": doubts}
    text = json.dumps(value, indent=1, ensure_ascii=False) + "\n"
    expect(folder / "expected.json", text)


def shown(document: Document) -> dict[str, object]:
    value: dict[str, object] = {"form": document.form}
    if document.title:
        value["title"] = document.title
    if document.cut:
        value["cut"] = True
    value["blocks"] = [block_shown(block) for block in document.blocks]
    return value


def block_shown(block: Block) -> str | list[str]:
    """A line for a block, one for each row of a table."""
    line = f"{block.place.line:3} {type(block).__name__.lower()}"
    if isinstance(block, Heading):
        return f"{line}{block.level or ''}: {block.text}"
    if isinstance(block, Table):
        rows = [
            f"{block.place.line + row.line:3} "
            + " | ".join(
                " ¶ ".join(cell.paragraphs) + links_shown(cell.links)
                for cell in row.cells
            )
            for row in block.rows
        ]
        return [f"{line}: {' | '.join(block.head)}", *rows]
    assert not isinstance(block, Image)
    return f"{line}: {block.text}{links_shown(getattr(block, 'links', ()))}"


def links_shown(links: tuple[Link, ...]) -> str:
    return "".join(f" <{link.text}: {link.href}>" for link in links)
