"""Addresses of saved pages, from the files that a mirror leaves beside them.

`manifest.tsv` has a line a page: status, address, file, separated by tabs. `pages.lock`,
which `helpwright fetch` writes, is JSON: `{"pages": [{"address": …, "file": …}]}`.
Files are relative POSIX paths from the folder that holds the manifest.
"""

from __future__ import annotations

import json
from pathlib import Path

from helpwright.diagnostics import Finding, Findings
from helpwright.place import Place

MANIFEST = "manifest.tsv"
LOCK = "pages.lock"


WRITTEN = ".helpwright-manifest.json"
"""The list that every folder has which we have written to, of what we wrote there."""


def written(folder: Path, max_bytes: int) -> frozenset[str]:
    """What a run of ours wrote to `folder`, as paths from there, with `/`.

    Nothing where there is no list of it, or one that can't be read: then what lies there
    is read as pages, which is what it would be without us.
    """
    try:
        files = json.loads(_text(folder / WRITTEN, max_bytes))["files"]
        return frozenset(map(str, files))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return frozenset()


def addresses(folder: Path, findings: Findings, max_bytes: int) -> dict[str, str]:
    """Address of each file below `folder` that a manifest there lists.

    A manifest of more than `max_bytes` is none. Keys are relative POSIX paths. A manifest that can't be read is a finding, and the
    pages are read without their addresses.
    """
    found: dict[str, str] = {}
    for name, parse in ((MANIFEST, _table), (LOCK, _lock)):
        path = folder / name
        if not path.is_file():
            continue
        try:
            found |= parse(_text(path, max_bytes))
        except (
            *(OSError, ValueError, KeyError, TypeError, AttributeError),
            RecursionError,
        ) as error:
            findings.add(
                Finding(
                    code="HW006",
                    severity="warning",
                    message=f"cannot read the list of addresses: {error}",
                    place=Place(page=name),
                    made_of_it="the pages are read without their addresses",
                    advice="mend the file, or delete it and fetch again",
                )
            )
    return found


def _text(path: Path, max_bytes: int) -> str:
    with path.open("rb") as file:
        content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        limit = f"the limit `file_bytes` is {max_bytes:,}"
        raise ValueError(f"it has more bytes than it may; {limit}")
    return content.decode("utf-8-sig")


def _table(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) < 3:
            raise ValueError(f"line {number} has {len(cells)} of 3 columns")
        _, address, file = cells[:3]
        if file:
            found[file] = address
    return found


def _lock(text: str) -> dict[str, str]:
    return {
        str(page["file"]): str(page["address"]) for page in json.loads(text)["pages"]
    }
