"""What a process costs: CPU seconds and peak memory, as the system counts them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    cpu: float
    """Seconds, user and system, of the process and the children it waited for."""
    peak: float
    """MiB that the largest of these processes had resident."""


def cost(command: Sequence[str], cwd: Path) -> Cost:
    """Runs `command` with its output thrown away. Raises RuntimeError when it fails."""
    environ = os.environ | {"PYTHONPATH": str(ROOT / "generator")}
    # Installed packages are compiled when they are installed; a checkout is by its first run.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(
        command,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environ,
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}\n{said}")
    return Cost(cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss / 1024)


def in_turn(
    runs: Mapping[str, Callable[[], Cost]], rounds: int
) -> dict[str, list[Cost]]:
    """Costs of each run, A B A B …, so that a machine that slows down slows all of them."""
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            measured = run()
            if number:  # The first round fills caches and is not counted.
                costs[name].append(measured)
        print(f"\rround {number} of {rounds}", end="", file=sys.stderr, flush=True)
    print("\r" + " " * 20 + "\r", end="", file=sys.stderr)
    return costs


def cpu(costs: Sequence[Cost]) -> float:
    return statistics.median(each.cpu for each in costs)


def peak(costs: Sequence[Cost]) -> float:
    return max(each.peak for each in costs)
