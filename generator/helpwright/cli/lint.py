"""`helpwright lint`: what is doubtful in help pages, and what is wrong with them."""

from __future__ import annotations

import sys
from argparse import Namespace

from helpwright.cli.console import Console, listed
from helpwright.cli.network import local_pages
from helpwright.cli.settings import settings
from helpwright.diagnostics import Findings
from helpwright.holding import reading


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status."""
    from helpwright import pipeline, report

    console = Console()
    findings = Findings()
    with (
        local_pages(settings(options), options, findings, console) as config,
        reading(config, console.say),
    ):
        described = pipeline.describe(config, findings, progress=console.progress)
        found = listed(findings, described.files)
    forms = {
        "text": report.as_text,
        "json": report.as_json,
        "sarif": report.as_sarif,
    }
    sys.stdout.buffer.write(forms[options.format](found).encode("utf-8"))
    fails = ("error", "warning") if options.strict else ("error",)
    return int(any(finding.severity in fails for finding in found))
