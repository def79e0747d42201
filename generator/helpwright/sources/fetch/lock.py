"""`pages.lock`: what was fetched, from where, when, and what it was."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from helpwright.sources.fetch.files import write_file
from helpwright.sources.manifest import LOCK

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
        try:
            content = (folder / self.file).read_bytes()
        except OSError:
            return None
        whole = hashlib.sha256(content).hexdigest() == self.sha256
        return content if whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    start: str = ""
    """Address that the pages were found from."""
    unfinished_since: str = ""
    """When the run began that did not come to its end; empty when the last one did."""
    pages: tuple[LockedPage, ...] = ()


def read_lock(folder: Path) -> Lock:
    """The lock file of `folder`; an empty one where there is none.

    Raises ValueError where it can't be read, or names a file outside the folder.
    """
    try:
        text = (folder / LOCK).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Lock()
    try:
        content = json.loads(text)
        if content["version"] != _VERSION:
            raise ValueError(f"version {content['version']!r} is not {_VERSION}")
        pages = tuple(LockedPage(**page) for page in content["pages"])
        lock = Lock(
            start=content["start"],
            unfinished_since=content.get("unfinished_since", ""),
            pages=pages,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"a member is missing or unknown: {error}") from None
    for page in pages:
        path = PurePosixPath(page.file)
        if path.is_absolute() or ".." in path.parts or "\\" in page.file:
            raise ValueError(f"{page.file!r} is not a path inside the folder")
    return lock


def write_lock(folder: Path, lock: Lock) -> None:
    """Writes the lock file; one that is there is replaced whole."""
    pages = [
        {key: value for key, value in asdict(page).items() if value}
        for page in sorted(lock.pages, key=lambda page: page.address)
    ]
    content: dict[str, object] = {"version": _VERSION, "start": lock.start}
    if lock.unfinished_since:
        content["unfinished_since"] = lock.unfinished_since
    content["pages"] = pages
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    write_file(folder / LOCK, text.encode("utf-8"))
