"""`helpwright mock` as a person runs it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

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
