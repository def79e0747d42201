"""Commands that are cut off, refused, or run at once: a short slice.

`measure.py` beside this file has every call and hundreds of instants; docs/robustness.md
says what it found.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from interrupted_commands import (
    Subject,
    Tally,
    fetch,
    generate,
    judge,
    observe,
    state,
)
from interrupting import (
    Fault,
    Kind,
    calls_of,
    forked,
    leftovers,
    preload,
    run,
    wrong_clock,
)

from helpwright.config import load
from helpwright.holding import reading

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills forked processes")

HOUR = 3600


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    preload()
    return generate(tmp_path_factory.mktemp("generate"))


@pytest.fixture(scope="module")
def observed(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    preload()
    return observe(tmp_path_factory.mktemp("observe"))


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subject]:
    preload()
    with fetch(tmp_path_factory.mktemp("fetch"), pages=4) as subject:
        yield subject


def copied(subject: Subject, name: str) -> Path:
    work = subject.project.with_name(name)
    shutil.copytree(subject.project, work)
    return work


def count_of(subject: Subject) -> int:
    probe = subject.project.with_name("probe")
    shutil.rmtree(probe, ignore_errors=True)
    return calls_of(subject.arguments, copied(subject, "probe"))


KINDS: list[tuple[str, Kind, int]] = [
    *(("generated", "kill", 2), ("generated", "denied for good", 1)),
    *(("fetched", "kill", 4), ("fetched", "full", 2), ("fetched", "torn", 1)),
    *(("observed", "kill", 3), ("observed", "denied for good", 2)),
]


@pytest.mark.parametrize(("command", "kind", "runs"), KINDS)
def test_leaves_the_old_or_the_new_state_whole(
    command: str, kind: Kind, runs: int, request: pytest.FixtureRequest
) -> None:
    subject: Subject = request.getfixturevalue(command)
    count = count_of(subject)
    tally = Tally()
    # Spread over the calls, and where files move: towards the end.
    for number in range(count, 0, -max(1, count // runs)):
        judge(subject, Fault(kind, number, ""), tally)
    assert tally.runs >= runs
    assert tally.wrong == []
    assert tally.killed == (tally.runs if kind in ("kill", "torn") else 0)


def test_a_killed_fetch_asks_for_no_page_again(fetched: Subject) -> None:
    work = copied(fetched, "again")
    site = fetched.arguments[1]
    assert site.endswith("/Help")
    count = count_of(fetched)
    # Half of the calls: some pages are there, none is in place.
    status = forked(
        lambda: run(fetched.arguments, work, Fault("kill", count // 4, str(work)))
    )
    assert status < 0
    begun = list((work / "mirror/.helpwright-fetch").iterdir())
    assert len(begun) > 1
    assert forked(lambda: run(fetched.arguments, work)) == 0
    assert state(work) == fetched.new


def _sees_one_state(subject: Subject, work: Path) -> int:
    """What a reader finds while others are at work."""
    os.chdir(work)
    with reading(load(work / "helpwright.toml")):
        seen = {k: v for k, v in state(work).items() if ".helpwright-run/" not in k}
        return int(seen not in (subject.old, subject.new))


def test_runs_at_once_wait_for_each_other(generated: Subject) -> None:
    work = copied(generated, "at-once")
    statuses: list[int] = []

    def one() -> None:
        statuses.append(forked(lambda: run(["generate"], work)))

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert forked(lambda: _sees_one_state(generated, work)) == 0
    for thread in threads:
        thread.join()
    assert statuses == [0, 0]
    assert state(work) == generated.new
    assert leftovers(work) == []


def _observing(name: str, work: Path) -> Callable[[], int]:
    return lambda: run(["observe", name], work)


def test_observing_at_once_counts_all(observed: Subject) -> None:
    work = copied(observed, "at-once")
    recordings = [f"{number}.har" for number in (3, 4, 5)]
    for number, name in enumerate(recordings):
        text = (work / "2.har").read_text().replace("Key", f"Key{number}")
        (work / name).write_text(text)
    together = [
        threading.Thread(target=forked, args=(_observing(name, work),))
        for name in recordings
    ]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    one_by_one = copied(observed, "one-by-one")
    for name in recordings:
        shutil.copy(work / name, one_by_one)
        assert forked(_observing(name, one_by_one)) == 0
    assert state(work)["spec/observed.json"] == state(one_by_one)["spec/observed.json"]


@pytest.mark.parametrize("hours", [-24 * 365, 24 * 365])
def test_a_clock_that_is_set_changes_nothing(generated: Subject, hours: int) -> None:
    work = copied(generated, f"clock{hours}")

    def late() -> int:
        with wrong_clock(hours * HOUR):
            return run(["generate"], work)

    for path in work.rglob("*"):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    assert forked(late) == 0
    assert state(work) == generated.new
    for path in work.rglob("*"):
        os.utime(path, (0, 0))
    (work / "pages" / "works.html").write_bytes(
        (generated.project / "pages" / "works.html").read_bytes() + b"<p>more</p>"
    )
    os.utime(work / "pages" / "works.html", (0, 0))
    assert forked(lambda: run(["generate", "--check"], work)) == 1
