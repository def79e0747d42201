"""What a run has fetched before it is whole: kept apart, so that the next one goes on.

Pages lie in `.helpwright-fetch` in the folder of the mirror until all are there. A line
is written for each, so that a run that is killed loses no page.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.place import Place
from helpwright.sources.fetch.lock import LockedPage, content_of, locked_page
from helpwright.transaction import Patience, alone
from helpwright.transaction.places import exists, is_folder, is_plain_file

FOLDER = ".helpwright-fetch"
_LOG = "pages.jsonl"


class Begun:
    """The pages of a run that has not come to its end."""

    def __init__(self, folder: Path, start: str) -> None:
        self._folder = folder / FOLDER
        self._start = start
        self.pages: dict[str, LockedPage] = {}
        """By address: what an earlier run fetched, and this one."""
        self._read()

    def content(self, page: LockedPage) -> bytes | None:
        """The bytes of a page that was fetched; None where they are not what they were."""
        return content_of(self.file(page), page.sha256)

    @property
    def log(self) -> Path:
        """The file without which nothing was begun."""
        return self._folder / _LOG

    def file(self, page: LockedPage) -> Path:
        """Where the page lies until the run is whole."""
        return self._folder / hashlib.sha256(page.address.encode()).hexdigest()

    def keep(self, page: LockedPage, content: bytes | None) -> None:
        """Remembers a page; without content, one that is in the mirror as it is."""
        if content is not None:
            _remove_link(self.file(page))
            self.file(page).write_bytes(content)
        if not self.log.exists():
            self._write(json.dumps({"start": self._start}))
        self._write(json.dumps(asdict(page)))
        self.pages[page.address] = page

    def forget(self) -> None:
        """Drops everything."""
        there = os.listdir(self._folder) if self._folder.is_dir() else []
        # The log goes first: pages that it does not name are nobody's.
        for name in sorted(there, key=_LOG.__ne__):
            with contextlib.suppress(OSError):
                os.unlink(self._folder / name)

    def _write(self, line: str) -> None:
        with open(self.log, "a", encoding="utf-8") as log:
            # A line that was cut off does not take this one with it.
            log.write(f"\n{line}")

    def _read(self) -> None:
        _remove_link(self.log)
        try:
            text = self.log.read_text("utf-8", errors="replace")
            first, *lines = text.removeprefix("\n").split("\n")
            ours = json.loads(first)["start"] == self._start
        except FileNotFoundError:
            return
        except (ValueError, KeyError, TypeError):
            ours = False
        if not ours:
            self.forget()
            return
        for line in lines:
            with contextlib.suppress(ValueError, TypeError, RecursionError):
                page = locked_page(json.loads(line))
                self.pages[page.address] = page


@contextmanager
def beginning(folder: Path, start: str, patience: Patience) -> Iterator[Begun]:
    """What was begun in `folder`; no other run fetches into it meanwhile.

    Raises HelpwrightError where one does for longer than the patience, or where a link
    stands in the place of what was begun: the folder may have come with a clone.
    """
    if exists(folder / FOLDER) and not is_folder(folder / FOLDER):
        raise _no_folder(folder)
    with alone(folder / FOLDER, patience=patience):
        begun = Begun(folder, start)
        try:
            yield begun
        finally:
            if not begun.pages:
                begun.forget()
            # Stays where something was begun.
            with contextlib.suppress(OSError):
                (folder / FOLDER).rmdir()


def _remove_link(place: Path) -> None:
    """Removes what a stranger may have put where a file of ours is to be written."""
    if exists(place) and not is_plain_file(place):
        os.unlink(place)


def _no_folder(folder: Path) -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code="HW902",
            severity="error",
            message=f"{FOLDER} is no folder, but a link or a file",
            place=Place(page=str(folder)),
            made_of_it="nothing was fetched",
            advice="delete it; what was begun there is fetched anew",
        )
    )
