"""The changelog of the emitted package: what `generate` adds, and what it leaves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpwright.changes.change import Change, Verdict
from helpwright.changes.changelog import with_changes
from helpwright.cli import main

PAGES = Path(__file__).parents[2] / "specs" / "pages"


def change(verdict: Verdict, message: str) -> Change:
    return Change(
        verdict=verdict, subject="model", name="M", where="", old="", new="",
        message=message,
    )  # fmt: skip


ADDED = change("addition", "Add `M.a`")
BROKEN = change("wire-breaking", "Remove `M.b`")
WORDS = change("documentation", "Reword `M`")


def test_an_entry_begins_below_the_title() -> None:
    assert with_changes("# Changes\n", (BROKEN, ADDED, WORDS)) == (
        "# Changes\n\n## Unreleased\n\n### Breaking\n\n- Remove `M.b`\n\n"
        "### Added\n\n- Add `M.a`\n"
    )


def test_versions_and_words_of_people_stay() -> None:
    text = (
        "# Changes\n\nOurs.\n\n## Unreleased\n\nSoon.\n\n### Added\n\n- Add `M.z`\n\n"
        "## 1.0\n\n- Begun.\n"
    )
    assert with_changes(text, (ADDED, BROKEN)) == (
        "# Changes\n\nOurs.\n\n## Unreleased\n\nSoon.\n\n### Added\n\n- Add `M.z`\n"
        "- Add `M.a`\n\n### Breaking\n\n- Remove `M.b`\n\n## 1.0\n\n- Begun.\n"
    )


def test_what_stands_there_is_not_repeated() -> None:
    once = with_changes("# Changes\n\n## 1.0\n", (ADDED,))
    assert with_changes(once, (ADDED,)) == once


def test_lines_end_as_those_of_the_file_do() -> None:
    text = "# Changes\r\n\r\n## Unreleased\r\n\r\n### Added\r\n\r\n- Add `M.z`\r\n"
    assert with_changes(text, (ADDED,)) == text + "- Add `M.a`\r\n"


def test_a_title_may_be_the_last_line() -> None:
    text = "# Changes\n\n## Unreleased\n\n#### Added\n\n### Added"
    assert with_changes(text, (ADDED,)) == text + "\n\n- Add `M.a`\n"


def test_words_about_words_add_nothing() -> None:
    assert with_changes("# Changes\n", (WORDS,)) == "# Changes\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PAGES, tmp_path / "pages")
    settings = 'pages = ["pages"]\nchangelog = "CHANGES.md"\n'
    (tmp_path / "helpwright.toml").write_text(settings, encoding="utf-8")
    assert main(["generate"]) == 0
    return tmp_path


def edit(project: Path) -> None:
    page = project / "pages" / "works.html"
    text = page.read_text(encoding="utf-8").replace("\ninteger\n", "\nstring\n")
    page.write_text(text, encoding="utf-8")


def test_generate_adds_what_has_changed_once(project: Path) -> None:
    assert not (project / "CHANGES.md").exists()
    edit(project)
    assert main(["generate", "--check"]) == 1
    assert main(["generate"]) == 0
    text = (project / "CHANGES.md").read_text(encoding="utf-8")
    assert text.count("from integer to string") == 1
    assert main(["generate", "--check"]) == 0
    assert main(["generate"]) == 0
    assert (project / "CHANGES.md").read_text(encoding="utf-8") == text


def test_a_run_that_must_make_all_again_adds_nothing(project: Path) -> None:
    edit(project)
    assert main(["generate"]) == 0
    text = (project / "CHANGES.md").read_text(encoding="utf-8")
    (project / "output" / ".helpwright-manifest.json").unlink()
    assert main(["generate"]) == 0
    assert (project / "CHANGES.md").read_text(encoding="utf-8") == text


def test_a_person_goes_on_writing_it(project: Path) -> None:
    edit(project)
    assert main(["generate"]) == 0
    path = project / "CHANGES.md"
    released = path.read_text(encoding="utf-8").replace("Unreleased", "2.0")
    path.write_text(released, encoding="utf-8")
    assert main(["generate", "--check"]) == 0
    assert main(["generate"]) == 0
    assert path.read_text(encoding="utf-8") == released
