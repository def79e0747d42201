"""`helpwright fetch` over an earlier copy says what has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from loopback_site import Site, served

from helpwright.cli import main

PAGE = (Path(__file__).parents[2] / "specs" / "pages" / "works.html").read_bytes()
# Pages of models are not what this is about.
PAGE = PAGE.replace(b'href="/Help/ResourceModel', b'id="')
ADDRESS = "/Help/Api/POST-api-v2-works"
Capture = pytest.CaptureFixture[str]


def index(*addresses: str) -> bytes:
    links = "".join(
        f'<tr><td class="api-name"><a href="{address}">POST api/v2/works</a></td>'
        '<td class="api-documentation"><p>Works.</p></td></tr>'
        for address in addresses
    )
    return f"<html><body><h2>Works</h2><table>{links}</table></body></html>".encode()


def fetch(site: Site, folder: Path, capsys: Capture) -> str:
    arguments = [f"{site.origin}/Help", "--into", str(folder), "--rate", "1000"]
    assert main(["fetch", *arguments]) == 0
    return capsys.readouterr().out


def test_what_has_changed_is_said_after_a_second_fetch(
    tmp_path: Path, capsys: Capture
) -> None:
    with served(Site(pages={"/Help": index(ADDRESS), ADDRESS: PAGE})) as site:
        assert fetch(site, tmp_path / "pages", capsys) == ""
        assert fetch(site, tmp_path / "pages", capsys) == ""
        site.pages[ADDRESS] = PAGE.replace(b"\ninteger\n", b"\nstring\n")
        said = fetch(site, tmp_path / "pages", capsys)
        assert "from integer to string" in said
        assert "Version step: major" in said


def test_what_was_accepted_is_said_to_be(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with served(Site(pages={"/Help": index(ADDRESS), ADDRESS: PAGE})) as site:
        fetch(site, tmp_path / "pages", capsys)
        site.pages[ADDRESS] = PAGE.replace(b"\ninteger\n", b"\nstring\n", 1)
        (tmp_path / "helpwright.toml").write_text(
            'pages = ["pages"]\naccepted = "accepted.toml"\n', encoding="utf-8"
        )
        (tmp_path / "accepted.toml").write_text(
            '[[accepted]]\nfingerprint = "2cb792473c3aead6"\nreason = "We send none."\n',
            encoding="utf-8",
        )
        said = fetch(site, tmp_path / "pages", capsys)
        assert "accepted: We send none." in said, said
        assert "Version step: none" in said


def test_new_dates_are_no_change(tmp_path: Path, capsys: Capture) -> None:
    with served(Site(pages={"/Help": index(ADDRESS), ADDRESS: PAGE})) as site:
        fetch(site, tmp_path / "pages", capsys)
        site.pages[ADDRESS] = PAGE.replace(b"2026-05-11T14:26", b"2027-06-12T15:27")
        said = fetch(site, tmp_path / "pages", capsys)
        assert said == "Nothing has changed, samples aside.\n"
