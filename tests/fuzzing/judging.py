"""Whether an input is a find, and what is kept of it.

A find is any exception that is not ours, more than two seconds of processor time
in each of three tries, memory
that grows by more than a small input can need, or another result for the same input.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import resource
import signal
import time
import traceback
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kinds import Kind
from targets import Broken

from helpwright.diagnostics import HelpwrightError

MAX_SECONDS = 2.0
"""Processor time of one input."""
MAX_GROWTH = 256 * 2**20
"""Bytes by which one input may raise the most memory that the process ever had."""


class Hang(BaseException):
    """The time is up. No stage may take it for an error of its own."""


class Unstable(AssertionError):
    """The same input gave two results."""


@dataclass(frozen=True)
class Find:
    """An input that must not do what it does."""

    kind: str
    title: str
    """What went wrong, and where: finds of the same title are one."""
    trace: str
    content: bytes

    def keep(self, folder: Path) -> None:
        """Writes the find; of several with its title the smallest is kept."""
        digest = hashlib.sha256(self.title.encode("utf-8", "replace")).hexdigest()[:10]
        place = folder / f"{self.kind}-{digest}"
        place.mkdir(parents=True, exist_ok=True)
        counter, smallest = place / "count.json", place / "input"
        count = json.loads(counter.read_text()) if counter.exists() else 0
        counter.write_text(json.dumps(count + 1))
        if not smallest.exists() or len(self.content) < smallest.stat().st_size:
            smallest.write_bytes(self.content)
            text = f"{self.title}\n\n{self.trace}"
            (place / "trace.txt").write_text(text, "utf-8", "replace")


def judge(kind: Kind, content: bytes) -> Find | None:
    """Runs `content` through what is done with its kind.

    What hangs does so three times: whatever else a machine does adds to the time.
    """
    for _ in range(3):
        find = _judged(kind, content)
        if find is None or not find.title.startswith(Hang.__name__):
            break
    return find


def _judged(kind: Kind, content: bytes) -> Find | None:
    before = _peak()
    signal.signal(signal.SIGVTALRM, _time_is_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, MAX_SECONDS)
    try:
        result = _result(kind.check, content)
        if zlib.crc32(content, 1) % 16 == 0 and _result(kind.check, content) != result:
            raise Unstable("the same input gave two results")
    except (Exception, Hang) as error:  # noqa: BLE001 - this is what we look for
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return Find(kind.name, _title(error), traceback.format_exc(), content)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    if (growth := _peak() - before) > MAX_GROWTH:
        return Find(kind.name, "growth", f"{growth / 2**20:.0f} MB", content)
    return None


def seconds_of(kind: Kind, content: bytes) -> float:
    """Processor time that `content` takes, which may be long."""
    began = time.process_time()
    with contextlib.suppress(Exception):  # Only the time counts.
        _result(kind.check, content)
    return time.process_time() - began


def _result(check: Callable[[bytes], str], content: bytes) -> str:
    try:
        return check(content)
    except HelpwrightError as error:
        return f"refused: {error.finding}"


def _time_is_up(*_: object) -> None:
    raise Hang("over two seconds")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _title(error: BaseException) -> str:
    """The kind of error and the last places of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f"{Path(f.filename).name}:{f.name}" for f in frames if _is_ours(f.filename)]
    if isinstance(error, RecursionError):
        ours = sorted(set(ours))  # Where exactly the stack ends is chance.
    words = ""
    if type(error) is Broken:
        words = re.sub(r"[0-9]+|'.*'", "…", f" ({error})")
    return f"{type(error).__name__} in {' > '.join(ours[-3:])}{words}"[:300]


def _is_ours(path: str) -> bool:
    return "/helpwright/" in path or "/tests/" in path and "judging" not in path
