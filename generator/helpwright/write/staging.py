"""Puts files in place all at once: first beside their places, then by renaming."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

_PREFIX = ".helpwright-"


class Staging:
    """Contents written to private files beside their places, not yet in them.

    Leaving the context removes what was not put in place, so that a full disk leaves
    everything as it was.
    """

    def __init__(self) -> None:
        self._staged: dict[Path, str] = {}
        self._folders: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for temporary in self._staged.values():
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        if error is not None:
            for folder in reversed(self._folders):
                with contextlib.suppress(OSError):
                    folder.rmdir()

    def add(self, place: Path, content: bytes) -> None:
        """Writes `content` beside `place`. Raises OSError."""
        self._make_folder(place.parent)
        handle, temporary = tempfile.mkstemp(prefix=_PREFIX, dir=place.parent)
        self._staged[place] = temporary
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o666 & ~_umask())

    def put_in_place(self, places: Iterable[Path]) -> None:
        """Renames what was staged for `places` to them, in order. Raises OSError."""
        for place in places:
            os.replace(self._staged[place], place)
            del self._staged[place]

    def _make_folder(self, folder: Path) -> None:
        missing = []
        while not folder.is_dir():
            missing.append(folder)
            folder = folder.parent
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            self._folders.append(each)


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Writes all of `contents`, or none where one can't be. Raises OSError."""
    with Staging() as staging:
        for place, content in contents.items():
            staging.add(place, content)
        staging.put_in_place(contents)


def _umask() -> int:
    # There is no way to ask for it without setting it.
    current = os.umask(0o077)
    os.umask(current)
    return current
