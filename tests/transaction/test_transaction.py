"""Files put in place all at once, whatever happens meanwhile."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from interrupting import KILLED, Fault, Kind, forked, plant, state_of

from helpwright.diagnostics import HelpwrightError
from helpwright.transaction import Patience, Transaction, alone, together
from helpwright.transaction.journal import RUN

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills forked processes")

State = dict[str, bytes]
BESIDE = "spec/spec.json"


def before(project: Path) -> State:
    """A folder as one run left it, and a file beside it."""
    files = {
        "out/kept.py": b"kept",
        "out/changed.py": b"old",
        "out/inner/gone.py": b"gone",
        "out/manifest": b"1",
        BESIDE: b"old spec",
    }
    for name, content in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(content)
    return files


AFTER: State = {
    "out/kept.py": b"kept",
    "out/changed.py": b"new",
    "out/added/deep/new.py": b"new too",
    "out/manifest": b"2",
    BESIDE: b"new spec",
}


def change(project: Path) -> int:
    """The next run."""
    out = project / "out"
    with alone(out, [project / BESIDE]), Transaction(out) as transaction:
        transaction.put(out / "kept.py", b"kept")
        transaction.put(out / "changed.py", b"new")
        transaction.put(out / "added/deep/new.py", b"new too")
        transaction.put(project / BESIDE, b"new spec")
        transaction.remove(out / "inner/gone.py")
        transaction.put(out / "manifest", b"2")
        transaction.commit()
    return 0


def look(project: Path) -> State:
    """What a reader sees, who makes good what was cut off."""
    with together(project / "out", [project / BESIDE]):
        seen = state_of(project)
        return {name: text for name, text in seen.items() if RUN not in name}


def faulty(project: Path, kind: Kind, number: int) -> int:
    def work() -> int:
        plant(Fault(kind, number, str(project)))
        try:
            return change(project)
        except (OSError, HelpwrightError):
            return 1

    return forked(work)


def calls(project: Path) -> int:
    """How many calls of `change` change files."""
    copy = project.with_name("counted")
    shutil.copytree(project, copy)
    fault = Fault("count", 0, str(copy))

    def work() -> int:
        plant(fault)
        change(copy)
        return fault.calls

    return forked(work)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    before(tmp_path / "project")
    return tmp_path / "project"


def each(project: Path, stride: int = 1) -> Iterator[tuple[int, Path]]:
    """A copy of the project for each call, or each second one."""
    count = calls(project)
    assert count > 20
    for number in range(1, count + 1, stride):
        copy = project.with_name(f"run-{number}")
        shutil.copytree(project, copy)
        yield number, copy
        shutil.rmtree(copy)


def test_makes_all_changes(project: Path) -> None:
    change(project)
    assert state_of(project) == AFTER
    assert not (project / "out/inner").exists()
    assert not (project / "out" / RUN).exists()


@pytest.mark.parametrize("kind", ["kill", "torn"])
def test_a_run_that_is_killed_at_any_call_leaves_one_state_whole(
    project: Path, kind: Kind
) -> None:
    old, seen = state_of(project), []
    for number, copy in each(project):
        assert faulty(copy, kind, number) == KILLED
        state = look(copy)
        assert state in (old, AFTER), number
        seen.append(state == AFTER)
        assert change(copy) == 0
        assert state_of(copy) == AFTER
    # The old state up to one call, the new one from there.
    assert seen == sorted(seen)
    assert {True, False} == set(seen)


@pytest.mark.parametrize("kind", ["full", "denied"])
def test_a_call_that_is_refused_takes_everything_back(
    project: Path, kind: Kind
) -> None:
    old = state_of(project)
    for number, copy in each(project):
        status = faulty(copy, kind, number)
        left = state_of(copy)
        assert left == (AFTER if status == 0 else old), number


@pytest.mark.parametrize("kind", ["full for good", "denied for good"])
def test_a_disk_that_stays_full_or_closed_is_made_good_when_it_is_mended(
    project: Path, kind: Kind
) -> None:
    old = state_of(project)
    for number, copy in each(project, 2):
        status = faulty(copy, kind, number)
        assert look(copy) in ((AFTER,) if status == 0 else (old, AFTER)), number
        assert change(copy) == 0
        assert state_of(copy) == AFTER


def test_making_good_may_be_cut_off_as_well(project: Path) -> None:
    def settle(copy: Path, number: int) -> int:
        def work() -> int:
            plant(Fault("kill", number, str(copy)))
            look(copy)
            return 0

        return forked(work)

    old = state_of(project)
    for number, copy in each(project, 3):
        faulty(copy, "kill" if number % 2 else "denied for good", number)
        again = 1
        while settle(copy, again) == KILLED:
            again += 2
        assert look(copy) in (old, AFTER)


def test_what_a_power_cut_took_takes_everything_back(project: Path) -> None:
    old, cut = state_of(project), 0
    for number, copy in each(project):
        faulty(copy, "kill", number)
        # The first holds what stands there already, and is not moved.
        staged = sorted((copy / "out" / RUN).glob("new-[1-9]*"))
        if staged and (copy / "out" / RUN / "journal").is_file():
            staged[-1].write_bytes(b"")
            cut += 1
            assert look(copy) == old
    assert cut > 3


def test_what_a_person_changed_since_is_left(project: Path) -> None:
    old = state_of(project)
    for number, copy in each(project):
        faulty(copy, "kill", number)
        if not (copy / "out" / RUN / "journal").exists():
            continue
        (copy / "out/kept.py").write_bytes(b"mine")
        (copy / "out/changed.py").write_bytes(b"mine")
        seen = look(copy)
        for state in (old, AFTER):
            expected = {**state, "out/kept.py": b"mine", "out/changed.py": b"mine"}
            if seen == expected:
                break
        else:
            pytest.fail(f"{number}: {seen}")


def test_a_state_that_version_control_put_back_stays(project: Path) -> None:
    old = state_of(project)
    tried = 0
    for number, copy in each(project):
        faulty(copy, "kill", number)
        moved = not (copy / "out" / RUN / "new-1").exists()
        if (copy / "out" / RUN / "journal").exists() and moved:
            tried += 1
            (copy / "out/changed.py").write_bytes(b"old")
            assert look(copy) == old
    assert tried > 3


def test_file_systems_without_links_and_across_borders(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.replace

    def no_link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    def bordered(source: Any, target: Any) -> None:
        if (BESIDE.split("/")[0] in str(target)) != ("spec" in str(source)):
            raise OSError(errno.EXDEV, "another file system")
        rename(source, target)

    monkeypatch.setattr(os, "link", no_link)
    monkeypatch.setattr(os, "replace", bordered)
    change(project)
    assert state_of(project) == AFTER


# --- journals of strangers ------------------------------------------------------------

STEP = ["x.py", f"{RUN}/new-0", "0", "", ""]


@pytest.mark.parametrize(
    ("index", "value"),
    [
        *((0, name) for name in ("../../precious", "/etc/x", "a/../../precious", "..")),
        *((0, name) for name in ("link/precious", "", "a\\..\\x", "a\0b")),
        *((1, name) for name in ("../precious", "kept.py", f"{RUN}/../kept.py")),
        *((3, name) for name in ("../precious", f"{RUN}/a/b", "/etc/passwd")),
        *((index, f"{RUN}/{name}") for index in (1, 3) for name in ("..", ".", "x")),
        *((0, name) for name in (".git/hooks/x", "a/.GIT/x", "\ud800")),
        *((index, f"{RUN}/\ud800") for index in (1, 3)),
    ],
)
def test_a_journal_that_names_what_is_not_its_own_is_refused(
    project: Path, index: int, value: str
) -> None:
    out = project / "out"
    (project.parent / "precious").write_bytes(b"precious")
    (out / "link").symlink_to(project.parent)
    (out / RUN).mkdir()
    (out / RUN / "new-0").write_bytes(b"evil")
    step = list(STEP)
    step[index] = value
    journal = {"journal": 1, "steps": [STEP, step], "folders": []}
    (out / RUN / "journal").write_text(json.dumps(journal))
    everything = state_of(project.parent)
    with pytest.raises(HelpwrightError) as caught:
        look(project)
    assert caught.value.finding.code == "HW806"
    assert RUN in caught.value.finding.advice
    assert state_of(project.parent) == everything


@pytest.mark.parametrize(
    "name", ["../empty", "../out2", "/etc", "a\0b", "\ud800", "link/x"]
)
def test_a_journal_removes_no_folder_that_is_not_its_own(
    project: Path, name: str
) -> None:
    out = project / "out"
    (project / "empty").mkdir()
    (out / "link").symlink_to(project)
    (out / RUN).mkdir()
    taken_back = ["x.py", f"{RUN}/new-9", "0", "", ""]
    journal = {"journal": 1, "steps": [taken_back], "folders": [name]}
    (out / RUN / "journal").write_text(json.dumps(journal))
    with pytest.raises(HelpwrightError) as caught:
        look(project)
    assert caught.value.finding.code == "HW806"
    assert (project / "empty").is_dir()


def test_a_name_that_no_system_takes_leaves_the_state_before(project: Path) -> None:
    old = state_of(project)
    out = project / "out"
    with pytest.raises(OSError), alone(out), Transaction(out) as transaction:
        transaction.put(out / "changed.py", b"new")
        transaction.put(out / "deep" / ("x" * 300), b"new")
        transaction.commit()
    assert state_of(project) == old
    assert not (out / RUN).exists()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[" * 99_999, '{"journal": 2}', '{"journal": 1, "steps": 1}'],
)
def test_a_journal_that_is_none_is_refused(project: Path, text: str) -> None:
    (project / "out" / RUN).mkdir()
    (project / "out" / RUN / "journal").write_text(text)
    with pytest.raises(HelpwrightError) as caught:
        look(project)
    assert caught.value.finding.code == "HW806"


def test_a_link_for_the_private_folder_is_not_followed(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/file").write_bytes(b"precious")
    (project / "out" / RUN).symlink_to(tmp_path / "precious")
    with pytest.raises(HelpwrightError, match="cut off"):
        change(project)
    assert (tmp_path / "precious/file").exists()


# --- one at a time --------------------------------------------------------------------


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A folder that another process holds, and that process."""
    folder = tmp_path / "held"
    ready, done = os.pipe()
    child = os.fork()
    if child == 0:
        with alone(folder):
            os.write(done, b"x")
            signal.pause()
        os._exit(0)
    os.read(ready, 1)
    yield folder, child
    try:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):
        pass


