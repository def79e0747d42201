"""`helpwright fetch`: a help site as files."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from urllib.parse import urlsplit

from helpwright.cli.console import Console, status_of
from helpwright.cli.diff import accepted_by
from helpwright.cli.login import courtesy, login
from helpwright.cli.settings import limits
from helpwright.diagnostics import Findings, HelpwrightError
from helpwright.sources.fetch import fetch
from helpwright.spec import Api


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status."""
    from helpwright import report

    console = Console()
    findings = Findings()
    folder = Path(options.into or _host_of(options.address) or "pages")
    earlier = _state_of(folder)
    done = fetch(
        options.address,
        folder,
        findings,
        login=login(options),
        courtesy=courtesy(options),
        limits=limits(),
        progress=console.progress,
        say=console.say,
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
    if earlier is not None and (done.added or done.changed or done.removed):
        _say_changes(earlier, folder)
    return status_of(found)


def _host_of(address: str) -> str:
    """The host of an address; empty where it is none, which `fetch` says better."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _state_of(folder: Path) -> Api | None:
    """What the pages in `folder` say; None where there are none yet."""
    from helpwright.api import read

    try:
        return read(folder).api
    except HelpwrightError:
        return None


def _say_changes(earlier: Api, folder: Path) -> None:
    """Prints what the pages say other than they did, as `helpwright diff` does."""
    from helpwright.changes import compare
    from helpwright.changes.report import as_text

    now = _state_of(folder)
    if now is not None:
        # What is wrong in the file of accepted changes is for `diff` to say.
        text = as_text(compare(earlier, now), accepted_by(Findings()))
        sys.stdout.buffer.write(text.encode("utf-8"))
