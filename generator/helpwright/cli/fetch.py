"""`helpwright fetch`: a help site as files."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from urllib.parse import urlsplit

from helpwright.cli.console import Console, status_of
from helpwright.cli.login import courtesy, login
from helpwright.diagnostics import Findings
from helpwright.sources.fetch import fetch


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status."""
    from helpwright import report

    console = Console()
    findings = Findings()
    folder = Path(options.into or urlsplit(options.address).hostname or "pages")
    done = fetch(
        options.address,
        folder,
        findings,
        login=login(options),
        courtesy=courtesy(options),
        progress=console.progress,
    )
    found = findings.sorted_findings()
    if found:
        console.say(report.as_text(found))
    counts = {
        "new": done.added,
        "changed": done.changed,
        "unchanged": done.unchanged,
        "removed": done.removed,
        "failed": done.failed,
    }
    said = ", ".join(f"{len(pages)} {word}" for word, pages in counts.items() if pages)
    console.say(f"Fetched into {folder}: {said or 'no pages'}")
    return status_of(found)
