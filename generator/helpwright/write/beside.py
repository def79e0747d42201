"""Files whose place is outside the output folder: spec and OpenAPI document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helpwright.transaction import Patience, replace_files
from helpwright.transaction.places import exists, is_plain_file
from helpwright.write.output import Difference, differs, reported, unified_diff


def write_beside(
    files: Mapping[str, str], root: Path, patience: Patience | None = None
) -> tuple[str, ...]:
    """Writes those of `files`, by path from `root`, that differ; returns their paths.

    Raises HelpwrightError where one can't be written; then all are as they were.
    """
    contents = {path: text.encode() for path, text in files.items()}
    with reported(root):
        changed = {
            path: content
            for path, content in contents.items()
            if differs(root / path, content)
        }
        places = {root / path: content for path, content in changed.items()}
        replace_files(places, root, patience)
    return tuple(changed)


def check_beside(files: Mapping[str, str], root: Path) -> tuple[Difference, ...]:
    """What `write_beside` would change."""
    found = []
    with reported(root):
        for path, text in files.items():
            place, content = root / path, text.encode()
            if differs(place, content):
                old = place.read_bytes() if is_plain_file(place) else b""
                found.append(
                    Difference(
                        path=path,
                        kind="differs" if exists(place) else "missing",
                        diff=unified_diff(path, old, content),
                    )
                )
    return tuple(found)
