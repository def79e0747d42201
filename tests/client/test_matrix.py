"""Clients of pages in each generation and of hostile names pass their samples on.

`.ci/clients` does the same for all families of names, and type-checks all packages.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from package_matrix import Package, of_hostile_names, of_ours
from sample_calls import Report, call_all

from .conftest import importable

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


def called(package: Package, folder: Path) -> Report:
    """What comes of importing every module and calling every operation."""
    importlib.invalidate_caches()
    with importable(folder, package.name) as module:
        for found in pkgutil.walk_packages(module.__path__, f"{package.name}."):
            if ".server" not in found.name:
                importlib.import_module(found.name)
        return call_all(module, package.document, package.names)


def test_pages_of_ours(tmp_path: Path) -> None:
    for package in of_ours(tmp_path, ("5.2",)):
        report = called(package, tmp_path)
        assert report.problems == [], package.name
        assert report.called, package.name


@pytest.mark.parametrize("family", ["names", "quotes"])
def test_hostile_names(family: str, tmp_path: Path) -> None:
    package = of_hostile_names(tmp_path, family, most=6)
    report = called(package, tmp_path)
    assert report.problems == []
    assert report.bodies == report.answers == 6
