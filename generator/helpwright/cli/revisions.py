"""Files and folders as they were in a revision of the repository: `HEAD~1:specs`."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.place import Place


def is_revision(name: str) -> bool:
    """Whether `name` is REVISION:PATH, and neither a file nor an address."""
    revision, colon, path = name.partition(":")
    return (
        bool(colon and path)
        and len(revision) > 1  # one letter is a drive
        and not path.startswith("//")
        and not Path(name).exists()
    )


@contextmanager
def checked_out(name: str) -> Iterator[Path]:
    """The file or folder `name`, REVISION:PATH, for the time of the block.

    Raises HelpwrightError where git does not have it.
    """
    revision, _, inner = name.partition(":")
    # An option of git could be smuggled in where a revision is expected.
    archive = ["git", "archive", "--format=tar", "--end-of-options", revision]
    try:
        done = subprocess.run([*archive, inner], capture_output=True, check=True)
    except OSError:
        raise _unknown(name, "git is not installed") from None
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _unknown(name, lines[-1] if lines else "git does not know it") from None
    with TemporaryDirectory(prefix="helpwright-") as folder:
        try:
            with tarfile.open(fileobj=io.BytesIO(done.stdout)) as files:
                files.extractall(folder, filter="data")
        except tarfile.FilterError as error:
            raise _unknown(name, f"it leads elsewhere: {error}") from None
        yield Path(folder, *PurePosixPath(inner).parts)


def _unknown(name: str, reason: str) -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code="HW014",
            severity="error",
            message=f"cannot be taken from the repository: {reason}",
            place=Place(page=name),
            advice="write REVISION:PATH, PATH from the current folder",
        )
    )
