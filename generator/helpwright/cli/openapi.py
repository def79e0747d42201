"""`helpwright openapi`: only the OpenAPI document."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from helpwright.cli.console import Console
from helpwright.cli.settings import settings
from helpwright.diagnostics import Findings


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status."""
    from helpwright import pipeline

    console = Console()
    findings = Findings()
    described = pipeline.describe(
        settings(options), findings, sources=options.sources, progress=console.progress
    )
    text = json.dumps(described.document, indent=2, ensure_ascii=False) + "\n"
    if options.output:
        Path(options.output).write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.buffer.write(text.encode())
    console.findings(findings)
    return console.status(findings)
