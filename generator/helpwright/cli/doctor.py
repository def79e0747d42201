"""`helpwright doctor`: what a maintainer needs to know of a machine and a project."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from importlib import metadata
from pathlib import Path
from typing import Any

import helpwright
from helpwright import config as configuration
from helpwright.access import Authentication
from helpwright.cli.console import Console
from helpwright.cli.network import is_address
from helpwright.config import Config
from helpwright.diagnostics import HelpwrightError
from helpwright.escape import terminal
from helpwright.openapi.addresses import public_address
from helpwright.views.redaction import MASK, redacted

_PACKAGES = (
    "beautifulsoup4",
    "datamodel-code-generator",
    "fastapi",
    "httpx2",
    "jinja2",
    "pydantic",
    "python-jsonpath",
    "pyyaml",
    "uvicorn",
    "zensical",
)
_VARIABLES = (
    "LANG",
    "LC_ALL",
    "PYTHONHASHSEED",
    "PYTHONUTF8",
    "NO_COLOR",
    "CI",
    "TERM",
)
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "PIP_INDEX_URL")
_DEFAULTS = Config()
_IN_ADDRESS = re.compile(r"(?<=//)[^/@?#\s]+(?=@)|(?<=\?)[^\s'\"#]+")
"""Logins and queries: each may hold a key, whatever it is called."""
_WIDTH = 12
"""Columns of a line's name."""


def run(options: Namespace) -> int:
    """Prints the report. 1 where something stands in the way of a run, else 0."""
    lines: list[tuple[str, str]] = [*_program(), *_machine()]
    troubles: list[str] = []
    try:
        config = _config(options)
    except HelpwrightError as error:
        from helpwright.report import one_as_text

        config = None
        troubles.append(one_as_text(error.finding))
    if config is not None:
        lines += [*_settings(config), *_files(config)]
        troubles += _obstacles(config)
    for name, text in lines:
        line = f"{name.ljust(_WIDTH)}{terminal(_masked(text))}".rstrip()
        sys.stdout.buffer.write(f"{line}\n".encode("utf-8", "replace"))
    sys.stdout.flush()
    console = Console()
    for trouble in troubles:
        console.say(_masked(trouble))
    if not troubles:
        console.say(
            "Nothing stands in the way. The report holds no secrets that we know."
        )
    return int(bool(troubles))


def _config(options: Namespace) -> Config | None:
    path = Path(options.config) if options.config else configuration.find(Path.cwd())
    return configuration.load(path) if path else None


# --- what is reported -----------------------------------------------------------------


def _program() -> Iterator[tuple[str, str]]:
    folder = Path(helpwright.__file__).resolve().parent
    kind = "a checkout" if folder.parent.name == "generator" else "installed"
    yield "helpwright", f"{helpwright.__version__}, {kind}"
    for name in _PACKAGES:
        try:
            yield "  package", f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield "  package", f"{name} is not there"


def _machine() -> Iterator[tuple[str, str]]:
    build = f"{platform.python_implementation()}, {platform.machine()}"
    yield "python", f"{platform.python_version()}, {build}"
    yield "system", f"{platform.system()} {platform.release()}"
    encodings = (sys.stdout.encoding, sys.stderr.encoding, sys.getfilesystemencoding())
    yield "encodings", ", ".join(str(each) for each in encodings)
    shown = [f"{name}={os.environ[name]}" for name in _VARIABLES if name in os.environ]
    shown += [f"{name}={MASK}" for name in _PROXIES if name in os.environ]
    yield "environment", " ".join(shown)


def _settings(config: Config) -> Iterator[tuple[str, str]]:
    yield "settings", f"{config.file} in {config.root.absolute()}"
    for one in fields(config):
        value = getattr(config, one.name)
        if one.name not in ("root", "file") and value != getattr(_DEFAULTS, one.name):
            yield "", f"{one.name} = {_shown(value)}"


def _shown(value: Any) -> str:
    if isinstance(value, Authentication):
        # What the fields hold is nobody's concern.
        names = [name for name, _ in value.fields]
        return " ".join(
            [value.kind, "with", ", ".join(names)] if names else [value.kind]
        )
    if isinstance(value, str):
        return _address(value)
    if isinstance(value, tuple):
        return ", ".join(_shown(each) for each in value)
    return str(value)


def _address(text: str) -> str:
    return public_address(text) if "://" in text else text


def _files(config: Config) -> Iterator[tuple[str, str]]:
    from helpwright.write.manifest import ManifestError, read_manifest

    for page in config.pages:
        yield "pages", _page(config, page)
    yield "spec", _spec(config)
    out = config.path(config.out)
    try:
        count = len(read_manifest(out).files)
        yield "output", f"{config.out}: {count} files written by a run"
    except ManifestError as error:
        yield "output", f"{config.out}: {error}"
    room = shutil.disk_usage(_existing(out)).free
    yield "disk", f"{room // 2**20} MiB free"


def _page(config: Config, page: str) -> str:
    if is_address(page):
        return f"{public_address(page)}: an address"
    path = config.path(page)
    if path.is_file():
        return f"{page}: a file of {path.stat().st_size} bytes"
    if not path.is_dir():
        return f"{page}: is not there"
    files = [each for each in path.rglob("*") if each.is_file()]
    kinds = Counter(each.suffix.lower() or "none" for each in files)
    counted = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    return f"{page}: {counted}; {sum(each.stat().st_size for each in files)} bytes"


def _spec(config: Config) -> str:
    from helpwright import spec_json

    try:
        _, found = spec_json.load_all(
            spec_json.content_of(config.path(config.spec), config.limits)
        )
    except (OSError, spec_json.SpecError) as error:
        return f"{config.spec}: cannot be read ({type(error).__name__})"
    codes = Counter(each.code for each in found)
    counted = ", ".join(f"{number} {code}" for code, number in sorted(codes.items()))
    return f"{config.spec}: findings {counted or 'none'}"


# --- what stands in the way -----------------------------------------------------------


def _obstacles(config: Config) -> Iterator[str]:
    for page in config.pages:
        if "://" not in page and not config.path(page).exists():
            yield f"{page} is not there: correct `pages` in {config.file}."
    for name in _targets(config):
        folder = _existing(config.path(name))
        if not os.access(folder, os.W_OK):
            yield f"{folder} can't be written to: make it yours, or change the settings."


def _targets(config: Config) -> Sequence[str]:
    return (config.out, config.spec, config.openapi)


def _existing(path: Path) -> Path:
    """The first of `path` and the folders above it that is there."""
    path = path.absolute()
    return next(each for each in (path, *path.parents) if each.exists())


def _masked(text: str) -> str:
    """`text` without what looks like a secret, and without the user's own name."""
    home = str(Path.home())
    text = redacted(text.replace(home, "~") if len(home) > 1 else text)
    # The message on a setting quotes it as it stands, and it may be half an address.
    return _IN_ADDRESS.sub(MASK, text)
