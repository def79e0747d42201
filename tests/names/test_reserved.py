"""The names that are written down as reserved are those that are."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import BaseModel

import helpwright.views
from helpwright.names import reserved

TEMPLATES = Path(__file__).parents[2] / "templates"


def test_pydantic_attributes_are_all_reserved() -> None:
    offered = {*dir(BaseModel), *dir(type(BaseModel))}
    assert {name for name in offered if name[0] != "_"} == reserved.PYDANTIC


@pytest.fixture
def runtime_models() -> ModuleType:
    """`runtime/models.py` as an emitted package has it."""
    package = "reserved_runtime"
    for name in (package, f"{package}.jsontext", f"{package}.models"):
        path = TEMPLATES / "runtime" / f"{name.partition('.')[2] or '__init__'}.py"
        search = [str(TEMPLATES / "runtime")] if name == package else None
        spec = importlib.util.spec_from_file_location(
            name, path, submodule_search_locations=search
        )
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return module


def test_what_our_models_offer_is_reserved(runtime_models: ModuleType) -> None:
    for model in (runtime_models.Model, runtime_models.OneRequired):
        offered = {name for name in dir(model) if name[0] != "_"}
        assert offered <= reserved.FIELDS


def test_what_the_runtime_exports_is_no_name_for_a_class() -> None:
    for module in ("models", "scalars", "enums"):
        text = (TEMPLATES / "runtime" / f"{module}.py").read_text()
        exported = text.partition("__all__ = [")[2].partition("]")[0]
        names = {name.strip(' \n"') for name in exported.split(",")} - {""}
        assert names
        classes = {name for name in names if name[0].isupper() and name != "UNSET"}
        assert classes <= reserved.CLASSES, module


def test_what_routes_import_of_fastapi_is_no_name_for_a_class() -> None:
    views = Path(helpwright.views.__file__).with_name("server_routes.py")
    table = views.read_text().partition("_MARKERS = {")[2].partition("}")[0]
    markers = set(re.findall(r': "(\w+)"', table))
    assert {"Body", "Query"} <= markers <= reserved.CLASSES


def test_what_clients_and_groups_offer_is_reserved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(TEMPLATES))
    from runtime import clients, resources

    kinds = {
        clients.BaseClient: reserved.CLIENT,
        clients.AsyncBaseClient: reserved.CLIENT,
        resources.Resource: reserved.METHODS,
        resources.AsyncResource: reserved.METHODS,
    }
    for kind, names in kinds.items():
        assert {name for name in dir(kind) if name[0] != "_"} <= names
