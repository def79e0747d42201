"""Which files are taken for pages, and what they are called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from helpwright.diagnostics import Findings, HelpwrightError
from helpwright.limits import Limits
from helpwright.sources import list_pages
from helpwright.sources.manifest import WRITTEN
from helpwright.write.manifest import NAME
from helpwright.write.output import write

HTML = b"<!DOCTYPE html><html></html>"


def names(*paths: Path, findings: Findings | None = None) -> list[str]:
    pages = list_pages(
        [str(path) for path in paths], Findings() if findings is None else findings
    )
    return [page.name for page in pages]


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_walks_a_folder_and_names_pages_by_their_path_in_it(tmp_path: Path) -> None:
    fill(
        tmp_path, {"Help/Api/GET-x.html": HTML, "Help/index.html": HTML, "a.txt": b"x"}
    )
    assert names(tmp_path) == ["Help/Api/GET-x.html", "Help/index.html", "a.txt"]


def test_names_do_not_depend_on_where_the_folder_lies_or_the_order_given(
    tmp_path: Path,
) -> None:
    one = fill(tmp_path / "one", {"b.html": HTML, "a.html": HTML})
    assert names(one) == names(one / "b.html", one / "a.html") == ["a.html", "b.html"]


def test_passes_over_what_saved_sites_have_beside_their_pages(tmp_path: Path) -> None:
    files = {
        "HelpPage.css": b"body {}",
        "jquery.js": b"$()",
        "logo.png": b"\x89PNG\r\n\x1a\n",
        "facts.json": b"{}",
        "manifest.tsv": b"200\t/Help\tindex.html\n",
        ".git/index": b"DIRC",
        ".hidden.html": HTML,
        "index.html": HTML,
    }
    findings = Findings()
    assert names(fill(tmp_path, files), findings=findings) == ["index.html"]
    (note,) = findings
    assert (note.code, note.severity) == ("HW004", "note")
    assert "1 .css, 1 .js, 1 .json, 1 .png" in note.message


@pytest.mark.parametrize(
    "name", ["Api?apiId=GET-x", "GET-api-v1.0-status.json", "Api(3)", "index.php"]
)
def test_knows_a_page_by_its_content_whatever_its_name(
    tmp_path: Path, name: str
) -> None:
    assert names(fill(tmp_path, {name: b"\xef\xbb\xbf\r\n  " + HTML})) == [name]


def test_takes_any_file_that_is_named(tmp_path: Path) -> None:
    fill(tmp_path, {"page.json": b"GET api/boats"})
    assert names(tmp_path / "page.json") == ["page.json"]


@pytest.mark.parametrize("listed", ["folder", "file"])
def test_knows_addresses_from_a_manifest(tmp_path: Path, listed: str) -> None:
    fill(
        tmp_path,
        {
            "manifest.tsv": b"200\t/Help/Api/GET-x\tHelp/Api/one.html\n\n500\t/Help/y\t\n",
            "Help/Api/one.html": HTML,
        },
    )
    path = tmp_path if listed == "folder" else tmp_path / "Help/Api/one.html"
    (page,) = list_pages([str(path)], Findings())
    assert page.open().address == "/Help/Api/GET-x"


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("manifest.tsv", b"200 /Help index.html"),
        ("pages.lock", b"{"),
        ("pages.lock", b"[]"),
        ("pages.lock", b'{"pages": [{"file": "index.html"}]}'),
        ("pages.lock", b"\xff"),
    ],
)
def test_reads_the_pages_though_their_list_is_broken(
    tmp_path: Path, file: str, content: bytes
) -> None:
    findings = Findings()
    fill(tmp_path, {file: content, "index.html": HTML})
    assert names(tmp_path, findings=findings) == ["index.html"]
    assert [finding.code for finding in findings] == ["HW006"]


def test_reads_a_file_once_that_is_given_twice(tmp_path: Path) -> None:
    findings = Findings()
    fill(tmp_path, {"a.html": HTML})
    assert names(tmp_path, tmp_path / "a.html", findings=findings) == ["a.html"]
    assert [finding.code for finding in findings] == ["HW005"]


def test_tells_pages_apart_that_have_one_name(tmp_path: Path) -> None:
    fill(tmp_path, {"one/Help/index.html": HTML, "two/Help/index.html": HTML})
    assert names(tmp_path / "one", tmp_path / "two") == [
        "one/Help/index.html",
        "two/Help/index.html",
    ]


@pytest.mark.parametrize(("path", "code"), [("absent", "HW001"), ("empty", "HW002")])
def test_says_where_it_looked_for_pages_in_vain(
    tmp_path: Path, path: str, code: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(HelpwrightError) as error:
        names(tmp_path / path)
    finding = error.value.finding
    assert (finding.code, error.value.status) == (code, 2)
    assert finding.place.page.endswith(path)
    assert finding.advice


def test_gives_a_file_name_of_any_bytes_a_name_that_can_be_written(
    tmp_path: Path,
) -> None:
    raw = bytes(tmp_path) + b"/caf\xe9.html"
    try:
        with open(raw, "wb") as file:
            file.write(HTML)
    except OSError:
        pytest.skip("this file system takes no such name")
    (name,) = names(tmp_path)
    assert name.encode("utf-8") == b"caf\\udce9.html"


def within(folder: Path, **limits: int) -> tuple[list[str], list[str]]:
    """Names of the pages within limits, and what is said of the others."""
    findings = Findings()
    pages = list_pages([str(folder)], findings, Limits(**limits))
    for finding in findings:
        assert (finding.code, finding.severity) == ("HW007", "error")
        (name,) = limits
        assert f"raise `{name}` under [limits]" in finding.advice
    return [page.name for page in pages], [f.message for f in findings]


def test_a_page_may_be_as_large_as_its_limit(tmp_path: Path) -> None:
    fill(tmp_path, {"a.html": HTML, "b.html": HTML + b"\n", "c.html": HTML})
    size = len(HTML)
    assert within(tmp_path, page_bytes=size + 1) == (["a.html", "b.html", "c.html"], [])
    assert within(tmp_path, page_bytes=size) == (
        ["a.html", "c.html"],
        [f"the page has {size + 1} bytes; the limit is {size}"],
    )


def test_there_may_be_as_many_pages_as_their_limit(tmp_path: Path) -> None:
    fill(tmp_path, {f"{name}.html": HTML for name in "cab"})
    assert within(tmp_path, pages=3)[1] == []
    assert within(tmp_path, pages=2) == (
        ["a.html", "b.html"],
        ["there are 3 pages; the limit is 2"],
    )


def test_pages_together_may_be_as_large_as_their_limit(tmp_path: Path) -> None:
    fill(tmp_path, {f"{name}.html": HTML for name in "ab"})
    size = len(HTML)
    assert within(tmp_path, total_bytes=2 * size)[1] == []
    assert within(tmp_path, total_bytes=2 * size - 1)[0] == ["a.html"]


def test_a_page_that_grows_is_not_read_beyond_its_limit(tmp_path: Path) -> None:
    fill(tmp_path, {"a.html": HTML})
    limits = Limits(page_bytes=len(HTML))
    (page,) = list_pages([str(tmp_path)], Findings(), limits)
    assert page.open().content == HTML
    (tmp_path / "a.html").write_bytes(HTML * 2)
    with pytest.raises(OSError, match="more than 28 bytes"):
        page.open()


def test_a_list_of_addresses_may_be_as_large_as_its_limit(tmp_path: Path) -> None:
    line = b"200\t/Help\ta.html\n"
    fill(tmp_path, {"manifest.tsv": line, "a.html": HTML})
    for limit, address in ((len(line), "/Help"), (len(line) - 1, "")):
        findings = Findings()
        (page,) = list_pages([str(tmp_path)], findings, Limits(file_bytes=limit))
        assert page.address == address
        assert [finding.code for finding in findings] == ["HW006"] * (not address)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_does_not_wait_for_a_pipe(tmp_path: Path) -> None:
    fill(tmp_path, {"a.html": HTML})
    os.mkfifo(tmp_path / "b.html")
    assert names(tmp_path) == ["a.html"]
    with pytest.raises(HelpwrightError) as error:
        names(tmp_path / "b.html")
    assert "a device or a pipe" in error.value.finding.message


def test_what_we_wrote_among_the_pages_is_no_page(tmp_path: Path) -> None:
    """`out` may lie in the folder of pages, or be it: the next run reads the same pages."""
    (tmp_path / "a.html").write_text("<h1>GET api/boats</h1>", encoding="utf-8")
    for out in (tmp_path, tmp_path / "client"):
        files = {"README.md": "# Boats", "acme/boats.html": "<h1>GET api/boats</h1>"}
        write(files, out, Findings())
    # Written once, and the user's since then: not in the list.
    (tmp_path / "acme" / "main.py").write_text("import acme", encoding="utf-8")
    (tmp_path / "client" / "b.html").write_text("<h1>GET api/b</h1>", encoding="utf-8")
    findings = Findings()
    pages = list_pages([str(tmp_path)], findings)
    assert [page.name for page in pages] == ["a.html", "client/b.html"]
    (note,) = findings
    assert note.code == "HW004" and "4 that Helpwright wrote" in note.message


@pytest.mark.parametrize("text", ["", "[", "[]", "{}", '{"files": 5}', "[" * 100_000])
def test_a_list_of_what_we_wrote_that_is_none_hides_nothing(
    text: str, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text("<h1>GET api/boats</h1>", encoding="utf-8")
    assert NAME == WRITTEN
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    (page,) = list_pages([str(tmp_path)], Findings())
    assert page.name == "a.html"


def test_a_folder_that_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_text("<html>")
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def refusing(path: str) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    findings = Findings()
    assert len(list_pages([str(tmp_path)], findings)) == 1
    (found,) = findings
    assert (found.code, found.severity) == ("HW003", "error")
    assert found.place.page.endswith("closed")
