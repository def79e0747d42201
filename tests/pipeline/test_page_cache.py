"""An unchanged page is not parsed again, and the cache can do nothing but be slow."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from helpwright import read as reading
from helpwright.cli import main
from helpwright.diagnostics import Findings
from helpwright.page_cache import FOLDER, PageCache
from helpwright.read import read
from helpwright.sources.source import Source

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(
    path
    for folder in ("specs/pages", "tests/pages", "tests/changes/harbour")
    for path in (ROOT / folder).iterdir()
    if path.suffix in (".html", ".txt")
) + sorted((ROOT / "tests/cases/interpret").rglob("*.html"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "specs" / "pages", tmp_path / "pages")
    (tmp_path / "helpwright.toml").write_text('pages = ["pages"]\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the pages that are parsed, as it happens."""
    names: list[str] = []
    real = reading.read

    def spy(source: Source, *others: Any) -> object:
        names.append(source.name)
        return real(source, *others)

    monkeypatch.setattr(reading, "read", spy)
    return names


def edit(project: Path, name: str = "works.html") -> None:
    page = project / "pages" / name
    page.write_text(page.read_text("utf-8").replace("AccountId", "PayerId"), "utf-8")


def output(project: Path) -> dict[str, bytes]:
    folder = project / "output"
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_what_comes_out_is_what_went_in(path: Path, tmp_path: Path) -> None:
    findings = Findings()
    source = Source(name=path.name, content=path.read_bytes(), address="https://x/")
    document = read(source, findings)
    assert document is not None
    cache = PageCache(tmp_path, "one")
    cache.put(source, document, list(findings))
    cache.forget_others()
    assert PageCache(tmp_path, "one").get(source) == (document, tuple(findings))
    assert PageCache(tmp_path, "two").get(source) is None


def test_only_the_changed_page_is_parsed(project: Path, parsed: list[str]) -> None:
    assert main(["generate"]) == 0
    assert sorted(parsed) == ["jobs.html", "product.html", "works.html"]
    parsed.clear()
    edit(project)
    assert main(["generate"]) == 0
    assert parsed == ["works.html"]


def test_the_result_is_that_of_a_fresh_run(project: Path) -> None:
    assert main(["generate"]) == 0
    edit(project)
    assert main(["generate"]) == 0
    cached = output(project)
    shutil.rmtree(project / ".helpwright")
    shutil.rmtree(project / "output")
    assert main(["generate"]) == 0
    assert output(project) == cached


def test_files_that_stay_the_same_are_not_touched(project: Path) -> None:
    assert main(["generate"]) == 0
    before = {path: (project / path).stat().st_mtime_ns for path in output(project)}
    edit(project)
    assert main(["generate"]) == 0
    touched = {path for path in before if Path(path).stat().st_mtime_ns != before[path]}
    assert touched
    assert not {path for path in touched if path.endswith(("jobs.py", "product.py"))}


def test_an_entry_that_was_altered_is_no_entry(
    project: Path, parsed: list[str]
) -> None:
    assert main(["generate"]) == 0
    expected = output(project)
    (pack,) = (project / FOLDER).iterdir()
    pack.write_bytes(pack.read_bytes()[:-9])
    shutil.rmtree(project / "output")
    parsed.clear()
    assert main(["generate"]) == 0
    assert parsed == ["works.html"]
    assert output(project) == expected
    shutil.rmtree(project / "output")
    parsed.clear()
    assert main(["generate"]) == 0
    assert parsed == []


def test_entries_of_pages_that_are_gone_go(project: Path) -> None:
    assert main(["generate"]) == 0
    (before,) = (project / FOLDER).iterdir()
    for page in ("jobs.html", "product.html"):
        (project / "pages" / page).unlink()
    edit(project)
    assert main(["generate"]) == 0
    (after,) = (project / FOLDER).iterdir()
    assert after != before
    assert b"Product" not in after.read_bytes()


def test_a_check_writes_none(project: Path) -> None:
    assert main(["generate", "--check"]) == 1
    assert not (project / ".helpwright").exists()


def test_a_cache_that_cannot_be_written_is_only_slow(project: Path) -> None:
    (project / ".helpwright").write_text("in the way", encoding="utf-8")
    assert main(["generate"]) == 0
    assert (project / "output" / "spec.json").is_file()
