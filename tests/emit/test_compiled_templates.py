"""Templates are compiled once, and what lies compiled is never taken for what it isn't."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from helpwright.render import templates
from helpwright.render.compiled import compiled_templates

SETTINGS = (True,)


@pytest.fixture(autouse=True)
def _python_keeps_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "greeting.jinja").write_text("Hello {{ name }}")
    return tmp_path


def _text(folder: Path, settings: tuple[object, ...] = SETTINGS) -> tuple[str, bool]:
    """What a fresh environment writes, and whether it had to compile for it."""
    compiled = []

    class Watched(Environment):
        def _compile(self, source: str, filename: str):  # type: ignore[no-untyped-def]
            compiled.append(filename)
            return super()._compile(source, filename)

    made = Watched(loader=FileSystemLoader(folder))
    made.bytecode_cache = compiled_templates(folder, settings)
    return made.get_template("greeting.jinja").render(name="you"), bool(compiled)


def _kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").iterdir())


def test_a_second_run_compiles_nothing(folder: Path) -> None:
    assert _text(folder) == ("Hello you", True)
    assert _text(folder) == ("Hello you", False)
    assert len(_kept(folder)) == 1


def test_another_text_or_another_setting_is_compiled_anew(folder: Path) -> None:
    _text(folder)
    assert _text(folder, (False,)) == ("Hello you", True)
    (folder / "greeting.jinja").write_text("Good day {{ name }}")
    assert _text(folder, (False,)) == ("Good day you", True)


@pytest.mark.parametrize("length", [0, 10, 40, 200])
def test_what_is_damaged_is_compiled_anew(folder: Path, length: int) -> None:
    _text(folder)
    (place,) = _kept(folder)
    whole = place.read_bytes()
    assert len(whole) > length
    place.write_bytes(whole[:length] + bytes([whole[length] ^ 1]) + whole[length + 1 :])
    assert _text(folder) == ("Hello you", True)
    assert place.read_bytes() == whole
    place.write_bytes(whole[:length])
    assert _text(folder) == ("Hello you", True)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(folder: Path) -> None:
    (folder / "__pycache__").write_text("a file")
    assert _text(folder) == ("Hello you", True)
    assert sorted(os.listdir(folder)) == ["__pycache__", "greeting.jinja"]


@pytest.mark.parametrize(
    ("name", "value"), [("dont_write_bytecode", True), ("pycache_prefix", "elsewhere")]
)
def test_python_is_obeyed_where_it_keeps_no_modules_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(sys, name, value)
    assert _text(folder) == ("Hello you", True)
    assert os.listdir(folder) == ["greeting.jinja"]


def test_templates_of_a_project_are_never_kept(tmp_path: Path) -> None:
    templates.environment.cache_clear()
    assert templates.environment().bytecode_cache is not None
    assert templates.environment(tmp_path).bytecode_cache is None
    templates.environment.cache_clear()
