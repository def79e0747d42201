"""What a configuration may say, and what is said of one that can't be read."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from helpwright import config
from helpwright.diagnostics import HelpwrightError


def load(folder: Path, text: str, name: str = "helpwright.toml") -> config.Config:
    (folder / name).write_text(text, "utf-8")
    return config.load(folder / name)


def test_reads_helpwright_toml(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        """
        pages = ["specs/pages", "more.html"]
        out = "client"
        spec = "specs/spec.json"
        package = "vendor_api"
        title = "Vendor API"
        """,
    )
    assert loaded.pages == ("specs/pages", "more.html")
    assert loaded.path(loaded.spec) == tmp_path / "specs/spec.json"
    assert (loaded.openapi, loaded.package) == ("client/openapi.json", "vendor_api")


def test_reads_the_table_of_pyproject_toml(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n[tool.helpwright]\npages = "pages"\n'
    loaded = load(tmp_path, text, "pyproject.toml")
    assert (loaded.pages, loaded.out) == (("pages",), "output")


def test_is_found_in_a_folder_above_but_not_above_the_repository(
    tmp_path: Path,
) -> None:
    load(tmp_path, 'pages = "p"')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert config.find(inner) == tmp_path / "helpwright.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n# helpwright\n")
    assert config.find(inner) == tmp_path / "helpwright.toml"
    (tmp_path / "a" / ".git").mkdir()
    assert config.find(inner) is None


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("pages = [\n1 2", "HW011", "line 2"),
        ('page = "x"', "HW012", "did you mean 'pages'?"),
        ("", "HW013", "names no pages"),
        ("pages = 3", "HW013", "a list of files and folders"),
        ("pages = [3]", "HW013", "not 3"),
        ('pages = "x"\nout = ""', "HW013", "out is text that is not empty"),
        ('pages = "x"\npackage = "my-api"', "HW013", "no Python name"),
        ('pages = "x"\npackage = "class"', "HW013", "no Python name"),
        ("pages = '\x00'", "HW011", "line 1"),
        ('pages = "x"\nlimits = 3', "HW013", "limits is a table"),
        ('pages = "x"\n[limits]\npage = 3', "HW013", "did you mean 'pages'?"),
        ('pages = "x"\n[limits]\npages = 0', "HW013", "a whole number above 0"),
        ('pages = "x"\n[limits]\npages = true', "HW013", "not True"),
        ('pages = "x"\n[limits]\nwait_seconds = inf', "HW013", "a number above 0"),
        ('pages = "x"\n[limits]\nwait_seconds = nan', "HW013", "a number above 0"),
        ('pages = "x"\n[limits]\nfile_bytes = 0x7fffffffffffffff', "HW013", "at most"),
        (f'pages = "x"\n[limits]\nfetch_seconds = 0x{"f" * 300}', "HW013", "at most"),
        ('pages = "a\\u0000b"', "HW013", "NUL"),
        ('pages = "x"\nout = "a\\u0000b"', "HW013", "NUL"),
        ('pages = "x"\nspec = "s"\nopenapi = "./s"', "HW013", "name the same place"),
        ('pages = "x"\nsite = "output"', "HW013", "name the same place"),
        ('pages = "x"\nauth = { kind = ["basic"] }', "HW013", "auth.kind is one of"),
        (
            'pages = "x"\nauth = { kind = "cookie-session", json = "no" }',
            "HW013",
            "auth.json is true or false, not 'no'",
        ),
        (
            'pages = "x"\nauth = { kind = "password-grant", fields = { a = [1] } }',
            "HW013",
            "auth.fields is a table of texts",
        ),
    ],
)
def test_says_what_is_wrong(tmp_path: Path, text: str, code: str, words: str) -> None:
    with pytest.raises(HelpwrightError) as error:
        load(tmp_path, text)
    finding = error.value.finding
    assert (finding.code, error.value.status) == (code, 2)
    assert words in finding.message
    assert finding.place.page == "helpwright.toml"


@pytest.mark.parametrize("text", ["tool = 1", "tool.helpwright = 1", "tool = [1]"])
def test_a_table_that_is_none_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(HelpwrightError, match="is a table"):
        config.load(tmp_path / "pyproject.toml")


def test_says_when_there_is_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(HelpwrightError, match="No such file"):
        config.load(tmp_path / "other.toml")


def test_limits_are_numbers_of_the_configuration(tmp_path: Path) -> None:
    loaded = load(tmp_path, 'pages = "x"\n[limits]\npage_bytes = 1_000\n')
    assert loaded.limits.page_bytes == 1000
    assert loaded.limits.pages == config.Config().limits.pages


def test_every_limit_is_documented_with_its_number() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "limits.md").read_text("utf-8")
    units = {"MiB": 2**20, "GiB": 2**30, "": 1}
    told = {
        name: int(number.replace(" ", "")) * units[unit]
        for name, number, unit in re.findall(
            r"^\| `(\w+)` \| ([\d ]*\d) ?(MiB|GiB|) \|", docs, re.MULTILINE
        )
    }
    limits = config.Config().limits
    assert told == {f.name: getattr(limits, f.name) for f in fields(limits)}
