"""One run on a folder at a time, or several that only read.

The lock is the system's own, on the folder itself: no file is left that could be stale,
and the lock of a process that was killed is gone with it. Where a folder can't be locked,
as on Windows, a file in it is, which holds nothing and is removed.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.place import Place
from helpwright.value import dataclass

LOCK = ".helpwright-lock"
"""The file that stands for the folder where the folder itself can't be locked."""
_PAUSE = 0.05
"""Seconds between two tries."""

_Key = tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a run waits for another one, and how its user hears of it."""

    seconds: float = 60.0
    say: Callable[[str], None] = lambda _: None


_held: ContextVar[Mapping[_Key, tuple[int, bool]]] = ContextVar(
    "held", default=MappingProxyType({})
)
"""Folders that this run has locked, with the descriptor and whether others may read: a
run does not wait for itself."""
_descriptors: set[int] = set()


def _forget_in_child() -> None:
    # A copy of the descriptor would hold the lock for as long as the child lives.
    for descriptor in _descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    _descriptors.clear()
    _held.set({})


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_in_child)


@contextlib.contextmanager
def exclusive(folder: Path, patience: Patience) -> Iterator[None]:
    """Keeps every other run off `folder`, which is made where it is not there.

    One that was made and stayed empty is removed. Raises HelpwrightError when another
    run is still at work when the patience ends, OSError when the folder can't be made.
    """
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder, patience, shared=False):
        try:
            yield
        finally:
            for each in made:
                with contextlib.suppress(OSError):
                    each.rmdir()


@contextlib.contextmanager
def shared(folder: Path, patience: Patience) -> Iterator[None]:
    """Keeps runs that write off `folder`, where it is there; others may read it too.

    Raises HelpwrightError when one is still at work when the patience ends.
    """
    if not folder.is_dir():
        yield
        return
    with _locked(folder, patience, shared=True):
        yield


@contextlib.contextmanager
def _locked(folder: Path, patience: Patience, *, shared: bool) -> Iterator[None]:
    held = _held.get()
    key = _key(folder)
    descriptor, was_shared = held.get(key, (-1, False))
    if key not in held:
        descriptor = _patiently(folder, patience, lambda: _try(folder, shared=shared))
        key = _key(folder)
        _descriptors.add(descriptor)
    elif was_shared and not shared:
        _patiently(folder, patience, lambda: _convert(descriptor, shared=False))
    else:
        yield
        return
    token = _held.set({**held, key: (descriptor, shared)})
    try:
        yield
    finally:
        _held.reset(token)
        if was_shared:
            _convert(descriptor, shared=True)
        elif descriptor in _descriptors:
            _descriptors.discard(descriptor)
            _release(descriptor)
            _remove_file(folder / LOCK)


def _remove_file(place: Path) -> None:
    if place.exists():
        # Another process that holds it on Windows keeps it from being removed.
        with contextlib.suppress(OSError):
            os.unlink(place)


def _key(folder: Path) -> _Key | None:
    try:
        about = os.stat(folder)
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _patiently(folder: Path, patience: Patience, attempt: Callable[[], int]) -> int:
    """What `attempt` gives as soon as no other run keeps it from it."""
    end = 0.0
    while True:
        try:
            return attempt()
        except BlockingIOError:
            pass
        except FileNotFoundError:
            # Another run removed the folder that it had made.
            folder.mkdir(parents=True, exist_ok=True)
            continue
        if not end:
            end = time.monotonic() + patience.seconds
            patience.say(
                f"Another run is at work on {folder}; waiting for it,"
                f" at most {patience.seconds:g} s"
            )
        if time.monotonic() > end:
            raise _busy(folder, patience)
        time.sleep(_PAUSE)


def _busy(folder: Path, patience: Patience) -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code="HW807",
            severity="error",
            message="another run is at work on the folder, and was after"
            f" {patience.seconds:g} s",
            place=Place(page=str(folder)),
            made_of_it="nothing was changed",
            advice="run again when it has ended, or raise `wait_seconds` under [limits]"
            " in helpwright.toml",
        ),
        status=1,
    )


# --- the system's locks ---------------------------------------------------------------

if sys.platform == "win32":
    import msvcrt

    def _try(folder: Path, *, shared: bool) -> int:
        """A descriptor that holds the lock. Raises BlockingIOError where another does."""
        try:
            descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)
        except PermissionError as error:
            if not os.access(folder, os.W_OK):
                raise
            raise BlockingIOError from error  # It is just being removed.
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            os.close(descriptor)
            raise BlockingIOError from error
        return descriptor

    def _convert(descriptor: int, *, shared: bool) -> int:
        return descriptor  # It is this run's alone in any case.

    def _release(descriptor: int) -> None:
        os.close(descriptor)

else:
    import errno
    import fcntl

    _NO_LOCKS = (
        errno.EBADF,
        errno.EINVAL,
        errno.ENOLCK,
        errno.ENOSYS,
        errno.EOPNOTSUPP,
    )

    def _try(folder: Path, *, shared: bool) -> int:
        """A descriptor that holds the lock. Raises BlockingIOError where another does."""
        try:
            return _try_on(folder, os.O_RDONLY | os.O_DIRECTORY, shared=shared)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        # Some file systems of a network lock only what can be written.
        return _try_on(folder / LOCK, os.O_RDWR | os.O_CREAT, shared=shared)

    def _try_on(place: Path, flags: int, *, shared: bool) -> int:
        descriptor = os.open(place, flags, 0o666)
        try:
            kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
            if not os.path.samestat(os.fstat(descriptor), os.stat(place)):
                raise FileNotFoundError  # It was removed while we waited.
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _convert(descriptor: int, *, shared: bool) -> int:
        """Has others read, or no more. Raises BlockingIOError where another does."""
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        return descriptor

    def _release(descriptor: int) -> None:
        # A child that was just forked may hold a copy that it has yet to close.
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)
