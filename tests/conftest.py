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

# What no version of Python changes, and takes long: other programs at work, whole runs
# that are cut off, the time that readers take.
ONCE = (
    "changes/",
    "cli/test_automation.py",
    "cli/test_launchers.py",
    "cli/test_watch.py",
    "client/test_editor.py",
    "client/test_package.py",
    "documentation/",
    "evidence/test_hostile_samples.py",
    "fuzzing/",
    "interruption/",
    "pipeline/test_implementations.py",
    "pipeline/test_together.py",
    "read/test_memory.py",
    "read/test_text_forms.py",
    "read/test_text_limits.py",
    "safety/test_documents.py",
)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "once: runs under one version of Python")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        path = item.path.relative_to(Path(__file__).parent).as_posix()
        if path.startswith(ONCE):
            item.add_marker(pytest.mark.once)


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
