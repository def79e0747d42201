"""The commands as a user meets them: help, exit status, what goes where."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

import pytest

from helpwright import __version__
from helpwright.cli import main, watch
from helpwright.cli.arguments import parser

ROOT = Path(__file__).parents[2]
PAGES = str(ROOT / "specs" / "pages")
Capture = pytest.CaptureFixture[str]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "helpwright", *arguments]


def environ() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "generator")}


def subcommands() -> dict[str, ArgumentParser]:
    for action in parser()._actions:
        if isinstance(action, _SubParsersAction):
            return dict(action.choices)
    raise AssertionError("no commands")


@pytest.mark.parametrize("name", subcommands())
def test_help_of_each_command_shows_an_example_that_parses(
    name: str, capsys: Capture
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    examples = text.partition("example:\n")[2].splitlines()
    assert examples
    for line in examples:
        words = line.split("   ")[1 if line.startswith("   ") else 0].split(">")[0]
        assert parser().parse_args(shlex.split(words)[1:]).command == name


def test_says_its_version(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"helpwright {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["generate", "--nonsense"],
        ["openapi"],
        ["nonsense"],
        ["fetch", "--rate", "0"],
    ],
)
def test_wrong_use_is_status_2(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_pages_that_are_not_there_are_status_2(capsys: Capture) -> None:
    assert main(["openapi", "nowhere"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nowhere" in captured.err


def test_no_pages_and_no_configuration_is_status_2(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["generate"]) == 2
    assert "helpwright.toml" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [".git"]


def test_the_document_goes_to_standard_output_and_everything_else_does_not(
    capsys: Capture,
) -> None:
    assert main(["openapi", PAGES]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["openapi"] == "3.1.0"
    assert "jobs.html" in captured.err


def test_the_document_goes_to_a_file_on_request(
    tmp_path: Path, capsys: Capture
) -> None:
    assert main(["openapi", PAGES]) == 0
    out = capsys.readouterr().out
    assert main(["openapi", PAGES, "-o", str(tmp_path / "openapi.json")]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "openapi.json").read_bytes() == out.encode()


def test_a_file_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "absent" / "openapi.json"
    assert main(["openapi", PAGES, "-o", str(path)]) == 1
    err = capsys.readouterr().err
    assert (str(path) in err, "Traceback" in err) == (True, False)


@pytest.mark.parametrize(("form", "member"), [("json", "findings"), ("sarif", "runs")])
def test_lint_prints_findings_for_machines(
    form: str, member: str, capsys: Capture
) -> None:
    assert main(["lint", PAGES, "--format", form]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)[member]


def test_lint_fails_on_warnings_when_it_is_strict(capsys: Capture) -> None:
    assert main(["lint", PAGES]) == 0
    assert main(["lint", PAGES, "--strict"]) == 1
    assert "specs/pages/jobs.html" in capsys.readouterr().out


def test_an_unexpected_error_fits_a_screen_and_gives_no_traceback(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("something odd")

    monkeypatch.setattr("helpwright.pipeline.describe", fail)
    assert main(["openapi", PAGES]) == 1
    err = capsys.readouterr().err
    assert "HW020" in err
    assert "RuntimeError" in err
    assert "Traceback" not in err
    with pytest.raises(RuntimeError):
        main(["openapi", PAGES, "--traceback"])


def test_ends_quietly_when_its_reader_goes_away() -> None:
    process = subprocess.Popen(
        command("openapi", PAGES),
        env=environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=60) == 1
    assert "BrokenPipe" not in err
    assert "Traceback" not in err


def test_shows_progress_on_a_terminal_and_none_in_a_pipe(capsys: Capture) -> None:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    done = subprocess.run(
        command("openapi", PAGES),
        env=environ(),
        stdout=subprocess.DEVNULL,
        stderr=follower,
        timeout=60,
        check=False,
    )
    os.close(follower)
    shown = os.read(leader, 65536).decode()
    os.close(leader)
    assert done.returncode == 0
    assert "Reading 1/3" in shown
    assert main(["openapi", PAGES]) == 0
    assert "Reading" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "modules"),
    [
        (
            ["--version"],
            ("bs4", "jinja2", "pydantic", "httpx2", "datamodel_code_generator"),
        ),
        (
            ["openapi", PAGES],
            ("jinja2", "pydantic", "httpx2", "datamodel_code_generator"),
        ),
    ],
)
def test_imports_only_what_the_command_needs(
    arguments: list[str], modules: tuple[str, ...]
) -> None:
    """Start-up is most of the time of a small run."""
    code = (
        "import contextlib, io, sys; from helpwright.cli import main\n"
        "with contextlib.suppress(SystemExit): main(sys.argv[2:])\n"
        "sys.exit(' '.join({*sys.argv[1].split()} & {*sys.modules}) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, " ".join(modules), *arguments],
        env=environ(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_lint_reports_what_the_configuration_asks_for(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "helpwright.toml").write_text(
        f'pages = ["{PAGES}"]\noverlays = ["overlay.yaml"]\n', encoding="utf-8"
    )
    (tmp_path / "overlay.yaml").write_text(
        "overlay: 1.0.0\nactions:\n- {target: $.nothing, update: {a: 1}}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        # A run for which there is nothing to do says it as well.
        assert main(["generate"]) == 1
        lines = capsys.readouterr().err.splitlines()
        assert any(line.endswith(": helpwright lint") for line in lines)
    assert main(["lint"]) == 1
    assert "$.nothing matches nothing" in capsys.readouterr().out


def test_what_looks_and_what_watches_are_not_asked_for_at_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["generate", "--check", "--watch"])
    assert ended.value.code == 2
    assert "not allowed with" in capsys.readouterr().err


def test_each_run_that_watches_gets_what_the_first_was_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(
        watch.subprocess, "run", lambda command, **_: called.append(command)
    )
    given = ["--header", "X: 1", "--cookie=-c", "--user", "ann", "--rate", "2"]
    options = parser().parse_args(["generate", *given, "--watch", "--", "-pages"])
    watch._generate(options)
    again = parser().parse_args(called[0][called[0].index("generate") :])
    assert vars(again) | {"watch": True} == vars(options)
