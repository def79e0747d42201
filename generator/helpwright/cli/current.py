"""What `generate` says when there is nothing to do."""

from __future__ import annotations

import json
from collections.abc import Sequence

from helpwright.cli.console import Console, command
from helpwright.config import Config
from helpwright.sources import PageFile


def report_current(config: Config, pages: Sequence[PageFile], console: Console) -> int:
    """Says that everything is current, and what was doubtful when it was made.

    The findings are those in the spec, which is what the run left: its hash was compared.
    """
    findings = json.loads(config.path(config.spec).read_bytes()).get("findings", [])
    severities = [finding["severity"] for finding in findings]
    errors, warnings = severities.count("error"), severities.count("warning")
    word = "page" if len(pages) == 1 else "pages"
    console.say(
        f"Nothing to do: {len(pages)} {word}, {config.spec}, {config.openapi} and "
        f"{config.out} are as they were left, in {console.seconds:.1f} s."
    )
    if errors or warnings:
        console.say(
            f"{errors} errors and {warnings} warnings stand; to see them: "
            + command("helpwright", "lint", *config.pages)
        )
    return int(errors > 0)
