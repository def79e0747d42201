"""What a result is made of, as hashes, so that a run can tell that nothing has changed.

Imports little: it runs before anything else does, and mostly it is all that runs.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from helpwright import __version__
from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.sources import PageFile, list_pages
from helpwright.sources.source import digest

_EMITTER = "datamodel_code_generator-"
"""Start of the name under which the library is installed that writes the models."""


def pages_of(config: Config, findings: Findings) -> tuple[PageFile, ...]:
    """The files that the pages of `config` stand for. Raises HelpwrightError."""
    paths = [str(config.path(page)) for page in config.pages]
    return list_pages(paths, findings, config.limits)


def inputs_of(config: Config, pages: Iterable[PageFile]) -> dict[str, str]:
    """Hash of each input by name: pages, settings, the files that people write.

    What we write outside the output folder counts as well: it is not current when it is
    not what the run left. Where the folder itself lies makes no difference.
    """
    settings = hashlib.sha256()
    told = ("package", "title", "version", "server_url", "auth", "failures", "limits")
    for name in told:
        settings.update(f"{name}={getattr(config, name)!r}\n".encode())
    # Each is an input below; here their order counts, which decides on what they make.
    overlays = [config.below_out(name) or name for name in config.overlays]
    settings.update(f"overlays={overlays!r}\n".encode())
    settings.update(f"additions={config.additions.is_file()}\n".encode())
    inputs = {"settings": settings.hexdigest()}
    for page in pages:
        inputs[f"page {page.name}"] = _hash_of(page.path, page.address)
    written = (config.spec, config.openapi, config.names)
    beside = [name for name in written if name and not config.below_out(name)]
    for name in (config.corrections, config.observations, *config.overlays, *beside):
        if name:
            # By its path below the output folder, whatever that is called.
            inputs[config.below_out(name) or name] = _hash_of(config.path(name))
    if config.templates and config.path(config.templates).is_dir():
        folder = config.path(config.templates)
        for name, path in _files_below(str(folder), config.templates, ""):
            inputs[f"template {name}"] = _hash_of(Path(path))
    return inputs


def generator() -> str:
    """Names the generator: its version, a hash of its modules and templates, and the
    version of the library that writes the models.
    """
    package = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(package, "templates")
    beside = os.path.join(package, os.pardir, os.pardir, "templates")
    files = _files_below(package, "helpwright", inside)
    files += _files_below(inside if os.path.isdir(inside) else beside, "templates", "")
    digest = hashlib.sha256()
    for name, path in sorted(files):
        with open(path, "rb", buffering=0) as file:
            content = file.read()
        if b"\r" in content:
            content = content.replace(b"\r\n", b"\n")
        digest.update(name.encode() + b"\0" + content + b"\0")
    return " ".join(
        [f"helpwright {__version__} {digest.hexdigest()[:16]}", *_emitter()]
    )


def _files_below(folder: str, name: str, leave_out: str) -> list[tuple[str, str]]:
    """Files below `folder` with their names from there, called the same wherever it lies."""
    found: list[tuple[str, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            inner = f"{name}/{entry.name}"
            if entry.name.startswith((".", "__pycache__")) or entry.path == leave_out:
                continue  # Caches of tools, in a checkout.
            if entry.is_dir():
                found += _files_below(entry.path, inner, leave_out)
            else:
                found.append((inner, entry.path))
    return found


def _emitter() -> list[str]:
    found: set[str] = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        found.update(name for name in names if name.startswith(_EMITTER))
    return sorted(name.removesuffix(".dist-info") for name in found)


def _hash_of(path: Path, more: str = "") -> str:
    """SHA-256 of a file, line ends aside, and `more`; empty where it can't be read."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return ""
    return digest(content + more.encode("utf-8", "replace") if more else content)
