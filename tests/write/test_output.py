"""What the output folder holds after a run, and what never happens to it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpwright.diagnostics import Findings, HelpwrightError
from helpwright.transaction import changing
from helpwright.write.manifest import NAME, read_manifest, unchanged
from helpwright.write.output import Written, check, write

FILES = {"acme/__init__.py": '"""Acme."""\n', "acme/works.py": "WORKS = 1\n"}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "output"


def run(files: dict[str, str], out: Path, **options: Any) -> Written:
    """A run that reports nothing."""
    findings = Findings()
    written = write(files, out, findings, **options)
    assert [f.message for f in findings] == []
    return written


def contents(out: Path) -> dict[str, str]:
    """Every file below `out` but the manifest."""
    return {
        path.relative_to(out).as_posix(): path.read_text()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != NAME
    }


def times(out: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in out.rglob("*")}


def aged(out: Path) -> dict[str, int]:
    """Makes everything look old, so that a touched file shows."""
    for path in out.rglob("*"):
        os.utime(path, ns=(10**18, 10**18))
    return times(out)


def test_what_was_seen_to_stand_is_not_written_unless_another_run_came_between(
    out: Path,
) -> None:
    run(FILES, out)
    seen = read_manifest(out).files
    changed = {**FILES, "acme/works.py": "WORKS = 2\n"}
    standing = {"acme/__init__.py": seen["acme/__init__.py"]}
    done = run(changed, out, standing=standing)
    assert (done.written, done.unchanged) == (("acme/works.py",), ("acme/__init__.py",))
    assert read_manifest(out).files.keys() == FILES.keys()
    # Another run, of other pages, writes the file that the next one has seen before.
    run({**changed, "acme/__init__.py": '"""Other."""\n'}, out)
    done = run(changed, out, standing=standing)
    assert done.written == ("acme/__init__.py",)
    assert contents(out) == changed


# --- a first run, and the same again --------------------------------------------------


def test_writes_all_files_into_a_new_folder(out: Path) -> None:
    assert run(FILES, out).written == tuple(FILES)
    assert contents(out) == FILES


def test_files_are_readable_as_the_umask_says(out: Path) -> None:
    before = os.umask(0o022)
    try:
        run(FILES, out)
    finally:
        os.umask(before)
    assert stat.S_IMODE((out / "acme/works.py").stat().st_mode) == 0o644


def test_a_second_run_touches_nothing(out: Path) -> None:
    run(FILES, out)
    before = aged(out)
    assert run(FILES, out) == Written(unchanged=tuple(FILES))
    assert times(out) == before


def test_only_the_changed_file_is_touched(out: Path) -> None:
    run(FILES, out)
    before = aged(out)
    run({**FILES, "acme/works.py": "WORKS = 2\n"}, out)
    after = times(out)
    changed = {name for name in after if after[name] != before[name]}
    assert {str(out / "acme/works.py"), str(out / NAME)} <= changed
    assert str(out / "acme/__init__.py") not in changed


def test_line_ends_of_a_checkout_on_windows_are_no_change(out: Path) -> None:
    run(FILES, out)
    (out / "acme/works.py").write_bytes(b"WORKS = 1\r\n")
    before = aged(out)
    assert run(FILES, out).written == ()
    assert times(out) == before


def test_the_manifest_depends_on_contents_alone(out: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    run(FILES, out, inputs={"b": "1", "a": "2"})
    run(dict(reversed(FILES.items())), other, inputs={"a": "2", "b": "1"})
    assert (out / NAME).read_bytes() == (other / NAME).read_bytes()


# --- what is no longer made -----------------------------------------------------------


def test_a_file_that_is_no_longer_made_is_removed(out: Path) -> None:
    run({**FILES, "acme/old/jobs.py": "JOBS = 1\n"}, out)
    assert run(FILES, out).removed == ("acme/old/jobs.py",)
    assert contents(out) == FILES
    assert not (out / "acme/old").exists()


def test_files_of_others_are_never_removed(out: Path) -> None:
    run({**FILES, "acme/old/jobs.py": "JOBS = 1\n"}, out)
    (out / "acme/old/mine.py").write_text("MINE = 1\n")
    (out / "notes.txt").write_text("mine\n")
    run(FILES, out)
    assert contents(out) == {
        **FILES,
        "acme/old/mine.py": "MINE = 1\n",
        "notes.txt": "mine\n",
    }


# --- what a person changed ------------------------------------------------------------


@pytest.mark.parametrize("later", [FILES, {"acme/__init__.py": '"""Acme."""\n'}])
def test_a_file_that_a_person_changed_is_left_and_reported(
    out: Path, later: dict[str, str]
) -> None:
    run(FILES, out)
    (out / "acme/works.py").write_text("WORKS = 'mine'\n")
    findings = Findings()
    assert write(later, out, findings).kept == ("acme/works.py",)
    assert (out / "acme/works.py").read_text() == "WORKS = 'mine'\n"
    (finding,) = findings
    assert finding.code == "HW805"
    assert finding.place.page.endswith("works.py")


def test_a_file_that_stood_there_before_us_is_left(out: Path) -> None:
    (out / "acme").mkdir(parents=True)
    (out / "acme/works.py").write_text("WORKS = 'mine'\n")
    assert write(FILES, out, Findings()).kept == ("acme/works.py",)
    assert (out / "acme/works.py").read_text() == "WORKS = 'mine'\n"


def test_undoing_the_change_gives_the_file_back(out: Path) -> None:
    run(FILES, out)
    (out / "acme/works.py").write_text("WORKS = 'mine'\n")
    later = {**FILES, "acme/works.py": "WORKS = 2\n"}
    write(later, out, Findings())
    (out / "acme/works.py").write_text(FILES["acme/works.py"])
    assert run(later, out).written == ("acme/works.py",)
    assert contents(out) == later


def test_a_deleted_file_is_written_again(out: Path) -> None:
    run(FILES, out)
    (out / "acme/works.py").unlink()
    assert run(FILES, out).written == ("acme/works.py",)


def test_files_of_the_user_are_written_once(out: Path) -> None:
    once = {"impl/works.py": "class Works: ...\n"}
    assert run(FILES, out, once=once).written == (*FILES, "impl/works.py")
    (out / "impl/works.py").write_text("class Works:\n    mine = 1\n")
    run(FILES, out, once={"impl/works.py": "class Works:\n    new = 1\n"})
    assert "mine = 1" in (out / "impl/works.py").read_text()
    run(FILES, out)
    assert "mine = 1" in (out / "impl/works.py").read_text()


# --- a run that can't go on -----------------------------------------------------------


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk on which the second file of a run finds no room."""
    calls = iter(range(100))

    def crowded(place: Path, mode: str) -> Any:
        return open("/dev/full", "wb") if next(calls) == 1 else open(place, mode)

    monkeypatch.setattr(changing, "open", crowded, raising=False)
    yield


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_a_new_folder_empty(out: Path) -> None:
    with pytest.raises(HelpwrightError) as caught:
        write(FILES, out, Findings())
    assert caught.value.finding.code == "HW802"
    assert "no room" in caught.value.finding.message
    assert not out.exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_leaves_the_earlier_output_whole(
    out: Path, request: pytest.FixtureRequest
) -> None:
    run(FILES, out)
    before = contents(out), (out / NAME).read_bytes()
    request.getfixturevalue("full_disk")
    with pytest.raises(HelpwrightError):
        write({path: "NEW = 1\n" for path in FILES}, out, Findings())
    assert (contents(out), (out / NAME).read_bytes()) == before
    assert sorted(os.listdir(out)) == [NAME, "acme"]


