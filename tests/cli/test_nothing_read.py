"""Where no page could be read there is nothing to describe."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpwright.cli import main


def test_no_document_is_printed_of_a_page_of_prose(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    page = tmp_path / "prose.txt"
    page.write_text("Once upon a time there was a harbour, and nobody called it.\n" * 9)
    assert main(["openapi", str(page)]) == 1
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert b"no help page" in captured.err
