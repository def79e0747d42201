"""`helpwright docs --serve` shows what is edited, and lets calls be tried."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Watch
from playwright.sync_api import Browser, expect

ROOT = Path(__file__).parents[2]
CONFIG = 'pages = ["pages"]\ntitle = "Before"\n'
SCALAR = """\
window.Scalar = { createApiReference: (place, given) => fetch(
  `${given.content.servers[0].url}/jobs`, { method: "POST", body: "{}",
  headers: { "content-type": "application/json" } }).then((answer) =>
  document.querySelector(place).append(`${given.content.info.title} ${answer.status}`)) };
"""
"""Stands in for Scalar: calls what it is told to call, and shows what came of it."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "specs" / "pages", tmp_path / "pages")
    (tmp_path / "helpwright.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "scalar.js").write_text(SCALAR, encoding="utf-8")
    return tmp_path


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    config = (project / "helpwright.toml").read_text(encoding="utf-8")
    (project / "helpwright.toml").write_text(
        f'{config}reference = "scalar.js"\n', encoding="utf-8"
    )
    command = [sys.executable, "-m", "helpwright", "docs", "--serve", "--port", "0"]
    paths = [str(ROOT / "generator"), os.environ.get("PYTHONPATH", "")]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    serving = subprocess.Popen(
        command, cwd=project, env=environ, stderr=subprocess.PIPE, text=True
    )
    assert serving.stderr is not None
    try:
        for line in serving.stderr:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield found[0]
                break
        else:
            pytest.fail(f"it ended with {serving.wait()} before it served")
    finally:
        serving.terminate()
        serving.wait(timeout=20)
        serving.stderr.close()


def test_a_change_is_shown_without_asking(
    browser: Browser, project: Path, address: str
) -> None:
    page = browser.new_page()
    watch = Watch(page, address)
    page.goto(address)
    expect(page.locator("h1")).to_have_text("Before")
    config = (project / "helpwright.toml").read_text(encoding="utf-8")
    (project / "helpwright.toml").write_text(
        config.replace("Before", "Afterwards"), encoding="utf-8"
    )
    expect(page.locator("h1")).to_have_text("Afterwards", timeout=60_000)
    assert not watch.complaints
    assert not (project / "site").exists()
    page.close()


def test_calls_are_tried_against_the_mock(browser: Browser, address: str) -> None:
    page = browser.new_page()
    watch = Watch(page, address)
    page.goto(address)
    page.get_by_role("link", name="Try it").click()
    expect(page.locator("#reference")).to_contain_text(re.compile(r"Before \d{3}"))
    assert not [each for each in watch.complaints if "status of 4" not in each]
    page.close()
