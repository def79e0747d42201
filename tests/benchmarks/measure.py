"""What a process costs: CPU seconds and peak memory, as the system counts them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    cpu: float
    """Seconds, user and system, of the process and the children it waited for."""
    peak: float
    """MiB that the largest of these processes had resident."""


_LAUNCHER = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
print(process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
"""
"""Starts a command. A process counts the memory of the one that it was forked from as its
own, so that must be a small one."""


def cost(
    command: Sequence[str], cwd: Path, *, allowed: Collection[int] = (0, 1)
) -> Cost:
    """Runs `command` with its output thrown away.

    Raises RuntimeError when its exit status is not one of those `allowed`.
    """
    environ = os.environ | {"PYTHONPATH": str(ROOT / "generator")}
    # Installed packages are compiled when they are installed; a checkout is by its first run.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=environ,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
    status, seconds, mebibytes = done.stdout.split()
    if int(status) not in allowed:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
    return Cost(cpu=float(seconds), peak=float(mebibytes))


def in_turn(
    runs: Mapping[str, Callable[[], Cost]], rounds: int, *, warm: bool = True
) -> dict[str, list[Cost]]:
    """Costs of each run, A B A B …, so that a machine that slows down slows all of them.

    With `warm` a first round fills caches and is not counted.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for number in range(0 if warm else 1, rounds + 1):
        for name, run in runs.items():
            measured = run()
            if number:
                costs[name].append(measured)
        print(f"\rround {number} of {rounds}", end="", file=sys.stderr, flush=True)
    print("\r" + " " * 20 + "\r", end="", file=sys.stderr)
    return costs


def cpu(costs: Sequence[Cost]) -> float:
    return statistics.median(each.cpu for each in costs)


def peak(costs: Sequence[Cost]) -> float:
    return max(each.peak for each in costs)
