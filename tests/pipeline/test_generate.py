"""The main job: what is written where, when nothing is, and what a bad day costs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpwright.cli import main

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "specs" / "pages"
Capture = pytest.CaptureFixture[str]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of one run on the three pages; not to be changed."""
    out = tmp_path_factory.mktemp("made") / "out"
    assert main(["generate", str(PAGES), "--out", str(out)]) == 0
    return out


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a configuration and one page, as the current folder."""
    (tmp_path / "pages").mkdir()
    shutil.copy(PAGES / "works.html", tmp_path / "pages")
    (tmp_path / "helpwright.toml").write_text(
        'pages = "pages"\nspec = "spec/spec.json"\nopenapi = "spec/openapi.json"\n'
        'out = "client"\npackage = "vendor_api"\nnames = "spec/names.lock"\n'
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_puts_everything_below_the_folder_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["generate", str(PAGES)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
    assert {"spec.json", "openapi.json", "api_client"} <= {
        path.name for path in (tmp_path / "output").iterdir()
    }


def test_puts_everything_where_the_configuration_says(project: Path) -> None:
    assert main(["generate"]) == 0
    files = tree(project)
    for name in ("spec.json", "openapi.json", "names.lock"):
        assert f"spec/{name}" in files
    assert "client/vendor_api/client.py" in files
    assert {name.split("/")[0] for name in files} == {
        *(".helpwright", "client", "helpwright.toml", "pages", "spec")
    }


def test_reports_what_it_read_doubted_and_wrote(project: Path, capsys: Capture) -> None:
    shutil.copy(PAGES / "jobs.html", project / "pages")
    assert main(["generate"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Read 2 pages: 2 operations" in captured.err
    assert "HW204" in captured.err
    assert "Wrote" in captured.err
    assert len(captured.err.splitlines()) < 24


def test_a_second_run_touches_nothing_and_says_so(
    project: Path, capsys: Capture
) -> None:
    main(["generate"])
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    capsys.readouterr()
    assert main(["generate"]) == 0
    assert "Nothing to do" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


@pytest.mark.parametrize(
    "file",
    [
        "pages/works.html",
        "helpwright.toml",
        "spec/spec.json",
        "spec/openapi.json",
        "spec/names.lock",
        "client/vendor_api/client.py",
    ],
)
def test_check_sees_every_change_and_makes_none(
    project: Path, file: str, capsys: Capture
) -> None:
    main(["generate"])
    assert main(["generate", "--check"]) == 0
    path = project / file
    changes = {
        "works.html": lambda text: text.replace("ReferenceKey", "Reference"),
        "helpwright.toml": lambda text: f'{text}title = "Vendor"\n',
        "names.lock": lambda text: text.replace('"create"', '"make"'),
    }
    change = changes.get(path.name, lambda text: f"{text}\n")
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    before = tree(project)
    capsys.readouterr()
    assert main(["generate", "--check"]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("--- a/")
    assert "helpwright generate" in captured.err
    assert tree(project) == before


def test_check_says_when_nothing_was_ever_generated(
    project: Path, capsys: Capture
) -> None:
    assert main(["generate", "--check"]) == 1
    assert "spec/spec.json: missing" in capsys.readouterr().err
    assert not (project / "client").exists()


def test_what_could_not_be_read_fails_the_second_run_too(
    project: Path, capsys: Capture
) -> None:
    (project / "pages" / "empty.html").write_bytes(b"")
    assert main(["generate"]) == 1
    assert "pages/empty.html" in capsys.readouterr().err
    assert (project / "client/vendor_api/client.py").is_file()
    assert main(["generate"]) == 1
    assert "1 error" in capsys.readouterr().err


def test_the_result_depends_on_nothing_but_the_pages(
    made: Path, tmp_path: Path
) -> None:
    """Another folder, order, hash seed, locale, time zone, line ends: the same bytes."""
    pages = tmp_path / "elsewhere" / "copies"
    pages.mkdir(parents=True)
    for path in sorted(PAGES.iterdir(), reverse=True):
        (pages / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    environ = os.environ | {
        "PYTHONPATH": str(ROOT / "generator"),
        "PYTHONHASHSEED": "77",
        "LC_ALL": "C",
        "TZ": "Pacific/Kiritimati",
    }
    named = [str(path) for path in sorted(pages.glob("*.html"), reverse=True)]
    command = [sys.executable, "-m", "helpwright", "generate", *named, "--out", "x/y"]
    subprocess.run(
        command, cwd=tmp_path, env=environ, check=True, stderr=subprocess.DEVNULL
    )
    there, here = tree(tmp_path / "x/y"), tree(made)
    # Other files were asked for, which the manifest says.
    for files in (there, here):
        del files[".helpwright-manifest.json"]
    assert there == here


def test_a_file_in_the_way_of_the_output_is_named(
    tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "out").write_text("mine")
    assert main(["generate", str(PAGES), "--out", str(tmp_path / "out")]) == 1
    err = capsys.readouterr().err
    assert str(tmp_path / "out") in err
    assert "Traceback" not in err
    assert (tmp_path / "out").read_text() == "mine"


def test_a_folder_that_may_not_be_written_keeps_its_output(
    made: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    shutil.copytree(made, out)
    (out / "api_client" / "client.py").unlink()
    before = tree(out)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(out))

    # Permissions mean nothing to root, so the system's answer is put in its place.
    changing = "helpwright.transaction.changing"
    monkeypatch.setattr(f"{changing}.open", refused, raising=False)
    assert main(["generate", str(PAGES), "--out", str(out)]) == 1
    err = capsys.readouterr().err
    assert "HW802" in err
    assert "may not be written" in err
    assert tree(out) == before


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX")
def test_a_disk_without_room_keeps_the_earlier_output(
    made: Path, tmp_path: Path
) -> None:
    """A process that may write no more than 20 kB to a file stands for a full disk."""
    import resource

    out = tmp_path / "out"
    shutil.copytree(made, out)
    pages = tmp_path / "pages"
    shutil.copytree(PAGES, pages)
    works = (pages / "works.html").read_text("utf-8")
    (pages / "works.html").write_text(works.replace("ReferenceKey", "Reference"))
    before = tree(out)
    done = subprocess.run(
        [sys.executable, "-m", "helpwright", "generate", str(pages), "--out", str(out)],
        env=os.environ | {"PYTHONPATH": str(ROOT / "generator")},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "HW802" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(out) == before


def test_what_is_committed_is_current(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(ROOT)
    status = main(["generate", "--check"])
    assert status == 0, capsys.readouterr().err
