"""What pages say never becomes part of a site's own HTML, whatever it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import Watch, spread
from hostile_document import document
from payloads import BRACES, HOST, MARK, MARKDOWN, MARKUP
from playwright.sync_api import Browser

from helpwright.diagnostics import Finding, Findings
from helpwright.documentation import documentation
from helpwright.names import resolve
from helpwright.place import Place
from helpwright.site import built

ALERT = "window.helpwrightCanary=1"
MORE = (
    f"<script>{ALERT}</script>",
    f"<img src=x onerror={ALERT}>",
    f"<iframe src=javascript:{ALERT}></iframe>",
    "<style>body{display:none}</style>",
    f"</style><svg onload={ALERT}>",
    f"</main></body><script>{ALERT}</script>",
    f"</code></pre></details><script>{ALERT}</script>",
    f"[x](javascript:{ALERT})",
    f"[x](data:text/html,<script>{ALERT}</script>)",
    f"![x](https://{HOST}/beacon.png)",
    f"<a href=javascript&#58;{ALERT}>x</a>",
    f"\n\n<div onclick={ALERT}>\n\n# x\n",
    f"-->\n<script>{ALERT}</script>\n<!--",
    "--8<-- 'zensical.toml'",
    f"x {{ onclick={ALERT} }}",
    f'x {{: onclick="{ALERT}" }}',
    f"```\n</code>\n<script>{ALERT}</script>",
    f'<details open ontoggle="{ALERT}">',
    f"<math><mtext></table><mglyph><style><!--</style><img onerror={ALERT} src=1>",
    f"<base href=https://{HOST}/><link rel=stylesheet href=//{HOST}/x.css>",
    f'<meta http-equiv=refresh content="0;url=https://{HOST}/">',
    "{{ 7*7 }}{% include 'main.html' %}",
    "---\ntemplate: 404.html\n---\n",
)
TEXTS = (*MARKUP, *MARKDOWN, *BRACES, *MORE)

OUTSIDE = """() => [...document.querySelectorAll("*")].flatMap((element) => [
  ...(["SCRIPT", "LINK", "META", "BASE", "STYLE", "IFRAME", "OBJECT", "EMBED", "FORM",
    "INPUT", "IMG", "VIDEO", "AUDIO", "MATH", "NOSCRIPT", "TEMPLATE"].includes(
    element.tagName.toUpperCase()) && element.closest("main") ? [element.outerHTML] : []),
  ...[...element.attributes]
    .filter((each) => /^on|^style$|^srcdoc$|^formaction$/i.test(each.name) ||
      (/^(href|src|action|xlink:href)$/i.test(each.name) &&
        /^[\\s\\0-\\x20]*(?!https?:)[a-z][a-z0-9+.-]*:/i.test(each.value)))
    .map((each) => `${element.tagName} ${each.name}=${each.value}`),
])"""
"""What no page may hold, found in the DOM as the browser has made it."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose pages say all of these things, wherever a text can stand."""
    described = document(TEXTS)
    findings = [
        Finding(
            code="HW501",
            severity="warning",
            message=text,
            place=Place(page=text, line=1),
            text=text,
            made_of_it=text,
            advice=text,
        )
        for text in TEXTS
    ]
    names = resolve(described, package="hostile", findings=Findings())
    made = documentation(described, findings, names)
    out = tmp_path_factory.mktemp("hostile")
    doubts = Findings()
    for path, content in built(made, doubts, title=MORE[0]).files.items():
        place = out / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    # The pages were escaped where they were written: the second wall had nothing to do.
    assert not doubts.sorted_findings()
    return out


def test_nothing_that_a_page_says_becomes_an_element(
    browser: Browser, hostile: Path
) -> None:
    page = browser.new_page()
    watch = Watch(page, f"{hostile.as_uri()}/")
    paths = sorted(hostile.rglob("*.html"))
    assert len(paths) > len(TEXTS)
    for path in spread(paths, 150):
        page.goto(path.as_uri())
        assert page.evaluate(OUTSIDE) == [], path
        assert page.evaluate("window.helpwrightCanary") is None, path
        assert not watch.complaints, path
        assert page.title(), path
    page.close()


def test_search_shows_what_a_page_says_as_text(browser: Browser, hostile: Path) -> None:
    page = browser.new_page()
    watch = Watch(page, f"{hostile.as_uri()}/")
    page.goto((hostile / "index.html").as_uri())
    page.keyboard.press("/")
    for text in ("script", "onerror", "javascript", MARK, "svg"):
        page.locator(".search input").fill(text)
        page.locator(".search li").first.wait_for()
        inside = (
            "[...document.querySelectorAll('.search li *')].map((e) => e.localName)"
        )
        assert set(page.evaluate(inside)) <= {"a", "span", "mark"}
        assert not watch.complaints
    page.close()
