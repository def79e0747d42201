"""A long run: kind after kind, a slice of time each, until a given time.

Each slice is a process of its own. One that dies over an input (memory, a crash of the
interpreter) leaves the input as a find, and the next slice goes on with the corpus.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
_SECONDS = 40
"""Length of a slice of a kind whose weight is 1."""
_REACHED = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)/")


@dataclass
class Figures:
    """What a kind has come to so far."""

    inputs: int = 0
    processor_seconds: float = 0.0
    seconds: float = 0.0
    slices: int = 0
    slowest: float = 0.0
    """Processor seconds of the slowest input, as it was measured while counting edges."""
    edges: int = 0
    features: int = 0
    corpus: int = 0
    deaths: int = 0
    memory_mb: list[int] = field(default_factory=list)
    """At the beginning and at the end of the last slice."""
    unstable: list[str] = field(default_factory=list)
    """Inputs of the corpus whose result depends on the seed of Python's hashes."""


class Campaign:
    """A run below a folder, which may be ended at any time and taken up again."""

    def __init__(self, folder: Path, kinds: dict[str, int], python: str) -> None:
        self._folder = folder.resolve()
        self._kinds = kinds
        self._python = python
        self._file = self._folder / "figures.json"
        self._figures = {name: Figures() for name in kinds}
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._file.exists():
            for name, known in json.loads(self._file.read_text())["kinds"].items():
                self._figures[name] = Figures(**known)

    def run(self, end: float) -> None:
        """Goes on until `end`, a time as `time.time` gives it."""
        while time.time() < end:
            for name, weight in self._kinds.items():
                left = end - time.time()
                if left < 15:
                    break
                self._slice(name, int(min(weight * _SECONDS, left - 10)))
                self._compare(name)
                self.write()
            else:
                continue
            break
        self.write()

    def _slice(self, name: str, seconds: int) -> None:
        figures = self._figures[name]
        figures.slices += 1
        progress = self._folder / "progress" / f"{name}.json"
        progress.unlink(missing_ok=True)
        command = [self._python, str(HERE / "worker.py"), name, str(self._folder)]
        command += [f"-max_total_time={seconds}", f"-seed={figures.slices}"]
        log = self._folder / f"log-{name}.txt"
        with log.open("wb") as out:
            try:
                status = subprocess.run(
                    command, stdout=out, stderr=out, timeout=seconds + 180, check=False
                ).returncode
            except subprocess.TimeoutExpired:
                status = -1
        text = log.read_text("utf-8", "replace")
        if status != 0:
            figures.deaths += 1
            kept = self._folder / f"death-{name}-{figures.slices}.txt"
            kept.write_text(text[-20_000:], "utf-8")
        if found := _REACHED.findall(text):
            figures.edges, figures.features, figures.corpus = map(int, found[-1])
        if progress.exists():
            told = json.loads(progress.read_text())
            figures.inputs += told["inputs"]
            figures.seconds += told["seconds"]
            figures.processor_seconds += told["processor_seconds"]
            figures.slowest = max(figures.slowest, told["slowest"])
            figures.memory_mb = told["memory_mb"]

    def _compare(self, name: str) -> None:
        """Compares the results of the newest inputs under two seeds of the hashes."""
        command = [self._python, str(HERE / "digests.py"), name]
        command.append(str(self._folder / "corpus" / name))
        outputs = []
        for seed in ("1", "2"):
            done = subprocess.run(
                command,
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=False,
                text=True,
                timeout=600,
            )
            outputs.append(done.stdout.splitlines())
        for first, second in zip(*outputs, strict=False):
            if first != second and (file := first.split()[0]) not in (
                known := self._figures[name].unstable
            ):
                known.append(file)

    def write(self) -> None:
        """Writes the figures, for programs and for people."""
        finds = sorted((self._folder / "finds").glob("*/trace.txt"))
        titles = {
            path.parent.name: path.read_text("utf-8").splitlines()[0] for path in finds
        }
        total = sum(each.inputs for each in self._figures.values())
        content = {
            "inputs": total,
            "kinds": {name: asdict(each) for name, each in self._figures.items()},
            "finds": titles,
        }
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(content, indent=1) + "\n")
        new.replace(self._file)
        table = _table(self._figures)
        found = [f"- {name}: {title}" for name, title in titles.items()]
        lines = [f"{total:,} inputs", "", *table, "", *found]
        (self._folder / "figures.md").write_text("\n".join(lines) + "\n", "utf-8")


def _table(figures: dict[str, Figures]) -> list[str]:
    lines = [
        "| kind | inputs | a second | edges | corpus | slowest, s | memory, MB | deaths |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, each in figures.items():
        rate = each.inputs / each.seconds if each.seconds else 0
        memory = " → ".join(map(str, each.memory_mb))
        lines.append(
            f"| {name} | {each.inputs:,} | {rate:,.0f} | {each.edges:,} | {each.corpus:,}"
            f" | {each.slowest:.2f} | {memory} | {each.deaths} |"
        )
    return lines


def end_of(text: str) -> float:
    """The next time at which it is `HH:MM` in UTC."""
    hours, minutes = map(int, text.split(":"))
    now = time.time()
    day = now - now % 86_400
    end = day + hours * 3600 + minutes * 60
    return end if end > now else end + 86_400


if __name__ == "__main__":
    sys.exit("run `python tests/fuzzing --help`")
