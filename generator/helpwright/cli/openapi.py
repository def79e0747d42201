"""`helpwright openapi`: only the OpenAPI document."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from helpwright.cli.console import Console, command, listed, status_of
from helpwright.cli.network import local_pages
from helpwright.cli.settings import settings
from helpwright.diagnostics import Findings
from helpwright.holding import reading


def _write(place: Path, text: str) -> None:
    """Writes whole, or leaves what is there; what is no file, such as a pipe, is fed.

    Raises OSError.
    """
    target = Path(os.path.realpath(place))
    if target.exists() and not target.is_file():
        place.write_text(text, encoding="utf-8", newline="\n")
        return
    near = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with near.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        near.replace(target)
    except OSError as error:
        with suppress(OSError):
            near.unlink()
        raise OSError(error.errno, error.strerror, str(place)) from None


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status."""
    from helpwright import pipeline, report
    from helpwright.openapi.dump import dumps

    console = Console()
    findings = Findings()
    with (
        local_pages(settings(options), options, findings, console) as config,
        reading(config, console.say),
    ):
        described = pipeline.describe(
            config, findings, sources=options.sources, progress=console.progress
        )
        text = dumps(described.document)
        found = listed(findings, described.files)
    if not described.api.pages:
        pass  # Of nothing that was read there is no document.
    elif options.output:
        _write(Path(options.output), text)
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))
    api = described.api
    run = report.Run(
        pages=len(api.pages),
        given=len(described.files),
        operations=len(api.operations),
        models=len(api.models),
        enumerations=len(api.enumerations),
        written=(options.output or "standard output",),
        unchanged=0,
        seconds=console.seconds,
        findings=found,
        lint=command("helpwright", "lint", *options.pages),
    )
    console.say(report.run_as_text(run))
    return status_of(found)
