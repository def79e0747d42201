"""A page is read by keyboard, without scripts, on paper, and from a deep link."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from browsing import Watch, spread
from playwright.sync_api import Browser, Page, expect

_FOLDED = "details.hw-below:not([open])"


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    """What the search knows."""
    script = (site / "assets" / "search.js").read_text(encoding="utf-8")
    value: dict[str, Any] = json.loads(
        script.removeprefix("helpwrightSearch(").removesuffix(");\n")
    )
    words = value["words"]
    for item in value["items"]:
        name, _, _, anchor, about = item
        item[0], item[4] = words[name], words[about]
        item[3] = words[-1 - anchor] if anchor < 0 else words[anchor] + item[0]
    return value


def folded(page: Page, site: Path, pages: list[str]) -> None:
    """Goes to a page with members that have members."""
    for path in pages:
        if "hw-below" in (site / path).read_text(encoding="utf-8"):
            page.goto(f"{site.as_uri()}/{path}")
            return
    pytest.skip("no members have members")


@pytest.mark.parametrize("way", ["files", "below a path"])
def test_search_finds_members(
    browser: Browser, site: Path, served: str, index: dict[str, Any], way: str
) -> None:
    base = f"{site.as_uri()}/" if way == "files" else served
    members = [
        item
        for item in index["items"]
        if index["kinds"][item[1]] in ("member", "value")
    ]
    names = spread([json.dumps(item) for item in members], 5)
    assert len(names) == 5
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    watch = Watch(page, base)
    for item in map(json.loads, names):
        name, _, number, anchor, about = item
        page.goto(base + "index.html")
        page.keyboard.press("/")
        page.keyboard.type(f"{name} {about}")
        result = (
            page.locator(".search li a").filter(has_text=name).filter(has_text=about)
        )
        expect(result.first).to_be_visible()
        address = f"{index['pages'][number]}#{anchor}"
        page.locator(f'.search li a[href$="{address}"]').first.click()
        page.wait_for_url(f"**/{address}")
        expect(page.locator(f'[id="{anchor}"]')).to_be_in_viewport()
        assert not watch.complaints
    page.close()


def test_search_says_that_it_finds_nothing(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("no such member anywhere")
    expect(page.locator(".search .state")).to_have_text("0 results")
    page.keyboard.press("Escape")
    expect(page.locator(".search")).to_be_hidden()
    page.close()


def test_the_tree_opens_by_keyboard(
    browser: Browser, site: Path, pages: list[str]
) -> None:
    page = browser.new_page()
    folded(page, site, pages)
    inner = page.locator(_FOLDED).first.locator(".hw-member").first
    expect(inner).to_be_hidden()
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.hw-below > summary')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("details.hw-below[open] .hw-member").first).to_be_visible()
    page.close()


def test_a_deep_link_opens_what_it_stands_in(
    browser: Browser, site: Path, pages: list[str]
) -> None:
    page = browser.new_page()
    folded(page, site, pages)
    deepest = page.evaluate(
        "[...document.querySelectorAll('.hw-below .hw-member')].at(-1).id"
    )
    start = page.url
    page.goto("about:blank")
    page.goto(f"{start}#{deepest}")
    expect(page.locator(f'[id="{deepest}"]')).to_be_in_viewport()
    page.close()


def test_pages_are_read_without_scripts(
    browser: Browser, site: Path, pages: list[str]
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1300, "height": 900}
    )
    page = context.new_page()
    folded(page, site, pages)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".tree a").first).to_be_visible()
    expect(page.locator("[data-find]")).to_be_hidden()
    page.locator(".content .hw-below > summary").first.click()
    expect(page.locator("details.hw-below[open] .hw-member").first).to_be_visible()
    context.close()


def test_paper_shows_everything(browser: Browser, site: Path, pages: list[str]) -> None:
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        folded(page, site, pages)
        page.emulate_media(media="print")
        inner = page.locator(".hw-below .hw-member")
        expect(inner.first).to_be_visible()
        expect(inner.last).to_be_visible()
        expect(page.locator(".top")).to_be_hidden()
        expect(page.locator(".side")).to_be_hidden()
        context.close()


def test_colours_are_chosen_and_kept(
    browser: Browser, served: str, pages: list[str]
) -> None:
    page = browser.new_page(color_scheme="light")
    page.goto(served + pages[0])
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator("[data-mode]:not(html)").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(served + pages[-1])
    assert page.evaluate(ground) == dark
    page.close()


def test_examples_are_chosen_by_language(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(served + "index.html")
    page.locator(
        '.content a[href*="operations/"]:not([href$="index.html"])'
    ).first.click()
    tabs = page.get_by_role("tab")
    expect(tabs.first).to_have_attribute("aria-selected", "true")
    tabs.first.focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    page.close()
