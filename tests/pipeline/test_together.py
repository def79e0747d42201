"""Two runs on one folder at once: what is left is what one of them would leave alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def project(folder: Path, *states: str) -> None:
    """A project with a configuration for each state, all of them of one output folder."""
    for state in states:
        shutil.copytree(ROOT / "specs" / "pages", folder / state)
        settings = f'pages = ["{state}"]\ntitle = "The {state} one"\n'
        (folder / f"{state}.toml").write_text(settings, encoding="utf-8")
    changed = folder / states[-1] / "works.html"
    text = changed.read_text(encoding="utf-8").replace("AccountId", "PayerId")
    changed.write_text(text, encoding="utf-8")


def start(folder: Path, state: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "helpwright", "generate", "--config", f"{state}.toml"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT / "generator")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def output(folder: Path) -> dict[str, bytes]:
    found = (folder / "output").rglob("*")
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in found if p.is_file()
    }


@pytest.mark.parametrize("earlier", [False, True], ids=["empty", "over"])
def test_the_output_is_of_one_of_them(tmp_path: Path, earlier: bool) -> None:
    alone = {}
    for state in ("first", "second"):
        folder = tmp_path / f"only-{state}"
        project(folder, "first", "second")
        if earlier:
            assert start(folder, "first").wait(60) == 0
        assert start(folder, state).wait(60) == 0
        alone[state] = output(folder)
    assert alone["first"] != alone["second"]
    together = tmp_path / "together"
    project(together, "first", "second")
    if earlier:
        assert start(together, "first").wait(60) == 0
    runs = [start(together, state) for state in ("second", "first", "second")]
    said = [run.communicate(timeout=60)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], said
    assert output(together) in alone.values()
    left = {path.name for path in together.iterdir()}
    assert left <= {
        "first",
        "second",
        "first.toml",
        "second.toml",
        "output",
        ".helpwright",
    }