@pytest.mark.parametrize("hold", [alone, together])
def test_waits_for_another_run_says_so_and_gives_up(
    holder: tuple[Path, int], hold: Any
) -> None:
    said: list[str] = []
    patience = Patience(seconds=0.1, say=said.append)
    with (
        pytest.raises(HelpwrightError) as caught,
        hold(holder[0], patience=patience),
    ):
        pytest.fail("not alone")
    assert caught.value.finding.code == "HW807"
    assert "after 0.1 s" in caught.value.finding.message
    assert "`wait_seconds`" in caught.value.finding.advice
    assert len(said) == 1
    assert str(holder[0]) in said[0]


@pytest.mark.parametrize("hold", [alone, together])
def test_the_lock_of_a_process_that_was_killed_is_gone(
    holder: tuple[Path, int], hold: Any
) -> None:
    threading.Timer(0.1, os.kill, (holder[1], signal.SIGKILL)).start()
    with hold(holder[0], patience=Patience(seconds=30)):
        assert not holder[0].exists() or list(holder[0].iterdir()) == []


def test_a_child_of_a_run_does_not_hold_its_lock(tmp_path: Path) -> None:
    with alone(tmp_path):
        child = os.fork()
        if child == 0:
            time.sleep(30)
            os._exit(0)
    try:
        with alone(tmp_path, patience=Patience(seconds=0)):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_readers_do_not_keep_readers_off(tmp_path: Path) -> None:
    def read() -> int:
        with together(tmp_path, patience=Patience(seconds=0)):
            return 0

    with together(tmp_path):
        assert forked(read) == 0


