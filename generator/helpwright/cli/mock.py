"""`helpwright mock`: act out the vendor's server."""

from __future__ import annotations

from argparse import Namespace

from helpwright.cli.console import Console, listed, status_of
from helpwright.cli.network import local_pages
from helpwright.cli.settings import settings
from helpwright.diagnostics import Findings


def run(options: Namespace) -> int:
    """Serves until it is interrupted, then prints what was called; the exit status."""
    from helpwright import pipeline, report
    from helpwright.mock import MockApp, MockOptions
    from helpwright.mock.running import address_of, bound, is_private, serve
    from helpwright.mock.shared import exact

    console = Console()
    findings = Findings()
    with local_pages(settings(options), options, findings, console) as config:
        described = pipeline.describe(config, findings, progress=console.progress)
    found = listed(findings, described.files)
    errors = [finding for finding in found if finding.severity == "error"]
    if errors:
        console.say(report.as_text(errors))
    app = MockApp(
        exact(described.document),
        MockOptions(
            vary=options.vary,
            delay=options.delay,
            fail=options.fail,
            dates=options.dates,
            nulls=options.nulls,
            state=options.state,
        ),
    )
    app.journal.listener = lambda call: console.say(call.as_text())
    listener = bound(options.host, options.port)

    def ready() -> None:
        count = len(app.documentation.operations)
        reach = (
            "only this machine reaches it"
            if is_private(options.host)
            else "WARNING: whoever reaches this machine reaches it"
        )
        console.say(
            f"Mock of {count} operations at {address_of(listener)} ({reach}).\n"
            "Press Ctrl-C to stop."
        )

    serve(app, listener, ready)
    console.say(app.journal.summary())
    return status_of(found)
