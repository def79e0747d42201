"""`helpwright mock` as a person runs it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from helpwright.cli import main

from .conftest import Ask

ROOT = Path(__file__).parents[2]


def started(*arguments: str) -> subprocess.Popen[str]:
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1));"
        "from helpwright.cli import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", code, str(ROOT / "generator"), "mock", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_serves_on_the_loopback_until_it_is_told_to_end(
    ask: Ask, end: signal.Signals
) -> None:
    process = started("specs/pages", "--port", "0")
    assert process.stderr is not None
    line = process.stderr.readline()
    address = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert address is not None
    assert "3 operations" in line
    assert "only this machine reaches it" in line
    assert ask("POST", f"{address[0]}/api/v2/works", {}).json == 1
    process.send_signal(end)
    _, rest = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "POST /api/v2/works 200" in rest
    assert "1 of 3 operations called" in rest


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--port", "99999"], "a number from 0 to 65535, not '99999'"),
        (["--port", "-5"], "a number from 0 to 65535, not '-5'"),
        (["--fail", "3"], "a number from 0 to 1, not '3'"),
        (["--nulls", "many"], "a number, not 'many'"),
        (["--delay", "-1"], "seconds from 0 to 3600, not '-1'"),
        (["--proxy", "ftp://vendor.test"], "not 'ftp://vendor.test'"),
        (["--allow-origin", "*"], "one origin such as https://docs.example"),
        (["--allow-origin", "null"], "one origin such as https://docs.example"),
        (["--allow-origin", "https://a.test/x"], "without a path"),
        (["--har", "nowhere.har"], "add --proxy URL, or leave --har out"),
        (
            ["--proxy", "http://vendor.test", "--har", "no/such/folder/x.har"],
            "is in no folder that exists",
        ),
        (
            ["--proxy", "http://vendor.test", "--allow-origin", "https://a.test"],
            "--allow-origin is for a mock",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_read(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    try:
        status: object = main(["mock", "no-such-pages", *arguments])
    except SystemExit as end:
        status = end.code
    assert status == 2
    error = capsys.readouterr().err
    assert message in error
    assert len(error.splitlines()) < 25


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        process = started("specs/pages", "--port", port)
        _, error = process.communicate(timeout=30)
    assert process.returncode == 2
    assert f"cannot listen on 127.0.0.1:{port}" in error
    assert "Traceback" not in error
