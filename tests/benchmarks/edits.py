"""A thousand random edits: which break the emitted client's tests, and which are said to.

    python tests/benchmarks/edits.py [--apis 40] [--edits 25] [--first 0]

Prints one line for each edit that is called harmless and breaks something, then a table
of verdicts. `docs/changes.md` has the figures.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from mypy import api as mypy

TESTS = Path(__file__).parents[1]
sys.path[:0] = [
    str(TESTS.parent / "generator"),
    str(TESTS / "support"),
    str(TESTS / "rendering"),
]

from client_trials import Emitted
from edit_trials import trials


def type_checker(cache: Path) -> Callable[[Emitted, str], str]:
    """Asks mypy, which remembers what it has read in the folder `cache`."""

    def check(package: Emitted, text: str) -> str:
        program = package.folder / "uses.py"
        program.write_text(text, encoding="utf-8")
        options = ["--strict", "--cache-dir", str(cache), "--no-error-summary"]
        said, problems, status = mypy.run([*options, str(program)])
        return (said + problems)[:300] if status else ""

    return check


def main() -> int:
    """Runs the edits; 1 where one of them was judged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--apis", type=int, default=40)
    parser.add_argument("--edits", type=int, default=25)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    counted: Counter[tuple[str, bool]] = Counter()
    wrong = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        check = type_checker(folder / "cache")
        for seed in range(options.first, options.first + options.apis):
            for number, trial in enumerate(trials(seed, options.edits, folder, check)):
                counted[trial.verdict or "no change", bool(trial.broken)] += 1
                if trial.is_harmless and trial.broken:
                    wrong += 1
                    said = "; ".join(each.message for each in trial.changes)
                    print(f"{seed}.{number}: {said!r}: {trial.broken[0]}", flush=True)
    for verdict in ("wire-breaking", "code-breaking", "addition", "documentation"):
        print(verdict, counted[verdict, True], counted[verdict, False])
    print("no change", counted["no change", True], counted["no change", False])
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
