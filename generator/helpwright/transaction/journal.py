"""What a run is about to put in place, written down before the first file moves."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
from collections.abc import Collection
from dataclasses import astuple
from pathlib import Path, PurePosixPath

from helpwright.transaction.places import is_inside
from helpwright.value import dataclass

RUN = ".helpwright-run"
"""Private folder of the run that writes to a folder, below it."""
NAME = "journal"
_VERSION = 1
_PRIVATE = re.compile(r"(?:new|old)-\d+", re.ASCII)
_NOT_FOR_IT = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)


class JournalError(ValueError):
    """The journal is not what a run of ours writes."""


@dataclass(frozen=True, slots=True)
class Step:
    """What happens at one place. Names are POSIX paths from the folder."""

    place: str
    staged: str
    """What is to stand there; empty where nothing is."""
    staged_mark: str
    kept: str
    """Another name of what stood there; empty where nothing did."""
    kept_mark: str


@dataclass(frozen=True, slots=True)
class Journal:
    """The steps in their order, and the folders that were not there, outer ones first."""

    steps: tuple[Step, ...]
    folders: tuple[str, ...] = ()


def place_of(folder: Path, name: str) -> Path:
    """The place that a journal of `folder` means by `name`."""
    return Path(os.path.normpath(folder / name))


def name_of(folder: Path, place: Path) -> str:
    """What a journal of `folder` calls `place`."""
    try:
        return os.path.relpath(place, folder).replace(os.sep, "/")
    except ValueError:
        return str(place.absolute())  # On another drive.


def write_journal(folder: Path, journal: Journal) -> None:
    """From the moment this returns the new state holds, whatever happens then."""
    value = {
        "journal": _VERSION,
        "steps": [astuple(step) for step in journal.steps],
        "folders": journal.folders,
    }
    place = folder / RUN / NAME
    begun = place.with_name(f"{NAME}-begun")
    begun.write_text(json.dumps(value), encoding="utf-8")
    flush(begun)
    os.replace(begun, place)
    _flush_folder(place.parent)


def read_journal(folder: Path, beside: Collection[Path]) -> Journal:
    """The journal of `folder`, which may have come with it from a stranger.

    Raises JournalError on anything that does not lie below `folder`, `beside` aside, or
    that belongs to git, and OSError.
    """
    try:
        value = json.loads((folder / RUN / NAME).read_text(encoding="utf-8"))
        if value["journal"] != _VERSION:
            raise JournalError("it is of another version")
        steps = tuple(Step(*map(str, step)) for step in value["steps"])
        folders = tuple(map(str, value["folders"]))
        json.dumps(value, ensure_ascii=False).encode()  # No name is half a character.
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise JournalError(f"it can't be read: {error}") from None
    allowed = {Path(os.path.normpath(place.absolute())) for place in beside}
    above = {parent for place in allowed for parent in place.parents}
    for name, others in (
        *((step.place, allowed) for step in steps),
        *((name, above) for name in folders),
    ):
        here = Path(os.path.normpath(place_of(folder, name).absolute()))
        if not _is_below(folder, name) and here not in others:
            raise JournalError(f"it names {name[:80]!r}, outside the folder")
    for private in (name for step in steps for name in (step.staged, step.kept)):
        inner = private.removeprefix(f"{RUN}/")
        if private and (inner == private or not _PRIVATE.fullmatch(inner)):
            raise JournalError(f"it takes {private[:80]!r} for a private file")
    return Journal(steps, folders)


def flush(place: Path) -> None:
    """Has the system put the content of a file where a power cut can't reach it."""
    with open(place, "rb+") as file:
        flush_open(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            flush_open(descriptor)
        finally:
            os.close(descriptor)


def flush_open(descriptor: int) -> None:
    """The same for a file or a folder that is open."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems don't know of it.
        if error.errno not in _NOT_FOR_IT:
            raise


def remove_run(folder: Path) -> None:
    """Removes the private folder. What can't be is dropped by the next run."""
    from shutil import rmtree

    with contextlib.suppress(OSError):
        rmtree(folder / RUN, ignore_errors=True)


def _is_below(folder: Path, name: str) -> bool:
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts:
        return False
    if "\\" in name or "\0" in name or (os.name == "nt" and ":" in name):
        return False
    if ".git" in name.lower().split("/"):
        return False  # What lies there is run by git, and no run of ours writes there.
    return is_inside(folder, name)
