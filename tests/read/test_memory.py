"""The worst pages that fit through the limits are read in the memory that docs/limits.md
names, and no stage needs a multiple of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[2] / "generator"
PARTS = 50_000
"""A twentieth of the default, so that the test takes a second."""
MEGABYTES = 400
"""Address space of the process, in which Python alone takes some hundred."""

PROGRAM = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES} * 2**20,) * 2)
sys.path.insert(0, sys.argv[1])
from helpwright.diagnostics import Findings
from helpwright.interpret import interpret
from helpwright.limits import Limits
from helpwright.read import read
from helpwright.sources import Source
unit = sys.argv[2]
content = ("<html><body><h1>POST api/x</h1><table><tr><td>" + unit * 400_000).encode()
findings = Findings()
limits = Limits(page_parts={PARTS})
document = read(Source(name="page", content=content, limits=limits), findings)
assert [f.code for f in findings] == ["HW105"], list(findings)
interpret((document,), findings)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
@pytest.mark.parametrize(
    "unit",
    [
        "<td>x",
        "<p>x",
        "<tr><td colspan=99>",
        "<pre>x</pre>",
        "<img>",
        "<a href=x>y</a>",
    ],
)
def test_memory_is_bounded_by_the_parts_of_a_page(unit: str) -> None:
    run(unit)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
def test_rows_without_cells_take_no_memory() -> None:
    run("<tr>" * 5 + "<td>x")


def run(unit: str) -> None:
    command = [sys.executable, "-c", PROGRAM, str(GENERATOR), unit]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
