"""Our templates in their compiled form, beside their sources, as Python keeps its modules'.

What lies there can be deleted at any time, and is only taken where it is whole and was made
of the same source, by the same Jinja with the same settings. Two runs at once don't disturb
each other.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import __version__
from jinja2.bccache import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

_SEAL = hashlib.sha256().digest_size


def compiled_templates(
    folder: Path, settings: tuple[object, ...]
) -> CompiledTemplates | None:
    """The compiled form of the templates below `folder`, for an environment of `settings`.

    None where Python is told to keep none of its modules, or to keep it elsewhere.
    """
    tag = sys.implementation.cache_tag
    if sys.dont_write_bytecode or sys.pycache_prefix or not tag:
        return None
    return CompiledTemplates(folder / "__pycache__", tag, settings)


class CompiledTemplates(BytecodeCache):
    """A file for each template in `folder`, for the Python that `tag` names."""

    def __init__(self, folder: Path, tag: str, settings: object) -> None:
        self._folder = folder
        self._tag = tag
        self._made_by = f"{__version__} {settings!r}\0"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of the file."""
        return f"{name.replace('/', '-')}.{self._tag}"

    def get_source_checksum(self, source: str) -> str:
        """A hash of all that the compiled form depends on, but for the Python."""
        return hashlib.sha256((self._made_by + source).encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills `bucket` from its file, if that is whole."""
        try:
            content = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        code = content[_SEAL:]
        if hashlib.sha256(code).digest() == content[:_SEAL]:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Writes the file of `bucket`; leaves it where the folder is not ours to write."""
        code = bucket.bytecode_to_string()
        place = self._folder / bucket.key
        part = place.with_name(f"{place.name}.{os.getpid()}")
        try:
            self._folder.mkdir(exist_ok=True)
            part.write_bytes(hashlib.sha256(code).digest() + code)
            part.replace(place)
        except OSError:
            with suppress(OSError):
                part.unlink()
