"""Entries of a cache, many to a file: making a file for each costs a tenth of a run.

A pack begins with the hash of its index and with the index, which says of each entry
where it begins, how long it is and what it hashes to. An entry that is torn or altered is
none. Packs are called by the hash of their index; they are put in place whole and never
changed. The folder may be deleted at any time, and runs may share it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from helpwright.value import dataclass

_NAME = re.compile(r"[0-9a-f]{64}")
_MOST_PENDING = 8 * 2**20
"""Bytes that are held before they are written as a pack."""
_HASH = 64
"""Characters of a hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pack:
    """A file of entries."""

    path: str
    entries: Mapping[str, tuple[int, int, str]]
    """Where each begins in the file, how long it is, and its hash."""

    def size_of(self, names: Collection[str]) -> int:
        return sum(self.entries[name][1] for name in names)


class Packs:
    """The entries in a folder. A folder that can't be written only costs time, as does a
    link in its place: what it leads to may be anybody's, and files are removed there.
    """

    def __init__(self, folder: Path, *, writable: bool = True) -> None:
        self._folder = folder
        self._linked = folder.is_symlink() or folder.parent.is_symlink()
        self._writable = writable and not self._linked
        self._pending: dict[str, bytes] = {}
        self._held = 0
        self._packs: list[_Pack] | None = None
        self._torn: set[str] = set()
        self._written: set[str] = set()

    def get(self, name: str) -> bytes:
        """The entry `name`; nothing where there is none as it was written."""
        if name in self._pending:
            return self._pending[name]
        for pack in self._known():
            if name in pack.entries:
                if payload := _read(pack, name):
                    return payload
                self._torn.add(pack.path)
        return b""

    def put(self, name: str, payload: bytes) -> None:
        """Keeps `payload` as the entry `name`; it is written by `flush` at the latest."""
        if self._writable:
            self._pending[name] = payload
            self._held += len(payload)
            if self._held > _MOST_PENDING:
                self.flush()

    def flush(self) -> None:
        """Writes what was put."""
        if not self._pending:
            return
        content, entries = _packed(self._pending)
        self._pending, self._held = {}, 0
        path = self._folder / content[:_HASH].decode()
        new = self._folder / f"new-{os.getpid()}-{path.name[:16]}"
        try:
            self._begin()
            with new.open("xb") as file:  # Not through a link that stands there.
                file.write(content)
            new.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                new.unlink()
            return
        pack = _Pack(path=str(path), entries=entries)
        # One of the same index may have been torn: this one has taken its place.
        self._packs = [p for p in self._known() if p.path != pack.path] + [pack]
        self._written.add(pack.path)

    def forget(self, names: Collection[str]) -> None:
        """Drops entries, and writes what was put."""
        self._settle(lambda name: name in names)

    def keep_only(self, names: Collection[str]) -> None:
        """Drops all other entries and what is no pack, and writes what was put."""
        self._settle(lambda name: name not in names)
        if not self._writable:
            return
        packs = {pack.path for pack in self._known()}
        with contextlib.suppress(OSError):
            for entry in os.scandir(self._folder):
                # What a run was writing when it was killed goes as well. One that is
                # still at work only has to read its pages again.
                ours = _NAME.fullmatch(entry.name) or entry.name.startswith("new-")
                if ours and entry.path not in packs:
                    os.unlink(entry.path)

    def _settle(self, dead: Callable[[str], bool]) -> None:
        """Removes packs that are torn or mostly dead; what is not goes into a new one."""
        if not self._writable:
            return
        going = []
        for pack in tuple(self._known()):
            left = [name for name in pack.entries if not dead(name)]
            mostly = 2 * pack.size_of(left) < pack.size_of(pack.entries)
            if mostly or pack.path in self._torn:
                going.append(pack)
                for name in left:
                    if name not in self._pending and (payload := _read(pack, name)):
                        self.put(name, payload)
        self.flush()
        gone = {pack.path for pack in going} - self._written
        self._packs = [pack for pack in self._known() if pack.path not in gone]
        for path in gone:
            with contextlib.suppress(OSError):
                os.unlink(path)

    def _known(self) -> list[_Pack]:
        if self._packs is None:
            self._packs = []
            if self._linked:
                return self._packs
            with contextlib.suppress(OSError):
                for entry in sorted(os.scandir(self._folder), key=lambda e: e.name):
                    if _NAME.fullmatch(entry.name) and entry.is_file(
                        follow_symlinks=False
                    ):
                        pack = _opened(entry.path)
                        self._packs += [pack] if pack else []
        return self._packs

    def _begin(self) -> None:
        if self._folder.is_dir():
            return
        top = self._folder.parent
        top.mkdir(parents=True, exist_ok=True)
        # Version control need not know of it. The folder that says that all is there
        # comes last. One that is there may be a link, and stays as it is.
        ignored = top / ".gitignore"
        if not os.path.lexists(ignored):
            ignored.write_text("*\n", encoding="utf-8")
        self._folder.mkdir(exist_ok=True)


def _packed(
    payloads: Mapping[str, bytes],
) -> tuple[bytes, dict[str, tuple[int, int, str]]]:
    """The file that holds `payloads`, and its entries."""
    index: list[tuple[str, int, int, str]] = []
    after = 0
    for name, payload in payloads.items():
        index.append((name, after, len(payload), _hash(payload)))
        after += len(payload)
    text = json.dumps(index, separators=(",", ":")).encode()
    head = _hash(text).encode() + b"\n" + text + b"\n"
    entries = {name: (len(head) + at, size, seal) for name, at, size, seal in index}
    return head + b"".join(payloads.values()), entries


def _opened(path: str) -> _Pack | None:
    """The pack at `path`; None where the file is none."""
    try:
        with open(path, "rb") as file:
            length = os.fstat(file.fileno()).st_size
            seal = file.read(_HASH + 1).decode()
            text = file.readline()
            begin = file.tell()
        text = text.removesuffix(b"\n")
        if seal != os.path.basename(path) + "\n" or seal != _hash(text) + "\n":
            return None
        entries = {}
        for name, after, size, hashed in json.loads(text):
            whole = type(after) is int and type(size) is int and type(name) is str
            if not (whole and 0 <= after and 0 < size <= length):
                return None
            entries[name] = (begin + after, size, str(hashed))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return _Pack(path=path, entries=entries)


def _read(pack: _Pack, name: str) -> bytes:
    begin, size, hashed = pack.entries[name]
    try:
        with open(pack.path, "rb") as file:
            file.seek(begin)
            payload = file.read(size)
    except (OSError, OverflowError):
        return b""
    return payload if _hash(payload) == hashed else b""


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
