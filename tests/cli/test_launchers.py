"""`python3 generator` and `python3 tests` on a machine that lacks something."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAUNCHERS = ("generator", "tests")


def run(
    command: list[str], folder: Path, **environ: str
) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    return subprocess.run(
        command,
        cwd=folder,
        env=kept | environ,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the launchers need of a checkout, without an environment."""
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    for launcher in LAUNCHERS:
        (tmp_path / launcher).mkdir()
        for path in (ROOT / launcher).glob("*.py"):
            shutil.copy(path, tmp_path / launcher)
    return tmp_path


@pytest.mark.parametrize("launcher", LAUNCHERS)
def test_an_old_python_says_what_is_needed(launcher: str) -> None:
    path = ROOT / launcher / "__main__.py"
    old = "import runpy, sys; sys.version_info = (3, 9, 1); runpy.run_path(sys.argv[1])"
    done = run([sys.executable, "-c", old, str(path.parent)], ROOT)
    assert done.returncode == 2
    assert "Python 3.11 or later is needed; this is Python 3.9" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("launcher", LAUNCHERS)
def test_an_old_python_can_read_the_launcher(launcher: str) -> None:
    """No f-string, annotation, walrus or match before the version is known."""
    text = (ROOT / launcher / "__main__.py").read_text("ascii")
    tree = ast.parse(text, feature_version=(3, 7))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.arg, ast.AsyncFunctionDef)
    assert [node for node in ast.walk(tree) if isinstance(node, newer)] == []


@pytest.mark.parametrize("launcher", LAUNCHERS[:1])
def test_says_when_the_package_index_is_out_of_reach(
    checkout: Path, launcher: str
) -> None:
    done = run(
        [sys.executable, launcher],
        checkout,
        PIP_INDEX_URL="http://127.0.0.1:9/simple",
        PIP_CONFIG_FILE=os.devnull,
        PIP_RETRIES="0",
        PIP_NO_CACHE_DIR="1",
    )
    assert done.returncode == 2
    assert "the package index cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) < 24


@pytest.mark.parametrize("launcher", LAUNCHERS)
def test_says_when_the_checkout_cannot_be_written(
    checkout: Path, launcher: str
) -> None:
    """A folder where the lock file goes stands for any refusal: root may write anywhere."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    for name in (".venv.lock", f".venv-{version}.lock", ".venv-3.11.lock"):
        (checkout / name).mkdir(exist_ok=True)
    done = run([sys.executable, launcher], checkout)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
