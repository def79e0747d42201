"""`helpwright init`: what a project begins with, and that it works as it stands."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
import yaml

from helpwright.cli import main

PAGES = Path(__file__).parents[2] / "specs" / "pages"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "mine"\n')
    return tmp_path


def test_what_it_writes_generates_and_is_current(project: Path) -> None:
    shutil.copytree(PAGES, project / "docs" / "help")
    assert main(["init", "docs/help", "--package", "vendor", "--out", "src"]) == 0
    assert main(["generate"]) == 0
    assert (project / "src" / "vendor" / "client.py").is_file()
    assert (project / "specs" / "names.lock").is_file()
    assert main(["generate", "--check"]) == 0


def test_corrections_begin_with_what_the_pages_leave_open(project: Path) -> None:
    shutil.copytree(PAGES, project / "pages")
    assert main(["init"]) == 0
    text = (project / "specs" / "corrections.toml").read_text(encoding="utf-8")
    assert "# [[correct]]" in text and "# Open: " in text
    tomllib.loads(text)


def test_an_address_goes_into_the_workflow(project: Path, capsys: Capture) -> None:
    address = "https://vendor.example/Help"
    assert main(["init", address]) == 0
    text = (project / ".github/workflows/helpwright.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["regenerate"]["steps"]
    assert steps[-1]["with"] == {"address": address, "pages": "pages"}
    assert (project / steps[-1]["uses"] / "action.yml").is_file()
    assert f"helpwright fetch {address} --into pages" in capsys.readouterr().err


def test_every_setting_is_explained(project: Path) -> None:
    assert main(["init"]) == 0
    lines = (project / "helpwright.toml").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if line and not line.startswith("#"):
            assert lines[number - 1].startswith("# "), line


def test_what_is_there_is_left(project: Path, capsys: Capture) -> None:
    (project / "helpwright.toml").write_text('pages = ["mine"]\n', encoding="utf-8")
    assert main(["init"]) == 0
    assert (project / "helpwright.toml").read_text() == 'pages = ["mine"]\n'
    assert (project / "pyproject.toml").read_text() == '[project]\nname = "mine"\n'
    assert "Left helpwright.toml as it is" in capsys.readouterr().err


def test_names_that_toml_and_yaml_would_misread_are_quoted(project: Path) -> None:
    assert main(["init", 'odd "pages": #1', "--package", "vendor"]) == 0
    settings = tomllib.loads((project / "helpwright.toml").read_text(encoding="utf-8"))
    assert settings["pages"] == ['odd "pages": #1']
    text = (project / ".github/workflows/helpwright.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["regenerate"]["steps"]
    assert steps[-1]["with"]["pages"] == 'odd "pages": #1'


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--package", name] for name in ("class", "a b", "", "my-api", "x/y")),
        *(
            ["--out", name]
            for name in ("", "/etc/x", "../x", ".git/x", "specs/spec.json")
        ),
        *(["http://"], ["https://[bad"], ["https://vendor.example:x/Help"]),
    ],
)
def test_what_a_run_would_refuse_is_not_begun(
    project: Path, capsys: Capture, arguments: list[str]
) -> None:
    assert main(["init", *arguments]) == 2
    assert "HW" in capsys.readouterr().err
    assert [path.name for path in project.iterdir()] == ["pyproject.toml"]


def test_t28_a_login_goes_into_no_file(project: Path, capsys: Capture) -> None:
    assert main(["init", "https://me:hunter2@vendor.example/Help"]) == 0
    for path in project.rglob("*"):
        assert path.is_dir() or "hunter2" not in path.read_text(encoding="utf-8")
    assert "hunter2" not in capsys.readouterr().err
