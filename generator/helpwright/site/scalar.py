"""Where Scalar comes from: a file of the user's, or the npm package in one version.

Its bundle is a program that runs in readers' browsers. The version is fixed, and so is
what it must hash to: an altered package is refused.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.place import Place

PACKAGE = "@scalar/api-reference"
VERSION = "1.46.4"
SHA256 = "81b8d2bdab4a42ab81465386441b9a0f928b68631364360f00e8cce620cc1efb"
_INSIDE = "package/dist/browser/standalone.js"
_LARGEST = 64 * 1024 * 1024
_SECONDS = 120


def script(asked: str, file: Path, cache: Path) -> bytes:
    """Scalar's bundle: `file`, or where `asked` is `scalar` that of the npm package.

    What npm gave is kept in the folder `cache`. Raises HelpwrightError where there is
    none to be had.
    """
    if asked != "scalar":
        try:
            return file.read_bytes()
        except OSError as error:
            raise _error(f"{asked} cannot be read: {error.strerror}") from None
    kept = cache / f"scalar-{VERSION}.js"
    if kept.is_file() and _is_known(content := kept.read_bytes()):
        return content
    content = _from_npm()
    if not _is_known(content):
        raise _error(f"{PACKAGE} {VERSION} is not what it was when it was looked at")
    _keep(content, kept)
    return content


def _keep(content: bytes, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    # Two runs may do so at once: each renames a file of its own.
    own = place.with_name(f"{place.name}.{os.getpid()}")
    own.unlink(missing_ok=True)
    # A link that a clone has put there is not written through.
    with own.open("xb") as file:
        file.write(content)
    os.replace(own, place)


def _is_known(content: bytes) -> bool:
    return hashlib.sha256(content).hexdigest() == SHA256


def _from_npm() -> bytes:
    npm = shutil.which("npm")
    if npm is None:
        raise _error(f"npm is not here, which gets {PACKAGE} {VERSION}")
    with TemporaryDirectory(prefix="helpwright-") as folder:
        pack = [npm, "pack", f"{PACKAGE}@{VERSION}", "--silent", "--ignore-scripts"]
        try:
            subprocess.run(
                pack,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=True,
            )
            (archive,) = Path(folder).glob("*.tgz")
            with tarfile.open(archive) as content:
                member = content.getmember(_INSIDE)
                inside = content.extractfile(member)
                if inside is None or member.size > _LARGEST:
                    raise _error(f"{PACKAGE} {VERSION} holds no {_INSIDE}")
                return inside.read()
        except (OSError, subprocess.SubprocessError, tarfile.TarError) as error:
            raise _error(f"npm gave no {PACKAGE} {VERSION}: {error}") from None
        except (KeyError, ValueError):
            raise _error(f"{PACKAGE} {VERSION} holds no {_INSIDE}") from None


def _error(message: str) -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code="HW712",
            severity="error",
            message=message,
            place=Place(page=""),
            made_of_it="no interactive reference",
            advice='reference = "FILE" takes its dist/browser/standalone.js from '
            "anywhere; without `reference` the site is whole",
        )
    )
