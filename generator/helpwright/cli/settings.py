"""Which configuration a command runs under."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from helpwright import config
from helpwright.config import Config
from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.limits import Limits
from helpwright.place import Place
from helpwright.value import replace


def settings(options: Namespace) -> Config:
    """The configuration that the options ask for.

    Pages given on the command line are read without a configuration file, unless one is
    named: what it says about an API need not hold for other pages. Raises
    HelpwrightError when no pages are given and no configuration is found.
    """
    out = getattr(options, "out", None) or config.DEFAULT_OUT
    if options.config is None and options.pages:
        return config.without_file(tuple(options.pages), out)
    path = Path(options.config) if options.config else config.find(Path.cwd())
    if path is None:
        raise HelpwrightError(
            Finding(
                code="HW010",
                severity="error",
                message="no pages are given, and no helpwright.toml is here or above",
                place=Place(page="."),
                advice="give pages: helpwright generate FOLDER, or write helpwright.toml",
            )
        )
    loaded = config.load(path)
    if options.pages:
        here = tuple(str(Path(page).absolute()) for page in options.pages)
        loaded = replace(loaded, pages=here)
    if getattr(options, "out", None):
        out = str(Path(out).absolute())
        loaded = replace(
            loaded, out=out, spec=f"{out}/spec.json", openapi=f"{out}/openapi.json"
        )
    return loaded


def limits() -> Limits:
    """The limits that hold in the current folder, whatever is read there."""
    path = config.find(Path.cwd())
    return Limits() if path is None else config.load(path).limits
