"""What it costs to live with the emitted client, beside peers and code written by hand.

    python tests/benchmarks/client.py [--rounds N] [--sizes 3,100,1000]

All in turn, and in CPU seconds. For APIs drawn at random, of whole processes: importing
the package, beside importing Pydantic and httpx2 alone, and a first call on top of that; at
the largest size also with all operations in one group. Then calls over an in-process
transport, of one row and of 10,000, beside httpx2, json and a Pydantic model by hand.

The peers are openapi-python-client, the client of datamodel-code-generator and that of
openapi-generator, of the same OpenAPI documents; they need the `bench` extra, and the last
one Java. Targets: 1.3 for the import, 1 s for the first call at 1,000 operations, 1.2 for
calls and for decoding.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from calls import BY_HAND
from clients import FIRST_CALLS, PACKAGES, write
from drawn_apis import drawn, rows_api
from measure import cost, cpu, in_turn, peak

ALONE = "pydantic and httpx2 alone"


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--sizes", default="3,100,1000")
    settings = options.parse_args()
    sizes = [int(size) for size in settings.sizes.split(",") if size]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            processes(f"{size} operations", drawn(size), Path(folder), settings.rounds)
    for size in sizes[-1:]:
        with tempfile.TemporaryDirectory() as folder:
            title = f"{size} operations, all in one group"
            document = drawn(size, group=size)
            processes(title, document, Path(folder), settings.rounds)
    with tempfile.TemporaryDirectory() as folder:
        calls(Path(folder), settings.rounds)


# --- whole processes ----------------------------------------------------------------------


def processes(title: str, document: Any, folder: Path, rounds: int) -> None:
    """Prints what importing and a first call cost with the clients of `document`."""
    programs = {ALONE: "import pydantic, httpx2"}
    for name in write(document, folder):
        programs[f"{name}, import"] = f"import {PACKAGES[name]}"
        programs[f"{name}, first call"] = FIRST_CALLS[name]
    runs = {name: _run(program, folder) for name, program in programs.items()}
    costs = in_turn(runs, rounds)
    alone = cpu(costs[ALONE])
    print(f"{title}, median of {rounds} rounds")
    for name, measured in costs.items():
        seconds = cpu(measured)
        print(
            f"  {name:44}{seconds:7.3f} s CPU  {seconds / alone:6.2f}×  "
            f"+{seconds - alone:7.3f} s {peak(measured):6.0f} MiB",
            flush=True,
        )


def _run(program: str, folder: Path) -> Callable[[], Any]:
    command = [sys.executable, "-W", "ignore", "-c", program]
    return lambda: cost(command, folder, allowed=(0,))


# --- calls ------------------------------------------------------------------------------


def calls(folder: Path, rounds: int) -> None:
    """Prints what calls cost, beside the same calls by hand."""
    names = [BY_HAND, *write(rows_api(), folder)]
    found: dict[str, dict[str, list[float]]] = {name: {} for name in names}
    for _ in range(rounds):
        for name in names:
            for what, seconds in _measured(name, folder).items():
                found[name].setdefault(what, []).append(seconds)
    by_hand = {w: statistics.median(s) for w, s in found[BY_HAND].items()}
    for what, alone in by_hand.items():
        print(f"{what}, median of {rounds} rounds")
        for name in names:
            seconds = statistics.median(found[name][what])
            ratio = seconds / alone
            print(f"  {name:44}{seconds * 1e6:12,.0f} µs CPU  {ratio:6.2f}×")


def _measured(name: str, folder: Path) -> dict[str, float]:
    script = Path(__file__).with_name("calls.py")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(script), name],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{name}: {done.stderr}")
    seconds: dict[str, float] = json.loads(done.stdout)
    return seconds


if __name__ == "__main__":
    main()
