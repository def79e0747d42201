"""`python tests/fuzzing`: looks for inputs that Helpwright can't take.

Without options a short run, the same each time: so many inputs of every kind, led by the
lines that they reach. With atheris (`pip install atheris`) `--until 21:30` runs a campaign
that tries a hundred times as many; `--again FILE` tries one input of a kind again.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [
    str(HERE),
    str(HERE.parent / "support"),
    str(HERE.parents[1] / "generator"),
]

from campaign import Campaign, end_of
from judging import Find, judge, seconds_of
from kinds import KINDS
from reach import Reach
from short import short_run


def main() -> int:
    """Gives 1 where there is a find."""
    parser = argparse.ArgumentParser(prog="tests/fuzzing", description=__doc__)
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this kind")
    parser.add_argument("--inputs", type=int, default=400, help="of each kind")
    parser.add_argument("--until", metavar="HH:MM", help="a campaign; UTC")
    parser.add_argument("--into", type=Path, default=Path(".fuzzing"), metavar="FOLDER")
    parser.add_argument("--again", type=Path, metavar="FILE", help="one input")
    options = parser.parse_args()
    names = options.kind or list(KINDS)
    if options.again:
        return _again(names, options.again)
    if options.until:
        kinds = {name: KINDS[name].weight for name in names}
        Campaign(options.into, kinds, sys.executable).run(end_of(options.until))
        return 0
    finds: list[Find] = []
    for name in names:
        reach = Reach()
        finds += short_run(KINDS[name], options.inputs, reach=reach)
        print(
            f"{name}: {options.inputs} inputs, {len(reach)} lines reached", flush=True
        )
    for find in finds:
        find.keep(options.into / "finds")
        print(f"{find.kind}: {find.title}\n{find.trace}", file=sys.stderr)
    return 1 if finds else 0


def _again(names: list[str], path: Path) -> int:
    content = path.read_bytes()
    for name in names:
        find = judge(KINDS[name], content)
        seconds = seconds_of(KINDS[name], content)
        words = f"{find.title}\n{find.trace}" if find else "nothing"
        print(f"{name}: {seconds:.3f} s: {words}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
