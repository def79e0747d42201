"""How reading grows: a folder of help pages and ten copies of it, beside a plain walk.

    python tests/benchmarks/read.py PAGES [--rounds N]

For PAGES and for a folder with ten copies: CPU seconds of `helpwright openapi`, pages a
second, peak memory, and what BeautifulSoup needs to parse the same files and visit every
node. Targets: at most 1.5 times that walk, at most 11 times for ten times the pages, at
most 300 MiB.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from measure import Cost, cost, cpu, in_turn, peak

_WALK = """
import pathlib, sys
from bs4 import BeautifulSoup
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*")):
    if path.suffix in (".html", ".htm", ".txt"):
        for node in BeautifulSoup(path.read_bytes(), "html.parser").descendants:
            pass
"""


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("pages", type=Path)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        shutil.copytree(given.pages, top / "once" / "0")
        for number in range(10):
            shutil.copytree(given.pages, top / "tenfold" / str(number))
        costs = in_turn(
            {
                "read ×1": lambda: _read(top / "once"),
                "walk ×1": lambda: _walk(top / "once"),
                "read ×10": lambda: _read(top / "tenfold"),
                "walk ×10": lambda: _walk(top / "tenfold"),
            },
            given.rounds,
        )
        count = sum(1 for path in (top / "once").rglob("*.html"))
    print(f"{count} pages, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for name, measured in costs.items():
        pages = count * (10 if name.endswith("×10") else 1)
        print(
            f"{name:9}{cpu(measured):8.2f} s CPU {pages / cpu(measured):7.0f} pages/s "
            f"{peak(measured):6.0f} MiB"
        )
    for size in ("×1", "×10"):
        ratio = cpu(costs[f"read {size}"]) / cpu(costs[f"walk {size}"])
        print(f"read {size} is {ratio:.2f} of the walk (target 1.5)")
    growth = cpu(costs["read ×10"]) / cpu(costs["read ×1"])
    print(f"ten times the pages cost {growth:.1f} times as much (target 11)")


def _read(folder: Path) -> Cost:
    command = [sys.executable, "-m", "helpwright", "openapi", str(folder)]
    return cost(command, folder)


def _walk(folder: Path) -> Cost:
    return cost([sys.executable, "-c", _WALK, str(folder)], folder)


if __name__ == "__main__":
    main()
