"""What is made of an edited page and the last run's result is what a fresh run makes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from drawn_sites import drawn_edit, drawn_site

from helpwright import pipeline
from helpwright.api import Generated, generate
from helpwright.page_cache import FOLDER

SETTINGS = """\
pages = ["pages"]
corrections = "corrections.toml"
names = "names.lock"
changelog = "CHANGES.md"
"""

OVERLAY = """\
overlay: 1.1.0
actions:
- target: $.paths['/api/group0'].post
  update: {x-like: {}}
- target: $.paths['/api/group0'].post['x-like']
  copy: $.paths['/api/group9'].post
"""


class Runs:
    """A project that is generated again and again, and a count of the whole runs."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.folder = folder
        self.pages = drawn_site(random)
        self.whole = 0
        (folder / "pages").mkdir(parents=True)
        self.write(self.pages)
        (folder / "helpwright.toml").write_text(SETTINGS, encoding="utf-8")
        generate(folder)

    def write(self, pages: dict[str, str]) -> None:
        for name, text in pages.items():
            place = self.folder / "pages" / name
            if not place.is_file() or text != self.pages[name]:
                place.write_text(text, encoding="utf-8")
        self.pages = pages

    def files(self) -> dict[str, bytes]:
        """All files of the project but for the cache."""
        paths = self.folder.rglob("*")
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in paths
            if path.is_file() and ".helpwright" not in path.parts
        }

    def fresh(self) -> tuple[dict[str, bytes], Generated]:
        """What a run without a cache makes of the project as it stands."""
        other = self.folder.with_name("fresh")
        shutil.rmtree(other, ignore_errors=True)
        ignored = shutil.ignore_patterns(".helpwright")
        shutil.copytree(self.folder, other, ignore=ignored)
        done = generate(other)
        mine, self.folder = self.folder, other
        files = self.files()
        self.folder = mine
        return files, done


@pytest.fixture
def whole_runs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """An item for each time that all pages are described."""
    seen: list[str] = []
    real = pipeline.describe

    def spy(*given: object, **named: object) -> object:
        seen.append("whole")
        return real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "describe", spy)
    yield seen


@pytest.mark.parametrize("seed", range(4))
def test_what_comes_of_an_edit_is_what_a_fresh_run_makes(
    seed: int, tmp_path: Path, whole_runs: list[str]
) -> None:
    random = Random(seed)
    runs = Runs(tmp_path / "project", random)
    saved = 0
    for _ in range(4):
        runs.write(drawn_edit(random, runs.pages))
        expected, whole = runs.fresh()
        whole_runs.clear()
        done = generate(runs.folder)
        saved += not whole_runs
        assert runs.files() == expected
        assert done.findings == whole.findings
        assert done.written == whole.written
    assert saved, "no edit was made less of than the whole"


def test_an_overlay_reaches_further_than_the_page_that_changed(
    tmp_path: Path,
) -> None:
    """Its copy of what one page says stands where another page is described."""
    runs = Runs(tmp_path / "project", Random(7))
    (runs.folder / "overlay.yaml").write_text(OVERLAY, encoding="utf-8")
    with (runs.folder / "helpwright.toml").open("a", encoding="utf-8") as settings:
        settings.write('overlays = ["overlay.yaml"]\n')
    generate(runs.folder)
    page = next(p for p, text in runs.pages.items() if "<h1>POST api/group9" in text)
    text = runs.pages[page].replace("Adds one", "Adds another", 1)
    runs.write({**runs.pages, page: text})
    expected, _ = runs.fresh()
    generate(runs.folder)
    assert runs.files() == expected


def test_a_memory_that_was_altered_is_none(
    tmp_path: Path, whole_runs: list[str]
) -> None:
    """Neither torn, nor forged with a page that is said to be about nothing."""
    runs = Runs(tmp_path / "project", Random(7))
    page = next(name for name, text in runs.pages.items() if "Gets it." in text)
    for number, forge in enumerate((_torn, _forged)):
        text = runs.pages[page].replace("Gets it", f"Gets it {number}", 1)
        runs.write({**runs.pages, page: text})
        for entry in (runs.folder / FOLDER).iterdir():
            content = entry.read_bytes()
            if content.split(b"\n")[1][:1] == b"{":
                entry.write_bytes(forge(content))
        expected, _ = runs.fresh()
        whole_runs.clear()
        generate(runs.folder)
        assert whole_runs
        assert runs.files() == expected


def _torn(content: bytes) -> bytes:
    return content[:-9]


def _forged(content: bytes) -> bytes:
    seal, _, payload = content.partition(b"\n")
    return seal + b"\n" + payload.replace(b"Model", b"Other")
