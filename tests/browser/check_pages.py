"""Every page opens, weighs little, is for everybody, and leads to what is there."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Watch, spread
from playwright.sync_api import Browser, expect

HEAVIEST = 150_000
"""Bytes of HTML, styles and scripts that opening a page takes, uncompressed."""

WIDTHS = (360, 820, 1600)


@pytest.mark.parametrize("way", ["files", "below a path"])
def test_every_page_opens_and_asks_for_nothing_elsewhere(
    browser: Browser, site: Path, served: str, pages: list[str], way: str
) -> None:
    base = f"{site.as_uri()}/" if way == "files" else served
    page = browser.new_page()
    watch = Watch(page, base)
    for path in pages:
        page.goto(base + path)
        assert page.locator("h1").count() == 1, path
        assert not watch.complaints, path
    page.close()


def test_no_page_is_heavy(site: Path, pages: list[str]) -> None:
    """Search's index is not counted: it comes when somebody searches."""
    for path in pages:
        html = (site / path).read_text(encoding="utf-8")
        loaded = re.findall(
            r'<(?:script src|link rel="stylesheet" href)="([^"]+)"', html
        )
        assert len(loaded) == 3
        weight = len(html.encode()) + sum(
            ((site / path).parent / each).stat().st_size for each in loaded
        )
        assert weight < HEAVIEST, path


def test_no_page_is_wider_than_its_screen(
    browser: Browser, site: Path, pages: list[str]
) -> None:
    page = browser.new_page()
    for path in spread(pages, 40):
        page.goto(f"{site.as_uri()}/{path}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} at {width}"
    page.close()


def test_no_page_shuts_anybody_out(
    browser: Browser, site: Path, pages: list[str]
) -> None:
    axe = Axe()
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, reduced_motion="reduce"
    )
    page = context.new_page()
    for path in spread(pages, 60):
        page.goto(f"{site.as_uri()}/{path}")
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        for mode in ("light", "dark"):
            page.emulate_media(color_scheme=mode)  # type: ignore[arg-type]
            found = axe.run(page)
            problem = f"{path}, {mode}\n{found.generate_report()}"
            assert found.violations_count == 0, problem
    context.close()


def test_search_and_menu_shut_nobody_out(
    browser: Browser, site: Path, pages: list[str]
) -> None:
    axe = Axe()
    for mode in ("light", "dark"):
        page = browser.new_page(
            color_scheme=mode,  # type: ignore[arg-type]
            viewport={"width": 390, "height": 844},
        )
        page.goto(f"{site.as_uri()}/{pages[-1]}")
        page.locator(".menu > summary").click()
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
        page.locator("[data-find]").click()
        page.keyboard.type("e")
        expect(page.locator(".search li").first).to_be_visible()
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
        page.close()


def test_every_link_within_the_site_leads_somewhere(
    site: Path, pages: list[str]
) -> None:
    anchors = {path: Anchors.of(site / path) for path in pages}
    for path, found in anchors.items():
        assert len(found.ids) == len(set(found.ids)), f"{path}: an id twice"
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                assert parts.scheme in ("http", "https"), f"{path}: {link}"
                continue
            target = path
            if parts.path:
                place = ((site / path).parent / unquote(parts.path)).resolve()
                assert place.is_file(), f"{path}: {link}"
                target = place.relative_to(site.resolve()).as_posix()
            if parts.fragment and target in anchors:
                assert unquote(parts.fragment) in anchors[target].ids, f"{path}: {link}"


class Anchors(HTMLParser):
    """What a page can be linked to by, and what it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    @classmethod
    def of(cls, file: Path) -> Anchors:
        parser = cls()
        parser.feed(file.read_text(encoding="utf-8"))
        return parser

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name == "href" and value is not None:
                self.links.append(value)
