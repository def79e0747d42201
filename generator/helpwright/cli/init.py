"""`helpwright init`: configuration, corrections and a workflow for a project."""

from __future__ import annotations

import tomllib
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from helpwright.cli.console import Console, command
from helpwright.cli.network import is_address
from helpwright.config import FILE, load, loaded
from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.place import Place

_ACTION = ".github/actions/helpwright/action.yml"
_WORKFLOW = ".github/workflows/helpwright.yml"


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status. No file that is there is touched.

    Raises HelpwrightError where the project could not be generated as it is asked for.
    """
    from helpwright.transaction import replace_files

    console = Console()
    given = options.pages or ""
    address = _without_login(given) if is_address(given) else ""
    pages = "pages" if address or not given else Path(given).as_posix()
    files = _files(address, pages, options)
    if not Path(FILE).exists():
        # What a run would refuse is refused before a file is written.
        loaded(tomllib.loads(files[FILE]), Path(FILE))
    new = {name: text for name, text in files.items() if not Path(name).exists()}
    replace_files({Path(name): text.encode() for name, text in new.items()}, Path())
    starter = _starter()
    if starter:
        files_begun = {Path(name): text.encode() for name, text in starter.items()}
        replace_files(files_begun, Path())
    for name in (*new, *starter):
        console.say(f"Wrote {name}")
    for name in files:
        if name not in new:
            console.say(f"Left {name} as it is: it is there already")
    for line in _next(address, pages):
        console.say(line)
    return 0


def _without_login(address: str) -> str:
    """`address` as it may stand in a file that is committed. Raises HelpwrightError."""
    from helpwright.sources.fetch.scope import AddressError, plain_address

    try:
        return plain_address(address)
    except AddressError as error:
        raise HelpwrightError(
            Finding(
                code="HW901",
                severity="error",
                message=str(error),
                place=Place(page=address),
                made_of_it="nothing was written",
            )
        ) from None


def _files(address: str, pages: str, options: Namespace) -> dict[str, str]:
    """What a project gets, by path; every line of it says what it is for."""
    from helpwright.escape import toml, workflow
    from helpwright.render.templates import read_template, render_template

    settings = {
        "pages": toml(pages),
        "out": toml(options.out),
        "package": toml(options.package),
    }
    steps = {"address": workflow(address), "pages": workflow(pages)}
    return {
        FILE: render_template("project/helpwright.toml", settings),
        _ACTION: read_template("project/action.yml"),
        _WORKFLOW: render_template("project/workflow.yml", steps),
    }


def _starter() -> dict[str, str]:
    """The corrections, begun with what the pages leave open, where there are pages.

    Where there are none yet, the first `helpwright generate` begins them.
    """
    from helpwright import inputs, pipeline
    from helpwright.explain.starter import starter

    try:
        config = load(Path(FILE))
        if not config.corrections or config.path(config.corrections).exists():
            return {}
        findings = Findings()
        files = inputs.pages_of(config, findings)
        api = pipeline.understand(files, config, findings)
    except HelpwrightError:
        return {}
    return {config.corrections: starter(api)}


def _next(address: str, pages: str) -> Iterator[str]:
    yield "Next:"
    if address:
        yield f"  {command('helpwright', 'fetch', address, '--into', pages)}"
    elif not Path(pages).exists():
        yield f"  put the help pages into {pages}, or: helpwright fetch URL --into {pages}"
    yield "  helpwright generate"
