"""`helpwright generate --watch`: a change of anything it is made of generates again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

ROOT = Path(__file__).parents[2]


class Watched:
    """A project that is being watched."""

    def __init__(self, folder: Path, lines: IO[str]) -> None:
        self.folder = folder
        self._lines = lines

    def said(self) -> str:
        """What is said up to the end of the next run."""
        text = ""
        for line in self._lines:
            text += line
            if line.startswith("Watching"):
                return text
        raise AssertionError(f"it ended: {text}")

    def write(self, name: str, text: str) -> str:
        """Writes a file, and waits for what is said of it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return self.said()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    shutil.copytree(ROOT / "specs" / "pages", tmp_path / "pages")
    (tmp_path / "templates").mkdir()
    settings = 'pages = ["pages"]\ntemplates = "templates"\ncorrections = "c.toml"\n'
    (tmp_path / "helpwright.toml").write_text(settings, encoding="utf-8")
    # Shells start background jobs with the interrupt ignored, and it is inherited.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-m", "helpwright", "generate", "--watch"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "generator")},
        stderr=subprocess.PIPE,
        text=True,
    )
    signal.signal(signal.SIGINT, before)
    assert process.stderr is not None
    watched = Watched(tmp_path, process.stderr)
    try:
        watched.said()
        yield watched
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        process.stderr.close()


def test_each_kind_of_change_is_noticed(watched: Watched) -> None:
    folder = watched.folder
    page = (folder / "pages" / "works.html").read_text(encoding="utf-8")
    said = watched.write("pages/works.html", page.replace("ReferenceKey", "OtherKey"))
    assert "Wrote" in said
    (models,) = (folder / "output").rglob("models/works.py")
    assert "other_key" in models.read_text(encoding="utf-8")

    template = (ROOT / "templates/models/module.py.jinja").read_text(encoding="utf-8")
    watched.write("templates/models/module.py.jinja", f"# Ours.\n{template}")
    assert models.read_text(encoding="utf-8").startswith("# Ours.\n")

    said = watched.write("templates/models/module.py.jinja", "{{ nothing }}")
    assert "HW703" in said
    watched.write("templates/models/module.py.jinja", template)
    assert not models.read_text(encoding="utf-8").startswith("# Ours.\n")

    settings = (folder / "helpwright.toml").read_text(encoding="utf-8")
    said = watched.write("helpwright.toml", f"{settings}nonsense = 1\n")
    assert "knows no setting" in said
    watched.write("helpwright.toml", f'{settings}title = "Renamed API"\n')
    assert "Renamed API" in (folder / "output/openapi.json").read_text("utf-8")

    corrections = (folder / "c.toml").read_text(encoding="utf-8")
    correct = (
        '[[correct]]\nfact = "model WorkNew.AccountId.description"\n'
        'value = "Corrected."\nreason = "So."\n'
    )
    watched.write("c.toml", f"{corrections}\n{correct}")
    assert "Corrected." in models.read_text(encoding="utf-8")
