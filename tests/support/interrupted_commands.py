"""Commands to be interrupted: a project before, after, and what is judged of it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from interrupting import Fault, forked, leftovers, run, state_of
from loopback_site import Site, served

from helpwright.holding import reading

_PAGES = Path(__file__).parents[2] / "specs" / "pages"
_SETTINGS = (
    'pages = "pages"\nspec = "spec/spec.json"\nopenapi = "spec/openapi.json"\n'
    'out = "client"\npackage = "vendor_api"\nnames = "spec/names.lock"\n'
    'changelog = "CHANGES.md"\ncorrections = "spec/corrections.toml"\n'
)

State = dict[str, bytes]


@dataclass(slots=True)
class Tally:
    """What was seen after runs that ended badly."""

    runs: int = 0
    killed: int = 0
    failed: int = 0
    done: int = 0
    old: int = 0
    """As before, as it lay there."""
    new: int = 0
    """Done, as it lay there."""
    between: int = 0
    """Files moving: a journal lay there, and the next to come found one state, whole."""
    wrong: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Subject:
    """A command in a project that it has something to do in."""

    name: str
    arguments: list[str]
    project: Path
    """As it is before the run; copied for each."""
    settled: Callable[[Path], int]
    """What any other command does first: whoever reads sees one state."""
    old: State = field(default_factory=dict)
    new: State = field(default_factory=dict)
    seconds: float = 0.0
    """How long the run takes."""


def state(project: Path) -> State:
    """The files of a project; the times of a mirror, which decide nothing, left out."""
    files = state_of(project)
    for name in files:
        if name.endswith("pages.lock"):
            files[name] = re.sub(rb'"fetched": "[^"]*"', b"", files[name])
    return {
        name: text for name, text in files.items() if ".helpwright-fetch" not in name
    }


def judge(subject: Subject, fault: Fault | float, tally: Tally) -> None:
    """Runs the command once with a fault, or killed after a time, and looks at what is left."""
    work = subject.project.with_name("work")
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(subject.project, work, symlinks=True)
    what = str(fault)
    if isinstance(fault, Fault):
        planted = Fault(fault.kind, fault.number, str(work))
        status = forked(lambda: run(subject.arguments, work, planted))
    else:
        status = forked(lambda: run(subject.arguments, work), kill_after=fault)
    tally.runs += 1
    tally.killed += status < 0
    tally.failed += status > 0
    tally.done += status == 0
    raw = state(work)
    journal = any(name.endswith(".helpwright-run/journal") for name in raw)
    visible = {
        name: text for name, text in raw.items() if ".helpwright-run" not in name
    }
    if journal:
        tally.between += 1
    elif visible == subject.old:
        tally.old += 1
    elif visible == subject.new:
        tally.new += 1
    else:
        tally.wrong.append(
            f"{what}: neither, and no journal: {_differing(visible, subject)}"
        )
    if status in (98, 99) or (status == 0 and visible != subject.new):
        tally.wrong.append(f"{what}: status {status}")
    forked(lambda: subject.settled(work))
    seen = {
        name: text
        for name, text in state(work).items()
        if ".helpwright-run/" not in name
    }
    if seen not in (subject.old, subject.new):
        tally.wrong.append(f"{what}: a reader sees {_differing(seen, subject)}")
    status = forked(lambda: run(subject.arguments, work))
    if status != 0 or state(work) != subject.new:
        tally.wrong.append(
            f"{what}: next run {status}: {_differing(state(work), subject)}"
        )
    elif left := leftovers(work):
        tally.wrong.append(f"{what}: left {left}")


def _differing(seen: State, subject: Subject) -> list[str]:
    names = {*seen, *subject.new}
    return sorted(name for name in names if seen.get(name) != subject.new.get(name))[:5]


def settled(project: Path) -> int:
    """Reads the project as every command does that reads one."""
    from helpwright.config import FILE, load

    os.chdir(project)
    with reading(load(Path(FILE))):
        return 0


# --- the commands ---------------------------------------------------------------------


def generate(folder: Path) -> Subject:
    """Pages that have changed: files are written, others are removed, some are new."""
    project = _project(folder)
    pages = project / "pages"
    (pages / "jobs.html").unlink()
    (pages / "works.html").write_text(
        (_PAGES / "works.html").read_text("utf-8").replace("ReferenceKey", "Reference"),
        "utf-8",
    )
    return _measured(Subject("generate", ["generate"], project, settled))


def first(folder: Path) -> Subject:
    """A first run: nothing is there yet."""
    return _measured(Subject("first generate", ["generate"], _pages(folder), settled))


def observe(folder: Path) -> Subject:
    """A recording is added to an earlier one."""
    project = _project(folder)
    for number in (1, 2):
        har = {"log": {"entries": [_entry(number)] * 3}}
        (project / f"{number}.har").write_text(json.dumps(har))
    assert forked(lambda: run(["observe", "1.har"], project)) == 0
    return _measured(Subject("observe", ["observe", "2.har"], project, settled))


def docs(folder: Path) -> Subject:
    """The documentation of pages that have changed."""
    project = _project(folder)
    assert forked(lambda: run(["docs"], project)) == 0
    (project / "pages" / "jobs.html").unlink()
    return _measured(Subject("docs", ["docs"], project, settled))


@contextmanager
def fetch(folder: Path, pages: int = 12) -> Iterator[Subject]:
    """A site whose pages have changed, are new, and are gone."""
    project = folder / "project"
    project.mkdir()
    (project / "helpwright.toml").write_text('pages = "mirror"\n')
    site = Site()
    _fill(site, range(pages), "before")
    with served(site):
        address = f"{site.origin}/Help"
        arguments = ["fetch", address, "--into", "mirror", "--rate", "1000"]
        assert forked(lambda: run(arguments, project)) == 0
        _fill(site, range(pages // 3, pages + pages // 3), "after")
        yield _measured(Subject("fetch", arguments, project, settled))


def _fill(site: Site, numbers: range, words: str) -> None:
    paths = [f"/Help/Api/GET-api-boats-{number}" for number in numbers]
    anchors = "".join(f'<a href="{path}">x</a>' for path in paths)
    site.pages.clear()
    site.pages["/Help"] = f"<html><body>{anchors}</body></html>".encode()
    for number, path in zip(numbers, paths, strict=True):
        text = words if number % 2 else "always"
        site.pages[path] = (
            f"<html><body><h1>{text} {number}</h1></body></html>".encode()
        )


def _pages(folder: Path) -> Path:
    project = folder / "project"
    shutil.copytree(_PAGES, project / "pages")
    (project / "helpwright.toml").write_text(_SETTINGS)
    return project


def _project(folder: Path) -> Path:
    project = _pages(folder)
    assert forked(lambda: run(["generate"], project)) == 0
    return project


def _entry(number: int) -> dict[str, object]:
    return {
        "request": {"method": "GET", "url": "https://h/api/works/new"},
        "response": {
            "status": 200,
            "content": {"mimeType": "application/json", "text": f'{{"Key": {number}}}'},
        },
    }


def _measured(subject: Subject) -> Subject:
    import time

    subject.old = state(subject.project)
    done = subject.project.with_name("done")
    shutil.copytree(subject.project, done, symlinks=True)
    began = time.monotonic()
    assert forked(lambda: run(subject.arguments, done)) == 0
    subject.seconds = time.monotonic() - began
    subject.new = state(done)
    assert subject.new != subject.old
    return subject
