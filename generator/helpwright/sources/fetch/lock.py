"""`pages.lock`: what was fetched, from where, when, and what it was.

The times are for people: nothing is decided by them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from helpwright.sources.fetch.files import is_file_name
from helpwright.sources.manifest import LOCK
from helpwright.transaction.places import exists, is_inside, is_plain_file
from helpwright.value import dataclass

_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedPage:
    """One page that lies in the folder."""

    address: str
    file: str
    """Relative POSIX path from the folder."""
    sha256: str
    fetched: str
    """When it was last seen to be so, in UTC: `2026-03-01T12:00:00Z`."""
    etag: str = ""
    last_modified: str = ""

    def content(self, folder: Path) -> bytes | None:
        """The file's bytes; None where it is gone or is not what was fetched."""
        if not is_inside(folder, self.file):
            return None
        return content_of(folder / self.file, self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    start: str = ""
    """Address that the pages were found from."""
    pages: tuple[LockedPage, ...] = ()


def content_of(place: Path, sha256: str) -> bytes | None:
    """The bytes of a file; None where it is no file, or another one. No link is followed:
    one that came with a clone may lead to what never ends.
    """
    try:
        content = place.read_bytes() if is_plain_file(place) else None
    except OSError:
        return None
    if content is None or hashlib.sha256(content).hexdigest() != sha256:
        return None
    return content


def read_lock(folder: Path) -> Lock:
    """The lock file of `folder`; an empty one where there is none.

    Raises ValueError where it can't be read, or names a file outside the folder.
    """
    if not exists(folder / LOCK):
        return Lock()
    if not is_plain_file(folder / LOCK):
        raise ValueError("it is a link, or no file")
    text = (folder / LOCK).read_text(encoding="utf-8")
    try:
        content = json.loads(text)
        if content["version"] != _VERSION:
            raise ValueError(f"version {content['version']!r} is not {_VERSION}")
        return Lock(
            start=str(content["start"]), pages=tuple(map(locked_page, content["pages"]))
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"a member is missing or unknown: {error}") from None


def locked_page(value: dict[str, str]) -> LockedPage:
    """The page that a file of ours tells of, which may have come from a stranger.

    Raises ValueError where it names a file that no page is put in, TypeError where it is
    something else.
    """
    page = LockedPage(**value)
    if not all(isinstance(each, str) for each in asdict(page).values()):
        raise TypeError("a page is told of in texts")
    if not is_file_name(page.file):
        raise ValueError(f"{page.file[:80]!r} is no file that pages are put in")
    "".join(asdict(page).values()).encode()  # Half a character can't be written again.
    return page


def lock_text(lock: Lock) -> str:
    """What the lock file holds."""
    pages = [
        {key: value for key, value in asdict(page).items() if value}
        for page in sorted(lock.pages, key=lambda page: page.address)
    ]
    content = {"version": _VERSION, "start": lock.start, "pages": pages}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
