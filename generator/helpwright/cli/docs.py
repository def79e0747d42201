"""`helpwright docs`: a documentation that can be published."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from helpwright import publishing
from helpwright.cli.console import Console, listed, status_of
from helpwright.cli.network import local_pages
from helpwright.cli.settings import settings
from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.holding import reading
from helpwright.spec import Api
from helpwright.value import replace


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status."""
    if options.serve:
        from helpwright.cli.docs_serving import serve

        return serve(options)
    if not options.markdown:
        from helpwright.site.zensical import check_installed

        check_installed()
    console = Console()
    findings = Findings()
    before = earlier(options, console)
    with (
        local_pages(config_of(options), options, findings, console) as config,
        reading(config, console.say),
    ):
        made = publishing.publication(config, findings, console.progress, before=before)
        files: Mapping[str, str | bytes] = made.documentation.files
        if not options.markdown and made.api.pages:
            files = publishing.site_of(made, config, findings)
        return _put(files, made, config, findings, console)


def config_of(options: Namespace) -> Config:
    """The configuration that the options ask for. Raises HelpwrightError."""
    config = settings(options)
    if options.site:
        config = replace(config, site=str(Path(options.site).absolute()))
    return config


def earlier(options: Namespace, console: Console) -> Api | None:
    """The API before, where changes since then are asked for."""
    if not options.since:
        return None
    from helpwright.cli.diff import state_of

    return state_of(options.since, options, console)


def _put(
    files: Mapping[str, str | bytes],
    made: publishing.Publication,
    config: Config,
    findings: Findings,
    console: Console,
) -> int:
    """Writes the files, and says what was done."""
    from helpwright import report

    # Of nothing that was read nothing is published.
    done = publishing.put_site(files, config, findings) if made.api.pages else None
    found = listed(findings, made.pages)
    errors = [finding for finding in found if finding.severity == "error"]
    if errors:
        console.say(report.as_text(errors))
    if done is None:
        return status_of(found)
    pages = sum(path.endswith(".md") for path in files)
    shown = Path(config.path(config.site), "index.html")
    start = shown if "index.html" in files else shown.with_suffix(".md")
    console.say(
        f"{pages} pages of {made.title} in {console.seconds:.1f} s: "
        f"{len(done.written)} files written, {len(done.unchanged)} unchanged, "
        f"{len(done.removed)} removed\nBegin with {os.path.relpath(start)}"
    )
    return status_of(found)
