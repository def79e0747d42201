"""Prints what came out of inputs, a line each, to be compared with another process.

python digests.py KIND FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [
    str(HERE),
    str(HERE.parent / "support"),
    str(HERE.parents[1] / "generator"),
]

from kinds import KINDS

MOST = 150


def main(name: str, folder: Path) -> None:
    """The newest inputs of `folder`."""
    files = sorted(folder.iterdir(), key=lambda path: (path.stat().st_mtime, path.name))
    for path in files[-MOST:]:
        try:
            result = KINDS[name].check(path.read_bytes())
        except Exception as error:  # noqa: BLE001 - counted where it is looked for
            result = type(error).__name__
        print(path.name, result)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
