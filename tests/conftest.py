"""What all tests share: expectations that lie in files, and one switch to rewrite them."""

from __future__ import annotations

import difflib
import os
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

Expect = Callable[[Path, str], None]

pytest_plugins = ["helpwright.pytest"]

# What looks at the site in a browser runs where `.ci/browser` has installed one.
collect_ignore = [] if find_spec("playwright") else ["browser"]

# What a version of Python can change: it reads and names with the standard library's
# parsers and tables, starts programs, or runs what is emitted. All else runs once.
EVERY_VERSION = (
    "build/",
    "cli/test_command_line.py",
    "cli/test_config.py",
    "client/test_access.py",
    "client/test_calls.py",
    "client/test_matrix.py",
    "emit/test_compiled_templates.py",
    "emit/test_escape.py",
    "emit/test_layout.py",
    "mock/test_mock.py",
    "names/",
    "read/test_decoding.py",
    "read/test_html.py",
    "read/test_tags.py",
    "read/test_text_cases.py",
    "runtime/",
    "safety/test_code.py",
    "server/",
    "sources/",
    "spec/",
    "test_layers.py",
)


def pytest_configure(config: pytest.Config) -> None:
    # What mypy knows of libraries, it learns once; a folder for each process that tests.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    os.environ["MYPY_CACHE_DIR"] = str(ROOT / ".mypy_cache" / f"tests-{worker}")
    config.addinivalue_line("markers", "once: runs under one version of Python")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        path = item.path.relative_to(Path(__file__).parent).as_posix()
        if not path.startswith(EVERY_VERSION):
            item.add_marker(pytest.mark.once)


def pytest_runtest_setup() -> None:
    if time.time() > float(os.environ.get("HELPWRIGHT_TESTS_END", "inf")):
        pytest.skip("there is no time left for it (see .ci/gates)")


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
