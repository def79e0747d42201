"""Folders with a document, its findings and changes, and the pages that come of it.

`case.json` has what goes in, `expected.md` all that came out, one page below the other. `--update-cases` rewrites it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from published import as_git_host, as_site, resolved, seen

from helpwright.changes import Change
from helpwright.diagnostics import Finding
from helpwright.documentation import Documentation, Entry, documentation
from helpwright.names import resolve
from helpwright.place import Place

CASES = Path(__file__).parents[1] / "cases" / "documentation"
NAMES = sorted(path.parent.name for path in CASES.glob("*/case.json"))


def finding(entry: dict[str, Any]) -> Finding:
    place = {
        name: entry.pop(name) for name in ("page", "line", "cell") if name in entry
    }
    return Finding(place=Place(**place), **entry)


def change(entry: dict[str, Any]) -> Change:
    return Change(**{"where": "", "old": "", "new": "", **entry})


@cache
def made(name: str) -> Documentation:
    case = json.loads((CASES / name / "case.json").read_text(encoding="utf-8"))
    document = case["document"]
    return documentation(
        document,
        [finding(each) for each in case.get("findings", ())],
        resolve(document, package="orchard"),
        changes=[change(each) for each in case.get("changes", ())],
    )


def paths_of(entries: tuple[Entry, ...]) -> list[str]:
    found = []
    for entry in entries:
        found += [entry.path] if entry.path else []
        found += paths_of(entry.children)
    return found


def page_of(request: str) -> str:
    """The page of an operation of the orchard."""
    groups = [each.children for each in made("orchard").navigation]
    found = [each.path for group in groups for each in group if each.request == request]
    return made("orchard").files[found[0]]


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_those_of_the_case(
    name: str, expect: Callable[[Path, str], None]
) -> None:
    pages = [f"=== {page} ===\n\n{text}" for page, text in made(name).files.items()]
    expect(CASES / name / "expected.md", "\n".join(pages))


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_what_is_there(name: str) -> None:
    files = made(name).files
    ids = {
        page: set(seen(as_site(text)).ids)
        for page, text in files.items()
        if page.endswith(".md")
    }
    for page in ids:
        for link in seen(as_git_host(files[page])).links:
            if not link.startswith("https://"):
                path, fragment = resolved(link, page)
                assert path in files, f"{page}: {link}"
                assert not fragment or fragment in ids[path], f"{page}: {link}"
    for member in made(name).members:
        assert member.anchor in ids[member.path], member


@pytest.mark.parametrize("name", NAMES)
def test_the_navigation_leads_to_every_page(name: str) -> None:
    pages = [page for page in made(name).files if page.endswith(".md")]
    assert sorted(paths_of(made(name).navigation)) == sorted(pages)
    assert set(pages) <= made(name).descriptions.keys()


@pytest.mark.parametrize("name", NAMES)
def test_git_hosts_and_sites_show_the_same(name: str) -> None:
    for page, text in made(name).files.items():
        if page.endswith(".md"):
            there, here = seen(as_git_host(text)), seen(as_site(text))
            assert there.text.split() == here.text.split(), page
            assert there.links == here.links, page


def test_what_is_about_the_run_is_no_finding_of_the_documentation() -> None:
    text = made("orchard").files["findings.md"]
    assert "HW501" in text
    assert "HW004" not in text


def test_no_secret_is_published() -> None:
    for page, text in made("orchard").files.items():
        assert "hunter2" not in text, page
        assert "secret" not in text, page


def test_each_mark_opens_to_its_words_and_the_vendors_page() -> None:
    page = made("orchard").files["models/Tree.md"]
    row = page.partition('id="member.Height"')[2].partition("</li>")[0]
    assert "<summary>Inferred</summary>" in row
    assert "<code>&quot;Height&quot;: 1.0</code>" in row
    assert 'href="https://orchard.example/Help/Api/POST-api-trees"' in row
    assert "line 88" in row
    assert "<summary>Corrected</summary>" in page
    crop = made("orchard").files["models/Crop.md"]
    assert "<summary>Contradictory</summary>" in crop
    assert 'href="../findings.md#hw501-' in crop


def test_a_tree_goes_down_to_the_last_member_and_cuts_circles() -> None:
    page = made("orchard").files["operations/trees/create.md"]
    assert 'id="body.Crops.Kilos"' in page
    assert 'id="body.Parent.Id"' not in page
    assert '<a href="#tree.body">The members from the top</a> again' in page


def test_a_text_for_machines_is_whole() -> None:
    text = made("orchard").files["llms/trees/create.txt"]
    for name in ("Id", "Sort", "Label", "Parent", "Crops", "Kilos", "Rowan"):
        assert name in text
    assert "<" not in text.replace("<https://", "")


def test_a_parameter_takes_the_names_of_an_enumeration_and_a_body_its_numbers() -> None:
    files = made("orchard").files
    assert "<code>Pear</code>, <code>Rowan</code>" in page_of("GET /api/trees/{id}")
    assert "<code>1</code> Pear" in files["operations/trees/create.md"]


def test_one_mark_tells_of_members_that_samples_alone_show() -> None:
    files = made("samples-alone").files
    page = files["operations/pots/get.md"]
    assert page.count(">Inferred</a>") == 1
    assert "No page lists the members of" in page
    assert files["models/Soil.md"].count("<summary>Inferred</summary>") == 3


def test_the_order_of_findings_does_not_show() -> None:
    case = json.loads((CASES / "orchard" / "case.json").read_text(encoding="utf-8"))
    document = case["document"]
    names = resolve(document, package="orchard")
    found = [
        Finding(
            code="HW501",
            severity="warning",
            message=f"doubt {number}",
            place=Place(page="trees.html", line=31),
        )
        for number in range(5)
    ]
    there = documentation(document, found, names)
    assert documentation(document, found[::-1], names) == there


def test_a_template_of_ones_own_stands_in_for_ours(tmp_path: Path) -> None:
    folder = tmp_path / "documentation"
    folder.mkdir()
    (folder / "group.md.jinja").write_text("# Ours: {{ title }}\n", encoding="utf-8")
    case = json.loads((CASES / "orchard" / "case.json").read_text(encoding="utf-8"))
    document = case["document"]
    names = resolve(document, package="orchard")
    files = documentation(document, (), names, templates=tmp_path).files
    assert files["operations/trees/index.md"] == "# Ours: Trees\n"
    assert files["models/Tree.md"] == made("orchard").files["models/Tree.md"]
