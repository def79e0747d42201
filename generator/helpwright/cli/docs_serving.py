"""`helpwright docs --serve`: the site, and again whenever what it is made of changes."""

from __future__ import annotations

import threading
import time
from argparse import Namespace
from typing import Any

from helpwright import publishing
from helpwright.cli.console import Console
from helpwright.cli.docs import config_of, earlier
from helpwright.cli.network import local_pages
from helpwright.cli.watch import INTERVAL, state_of
from helpwright.diagnostics import Findings, HelpwrightError
from helpwright.holding import reading
from helpwright.limits import Limits
from helpwright.site.serving import MOCK, SiteApp
from helpwright.spec import Api


def serve(options: Namespace) -> int:
    """Serves until it is interrupted. Nothing is written."""
    from helpwright.mock.running import LOOPBACK, address_of, bound
    from helpwright.mock.running import serve as run

    console = Console()
    listener = bound(LOOPBACK, options.port)
    before = earlier(options, console)
    app = SiteApp()
    seen = _state(options)
    _show(app, options, before, console)

    def watch() -> None:
        nonlocal seen
        while True:
            time.sleep(INTERVAL)
            now = _state(options)
            if now != seen:
                seen = now
                _show(app, options, before, console)

    def ready() -> None:
        threading.Thread(target=watch, daemon=True).start()
        console.say(
            f"The documentation is at {address_of(listener)} (only this machine "
            "reaches it).\nPress Ctrl-C to stop."
        )

    run(app, listener, ready)
    return 0


def _state(options: Namespace) -> dict[str, tuple[int, int]]:
    try:
        return state_of(config_of(options), options)
    except HelpwrightError:
        return state_of(None, options)


def _show(
    app: SiteApp, options: Namespace, before: Api | None, console: Console
) -> None:
    """Makes the site anew. Where that fails, it says why and the old one stays."""
    from helpwright.cli.console import listed
    from helpwright.report import as_text

    began = time.perf_counter()
    findings = Findings()
    try:
        with (
            local_pages(config_of(options), options, findings, console) as config,
            reading(config, console.say),
        ):
            made = publishing.publication(
                config, findings, console.progress, before=before
            )
            files = publishing.site_of(made, config, findings, server=MOCK)
            mock = _mock(made.document, config.limits) if config.reference else None
    except HelpwrightError as error:
        console.say(as_text([error.finding]))
        return
    errors = [each for each in listed(findings, made.pages) if each.severity == "error"]
    if errors:
        console.say(as_text(errors))
    app.show(files, mock)
    console.say(f"Made in {time.perf_counter() - began:.1f} s.")


def _mock(document: Any, limits: Limits) -> Any:
    from helpwright.mock import MockApp, MockOptions
    from helpwright.mock.shared import exact

    return MockApp(exact(document), MockOptions(), limits)
