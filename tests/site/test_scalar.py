"""Where the interactive reference's program comes from, and what it must be."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from helpwright.diagnostics import HelpwrightError
from helpwright.site import scalar


def test_a_file_of_the_users_is_taken_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "mine.js"
    file.write_bytes(b"mine")
    assert scalar.script("mine.js", file, tmp_path / "cache") == b"mine"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(HelpwrightError, match=r"mine\.js cannot be read"):
        scalar.script("mine.js", tmp_path / "mine.js", tmp_path)


def test_what_was_kept_is_not_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scalar, "_is_known", lambda content: content == b"known")
    monkeypatch.setattr(scalar, "_from_npm", lambda: b"known")
    cache = tmp_path / "cache"
    assert scalar.script("scalar", tmp_path, cache) == b"known"
    monkeypatch.setattr(scalar, "_from_npm", lambda: pytest.fail("npm was asked"))
    assert scalar.script("scalar", tmp_path, cache) == b"known"
    assert [path.name for path in cache.iterdir()] == [f"scalar-{scalar.VERSION}.js"]


def test_another_program_than_was_looked_at_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scalar, "_from_npm", lambda: b"another")
    with pytest.raises(HelpwrightError, match="is not what it was"):
        scalar.script("scalar", tmp_path, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_what_npm_says_no_to_is_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **options: object) -> object:
        raise subprocess.CalledProcessError(1, "npm")

    monkeypatch.setattr(scalar.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(scalar.subprocess, "run", refuse)
    with pytest.raises(HelpwrightError, match="npm gave no"):
        scalar.script("scalar", tmp_path, tmp_path)
