"""`fetch`, and addresses where pages are expected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_site import Asked, Reply, Site, links_to, served

from helpwright.cli import main

ROOT = Path(__file__).parents[2]
WORKS = (ROOT / "specs" / "pages" / "works.html").read_bytes()
ADDRESS = "/Help/Api/POST-api-v2-works"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site(pages={"/Help": links_to(ADDRESS), ADDRESS: WORKS})) as running:
        yield running


def test_openapi_and_generate_take_an_address(
    site: Site, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    address = f"{site.origin}/Help"
    rate = ("--rate", "1000")
    assert main(["openapi", address, *rate]) in (0, 1)
    assert "/api/v2/works" in json.loads(capsys.readouterr().out)["paths"]
    assert list(tmp_path.iterdir()) == []
    assert main(["generate", address, *rate, "--out", "vendor"]) in (0, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["vendor"]
    document = json.loads((tmp_path / "vendor/openapi.json").read_text("utf-8"))
    assert "/api/v2/works" in document["paths"]


def test_an_address_that_answers_nothing_writes_nothing(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(Site()) as empty:
        monkeypatch.chdir(tmp_path)
        assert main(["generate", f"{empty.origin}/Help", "--rate", "1000"]) == 1
    captured = capsys.readouterr()
    assert "HW901" in captured.err
    assert "404" in captured.err
    assert list(tmp_path.iterdir()) == []


def test_fetch_says_what_it_did_and_where(
    site: Site, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    site.pages["/Help"] = links_to(ADDRESS, "/Help/Api/GET-gone")
    site.pages[ADDRESS] = links_to()
    command = ["fetch", f"{site.origin}/Help", "--rate", "1000", "--into", "pages"]
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "Fetched into pages: 2 new, 1 failed" in said
    assert "GET-gone" in said
    assert (tmp_path / "pages/Api/POST-api-v2-works.html").read_bytes() == links_to()


def test_credentials_come_from_options_files_and_the_environment(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HELPWRIGHT_PASSWORD", "pa55")
    site.pages["/Help"] = links_to()
    (tmp_path / "secrets").write_text("X-One: 1\n\nX-Two: a:b\n")
    options = ["--header", "@secrets", "--header", "X-Three: 3", "--cookie", "s=1"]
    command = ["fetch", f"{site.origin}/Help", "--rate", "1000", "--user", "ann"]
    assert main([*command, *options]) == 0
    headers = site.asked[0].headers
    sent = [headers[name] for name in ("X-One", "X-Two", "X-Three", "Cookie")]
    assert sent == ["1", "a:b", "3", "s=1"]
    assert headers["Authorization"] == "Basic YW5uOnBhNTU="


@pytest.mark.parametrize(
    "options",
    [
        ["--header", "no colon"],
        ["--header", "two words: x"],
        ["--header", "X: \xe9"],
        ["--cookie", "a=1\nX: 2"],
        ["--header", "@nowhere"],
        ["--user", "ann"],
    ],
)
def test_credentials_that_make_no_sense_are_status_2(
    site: Site, options: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HELPWRIGHT_PASSWORD", raising=False)
    assert main(["fetch", f"{site.origin}/Help", *options]) == 2
    assert "HW014" in capsys.readouterr().err
    assert site.asked == []


def test_a_site_behind_a_login_says_what_is_missing(
    site: Site, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def guarded(asked: Asked) -> Reply:
        allowed = asked.headers.get("X-Key") == "k3y"
        return Reply(body=links_to()) if allowed else Reply(status=401)

    site.pages["/Help"] = guarded
    monkeypatch.chdir(tmp_path)
    assert main(["fetch", f"{site.origin}/Help"]) == 1
    assert "401" in capsys.readouterr().err
    assert main(["fetch", f"{site.origin}/Help", "--header", "X-Key: k3y"]) == 0
