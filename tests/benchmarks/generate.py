"""The whole job on the three endpoints, beside a peer that makes a client alone.

    python tests/benchmarks/generate.py [--rounds N]

Runs in turn, in CPU seconds of whole processes: `helpwright generate` (spec, OpenAPI
document, models, client and server) into an empty folder, `helpwright generate --check` on
an unchanged one, and openapi-python-client on the same OpenAPI document. Needs the `bench`
extra. Targets: at most 1.0 and 0.15 times the peer.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from measure import ROOT, Cost, cost, cpu, in_turn, peak

TARGETS = {"generate": 1.0, "generate --check": 0.15}


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--rounds", type=int, default=9)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        costs = in_turn(_runs(Path(folder)), rounds)
    peer = costs["openapi-python-client"]
    print(f"median of {rounds} rounds, Python {sys.version.split()[0]}")
    for name, measured in costs.items():
        ratio = cpu(measured) / cpu(peer)
        target = f"  target {TARGETS[name]}" if name in TARGETS else ""
        print(
            f"{name:24}{cpu(measured):7.3f} s CPU {peak(measured):7.0f} MiB "
            f"{ratio:6.2f}×{target}"
        )


def _runs(folder: Path) -> dict[str, Callable[[], Cost]]:
    python = sys.executable
    generate = [python, "-m", "helpwright", "generate"]
    pages = str(ROOT / "specs" / "pages")
    fresh, kept = folder / "fresh", folder / "kept"
    cost([*generate, pages, "--out", str(kept)], folder)

    def whole() -> Cost:
        shutil.rmtree(fresh, ignore_errors=True)
        return cost([*generate, pages, "--out", str(fresh)], folder)

    def check() -> Cost:
        return cost([*generate, pages, "--out", str(kept), "--check"], folder)

    def peer() -> Cost:
        return cost(
            [
                *(python, "-m", "openapi_python_client", "generate", "--overwrite"),
                *("--path", str(kept / "openapi.json")),
                *("--output-path", str(folder / "peer")),
            ],
            folder,
        )

    return {
        "generate": whole,
        "openapi-python-client": peer,
        "generate --check": check,
    }


if __name__ == "__main__":
    main()
