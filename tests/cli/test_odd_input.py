"""Wrong and odd input: an error that says what was read and what to do, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpwright.cli import main
from helpwright.traffic import has_more_values

PAGE = "<html><body><h1>GET api/boats</h1><p>All.</p></body></html>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00{")
    (tmp_path / "half.json").write_text('{"a":', "utf-8")
    (tmp_path / "deep.json").write_text("[" * 100_000 + "]" * 100_000, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("diff half.json page.html", "half.json: error HW016: the spec cannot be read"),
        ("diff deep.json page.html", "deep.json: error HW016: the spec cannot be read"),
        ("diff binary.json page.html", "binary.json: error HW016"),
        ("observe deep.json --spec half.json", "half.json: error HW931"),
        ("observe page.html --spec binary.json", "binary.json: error HW931"),
        ("fetch http://[::1", "http://[::1: error HW901"),
        ("explain --spec deep.json x", "deep.json: error HW016"),
        ("generate /dev/null", "neither a file nor a folder, but a device"),
    ],
)
def test_is_an_error_with_a_place(
    folder: Path, capfd: pytest.CaptureFixture[str], arguments: str, words: str
) -> None:
    assert main(arguments.split()) in (1, 2)
    said = capfd.readouterr().err
    assert words in said
    assert "HW020" not in said


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ('names = "deep.json"', "deep.json: error HW702"),
        ('names = "binary.json"', "binary.json: error HW015: is no UTF-8: see line 1"),
        ('overlays = ["binary.json"]', "binary.json: error HW015"),
        ("a = " + "[" * 5000, "helpwright.toml: error HW011"),
        ("a = " + "9" * 5000, "helpwright.toml: error HW011"),
    ],
)
def test_settings_that_name_it_are_an_error(
    folder: Path, capfd: pytest.CaptureFixture[str], setting: str, words: str
) -> None:
    text = f'pages = "page.html"\n{setting}\n'
    (folder / "helpwright.toml").write_text(text, "utf-8")
    assert main(["generate"]) == 2
    said = capfd.readouterr().err
    assert words in said
    assert not (folder / "output").exists()


def test_a_configuration_may_begin_with_a_byte_order_mark(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "helpwright.toml").write_text('pages = "page.html"\n', "utf-8-sig")
    assert main(["generate", "--check"]) == 1
    assert "HW011" not in capfd.readouterr().err


def test_files_of_ones_own_may_be_as_large_as_their_limit(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "c.toml").write_text("# none\n", "utf-8")
    for limit, error in ((7, False), (6, True)):
        settings = f'pages = "page.html"\ncorrections = "c.toml"\n[limits]\nfile_bytes = {limit}'
        (folder / "helpwright.toml").write_text(settings, "utf-8")
        main(["generate", "--check"])
        said = capfd.readouterr().err
        assert ("has more than 6 bytes, which is the limit" in said) == error
        assert ("raise `file_bytes` under [limits]" in said) == error


def test_a_recording_may_be_as_large_as_its_limit(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = 'pages = "page.html"\nspec = "s.json"\n[limits]\nhar_bytes = '
    har = '{"log": {"entries": []}}'
    (folder / "t.har").write_text(har, "utf-8")
    (folder / "helpwright.toml").write_text(f"{settings}100\n", "utf-8")
    main(["generate"])
    for limit, status in ((len(har), 0), (len(har) - 1, 2)):
        (folder / "helpwright.toml").write_text(f"{settings}{limit}\n", "utf-8")
        assert main(["observe", "t.har"]) == status
    assert "raise `har_bytes` under [limits]" in capfd.readouterr().err


def test_a_recording_may_have_as_many_values_as_its_limit(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = 'pages = "page.html"\nspec = "s.json"\n[limits]\nhar_values = '
    # Texts, such as bodies, count on their own.
    har = r'{"log": {"comment": "[,\\", "text": "\"[{,:", "entries": []}}'
    (folder / "t.har").write_text(har, "utf-8")
    (folder / "helpwright.toml").write_text(f"{settings}100\n", "utf-8")
    main(["generate"])
    signs = 3 + 4 + 2  # brackets, colons and commas
    for limit, status in ((signs, 0), (signs - 1, 2)):
        (folder / "helpwright.toml").write_text(f"{settings}{limit}\n", "utf-8")
        assert main(["observe", "t.har"]) == status
    said = capfd.readouterr().err
    assert "t.har: error HW931: has more than 8 values, which is the limit" in said
    assert "raise `har_values` under [limits]" in said


def test_a_spec_may_have_as_many_bytes_as_its_limit(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = 'pages = "page.html"\nspec = "s.json"\n[limits]\nspec_bytes = '
    (folder / "t.har").write_text('{"log": {"entries": []}}', "utf-8")
    (folder / "helpwright.toml").write_text(f"{settings}1\n", "utf-8")
    main(["generate"])
    size = (folder / "s.json").stat().st_size
    for command in (
        ["observe", "t.har"],
        ["diff", "s.json", "s.json"],
        ["explain", "--open"],
    ):
        for limit, refused in ((size, False), (size - 1, True)):
            text = f"{settings}{limit}\n"
            (folder / "helpwright.toml").write_text(text, "utf-8")
            capfd.readouterr()
            assert (main(command) == 2) == refused
            said = " ".join(capfd.readouterr().err.split())
            assert ("raise `spec_bytes` under [limits]" in said) == refused
            assert (f"it has {size:,} bytes" in said) == refused


def test_as_many_places_are_observed_as_their_limit(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = 'pages = "page.html"\nspec = "s.json"\n[limits]\nobserved_places = '
    (folder / "helpwright.toml").write_text(f"{settings}4\n", "utf-8")
    main(["generate"])
    path = json.loads((folder / "s.json").read_text("utf-8"))["operations"][0]["path"]
    entries = [
        {
            "request": {"method": "GET", "url": f"https://h{path}"},
            "response": {"status": 200, "content": {"text": json.dumps(value)}},
        }
        for value in ({"a": [1], "b": 2}, {"b": None}, {"c": 3})
    ]
    for count, full in ((2, False), (3, True)):
        har = json.dumps({"log": {"entries": entries[:count]}})
        (folder / "t.har").write_text(har, "utf-8")
        (folder / "helpwright.toml").write_text(f"{settings}3\n", "utf-8")
        capfd.readouterr()
        main(["observe", "t.har", "--into", "o.json", "--fresh"])
        said = " ".join(capfd.readouterr().err.split())
        assert ("HW932: bodies have more than 3 members and items" in said) == full
        assert ("raise `observed_places` under [limits]" in said) == full
        kept = json.loads((folder / "o.json").read_text("utf-8"))
        (operation,) = kept["operations"].values()
        shape = operation["responses"]["200"]["shape"]
        assert sorted(shape["members"]) == ["a", "b"]
        assert shape["members"]["b"]["kinds"] == ["integer", "null"]


def test_a_large_body_is_left_out_and_told(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = 'pages = "page.html"\nspec = "s.json"\n[limits]\nhar_values = '
    (folder / "helpwright.toml").write_text(f"{settings}100\n", "utf-8")
    main(["generate"])
    path = json.loads((folder / "s.json").read_text("utf-8"))["operations"][0]["path"]
    entry = {
        "request": {"method": "GET", "url": f"https://h{path}"},
        "response": {"status": 200, "content": {"text": str([1] * 101)}},
    }
    har = json.dumps({"log": {"entries": [entry]}})
    (folder / "t.har").write_text(har, "utf-8")
    capfd.readouterr()
    main(["observe", "t.har", "--into", "o.json"])
    said = " ".join(capfd.readouterr().err.split())
    assert "HW932: a body has more than 100 values at entry 1" in said
    assert "raise `har_values` under [limits]" in said
    assert "Observed 1 requests of 1 operations" in said


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (b"", 0),
        (b'"[[[[\\"[[["', 0),
        (b'["a", {"b": [1, 2]}, ""]', 7),
        ('["\u3a2c"]'.encode("utf-16"), 3),  # two of them in a letter
        (b'[""],' * 2**18 + b"[]", 2 * 2**18 + 1),  # in pieces
        (b'["' + b"," * 2**20 + b'",1]', 2),
    ],
)
def test_values_are_counted_before_anything_is_parsed(
    content: bytes, count: int
) -> None:
    assert not has_more_values(content, count)
    assert count == 0 or has_more_values(content, count - 1)


@pytest.mark.parametrize(
    ("place", "advice"),
    [
        ("folder", "This is a folder: give the name of a file in it."),
        ("page.html/api.json", "A part of this path is a file: give another place."),
    ],
)
def test_a_place_that_cannot_be_written_comes_with_what_to_do(
    folder: Path, capfd: pytest.CaptureFixture[str], place: str, advice: str
) -> None:
    (folder / "folder").mkdir()
    assert main(["openapi", "page.html", "-o", place]) == 1
    first, second, *_ = capfd.readouterr().err.splitlines()[-2:]
    assert (
        first.startswith("helpwright: HW021 error: ") and place.split("/")[0] in first
    )
    assert second == f"  {advice}"


def test_what_was_observed_stays_where_no_recording_can_be_read(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = 'pages = "page.html"\nspec = "s.json"\nobservations = "observed.json"\n'
    (folder / "helpwright.toml").write_text(settings, "utf-8")
    (folder / "good.har").write_text('{"log": {"entries": []}}', "utf-8")
    assert main(["generate"]) == 0
    assert main(["observe", "good.har"]) == 0
    before = (folder / "observed.json").read_bytes()
    assert main(["observe", "page.html"]) == 1
    assert "left as it was" in capfd.readouterr().err
    assert (folder / "observed.json").read_bytes() == before


GENERATOR = Path(__file__).parents[2] / "generator"


@pytest.mark.skipif(os.name != "posix", reason="the words are those of a POSIX shell")
@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("openapi page.html >&-", 1, "HW021 error: standard output is closed"),
        ("openapi page.html -o a.json >&-", 0, "Wrote 1 file"),
        ("openapi page.html 2>&- >/dev/null", 0, ""),
        ("openapi page.html <&- >/dev/null", 0, "Wrote 1 file"),
        ("explain --spec half.json x 2>&-", 2, ""),
    ],
)
def test_streams_may_be_closed(
    folder: Path, words: str, status: int, said: str
) -> None:
    command = f'"{sys.executable}" -m helpwright {words}'
    environment = {**os.environ, "PYTHONPATH": str(GENERATOR)}
    done = subprocess.run(
        ["sh", "-c", command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert said in done.stderr
    assert "HW020" not in done.stderr
