"""A real browser, and the site that it looks at.

Not for pytest's usual run: `.ci/browser` installs what these need, and runs them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browsing import FLAGS
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("HELPWRIGHT_CHROMIUM", "/usr/bin/chromium")
PREFIX = "/portal/apis/business"
"""The path that the site stands below, as it may at a company."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the pages that `.ci/browser` was given, or of the project's own."""
    made = os.environ.get("HELPWRIGHT_SITE")
    if made:
        return Path(made)
    out = tmp_path_factory.mktemp("site")
    pages = os.environ.get("HELPWRIGHT_PAGES", "").split(os.pathsep)
    command = [sys.executable, "-m", "helpwright", "docs", *filter(None, pages)]
    subprocess.run([*command, "--out", str(out)], cwd=ROOT, check=True)
    return out


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site below a path of a server on this machine."""
    top = site.with_name(f"{site.name}-served")
    shutil.rmtree(top, ignore_errors=True)
    place = top / PREFIX.lstrip("/")
    place.parent.mkdir(parents=True)
    place.symlink_to(site, target_is_directory=True)
    handler = partial(Quiet, directory=str(top))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
        server.shutdown()
    shutil.rmtree(top)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    """Every page of the documentation, by its path."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [path for path in found if path not in ("404.html", "reference.html")]