def test_a_run_does_not_wait_for_itself(tmp_path: Path) -> None:
    at_once = Patience(seconds=0)
    with (
        alone(tmp_path),
        alone(tmp_path, patience=at_once),
        together(tmp_path, patience=at_once),
    ):
        pass


def test_a_run_that_reads_a_folder_may_write_to_it(tmp_path: Path) -> None:
    def read() -> int:
        try:
            with together(tmp_path, patience=Patience(seconds=0)):
                return 0
        except HelpwrightError:
            return 1

    with together(tmp_path):
        assert forked(read) == 0
        with alone(tmp_path):
            assert forked(read) == 1
        assert forked(read) == 0


def test_threads_of_a_process_are_runs_of_their_own(tmp_path: Path) -> None:
    refused: list[str] = []

    def other() -> None:
        try:
            with alone(tmp_path, patience=Patience(seconds=0)):
                pass
        except HelpwrightError as error:
            refused.append(error.finding.code)

    with alone(tmp_path):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert refused == ["HW807"]


def test_a_folder_that_stays_empty_is_removed_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    with alone(tmp_path / "a/b"):
        assert (tmp_path / "a/b").is_dir()
        assert list((tmp_path / "a/b").iterdir()) == []
    assert list(tmp_path.iterdir()) == []
