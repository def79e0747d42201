"""One process that tries inputs of one kind, led by what they reach in the code.

    python worker.py KIND FOLDER [OPTIONS OF LIBFUZZER]

Needs atheris. Below FOLDER it keeps `corpus/KIND`, `finds/` and `progress/KIND.json`.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import resource
import sys
import time
from pathlib import Path

import atheris  # type: ignore[import-untyped]

HERE = Path(__file__).resolve().parent
sys.path[:0] = [
    str(HERE),
    str(HERE.parent / "support"),
    str(HERE.parents[1] / "generator"),
]

_STAGES = (
    *("read", "interpret", "samples", "evidence", "checks", "corrections", "traffic"),
    *("openapi", "sources"),
)
_EVERY_SECONDS = 2.0

with atheris.instrument_imports(include=["helpwright"]):
    import helpwright

    for stage in _STAGES:
        package = importlib.import_module(f"helpwright.{stage}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".fetch" not in module.name:
                importlib.import_module(module.name)
    import helpwright.spec_json

from judging import judge
from kinds import KINDS, Kind

assert helpwright.__version__


class Work:
    """Counts what is tried, and keeps what is found."""

    def __init__(self, kind: Kind, folder: Path) -> None:
        self._kind = kind
        self._finds = folder / "finds"
        self._progress = folder / "progress" / f"{kind.name}.json"
        self._progress.parent.mkdir(parents=True, exist_ok=True)
        self._began = time.monotonic()
        self._told = self._began
        self._inputs = self._found = 0
        self._slowest = 0.0
        self._memory: list[int] = []

    def try_one(self, content: bytes) -> None:
        """What libFuzzer calls."""
        began = time.process_time()
        find = judge(self._kind, content)
        self._slowest = max(self._slowest, time.process_time() - began)
        self._inputs += 1
        if find is not None:
            self._found += 1
            find.keep(self._finds)
        now = time.monotonic()
        if now - self._told > _EVERY_SECONDS:
            self._told = now
            self._tell(now)

    def _tell(self, now: float) -> None:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self._memory.append(pages * resource.getpagesize() // 2**20)
        progress = {
            "inputs": self._inputs,
            "finds": self._found,
            "seconds": round(now - self._began, 1),
            "processor_seconds": round(time.process_time(), 1),
            "slowest": round(self._slowest, 3),
            "memory_mb": [self._memory[0], self._memory[-1]],
        }
        new = self._progress.with_suffix(".new")
        new.write_text(json.dumps(progress))
        new.replace(self._progress)


def main(name: str, folder: Path, options: list[str]) -> None:
    """Tries inputs until libFuzzer's options say that it is enough."""
    kind = KINDS[name]
    corpus = folder / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(kind.begin()):
        (corpus / f"seed-{number:03}").write_bytes(seed[: kind.max_bytes])

    def change(content: bytes, limit: int, seed: int) -> bytes:
        if seed % 6 == 0:
            return bytes(atheris.Mutate(content, limit))
        return kind.changed(content, seed)[:limit]

    arguments = [
        sys.argv[0],
        str(corpus),
        f"-max_len={kind.max_bytes}",
        "-rss_limit_mb=4000",
        "-timeout=60",
        f"-artifact_prefix={folder}/crash-{name}-",
        *options,
    ]
    work = Work(kind, folder)
    atheris.Setup(arguments, work.try_one, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
