"""`helpwright docs`: what it writes, and what it says where it can't."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from helpwright.cli import main

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "specs" / "pages"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(PAGES, tmp_path / "pages")
    config = 'pages = ["pages"]\ntitle = "Boats"\nsite = "public"\n'
    (tmp_path / "helpwright.toml").write_text(config, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_pages_alone_go_where_the_configuration_says(
    project: Path, capsys: Capture
) -> None:
    assert main(["docs", "--markdown"]) == 0
    assert (project / "public" / "index.md").read_text("utf-8").startswith("# Boats\n")
    assert not list((project / "public").rglob("*.html"))
    assert "Begin with public/index.md" in capsys.readouterr().err


def test_a_second_run_writes_nothing(project: Path, capsys: Capture) -> None:
    assert main(["docs", "--markdown"]) == 0
    capsys.readouterr()
    assert main(["docs", "--markdown"]) == 0
    assert " 0 files written" in capsys.readouterr().err


def test_what_a_person_put_beside_the_pages_stays(project: Path) -> None:
    assert main(["docs", "--markdown"]) == 0
    own = project / "public" / "CNAME"
    own.write_text("docs.example", encoding="utf-8")
    (project / "pages" / "works.html").unlink()
    assert main(["docs", "--markdown"]) == 0
    assert own.exists()
    assert not (project / "public" / "operations" / "works").exists()


def test_without_zensical_it_says_how_to_get_it(
    project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.util.find_spec

    def find(name: str, package: str | None = None) -> object:
        return None if name == "zensical" else real(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find)
    assert main(["docs"]) == 2
    error = capsys.readouterr().err
    assert "HW710" in error and "helpwright[docs]" in error and "--markdown" in error
    assert not (project / "public").exists()


def test_changes_since_an_earlier_state_get_a_page(
    project: Path, tmp_path: Path
) -> None:
    shutil.copytree(project / "pages", tmp_path / "before")
    (tmp_path / "before" / "works.html").unlink()
    assert main(["docs", "--markdown", "--since", "before"]) == 0
    changes = (project / "public" / "changes.md").read_text("utf-8")
    assert "/api/v2/works" in changes
