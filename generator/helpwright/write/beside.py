"""Files whose place is outside the output folder: spec and OpenAPI document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helpwright.write.manifest import digest
from helpwright.write.output import Difference, reported, unified_diff
from helpwright.write.paths import exists, is_plain_file
from helpwright.write.staging import write_files


def write_beside(files: Mapping[str, str], root: Path) -> tuple[str, ...]:
    """Writes those of `files`, by path from `root`, that differ; returns their paths.

    Raises HelpwrightError where one can't be written; then all are as they were.
    """
    contents = {path: text.encode() for path, text in files.items()}
    with reported(root):
        changed = {
            path: content
            for path, content in contents.items()
            if _differs(root / path, content)
        }
        write_files({root / path: content for path, content in changed.items()})
    return tuple(changed)


def check_beside(files: Mapping[str, str], root: Path) -> tuple[Difference, ...]:
    """What `write_beside` would change."""
    found = []
    with reported(root):
        for path, text in files.items():
            place, content = root / path, text.encode()
            if _differs(place, content):
                old = place.read_bytes() if is_plain_file(place) else b""
                found.append(
                    Difference(
                        path=path,
                        kind="differs" if exists(place) else "missing",
                        diff=unified_diff(path, old, content),
                    )
                )
    return tuple(found)


def _differs(place: Path, content: bytes) -> bool:
    return not is_plain_file(place) or digest(place.read_bytes()) != digest(content)