def test_a_folder_that_may_not_be_written_is_said(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        # Permissions say nothing to root, who runs tests in containers.
        raise PermissionError(errno.EACCES, "Permission denied", str(out / "acme"))

    run(FILES, out)
    monkeypatch.setattr(changing, "open", refuse, raising=False)
    with pytest.raises(HelpwrightError) as caught:
        write({**FILES, "acme/works.py": "NEW = 1\n"}, out, Findings())
    assert "may not be written here: Permission denied" in caught.value.finding.message
    assert caught.value.finding.place.page == str(out / "acme")
    assert contents(out) == FILES


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may do all")
def test_a_read_only_folder_is_said(out: Path) -> None:
    run(FILES, out)
    (out / "acme").chmod(0o555)
    try:
        with pytest.raises(HelpwrightError) as caught:
            write({**FILES, "acme/works.py": "NEW = 1\n"}, out, Findings())
    finally:
        (out / "acme").chmod(0o755)
    assert "may not be written here" in caught.value.finding.message


def test_a_file_where_a_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file\n")
    with pytest.raises(HelpwrightError) as caught:
        write(FILES, tmp_path / "output", Findings())
    assert "needs a folder here" in caught.value.finding.message
    assert (tmp_path / "output").read_text() == "a file\n"


@pytest.mark.parametrize("call", range(1, 4))
def test_a_run_interrupted_between_two_files_is_taken_back(
    out: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    run(FILES, out)
    before = aged(out)
    later = {path: f"{text}NEW = 1\n" for path, text in FILES.items()}
    rename, calls = os.replace, iter(range(100))

    def cut_off(source: str, target: str) -> None:
        # The journal gets through, and the files before this one.
        if next(calls) == call:
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(os, "replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        write(later, out, Findings())
    monkeypatch.undo()
    assert contents(out) == FILES
    assert {path: times(out)[path] for path in times(out) if path.endswith(".py")} == {
        path: before[path] for path in before if path.endswith(".py")
    }
    run(later, out)
    assert contents(out) == later


# --- attacks --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        *("../x.py", "/etc/x.py", "a/../../x.py", "C:/x.py", "a\\x.py", "//host/x.py"),
        *("a//x.py", "./x.py", "", "x\0.py", "%2e%2e/x.py", "\uff0e\uff0e/x.py"),
        *("con.py", "a/NUL", "aux", "com1.txt", "x.py.", "x ", "a\u202eyp.py"),
        "x" * 101,
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(out: Path, path: str) -> None:
    with pytest.raises(HelpwrightError) as caught:
        write({**FILES, path: "x\n"}, out, Findings())
    assert caught.value.finding.code == "HW801"
    assert not out.exists()


def test_two_paths_that_differ_only_in_case_are_refused(out: Path) -> None:
    with pytest.raises(HelpwrightError):
        write({**FILES, "acme/Works.py": "x\n"}, out, Findings())


@pytest.mark.parametrize("where", ["outside", "inside"])
def test_a_link_in_place_of_a_folder_is_not_followed(
    out: Path, tmp_path: Path, where: str
) -> None:
    target = tmp_path / "elsewhere" if where == "outside" else out / "other"
    target.mkdir(parents=True)
    (target / "works.py").write_text("PRECIOUS = 1\n")
    out.mkdir(exist_ok=True)
    (out / "acme").symlink_to(target, target_is_directory=True)
    with pytest.raises(HelpwrightError) as caught:
        write(FILES, out, Findings())
    assert caught.value.finding.code == "HW803"
    assert [p.name for p in target.iterdir()] == ["works.py"]
    assert (target / "works.py").read_text() == "PRECIOUS = 1\n"


def test_a_link_in_place_of_a_file_is_left_and_not_followed(
    out: Path, tmp_path: Path
) -> None:
    (out / "acme").mkdir(parents=True)
    precious = tmp_path / "precious"
    precious.write_text("PRECIOUS = 1\n")
    (out / "acme/works.py").symlink_to(precious)
    assert write(FILES, out, Findings()).kept == ("acme/works.py",)
    assert precious.read_text() == "PRECIOUS = 1\n"


def test_stale_files_behind_a_link_are_not_removed(out: Path, tmp_path: Path) -> None:
    run({**FILES, "old/jobs.py": "JOBS = 1\n"}, out)
    (out / "old").rename(tmp_path / "moved")
    (out / "old").symlink_to(tmp_path / "moved", target_is_directory=True)
    assert run(FILES, out).removed == ()
    assert (tmp_path / "moved/jobs.py").exists()


@pytest.mark.parametrize(
    "text",
    [
        *("", "nonsense", "[]", "{}", '{"manifest": 99}', "[" * 100_000),
        '{"manifest": 1, "files": {"../precious": "0"}}',
        '{"manifest": 1, "files": {"acme/works.py": 5}}',
        '{"manifest": 1, "files": "acme"}',
    ],
)
def test_a_manifest_that_is_not_ours_stops_the_run(
    out: Path, tmp_path: Path, text: str
) -> None:
    run(FILES, out)
    (tmp_path / "precious").write_text("precious\n")
    (out / NAME).write_text(text)
    with pytest.raises(HelpwrightError) as caught:
        write({"acme/works.py": "NEW = 1\n"}, out, Findings())
    assert caught.value.finding.code == "HW804"
    assert contents(out) == FILES
    assert (tmp_path / "precious").exists()


# --- saying what would change ---------------------------------------------------------


def test_check_finds_nothing_after_a_run(out: Path) -> None:
    run(FILES, out)
    assert check(FILES, out) == ()


def test_check_shows_what_would_change_and_writes_nothing(out: Path) -> None:
    run({**FILES, "acme/old.py": "OLD = 1\n"}, out)
    (out / "acme/__init__.py").write_text('"""Mine."""\n')
    before = aged(out)
    wanted = {**FILES, "acme/works.py": "WORKS = 2\n", "acme/new.py": "NEW = 1\n"}
    found = {each.path: (each.kind, each.diff) for each in check(wanted, out)}
    assert times(out) == before
    assert {path: kind for path, (kind, _) in found.items()} == {
        "acme/__init__.py": "differs",
        "acme/works.py": "differs",
        "acme/new.py": "missing",
        "acme/old.py": "no longer made",
    }
    assert found["acme/works.py"][1] == (
        "--- a/acme/works.py\n+++ b/acme/works.py\n@@ -1 +1 @@\n-WORKS = 1\n+WORKS = 2\n"
    )
    assert "+NEW = 1\n" in found["acme/new.py"][1]
    assert "-OLD = 1\n" in found["acme/old.py"][1]


def test_check_of_a_folder_that_is_not_there(out: Path) -> None:
    assert {each.kind for each in check(FILES, out)} == {"missing"}
    assert not out.exists()


# --- knowing that there is nothing to do ----------------------------------------------


def test_unchanged_after_a_run_with_the_same_inputs(out: Path) -> None:
    run(FILES, out, inputs={"works.html": "abc"}, generator="1")
    assert unchanged(out, {"works.html": "abc"}, "1")


@pytest.mark.parametrize(
    ("inputs", "generator"),
    [
        ({"works.html": "abd"}, "1"),
        ({"works.html": "abc", "jobs.html": "x"}, "1"),
        ({}, "1"),
        ({"works.html": "abc"}, "2"),
    ],
)
def test_other_inputs_are_a_change(
    out: Path, inputs: dict[str, str], generator: str
) -> None:
    run(FILES, out, inputs={"works.html": "abc"}, generator="1")
    assert not unchanged(out, inputs, generator)


@pytest.mark.parametrize("what", ["edited", "deleted", "link", "manifest", "kept"])
def test_another_output_is_a_change(out: Path, tmp_path: Path, what: str) -> None:
    run(FILES, out, generator="1")
    place = out / "acme/works.py"
    match what:
        case "edited":
            place.write_text("WORKS = 3\n")
        case "deleted":
            place.unlink()
        case "link":
            place.rename(tmp_path / "works.py")
            place.symlink_to(tmp_path / "works.py")
        case "manifest":
            (out / NAME).write_text("{")
        case "kept":
            (out / NAME).unlink()
            place.write_text("MINE = 1\n")
            write(FILES, out, Findings(), generator="1")
    assert not unchanged(out, {}, "1")


def test_a_folder_without_a_manifest_is_a_change(out: Path) -> None:
    assert not unchanged(out, {}, "1")
