"""The three pages as HTML and as the text that extraction tools make of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpwright import pipeline
from helpwright.config import Config
from helpwright.diagnostics import Findings

ROOT = Path(__file__).parents[2]


def document(*pages: str) -> dict[str, object]:
    config = Config(root=ROOT, pages=pages)
    return pipeline.describe(config, Findings()).document


@pytest.mark.parametrize("page", ["works", "jobs", "product"])
def test_a_page_and_its_text_copy_give_the_same_document(page: str) -> None:
    html = document(f"specs/pages/{page}.html")
    assert html["paths"]
    assert document(f"tests/pages/{page}.txt") == html


def test_pages_in_mixed_forms_give_the_same_document() -> None:
    mixed = (
        "tests/pages/works.txt",
        "specs/pages/jobs.html",
        "tests/pages/product.txt",
    )
    assert document(*mixed) == document("specs/pages") == document("tests/pages")
