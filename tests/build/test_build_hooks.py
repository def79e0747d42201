"""Projects that are built with Helpwright: wheels and sdists hold what it generates."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

HATCH = """
[build-system]
requires = ["hatchling", "helpwright"]
build-backend = "hatchling.build"

[project]
name = "works-client"
version = "1.0"

[tool.hatch.build]
dev-mode-dirs = ["generated"]

[tool.hatch.build.hooks.helpwright]

[tool.hatch.build.targets.wheel]
packages = ["generated/works"]
"""
SETUPTOOLS = """
[build-system]
requires = ["setuptools>=77", "helpwright"]
build-backend = "setuptools.build_meta"

[project]
name = "works-client"
version = "1.0"

[tool.setuptools.packages.find]
where = ["generated"]
"""
SETTINGS = """
pages = ["pages"]
out = "generated"
spec = "specs/spec.json"
openapi = "specs/openapi.json"
package = "works"
"""


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that makes Helpwright look installed, with the hooks that it declares."""
    folder = tmp_path_factory.mktemp("installed")
    about = folder / "helpwright-9.9.dist-info"
    about.mkdir()
    metadata = "Metadata-Version: 2.1\nName: helpwright\nVersion: 9.9\n"
    (about / "METADATA").write_text(metadata, encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = configparser.ConfigParser(delimiters=("=",))
    declared.read_dict(
        {
            name: entries
            for name, entries in project["entry-points"].items()
            if name == "hatch" or name.startswith("setuptools.")
        }
    )
    with (about / "entry_points.txt").open("w", encoding="utf-8") as file:
        declared.write(file)
    return folder


@pytest.fixture(params=["hatchling", "setuptools"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project with one page, from which nothing has been generated yet."""
    folder = tmp_path / "project"
    (folder / "pages").mkdir(parents=True)
    shutil.copy(ROOT / "specs" / "pages" / "works.html", folder / "pages")
    text = HATCH if request.param == "hatchling" else SETUPTOOLS
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    (folder / "helpwright.toml").write_text(SETTINGS, encoding="utf-8")
    # What is generated need not be under version control to be built.
    (folder / ".gitignore").write_text("generated/\nspecs/\n", encoding="utf-8")
    return folder


def build(project: Path, installed: Path, *arguments: str) -> Path:
    """Builds what `arguments` ask for; the file that comes out."""
    out = project.parent / f"dist{len(list(project.parent.iterdir()))}"
    paths = os.pathsep.join(map(str, (installed, ROOT / "generator")))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "build", "--no-isolation", "-x"),
            *("--outdir", str(out), *arguments, str(project)),
        ],
        env=os.environ | {"PYTHONPATH": paths},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = out.iterdir()
    return file


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as file:
        return set(file.namelist())


PACKAGE = {
    "works/__init__.py",
    "works/py.typed",
    "works/client.py",
    "works/models/works.py",
    "works/server/openapi.json",
}


def test_a_wheel_holds_what_is_generated(project: Path, installed: Path) -> None:
    names = names_in(build(project, installed, "--wheel"))
    assert names >= PACKAGE
    assert not any(name.startswith(("pages/", "specs/")) for name in names)


def test_an_sdist_holds_what_is_generated_and_what_of(
    project: Path, installed: Path, tmp_path: Path
) -> None:
    sdist = build(project, installed, "--sdist")
    with tarfile.open(sdist) as file:
        names = {name.partition("/")[2] for name in file.getnames()}
        file.extractall(tmp_path / "unpacked", filter="data")
    assert names >= {f"generated/{name}" for name in PACKAGE}
    assert names >= {"pages/works.html", "helpwright.toml", "specs/spec.json"}
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    from_sdist = names_in(build(unpacked, installed, "--wheel"))
    assert from_sdist == names_in(build(project, installed, "--wheel"))


def test_an_editable_install_generates(project: Path, installed: Path) -> None:
    backend = "hatchling.build"
    if "setuptools" in (project / "pyproject.toml").read_text(encoding="utf-8"):
        backend = "setuptools.build_meta"
    code = f"import {backend} as b; print(b.build_editable('wheels'))"
    (project / "wheels").mkdir()
    paths = os.pathsep.join(map(str, (installed, ROOT / "generator")))
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env=os.environ | {"PYTHONPATH": paths},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (project / "generated" / "works" / "client.py").is_file()


def test_a_second_build_generates_nothing(project: Path, installed: Path) -> None:
    build(project, installed, "--wheel")
    client = project / "generated" / "works" / "client.py"
    before = client.stat().st_mtime_ns
    build(project, installed, "--wheel")
    assert client.stat().st_mtime_ns == before


def test_a_mistake_stops_the_build_and_says_why(project: Path, installed: Path) -> None:
    (project / "helpwright.toml").write_text("page = 1\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="knows no setting 'page'"):
        build(project, installed, "--wheel")
    assert not (project / "generated").exists()


def test_other_projects_are_left_alone(tmp_path: Path, installed: Path) -> None:
    """The hook of setuptools is asked for every project of an environment."""
    project = tmp_path / "other"
    (project / "plain").mkdir(parents=True)
    (project / "plain" / "__init__.py").touch()
    (project / "helpwright.toml").write_text("nonsense", encoding="utf-8")
    text = SETUPTOOLS.replace(', "helpwright"', "").partition("[tool.")[0]
    (project / "pyproject.toml").write_text(text, encoding="utf-8")
    assert "plain/__init__.py" in names_in(build(project, installed, "--wheel"))
