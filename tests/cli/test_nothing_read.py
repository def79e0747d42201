"""Where no page could be read there is nothing to describe."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpwright.cli import main

ROOT = Path(__file__).parents[2]


def test_no_document_is_printed_of_a_page_of_prose(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    page = tmp_path / "prose.txt"
    page.write_text("Once upon a time there was a harbour, and nobody called it.\n" * 9)
    assert main(["openapi", str(page)]) == 1
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert b"no help page" in captured.err


def test_what_good_pages_came_to_stays_when_none_can_be_read_any_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    page = pages / "jobs.html"
    page.write_bytes((ROOT / "specs" / "pages" / "jobs.html").read_bytes())
    command = ["generate", str(pages), "--out", str(out)]
    assert main(command) == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    page.write_text("<html><body><p>Down for maintenance.</p></body></html>")
    capsys.readouterr()
    assert main(command) == 1
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before
    said = capsys.readouterr().err
    assert "HW008" in said
    assert "nothing was written" in said
