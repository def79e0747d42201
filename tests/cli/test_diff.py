"""`helpwright diff`: specs, folders and revisions, formats and exit status."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from loopback_site import Site, links_to, served

from helpwright.cli import main

PAGES = Path(__file__).parents[2] / "specs" / "pages"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def two_states(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `old` and `new`, in which a job needs no name any more."""
    shutil.copytree(PAGES, tmp_path / "old")
    shutil.copytree(PAGES, tmp_path / "new")
    relax(tmp_path / "new")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def relax(folder: Path) -> None:
    page = folder / "jobs.html"
    text = page.read_text(encoding="utf-8")
    required = "<p>Required</p>\n                            <p>Max length: 255</p>"
    assert text.count(required) == 1
    page.write_text(text.replace(required, "<p>Max length: 255</p>"), encoding="utf-8")


def changes_of(capsys: Capture, *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    main(["diff", *arguments, "--format", "json"])
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["changes"]
    return found


def test_folders_of_pages(two_states: Path, capsys: Capture) -> None:
    assert main(["diff", "old", "new"]) == 0
    text = capsys.readouterr().out
    assert "New (addition)\n  `jobs.name` is now optional" in text
    assert "Version step: minor" in text


def test_specs_and_pages_mix(two_states: Path, capsys: Capture) -> None:
    assert main(["generate", "old", "--out", "before"]) == 0
    (change,) = changes_of(capsys, "before/spec.json", "new")
    assert (change["verdict"], change["model"], change["where"]) == (
        "addition",
        "jobs",
        "name, required",
    )
    assert changes_of(capsys, "before/spec.json", "old") == []


@pytest.mark.parametrize(
    ("limit", "status"),
    [("wire-breaking", 0), ("code-breaking", 0), ("addition", 1), ("documentation", 1)],
)
def test_status_is_1_from_the_verdict_that_is_asked_for(
    two_states: Path, limit: str, status: int
) -> None:
    assert main(["diff", "old", "new", "--fail-on", limit]) == status


def test_backwards_it_breaks_requests(two_states: Path) -> None:
    assert main(["diff", "new", "old"]) == 0
    assert main(["diff", "new", "old", "--fail-on", "wire-breaking"]) == 1


def test_an_accepted_change_does_not_fail(two_states: Path, capsys: Capture) -> None:
    (change,) = changes_of(capsys, "old", "new")
    Path("accepted.toml").write_text(
        f'[[accepted]]\nfingerprint = "{change["fingerprint"]}"\nreason = "Fine."\n',
        encoding="utf-8",
    )
    arguments = ["diff", "old", "new", "--fail-on", "addition"]
    assert main(arguments) == 1
    assert main([*arguments, "--accepted", "accepted.toml"]) == 0


def test_the_configuration_names_what_was_accepted(
    two_states: Path, capsys: Capture
) -> None:
    (change,) = changes_of(capsys, "old", "new")
    Path("helpwright.toml").write_text(
        'pages = ["new"]\naccepted = "yes.toml"\n', encoding="utf-8"
    )
    Path("yes.toml").write_text(
        f'[[accepted]]\nfingerprint = "{change["fingerprint"]}"\nreason = "Fine."\n',
        encoding="utf-8",
    )
    (change,) = changes_of(capsys, "old", "new")
    assert change["accepted"] is True


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@t.invalid")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose second commit changes the pages."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    shutil.copytree(PAGES, tmp_path / "site" / "pages")
    git("add", "site")
    git("commit", "-qm", "Mirror the pages")
    relax(tmp_path / "site" / "pages")
    git("commit", "-qam", "Mirror them again")
    return tmp_path


def test_revisions_of_folders(repository: Path, capsys: Capture) -> None:
    (change,) = changes_of(capsys, "HEAD~1:site/pages", "HEAD:site/pages")
    assert change["old_place"] and change["new_place"]
    assert changes_of(capsys, "HEAD~1:site/pages", "site/pages") == [change]


def test_a_folder_and_a_revision_beside_what_a_site_says_now(
    repository: Path, capsys: Capture
) -> None:
    folder = repository / "site" / "pages"
    for other in ("jobs.html", "product.html"):
        (folder / other).unlink()
    git("commit", "-qam", "Mirror a single page")
    page = (folder / "works.html").read_text(encoding="utf-8")
    now = page.replace("AccountId", "PayerId").encode()
    address = "/Help/Api/POST-api-v2-works"
    pages = {"/Help": links_to(address), address: now}
    with served(Site(pages=pages)) as site:
        live = (f"{site.origin}/Help", "--rate", "1000")
        found = changes_of(capsys, "site/pages", *live)
        assert changes_of(capsys, "HEAD:site/pages", *live) == found
        pages[address] = page.encode()
        assert changes_of(capsys, "HEAD:site/pages", *live) == []
    assert "code-breaking" in {change["verdict"] for change in found}
    assert "PayerId" in json.dumps(found)
    assert "AccountId" in json.dumps(found)


def test_revisions_are_taken_from_the_current_folder(
    repository: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "site")
    assert len(changes_of(capsys, "HEAD~1:pages", "pages")) == 1


@pytest.mark.parametrize(
    "name",
    ["HEAD~9:site/pages", "HEAD:elsewhere", "--output=stolen:site/pages", "nowhere"],
)
def test_what_is_no_state_is_wrong_use(
    repository: Path, capsys: Capture, name: str
) -> None:
    assert main(["diff", "--", name, "site/pages"]) == 2
    error = capsys.readouterr().err
    assert "HW014" in error and "REVISION:PATH" in error
    assert not Path("stolen").exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"<p>Down for maintenance.</p>"])
def test_pages_that_cannot_be_read_are_no_state(
    repository: Path, capsys: Capture, content: bytes
) -> None:
    Path("down.html").write_bytes(content)
    for states in (["down.html", "site/pages"], ["site/pages", "down.html"]):
        assert main(["diff", *states]) == 2
        captured = capsys.readouterr()
        assert "HW008" in captured.err and captured.out == ""


def test_a_revision_that_leads_out_of_the_repository_is_refused(
    repository: Path, capsys: Capture
) -> None:
    Path("site/pages/link.html").symlink_to("/etc/hostname")
    git("add", "--all")
    git("commit", "-qm", "Link")
    assert main(["diff", "HEAD:site/pages", "site/pages"]) == 2
    assert "HW014" in capsys.readouterr().err
