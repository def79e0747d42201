"""The manifest: what was written, from what, so that the next run can tell.

It imports nothing but the standard library: a run that finds nothing to do reads the
manifest and stops.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from helpwright.sources.source import digest
from helpwright.transaction import is_unfinished
from helpwright.transaction.places import is_inside, is_plain_file
from helpwright.value import dataclass
from helpwright.write.paths import problem_of

NAME = ".helpwright-manifest.json"
_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a run left in the output folder."""

    generator: str = ""
    """Version of the tool and hash of its templates, as its caller puts them."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Hash of everything that the output was made of, by name."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Hash of each file by path."""


class ManifestError(ValueError):
    """The manifest is not what was written."""


def read_manifest(folder: Path) -> Manifest:
    """The manifest in `folder`, an empty one where there is none.

    Raises ManifestError where it can't be read, OSError where the file can't.
    """
    place = folder / NAME
    if not is_plain_file(place):
        return Manifest()
    try:
        raw = json.loads(place.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"it is no JSON: {error}") from None
    if not isinstance(raw, dict) or raw.get("manifest") != _VERSION:
        raise ManifestError("it is of another version, or not ours")
    return Manifest(
        generator=str(raw.get("generator", "")),
        inputs=_hashes(raw.get("inputs")),
        files=_paths(raw.get("files")),
    )


def manifest_text(manifest: Manifest) -> str:
    """The manifest's file. It depends on nothing but `manifest`."""
    value: dict[str, Any] = {
        "manifest": _VERSION,
        "generator": manifest.generator,
        "inputs": dict(sorted(manifest.inputs.items())),
        "files": dict(sorted(manifest.files.items())),
    }
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def unchanged(folder: Path, inputs: Mapping[str, str], generator: str) -> bool:
    """Whether a run with these inputs would leave `folder` as it is.

    True only where the manifest names the same inputs and the same generator, and every
    file is as it was written. Raises nothing: in doubt it is False.
    """
    try:
        manifest = read_manifest(folder)
        if manifest.generator != generator or manifest.inputs != dict(inputs):
            return False
        if not manifest.files or is_unfinished(folder):
            return False
        above = {path.rpartition("/")[0] for path in manifest.files}
        if not all(is_inside(folder, f"{each}/file") for each in above if each):
            return False
        return all(
            is_plain_file(place := os.path.join(folder, path))
            and digest(_content(place)) == expected
            for path, expected in manifest.files.items()
        )
    except (OSError, ManifestError):
        return False


def _content(place: str) -> bytes:
    with open(place, "rb", buffering=0) as file:
        return file.read()


def _hashes(value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(
        isinstance(each, str) for each in value.values()
    ):
        raise ManifestError("it holds something other than hashes")
    return value


def _paths(value: object) -> dict[str, str]:
    """Hashes by path; the file may have been edited to name files that are not ours."""
    hashes = _hashes(value)
    for path in hashes:
        if problem := problem_of(path):
            raise ManifestError(f"it names {path[:80]!r}: {problem}")
    return hashes
