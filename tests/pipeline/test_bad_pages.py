"""Bad pages: a message with the place, the right status, and everything that is readable."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpwright.cli import main

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "specs" / "pages"
ONE_SCREEN = 24


class Ran:
    """A run of `helpwright openapi` on one folder."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.err = err
        self.document: dict[str, Any] = json.loads(out) if out else {}

    @property
    def paths(self) -> set[str]:
        return set(self.document.get("paths", {}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good page."""
    (tmp_path / "works.html").write_bytes((PAGES / "works.html").read_bytes())
    return tmp_path


@pytest.fixture
def openapi(capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    def run(*pages: Path) -> Ran:
        status = main(["openapi", *map(str, pages)])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Ran(status, captured.out, captured.err)

    yield run


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.html", b"", "empty"),
        ("blank.txt", b" \r\n\t\n", "empty"),
        ("binary.html", bytes(range(256)) * 40, "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 99, "binary"),
        ("prose.txt", b"Dear reader,\n\nthis is a letter and no help page.\n", ""),
        (
            "prose.html",
            b"<!DOCTYPE html><html><body><h1>Our API</h1><p>It is good.</p></body></html>",
            "",
        ),
    ],
)
def test_refuses_what_is_no_help_page_and_reads_the_rest(
    folder: Path, openapi: Any, name: str, content: bytes, words: str
) -> None:
    (folder / name).write_bytes(content)
    ran = openapi(folder)
    assert ran.status == 1
    assert ran.paths == {"/api/v2/works"}
    assert any(name in line and words in line for line in ran.err.splitlines())
    assert len(ran.err.splitlines()) < ONE_SCREEN


def test_refuses_a_lone_page_of_prose(tmp_path: Path, openapi: Any) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader,\n\nthis is no help page.\n")
    ran = openapi(tmp_path)
    assert ran.status == 1
    assert "letter.txt" in ran.err


def members(document: dict[str, Any]) -> set[tuple[str, str]]:
    schemas = document.get("components", {}).get("schemas", {})
    return {
        (name, member)
        for name, schema in schemas.items()
        for member in schema.get("properties", {})
    }


def names(document: dict[str, Any]) -> set[str]:
    """Names of members; the models that only a sample shows may be called otherwise."""
    return {member for _, member in members(document)}


@pytest.mark.parametrize("form", ["html", "txt"])
@pytest.mark.parametrize("page", ["works", "product", "jobs"])
def test_reads_what_is_left_of_a_page_cut_at_every_50th_byte(
    tmp_path: Path, openapi: Any, page: str, form: str
) -> None:
    """A cut page may say less than the whole one, never something else."""
    source = PAGES if form == "html" else ROOT / "tests" / "pages"
    content = (source / f"{page}.{form}").read_bytes()
    whole = openapi(source / f"{page}.{form}")
    assert whole.status == 0
    path = tmp_path / f"{page}.{form}"
    # The long page takes seconds for what the others show as well.
    for end in range(0, len(content), 500 if page == "jobs" else 50):
        path.write_bytes(content[:end])
        cut = openapi(path)
        assert cut.paths <= whole.paths, end
        # A text may be cut where it could as well be over; a page of HTML has an end.
        assert cut.status == 1 or (form == "txt" and cut.paths), end
        assert names(cut.document) <= names(whole.document), end


ROW = """<td class="parameter-documentation">
                        <p></p>
                    </td>"""


@pytest.mark.parametrize(
    ("change", "what"),
    [("", "a missing cell"), (ROW + ROW, "an extra cell")],
    ids=["missing", "extra"],
)
def test_reads_the_other_rows_of_a_table_with_a_bad_one(
    folder: Path, openapi: Any, change: str, what: str
) -> None:
    path = folder / "works.html"
    text = path.read_text("utf-8")
    good = openapi(folder)
    start = text.index("ReferenceKey</td>")
    path.write_text(text[:start] + text[start:].replace(ROW, change, 1), "utf-8")
    ran = openapi(folder)
    row = text[:start].count("\n")
    assert f"works.html:{row}:" in ran.err, f"{what} is not reported"
    assert ran.status == 1
    others = {m for m in members(good.document) if m != ("WorkNew", "ReferenceKey")}
    assert others <= members(ran.document)


def test_keeps_the_table_when_a_sample_is_not_json(folder: Path, openapi: Any) -> None:
    path = folder / "works.html"
    text = path.read_text("utf-8")
    broken = text.replace("&quot;ReferenceKey&quot;: ", "&quot;ReferenceKey&quot; ")
    path.write_text(broken, "utf-8")
    ran = openapi(folder)
    properties = ran.document["components"]["schemas"]["WorkNew"]["properties"]
    assert len(properties) == 19
    assert "works.html:256: error HW301: the sample is no JSON" in ran.err
    assert ran.status == 1


def test_reports_two_pages_that_contradict_each_other(
    folder: Path, openapi: Any
) -> None:
    text = (folder / "works.html").read_text("utf-8")
    other = text.replace("<h1>POST api/v2/works</h1>", "<h1>PUT api/v2/works</h1>")
    start = other.index("ReferenceKey</td>")
    other = other[:start] + other[start:].replace("string", "boolean", 1)
    (folder / "works-put.html").write_text(other, "utf-8")
    ran = openapi(folder)
    assert set(ran.document["paths"]["/api/v2/works"]) == {"post", "put"}
    assert "two pages contradict each other: works-put.html" in ran.err
    assert "ReferenceKey" in ran.err
    assert ran.status == 1


def test_reads_a_page_once_that_is_there_twice(folder: Path, openapi: Any) -> None:
    once = openapi(folder)
    (folder / "works (1).html").write_bytes((folder / "works.html").read_bytes())
    twice = openapi(folder)
    assert twice.document == once.document
    assert "the page is there twice: works (1).html" in twice.err
    assert twice.status == 1


def test_goes_on_when_a_reader_fails_on_one_page(
    folder: Path, openapi: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect of ours must not cost the user the other pages."""
    import helpwright.read

    read = helpwright.read.read

    def failing(source: Any, *others: Any) -> Any:
        if source.name == "other.html":
            raise RecursionError("deep")
        return read(source, *others)

    monkeypatch.setattr(helpwright.read, "read", failing)
    (folder / "other.html").write_bytes((PAGES / "product.html").read_bytes())
    ran = openapi(folder)
    assert ran.status == 1
    assert ran.paths == {"/api/v2/works"}
    assert "other.html" in ran.err
