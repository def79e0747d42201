"""What a person has implemented, when the pages change and all is generated again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpwright.cli import main

PAGES = Path(__file__).parents[2] / "specs" / "pages"
SERVER = Path("output/vendor_api/server")

ASK = """
import asyncio, warnings
import httpx2

with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    from vendor_api.server.main import app

async def ask():
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://a") as client:
        for path in ("/api/v2/works?dry=1", "/api/v2/works/copy", "/api/a/Product"):
            answer = await client.post(path, json={})
            print(answer.status_code, answer.text[:20])

asyncio.run(ask())
print(*(warning.message for warning in said))
"""


def call(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd="output",
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A generated project of two pages, one of which is implemented, as the folder."""
    (tmp_path / "pages").mkdir()
    for name in ("works.html", "jobs.html"):
        shutil.copy(PAGES / name, tmp_path / "pages")
    (tmp_path / "helpwright.toml").write_text(
        'pages = "pages"\npackage = "vendor_api"\nspec = "spec.json"\n'
    )
    monkeypatch.chdir(tmp_path)
    assert main(["generate"]) == 0
    own = SERVER / "impl" / "works.py"
    text = own.read_text(encoding="utf-8")
    assert text.count("raise NotImplementedError") == 1
    own.write_text(text.replace("raise NotImplementedError", "return 5"))
    return tmp_path


def change_pages(pages: Path) -> None:
    """Changes an operation, adds one, adds a group of one, and takes a group away."""
    works = pages / "works.html"
    text = works.read_text(encoding="utf-8")
    works.write_text(
        text.replace("POST api/v2/works<", "POST api/v2/works?dry={dry}<"),
        encoding="utf-8",
    )
    (pages / "copy.html").write_text(
        text.replace("POST api/v2/works<", "POST api/v2/works/copy<"), encoding="utf-8"
    )
    shutil.copy(PAGES / "product.html", pages)
    (pages / "jobs.html").unlink()


def test_after_the_pages_have_changed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    owned = [SERVER / "main.py", *(SERVER / "impl").glob("*.py")]
    before = {path: path.read_bytes() for path in owned}
    change_pages(project / "pages")
    capsys.readouterr()
    main(["generate"])

    said = capsys.readouterr().err
    assert "  new: ProductApi.create\n" in said
    assert "  new: WorksApi.copy\n" in said
    assert "  changed: WorksApi.create(body: WorkNew, dry: " in said
    assert "  gone: JobsApi.create\n" in said
    assert {path: path.read_bytes() for path in owned} == before
    assert (SERVER / "impl" / "product.py").is_file()

    answers = call("-c", ASK).splitlines()
    # The implementation takes other arguments, or has no such method: the samples answer.
    assert answers[:2] == ["200 1", "200 1"]
    assert answers[2].startswith("200 {")
    assert answers[3] == "Nothing is documented for 'jobs' any more: left aside."

    # Other tests have packages of the same name, so that a cache may be of theirs.
    mypy = ("-m", "mypy", "--strict", f"--cache-dir={os.devnull}")
    checked = call(*mypy, "vendor_api/server/main.py")
    assert 'Missing key "product" for TypedDict "Implementations"' in checked
    assert 'Extra key "jobs" for TypedDict "Implementations"' in checked
    assert '"WorksService" has no attribute "copy"' in checked
    assert 'Definition of "create" in base class "WorksService"' in checked


def test_a_second_run_leaves_all_as_it_is(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (SERVER / "impl" / "jobs.py").unlink()
    assert main(["generate", "--check"]) == 0
    assert main(["generate"]) == 0
    assert "To implement" not in capsys.readouterr().err
