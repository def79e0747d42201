"""Helpwright as build scripts call it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpwright import api

PAGES = Path(__file__).parents[2] / "specs" / "pages"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the three pages, from which nothing has been generated yet."""
    shutil.copytree(PAGES, tmp_path / "pages")
    (tmp_path / "helpwright.toml").write_text('pages = ["pages"]\n', encoding="utf-8")
    return tmp_path


def test_read_gives_the_spec_and_its_doubts() -> None:
    done = api.read(PAGES)
    assert {operation.path for operation in done.api.operations} == {
        "/jobs",
        "/api/v2/works",
        "/api/{database}/Product",
    }
    assert "HW204" in {finding.code for finding in done.findings}


def test_several_pages_are_one_api() -> None:
    done = api.read([PAGES / "works.html", str(PAGES / "product.html")])
    assert len(done.api.operations) == 2


def test_openapi_gives_the_document() -> None:
    done = api.openapi(PAGES, title="Business API", version="2.0")
    assert done.document["openapi"].startswith("3.1")
    assert done.document["info"]["title"] == "Business API"
    assert done.document["info"]["version"] == "2.0"


def test_generate_does_what_the_configuration_asks_for(project: Path) -> None:
    done = api.generate(project)
    assert not done.current and "output/spec.json" in done.written
    assert (project / "output" / "api_client" / "client.py").is_file()
    again = api.generate(project)
    assert again.current and again.written == ()


def test_generate_elsewhere_leaves_the_project_alone(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    api.generate(project, out=elsewhere)
    assert (elsewhere / "api_client" / "client.py").is_file()
    assert (elsewhere / "spec.json").is_file()
    assert not (project / "output").exists()


def test_diff_takes_pages_specs_and_what_was_read(project: Path) -> None:
    page = project / "pages" / "works.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("api/v2/works", "api/v3/works"), encoding="utf-8")
    api.generate(project)
    new = project / "output" / "spec.json"
    first, second = api.diff(PAGES, new)
    assert (first.verdict, first.name) == ("wire-breaking", "POST /api/v2/works")
    assert (second.verdict, second.name) == ("addition", "POST /api/v3/works")
    assert api.diff(api.read(PAGES).api, new) == (first, second)


def test_nothing_is_printed(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    api.generate(project)
    api.read(PAGES)
    assert capfd.readouterr() == ("", "")


def test_no_configuration_is_said(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(api.HelpwrightError, match=r"helpwright\.toml"):
        api.generate(tmp_path)
    with pytest.raises(api.HelpwrightError):
        api.read(tmp_path / "nowhere")


@pytest.mark.parametrize("text", [None, "{", "[]"])
def test_a_spec_that_is_none_is_said(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "spec.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(api.HelpwrightError) as failed:
        api.diff(path, path)
    assert failed.value.finding.code == "HW016"
    assert failed.value.finding.place.page == str(path)
