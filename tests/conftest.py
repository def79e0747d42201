"""What all tests share: expectations that lie in files, and one switch to rewrite them."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

Expect = Callable[[Path, str], None]

pytest_plugins = ["helpwright.pytest"]

# What looks at the site in a browser runs where `.ci/browser` has installed one.
collect_ignore = [] if find_spec("playwright") else ["browser"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="write what comes out into the files with expectations, show the difference, "
        "and fail: read it before you commit",
    )


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Expect:
    """Compares a text with the file that holds the expectation."""
    update = request.config.getoption("--update-cases")

    def check(path: Path, text: str) -> None:
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if text == old:
            return
        difference = "".join(
            difflib.unified_diff(
                old.splitlines(keepends=True),
                text.splitlines(keepends=True),
                f"expected in {path.name}",
                "came out",
                n=2,
            )
        )
        if update:
            path.write_text(text, encoding="utf-8")
            pytest.fail(f"{path} was rewritten; read the difference:\n{difference}")
        pytest.fail(f"{path}\n{difference}\n(--update-cases rewrites it)")

    return check
