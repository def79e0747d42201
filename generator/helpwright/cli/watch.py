"""`helpwright generate --watch`: generates again whenever what it is made of changes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import helpwright
from helpwright.cli.console import Console
from helpwright.cli.network import is_address
from helpwright.cli.settings import settings
from helpwright.config import FILE, Config
from helpwright.diagnostics import HelpwrightError

INTERVAL = 0.3
"""Seconds between two looks at the files."""

_State = dict[str, tuple[int, int]]
"""Time of the last change in nanoseconds, and size, by path."""


def watch(options: Namespace) -> int:
    """Generates, and again after every change, until it is interrupted.

    Each run is a process of its own, so that it sees templates and modules as they are.
    """
    console = Console()
    before: _State | None = None
    while True:
        config = _config(options)
        now = state_of(config, options)
        if now != before:
            _generate(options)
            # What the run wrote among its own inputs is no change.
            before = now if config is None else state_of(config, options, now)
            console.say(f"Watching {len(before)} files; Ctrl-C ends it.")
        time.sleep(INTERVAL)


def _config(options: Namespace) -> Config | None:
    """The configuration; None while it can't be read, which the run says."""
    try:
        return settings(options)
    except HelpwrightError:
        return None


def _generate(options: Namespace) -> None:
    # -P: what lies in the current folder is no module of ours.
    command = [sys.executable, "-P", "-m", "helpwright", "generate"]
    command += [f"--header={each}" for each in options.header]
    command += [
        f"--{name}={value}"
        for name in ("out", "config", "rate", "cookie", "user")
        if (value := getattr(options, name)) is not None
    ]
    command += ["--", *options.pages]
    source = str(Path(helpwright.__file__).parents[1])
    paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    subprocess.run(command, env=environment, check=False)


def state_of(
    config: Config | None, options: Namespace, before: _State | None = None
) -> _State:
    """What stands at the places that the output is made of.

    `before` keeps what was seen of files before a run: an edit during it is a change.
    Only files that the run itself began, such as the corrections, are taken as they are.
    """
    found: _State = {}
    for path in _inputs(config, options):
        try:
            about = path.stat()
        except OSError:
            continue
        found[str(path)] = (about.st_mtime_ns, about.st_size)
    return found if before is None else {**found, **before}


def _inputs(config: Config | None, options: Namespace) -> Iterator[Path]:
    if config is None:
        yield Path(options.config or FILE)
        return
    if config.file:
        yield config.path(config.file)
    for name in (config.corrections, config.observations, *config.overlays):
        if name:
            yield config.path(name)
    out = config.path(config.out).absolute()
    for name in (*config.pages, config.templates):
        if not name or is_address(name):
            continue
        path = config.path(name)
        if path.is_file():
            yield path
        for folder, inner, files in os.walk(path):
            inner[:] = [each for each in inner if Path(folder, each).absolute() != out]
            yield from (Path(folder, file) for file in files)
