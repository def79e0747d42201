"""Runs commands of Helpwright that end badly: killed, or refused by the system.

Each run is a child of this process, forked after all modules are loaded, so that many
hundreds fit into minutes. A fault is planted at the n-th call that changes a file below
a folder: the calls are seen by an audit hook, and by stand-ins for what has no event.
"""

from __future__ import annotations

import builtins
import errno
import importlib
import io
import os
import pkgutil
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

import helpwright

Kind = Literal[
    "count", "kill", "torn", "full", "full for good", "denied", "denied for good"
]
"""What happens at the n-th call. `torn` writes half of what is written, then dies."""

KILLED = -signal.SIGKILL

_CHANGES = {
    "os.rename": (0, 1),
    "os.remove": (0,),
    "os.mkdir": (0,),
    "os.rmdir": (0,),
    "os.link": (0, 1),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "os.chmod": (0,),
}
"""Events of calls that change files, with the arguments that are paths."""


@dataclass(slots=True)
class Fault:
    """What goes wrong in this process, and where."""

    kind: Kind
    number: int
    """At which call; counted from 1."""
    folder: str
    """Calls on other files are not counted."""
    calls: int = 0

    def at(self, what: str, *paths: object) -> bool:
        """Called before each change. True where a write is to be torn."""
        if not any(self._is_ours(path) for path in paths):
            return False
        self.calls += 1
        reached = self.calls == self.number
        beyond = self.calls >= self.number
        if self.kind == "kill" and reached:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.kind == "torn" and reached:
            if what == "write":
                return True
            os.kill(os.getpid(), signal.SIGKILL)
        lasting = self.kind.endswith("for good")
        strikes = beyond if lasting else reached
        # What frees room works on a full disk.
        frees = what in ("os.remove", "os.rmdir")
        if self.kind.startswith("full") and strikes and not frees:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(paths[0]))
        if self.kind.startswith("denied") and strikes:
            raise PermissionError(
                errno.EACCES, os.strerror(errno.EACCES), str(paths[0])
            )
        return False

    def _is_ours(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        return os.path.abspath(os.fsdecode(path)).startswith(self.folder)


class _File:
    """An open file whose writes are seen."""

    def __init__(self, file: Any, fault: Fault, path: str) -> None:
        self._file, self._fault, self._path = file, fault, path

    def write(self, content: Any) -> Any:
        if self._fault.at("write", self._path):
            self._file.write(content[: len(content) // 2])
            self._file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        return self._file.write(content)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def plant(fault: Fault) -> None:
    """Lets `fault` happen in this process, which ends with it."""
    real_open, real_sync = io.open, os.fsync

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event in _CHANGES:
            fault.at(event, *(args[index] for index in _CHANGES[event]))
        elif event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            fault.at(event, args[0])

    def opened(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
        result = real_open(file, mode, *args, **options)
        if set(mode) & set("wxa+") and not isinstance(file, int):
            return _File(result, fault, os.fsdecode(file))
        return result

    def synced(descriptor: int) -> None:
        fault.at("fsync", os.readlink(f"/proc/self/fd/{descriptor}"))
        real_sync(descriptor)

    sys.addaudithook(hook)
    builtins.open = io.open = opened  # type: ignore[assignment]
    os.fsync = synced


def preload() -> None:
    """Loads what commands load, so that children need not."""
    for module in pkgutil.walk_packages(helpwright.__path__, "helpwright."):
        if "build." not in module.name and "__main__" not in module.name:
            importlib.import_module(module.name)


def forked(work: Callable[[], int], *, kill_after: float | None = None) -> int:
    """The exit status of `work`, done by a child; minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        status = 99
        try:
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            status = work()
        finally:
            os._exit(status)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def run(arguments: list[str], project: Path, fault: Fault | None = None) -> int:
    """Runs a command in the folder `project`, in this process; for `forked`."""
    from helpwright.cli import main

    os.chdir(project)
    if fault is not None:
        plant(fault)
    status = main(arguments)
    if fault is not None and fault.kind == "count":
        Path(fault.folder).with_name("calls").write_text(str(fault.calls))
    return status


def calls_of(arguments: list[str], project: Path) -> int:
    """How many calls of the command change files of the project."""
    fault = Fault("count", 0, str(project))
    assert forked(lambda: run(arguments, project, fault)) == 0
    return int(project.with_name("calls").read_text())


def state_of(project: Path) -> dict[str, bytes]:
    """Every file of a project by path, but those that may go at any time."""
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in sorted(project.rglob("*"))
        if path.is_file() and path.relative_to(project).parts[0] != ".helpwright"
    }


def leftovers(project: Path) -> list[str]:
    """Private files of runs that have ended."""
    return [
        path.relative_to(project).as_posix()
        for path in sorted(project.rglob(".helpwright-*"))
        if path.name != ".helpwright-manifest.json"
    ]


def instants(seconds: float, seed: int) -> Iterator[float]:
    """Random times within `seconds`, without an end."""
    drawn = random.Random(seed)
    while True:
        yield drawn.uniform(0, seconds)


@contextmanager
def wrong_clock(seconds: float) -> Iterator[None]:
    """The time of day is off by `seconds`, for what asks Python's `time`."""
    real = time.time
    time.time = lambda: real() + seconds
    try:
        yield
    finally:
        time.time = real
