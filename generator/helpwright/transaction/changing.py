"""A set of changes that is made whole, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from helpwright.transaction.journal import (
    NAME,
    RUN,
    Journal,
    Step,
    flush,
    flush_open,
    name_of,
    place_of,
    remove_run,
    write_journal,
)
from helpwright.transaction.locking import Patience
from helpwright.transaction.places import exists, is_folder, mark_of, mark_of_content
from helpwright.transaction.settling import alone, back, cut_off, end, forward


class Transaction:
    """Changes of files in `folder`, and of some beside it.

    A context; nothing happens to any place before `commit`. The caller is alone on the
    folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._steps: list[Step] = []
        self._count = 0

    def __enter__(self) -> Self:
        (self._folder / RUN).mkdir()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not exists(self._folder / RUN / NAME):
            remove_run(self._folder)

    def put(
        self,
        place: Path,
        content: bytes,
        *,
        lasting: bool = True,
        marks: tuple[str, str] | None = None,
    ) -> None:
        """`content` is to stand at `place`. Raises OSError.

        With `lasting` not even a power cut takes it; what can be made again from its
        inputs need not wait for the disk. `marks` are those of what stands there and of
        `content`, where the caller has just taken them; what has changed since is left.
        """
        staged = self._folder / RUN / f"new-{self._count}"
        with open(staged, "xb") as file:
            file.write(content)
            if lasting:
                file.flush()
                flush_open(file.fileno())
        kept_mark, mark = marks or (mark_of(place), mark_of_content(content))
        self._step(place, name_of(self._folder, staged), mark, kept_mark)

    def take(self, place: Path, source: Path) -> None:
        """What the file `source` holds is to stand at `place`; `source` stays."""
        staged = self._folder / RUN / f"new-{self._count}"
        _keep(source, staged)
        flush(staged)
        name = name_of(self._folder, staged)
        self._step(place, name, mark_of(staged), mark_of(place))

    def remove(self, place: Path) -> None:
        """The file at `place` is to go, and each folder that is empty then."""
        self._step(place, "", "", mark_of(place))

    def _step(self, place: Path, staged: str, mark: str, kept_mark: str) -> None:
        if kept_mark == "no file":
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
        self._count += 1
        if mark == kept_mark:
            return
        kept = f"{RUN}/old-{self._count}" if kept_mark else ""
        if kept:
            _keep(place, self._folder / kept)
        name = name_of(self._folder, place)
        self._steps.append(Step(name, staged, mark, kept, kept_mark))

    def commit(self) -> None:
        """Makes the changes. Raises OSError; then none was made.

        Raises HelpwrightError where some were and can't be taken back; then the next run
        makes all of them.
        """
        journal = Journal(tuple(self._steps), self._missing_folders())
        try:
            write_journal(self._folder, journal)
            forward(self._folder, journal)
            end(self._folder)
        except BaseException:
            self._take_back(journal)
            raise

    def _take_back(self, journal: Journal) -> None:
        if not exists(self._folder / RUN / NAME):
            return
        try:
            back(self._folder, journal)
            end(self._folder)
        except OSError as error:
            raise cut_off(self._folder, error) from error

    def _places(self) -> list[Path]:
        return [place_of(self._folder, step.place) for step in self._steps]

    def _missing_folders(self) -> tuple[str, ...]:
        """Folders that will have to be made. Raises OSError where they can't be."""
        missing: list[Path] = []
        for place in self._places():
            parents = [p for p in place.parents if p not in missing]
            new = []
            for parent in parents:
                if exists(parent):
                    break
                new.append(parent)
            missing.extend(reversed(new))
            top = next(p for p in place.parents if exists(p))
            _refuse_if_closed(top)
        return tuple(name_of(self._folder, place) for place in missing)


def replace_files(
    contents: Mapping[Path, bytes], folder: Path, patience: Patience | None = None
) -> None:
    """Writes all of `contents`, which stand in `folder`, or none. Raises OSError."""
    if contents:
        with alone(folder, contents, patience), Transaction(folder) as transaction:
            for place, content in contents.items():
                transaction.put(place, content)
            transaction.commit()


def _keep(place: Path, kept: Path) -> None:
    try:
        os.link(place, kept, follow_symlinks=False)
    except OSError:
        # Not every file system has links, and none has them to another one. Imported
        # here: most runs write nothing.
        import shutil

        shutil.copy2(place, kept, follow_symlinks=False)


def _refuse_if_closed(folder: Path) -> None:
    """Says before anything moves what would stop it half-way."""
    if is_folder(folder) and not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
