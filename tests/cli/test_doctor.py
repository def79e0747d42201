"""`helpwright doctor`: enough for a report, and nothing that is nobody else's concern."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpwright.cli import main

SETTINGS = """
pages = ["https://user:hunter2@vendor.example/Help?key=abcdef0123"]
server_url = "https://vendor.example"
[auth]
kind = "password-grant"
url = "/token"
fields = { client_secret = "s3cr3t-of-the-client" }
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_versions_settings_and_files_are_there(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "pages").mkdir()
    (project / "pages" / "a.html").write_text("<h1>GET api/a</h1>", encoding="utf-8")
    text = 'pages = ["pages"]\npackage = "boats"\n'
    (project / "helpwright.toml").write_text(text, encoding="utf-8")
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    for words in (
        "helpwright  ",
        "pydantic ",
        "python  ",
        "package = boats",
        "1 .html",
    ):
        assert words in said
    assert "pages = pages" in said
    assert "title" not in said, "what is not set is not listed"


def test_no_secret_is_printed(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://me:proxy-word@proxy.example")
    monkeypatch.setenv("HOME", str(project))
    (project / "helpwright.toml").write_text(SETTINGS, encoding="utf-8")
    assert main(["doctor"]) == 0
    captured = capsys.readouterr()
    said = captured.out + captured.err
    for secret in ("hunter2", "abcdef0123", "s3cr3t", "proxy-word", str(project)):
        assert secret not in said
    assert "https://vendor.example/Help" in said
    assert "HTTPS_PROXY=***" in said
    assert "password-grant with client_secret" in said


def test_what_stands_in_the_way_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "helpwright.toml").write_text('pages = ["gone"]\n', encoding="utf-8")
    assert main(["doctor"]) == 1
    assert "gone is not there" in capsys.readouterr().err


def test_a_configuration_that_cannot_be_read_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "helpwright.toml").write_text("pages = [", encoding="utf-8")
    assert main(["doctor"]) == 1
    captured = capsys.readouterr()
    assert "HW011" in captured.err
    assert "python  " in captured.out, "the machine is described all the same"


@pytest.mark.parametrize(
    "settings",
    [
        'server_url = ["https://h.example/?access_key=abcdef0123"]',
        'server_url = ["https://abcdef0123@h.example/"]',
        'server_url = "h.example/api?access_key=abcdef0123"',
        'server_url = "//abcdef0123@h.example/api"',
        'pages = ["ftp://abcdef0123@h.example/Help"]',
        'pages = ["https://[bad/?k=abcdef0123"]',
    ],
)
def test_no_secret_is_printed_of_an_address_that_is_none(
    project: Path, capsys: pytest.CaptureFixture[str], settings: str
) -> None:
    pages = "" if settings.startswith("pages") else 'pages = ["pages"]\n'
    (project / "helpwright.toml").write_text(f"{pages}{settings}\n", encoding="utf-8")
    main(["doctor"])
    captured = capsys.readouterr()
    assert "abcdef0123" not in captured.out + captured.err
    assert "HW020" not in captured.err


@pytest.mark.parametrize("text", ["[]", "5", '{"findings": 5}', "[" * 99_999, "{}"])
def test_a_spec_that_is_none_is_said(
    project: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (project / "pages").mkdir()
    (project / "helpwright.toml").write_text('pages = ["pages"]\nspec = "s"\n')
    (project / "s").write_text(text, encoding="utf-8")
    assert main(["doctor"]) == 0
    assert "s: " in capsys.readouterr().out
