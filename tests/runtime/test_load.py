"""Many calls at once against a server process that fails one in ten.

For a second here; `tests/benchmarks/load.py` goes on for minutes, and judges memory.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import load


def test_nothing_is_lost_sent_twice_or_left_open() -> None:
    for result in load.run(seconds=1.0, at_once=100, threads=8):
        problems = [each for each in result.problems if "memory" not in each]
        assert problems == [], result.kind
        assert result.outcomes["fine"] and result.attempts > 0
