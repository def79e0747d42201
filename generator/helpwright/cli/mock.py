"""`helpwright mock`: act out the vendor's server."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpwright.cli.console import Console, listed, status_of
from helpwright.cli.network import local_pages
from helpwright.cli.settings import settings
from helpwright.diagnostics import Findings
from helpwright.holding import reading
from helpwright.limits import Limits

if TYPE_CHECKING:
    from helpwright.mock import MockApp
    from helpwright.mock.origins import AllowedOrigins
    from helpwright.mock.proxy import ProxyApp


def run(options: Namespace) -> int:
    """Serves until it is interrupted, then prints what was called; the exit status."""
    from helpwright import pipeline, report
    from helpwright.mock import MockApp, MockOptions
    from helpwright.mock.origins import AllowedOrigins
    from helpwright.mock.shared import exact
    from helpwright.views.nesting import calls_needed

    _refuse_what_does_nothing(options)
    console = Console()
    findings = Findings()
    with (
        local_pages(settings(options), options, findings, console) as config,
        reading(config, console.say),
    ):
        described = pipeline.describe(config, findings, progress=console.progress)
    found = listed(findings, described.files)
    errors = [finding for finding in found if finding.severity == "error"]
    if errors:
        console.say(report.as_text(errors))
    # The process is the mock's own, and may go as deep as the models do.
    sys.setrecursionlimit(
        max(sys.getrecursionlimit(), calls_needed(described.document))
    )
    if options.proxy:
        return _proxy(options, described.document, config.limits, console)
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
        config.limits,
    )
    served = AllowedOrigins(app, options.allow_origin) if options.allow_origin else app
    _serve(app, served, options, console, "Mock")
    return status_of(found)


def _refuse_what_does_nothing(options: Namespace) -> None:
    """Raises HelpwrightError before anything is read."""
    from helpwright.mock.running import unusable

    if options.har and not options.proxy:
        raise unusable(
            "--har records what a proxy passes on, and no server is given",
            "add --proxy URL, or leave --har out",
        )
    if options.har and not Path(options.har).absolute().parent.is_dir():
        raise unusable(
            f"--har {options.har} is in no folder that exists",
            "make the folder, or choose another file",
        )
    if options.proxy and options.allow_origin:
        raise unusable(
            "--allow-origin is for a mock: as a proxy it would open the real server",
            "leave out --proxy, or --allow-origin",
        )


def _proxy(
    options: Namespace, document: dict[str, Any], limits: Limits, console: Console
) -> int:
    """Passes everything on to the real server; 1 where its answers differ."""
    from helpwright import report
    from helpwright.mock.proxy import ProxyApp
    from helpwright.mock.shared import exact
    from helpwright.openapi.addresses import public_address
    from helpwright.write.beside import write_beside

    findings = Findings()
    app = ProxyApp(exact(document), options.proxy, findings, limits)
    if options.har:
        app.recording.say = console.say
    server = public_address(options.proxy)
    _serve(app, app, options, console, f"Proxy for {server}")
    if options.har:
        har = Path(options.har)
        write_beside({har.name: app.recording.dumps()}, har.parent)
        console.say(f"Wrote {len(app.recording)} exchanges to {options.har}.")
    found = findings.sorted_findings()
    if found:
        console.say(report.as_text(found))
    return int(bool(found))


def _serve(
    app: MockApp | ProxyApp,
    served: MockApp | ProxyApp | AllowedOrigins,
    options: Namespace,
    console: Console,
    what: str,
) -> None:
    """Serves until it is interrupted, and prints what was called.

    `served` is `app` or stands before it.
    """
    from helpwright.mock.running import address_of, bound, is_private, serve

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
            f"{what}: {count} operations at {address_of(listener)} ({reach}).\n"
            "Press Ctrl-C to stop."
        )

    serve(served, listener, ready)
    console.say(app.journal.summary())
