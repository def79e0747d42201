"""Finishes or undoes what a run began, by its journal."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Collection, Iterator
from pathlib import Path

from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.place import Place
from helpwright.transaction.journal import (
    NAME,
    RUN,
    Journal,
    JournalError,
    Step,
    place_of,
    read_journal,
    remove_run,
)
from helpwright.transaction.locking import Patience, exclusive, shared
from helpwright.transaction.places import exists, is_folder, mark_of


def is_unfinished(folder: Path) -> bool:
    """Whether files of `folder` may be of two runs: one was cut off, or is at work."""
    return exists(folder / RUN / NAME)


@contextlib.contextmanager
def alone(
    folder: Path, beside: Collection[Path] = (), patience: Patience | None = None
) -> Iterator[None]:
    """For a run that writes to `folder`: nobody else does, or reads, meanwhile.

    The folder is made where it is not there, and removed where it stays empty. What a
    run left that was cut off is made good first; `beside` are the files elsewhere that
    runs on the folder write. Raises HelpwrightError where another run is at work for
    longer than the patience, or where it can't be made good; OSError where the folder
    can't be made.
    """
    with exclusive(folder, patience or Patience()):
        settle(folder, beside)
        yield


@contextlib.contextmanager
def together(
    folder: Path, beside: Collection[Path] = (), patience: Patience | None = None
) -> Iterator[None]:
    """For a run that reads `folder`, which need not be there: nobody writes meanwhile.

    Raises HelpwrightError as `alone` does.
    """
    while True:
        with shared(folder, patience or Patience()):
            if not is_unfinished(folder):
                yield
                return
        with alone(folder, beside, patience):
            pass


def settle(folder: Path, beside: Collection[Path] = ()) -> None:
    """Makes good what a run left that was cut off; the caller is alone on `folder`.

    `beside` are the files elsewhere that runs on the folder write. Raises
    HelpwrightError where it can't be made good.
    """
    if not exists(folder / RUN):
        return
    if not is_folder(folder / RUN):
        raise cut_off(folder, JournalError("its private folder is none"))
    if not exists(folder / RUN / NAME):
        # It never got so far, or had done everything.
        remove_run(folder)
        return
    try:
        journal = read_journal(folder, beside)
        if _was_restored(folder, journal) or _lost_some(folder, journal):
            back(folder, journal)
        else:
            forward(folder, journal)
        end(folder)
    except (OSError, JournalError) as error:
        raise cut_off(folder, error) from error


def forward(folder: Path, journal: Journal) -> None:
    """Takes each step that was not taken. Raises OSError; then it may be called again."""
    for step in journal.steps:
        place = place_of(folder, step.place)
        if step.staged:
            # A place that holds what it did not is a person's work since.
            if exists(folder / step.staged) and mark_of(place) == step.kept_mark:
                place.parent.mkdir(parents=True, exist_ok=True)
                _move(folder / step.staged, place)
        elif exists(place) and mark_of(place) == step.kept_mark:
            os.unlink(place)
            _remove_empty(folder, place)


def back(folder: Path, journal: Journal) -> None:
    """Takes back each step that was taken. Raises OSError; then it may be called again."""
    for step in reversed(journal.steps):
        place = place_of(folder, step.place)
        if mark_of(place) != step.staged_mark or not _was_taken(folder, step):
            continue
        if not step.kept:
            os.unlink(place)
        elif exists(folder / step.kept):
            place.parent.mkdir(parents=True, exist_ok=True)
            _move(folder / step.kept, place)
    for name in reversed(journal.folders):
        with contextlib.suppress(OSError):
            place_of(folder, name).rmdir()


def end(folder: Path) -> None:
    """Ends a run: from here on nobody looks for its steps. Raises OSError."""
    os.unlink(folder / RUN / NAME)
    remove_run(folder)


def _was_taken(folder: Path, step: Step) -> bool:
    return not step.staged or not exists(folder / step.staged)


def _was_restored(folder: Path, journal: Journal) -> bool:
    """Whether the state before is wanted: by an undoing that was cut off itself, or by a
    person who has had version control put it back.
    """
    taken = [step for step in journal.steps if step.staged]
    return any(
        _was_taken(folder, step)
        and mark_of(place_of(folder, step.place)) == step.kept_mark
        for step in taken
    )


def _lost_some(folder: Path, journal: Journal) -> bool:
    """Whether a power cut took some of what was to be put in place."""
    return any(
        exists(folder / step.staged)
        and mark_of(folder / step.staged) != step.staged_mark
        for step in journal.steps
        if step.staged
    )


def _move(source: Path, place: Path) -> None:
    try:
        os.replace(source, place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # What stands beside the folder may be on another file system.
        import shutil

        near = place.with_name(f".helpwright-{place.name}"[:100])
        near.unlink(missing_ok=True)  # It may be a link.
        shutil.copy2(source, near, follow_symlinks=False)
        os.replace(near, place)
        os.unlink(source)


def _remove_empty(folder: Path, place: Path) -> None:
    for parent in place.parents:
        if parent == folder or not parent.is_relative_to(folder):
            return
        try:
            parent.rmdir()
        except OSError:
            return


def cut_off(folder: Path, error: OSError | JournalError) -> HelpwrightError:
    """What is said where a run that was cut off can't be made good."""
    reason = str(error)
    if isinstance(error, OSError):
        reason = f"{error.filename2 or error.filename or folder}: {error.strerror}"
    return HelpwrightError(
        Finding(
            code="HW806",
            severity="error",
            message=f"a run on the folder was cut off, and can't be finished: {reason}",
            place=Place(page=str(folder)),
            made_of_it="some files may be of that run, others of the one before",
            advice="mend what is in the way and run again; or restore the files from"
            f" version control, delete {folder / RUN}, and run again",
        ),
        status=1,
    )
