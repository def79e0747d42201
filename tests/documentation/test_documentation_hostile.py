"""Documentation of APIs that mean no good: all that comes out are our elements and links."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from drawn_documents import Drawing
from hostile_document import document
from payloads import FAMILIES
from published import as_git_host, as_site, resolved, seen

from helpwright.changes import Change
from helpwright.diagnostics import Finding
from helpwright.documentation import Documentation, documentation
from helpwright.documentation.phrases import safe_address
from helpwright.names import resolve
from helpwright.place import Place
from helpwright.write.paths import problem_of

ELEMENTS = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "details",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "span",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES = frozenset({"class", "href", "id", "rel", "scope"})


def with_sources(value: Any, texts: tuple[str, ...], *, names: bool = False) -> Any:
    """`value` with hostile words about each of its objects that may have them.

    The keys of an object of `names` are names, whatever they are called.
    """
    if isinstance(value, list):
        return [with_sources(each, texts) for each in value]
    if not isinstance(value, dict):
        return value
    out = {
        key: (
            each
            if key in ("example", "enum") and not names
            else with_sources(each, texts, names=key == "properties" and not names)
        )
        for key, each in value.items()
    }
    if not names and value.keys() & {"type", "schema", "responses", "content", "anyOf"}:
        text = texts[len(value) % len(texts)]
        out |= {
            "x-inferred": f"type: {text}; {text}",
            "x-corrected": text,
            "x-suggestions": {"unit": text, "allowedValues": [text]},
            "x-source": [
                {
                    "fact": fact,
                    "page": text,
                    "line": 7,
                    "cell": text,
                    "text": text,
                    "rule": text,
                    "basis": basis,
                    "note": text,
                }
                for fact, basis in (("type", "inferred"), (text, "read"))
            ],
        }
    return out


def hostile(texts: tuple[str, ...]) -> tuple[Documentation, Any]:
    """The documentation of a document that holds `texts` everywhere."""
    source = copy.deepcopy(document(texts))
    for part in ("paths", "components"):
        source[part] = with_sources(source[part], texts)
    source["x-pages"] = {text: f"javascript:{text}" for text in texts}
    findings = [
        Finding(
            code="HW501",
            severity="warning",
            message=text,
            place=Place(page=text, line=7, cell=text),
            text=text,
            made_of_it=text,
            advice=text,
        )
        for text in texts
    ]
    changes = [
        Change(
            verdict="addition",
            subject="model",
            name=text,
            where=text,
            old=text,
            new=text,
            message=f"Add `{text}` to {text}",
            note=text,
        )
        for text in texts
    ]
    names = resolve(source, package="acme")
    return documentation(source, findings, names, changes=changes), source


def together(texts: tuple[str, ...]) -> tuple[str, ...]:
    """`texts` in few: pages are many, and each is read in several ways."""
    size = -(-len(texts) // 2)
    return tuple(" ".join(texts[n : n + size]) for n in range(0, len(texts), size))


def check_page(page: str, html: str, made: Documentation, pages: set[str]) -> None:
    found = seen(html)
    assert set(found.elements) <= ELEMENTS, page
    assert {name for _, name, _ in found.attributes} <= ATTRIBUTES, page
    assert not found.unbalanced, page
    assert len(found.ids) == len(set(found.ids)), page
    for link in found.links:
        if unquote(link) in pages:
            continue
        target, _ = resolved(link, page)
        is_known = target in made.files
        assert is_known, f"{page} links to {link}"


def vendor_pages(value: Any) -> Iterator[str]:
    """Addresses of pages that a document names: these may be linked to."""
    if isinstance(value, dict):
        if url := value.get("externalDocs", {}).get("url"):
            yield unquote(safe_address(url))
        for each in value.values():
            yield from vendor_pages(each)
    elif isinstance(value, list):
        for each in value:
            yield from vendor_pages(each)


def check(made: Documentation, source: Any) -> None:
    pages = set(vendor_pages(source)) - {""}
    for page, text in made.files.items():
        assert not problem_of(page)
        assert text.endswith("\n") and "\r" not in text
        if page.endswith(".md"):
            check_page(page, as_git_host(text), made, pages)
            check_page(page, as_site(text), made, pages)
        elif page.startswith("llms/"):
            check_page(page, as_git_host(text), made, pages)


@pytest.mark.parametrize("family", ("markup", "markdown", "braces", "yaml", "names"))
def test_hostile_texts_put_nothing_into_a_page(family: str) -> None:
    check(*hostile(together(FAMILIES[family])))


@pytest.mark.parametrize("seed", range(12))
def test_documents_drawn_at_random_have_sound_pages(seed: int) -> None:
    source = Drawing(seed).document()
    check(documentation(source, (), resolve(source, package="acme")), source)
