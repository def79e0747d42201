"""A pytest plugin: a test that takes `vendor_api` gets a running mock of the vendor's API.

    pytest_plugins = ["helpwright.pytest"]  # in conftest.py, unless helpwright is installed

    @pytest.mark.vendor_api(state=True)
    def test_order(vendor_api):
        place_order(vendor_api.url)
        assert vendor_api.calls[-1].operation == "POST /api/orders"

The pages are those of `helpwright.toml`, or what `vendor_api_pages` lists in pytest's own
configuration. The mark takes what `MockOptions` takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from helpwright.value import dataclass

if TYPE_CHECKING:
    from helpwright.mock import Call, Journal


@dataclass(frozen=True, slots=True)
class VendorApi:
    """A mock that runs for the time of one test."""

    url: str
    """Base address, on the loopback."""
    journal: Journal

    @property
    def calls(self) -> list[Call]:
        """What was asked so far, in order."""
        return self.journal.calls


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `vendor_api_pages` to the configuration."""
    parser.addini(
        "vendor_api_pages",
        "help pages that the fixture vendor_api acts out: files, folders",
        type="args",
        default=[],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Makes the mark known."""
    config.addinivalue_line(
        "markers",
        "vendor_api(vary, delay, fail, dates, nulls, state, fresh): "
        "how the mock of the vendor's API behaves in this test",
    )


@pytest.fixture(scope="session")
def vendor_api_document(pytestconfig: pytest.Config) -> dict[str, Any]:
    """The OpenAPI document of the API; override it to act out another."""
    from helpwright import config as configuration
    from helpwright import pipeline
    from helpwright.config import Config
    from helpwright.diagnostics import Findings

    root = pytestconfig.rootpath
    pages = tuple(pytestconfig.getini("vendor_api_pages"))
    file = None if pages else configuration.find(root)
    config = (
        Config(root=root, pages=pages) if file is None else configuration.load(file)
    )
    if not config.pages:
        raise pytest.UsageError(
            "vendor_api needs pages: list them as vendor_api_pages in pytest's "
            "configuration, or in helpwright.toml"
        )
    return pipeline.describe(config, Findings()).document


@pytest.fixture
def vendor_api(
    request: pytest.FixtureRequest, vendor_api_document: dict[str, Any]
) -> Iterator[VendorApi]:
    """A running mock, its address and the calls that it received."""
    from helpwright.mock import MockApp, MockOptions
    from helpwright.mock.running import running
    from helpwright.mock.shared import exact

    mark = request.node.get_closest_marker("vendor_api")
    options = MockOptions(**(mark.kwargs if mark else {}))
    app = MockApp(exact(vendor_api_document), options)
    with running(app) as url:
        yield VendorApi(url, app.journal)
