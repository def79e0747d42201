#!/usr/bin/env python3
"""Interrupts each command at every call that changes a file, and at random instants.

    PYTHONPATH=generator:tests/support python tests/interruption/measure.py \\
        [--instants 200] [--stride 1] [COMMAND ...]

Takes hours at a stride of 1: each row of the table is so many runs, each with a reader
and another run after it. Exits with 1 where a state was found that is neither the old
nor the new one. docs/robustness.md has the figures.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from interrupted_commands import (
    Subject,
    Tally,
    docs,
    fetch,
    first,
    generate,
    judge,
    observe,
)
from interrupting import Fault, Kind, calls_of, instants, preload

_KINDS: tuple[Kind, ...] = (
    *("kill", "torn"),
    *("full", "full for good", "denied", "denied for good"),
)
_COMMANDS = ("generate", "first", "fetch", "observe", "docs")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("commands", nargs="*")
    parser.add_argument("--instants", type=int, default=200)
    parser.add_argument("--stride", type=int, default=1, help="each n-th call only")
    parser.add_argument("--kinds", default=",".join(_KINDS))
    options = parser.parse_args()
    preload()
    print(
        "| Command | Interrupted | Runs | Killed | Failed | Old | New | Between | Wrong |"
    )
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    wrong = 0
    for name in options.commands or _COMMANDS:
        with (
            tempfile.TemporaryDirectory(prefix="interrupted-") as folder,
            _subject(name, Path(folder)) as subject,
        ):
            for kind, tally in _rows(subject, options):
                _print(subject, kind, tally)
                wrong += len(tally.wrong)
    return int(wrong > 0)


def _subject(name: str, folder: Path) -> AbstractContextManager[Subject]:
    if name == "fetch":
        return fetch(folder)
    made = {"generate": generate, "first": first, "observe": observe, "docs": docs}
    return contextlib.nullcontext(made[name](folder))


def _rows(subject: Subject, options: argparse.Namespace) -> Iterator[tuple[str, Tally]]:
    tally = Tally()
    for after in instants(subject.seconds, seed=8):
        # Some runs have ended before.
        if tally.killed >= options.instants:
            break
        judge(subject, after, tally)
    if options.instants:
        yield f"killed at {options.instants} random instants", tally
    if not options.kinds:
        return
    probe = subject.project.with_name("probe")
    shutil.copytree(subject.project, probe, symlinks=True)
    calls = calls_of(subject.arguments, probe)
    for kind in options.kinds.split(","):
        tally, began = Tally(), time.monotonic()
        for number in range(1, calls + 1, options.stride):
            judge(subject, Fault(kind, number, ""), tally)
        seconds = time.monotonic() - began
        yield f"{kind}, at {tally.runs} of {calls} calls ({seconds:.0f} s)", tally


def _print(subject: Subject, kind: str, tally: Tally) -> None:
    cells = (
        *(subject.name, kind, tally.runs, tally.killed, tally.failed),
        *(tally.old, tally.new, tally.between, len(tally.wrong)),
    )
    print(f"| {' | '.join(map(str, cells))} |", flush=True)
    for text in tally.wrong[:10]:
        print(f"    {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
