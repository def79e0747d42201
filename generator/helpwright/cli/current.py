"""What `generate` says when there is nothing to do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from helpwright.cli.console import Console
from helpwright.config import Config
from helpwright.sources import PageFile


def report_current(
    config: Config, pages: Sequence[PageFile], console: Console, lint: str
) -> int:
    """Says that everything is current, and what was doubtful when it was made.

    `lint` is the command that says the latter in full.

    The findings are those in the spec, which is what the run left: its hash was compared.
    """
    severities = [finding["severity"] for finding in _findings(config)]
    errors, warnings = severities.count("error"), severities.count("warning")
    word = "page" if len(pages) == 1 else "pages"
    console.say(
        f"Nothing to do: {len(pages)} {word}, {config.spec}, {config.openapi} and "
        f"{config.out} are as they were left, in {console.seconds:.1f} s."
    )
    if errors or warnings:
        console.say(f"{_standing(errors, warnings)}; to see them: {lint}")
    return int(errors > 0)


def _findings(config: Config) -> list[dict[str, str]]:
    """What the spec says was doubtful: its last member, on a line of its own."""
    spec = config.path(config.spec).read_bytes()
    _, begin, last = spec.rpartition(b'\n  "findings": ')
    if begin:
        found: list[dict[str, str]] = json.loads(last.rstrip().removesuffix(b"}"))
        return found
    whole: dict[str, Any] = json.loads(spec)
    return list(whole.get("findings", []))


def _standing(errors: int, warnings: int) -> str:
    """`1 error and 2 warnings stand`; what there is none of is not mentioned."""
    counted = [
        f"{count} {word}" if count == 1 else f"{count} {word}s"
        for count, word in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return f"{' and '.join(counted)} {'stands' if errors + warnings == 1 else 'stand'}"
