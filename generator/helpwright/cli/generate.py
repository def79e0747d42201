"""`helpwright generate`: the main job."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING

from helpwright import inputs
from helpwright.cli.console import Console, command, listed, status_of
from helpwright.cli.network import local_pages
from helpwright.cli.settings import settings
from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.holding import reading, writing
from helpwright.write.manifest import unchanged

if TYPE_CHECKING:
    from helpwright.making import Made


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status."""
    if options.watch:
        from helpwright.cli.watch import watch

        return watch(options)
    console = Console()
    findings = Findings()
    hold = reading if options.check else writing
    with (
        local_pages(settings(options), options, findings, console) as config,
        hold(config, console.say),
    ):
        pages = inputs.pages_of(config, findings)
        made_of = inputs.inputs_of(config, pages)
        generator = inputs.generator()
        if unchanged(config.path(config.out), made_of, generator):
            from helpwright.cli.current import report_current

            return report_current(config, pages, console, _lint(options))
        from helpwright.making import make

        result = make(
            config,
            findings,
            console.progress,
            pages=pages,
            inputs=made_of,
            generator=generator,
            keep=not options.check,
        )
        if options.check:
            return _check(config, result, findings, console)
        return _write(
            config, result, findings, console, made_of, generator, _lint(options)
        )


def _lint(options: Namespace) -> str:
    """The command that says all of what was found, under the same configuration."""
    config = ("--config", options.config) if options.config else ()
    return command("helpwright", "lint", *options.pages, *config)


def _check(config: Config, result: Made, findings: Findings, console: Console) -> int:
    """Says what `generate` would change; the differences go to standard output."""
    from helpwright import report
    from helpwright.making import differences

    found_differences = differences(config, result)
    for difference in found_differences:
        sys.stdout.buffer.write(difference.diff.encode("utf-8"))
    found = listed(findings, result.pages)
    errors = [finding for finding in found if finding.severity == "error"]
    if errors:
        console.say(report.as_text(errors))
    if found_differences:
        console.say(f"Not current: {len(found_differences)}")
        for difference in found_differences[:10]:
            console.say(f"  {difference.path}: {difference.kind}")
        if len(found_differences) > 10:
            console.say("  …")
        console.say("Run `helpwright generate` and commit what it writes.")
        return 1
    console.say(f"All {len(result.files) + len(result.beside)} files are current.")
    return status_of(found)


def _write(
    config: Config,
    result: Made,
    findings: Findings,
    console: Console,
    made_of: Mapping[str, str],
    generator: str,
    lint: str,
) -> int:
    from helpwright import report
    from helpwright.making import put

    done = put(config, result, findings, made_of=made_of, generator=generator)
    found = listed(findings, result.pages)
    console.say(
        report.run_as_text(
            report.Run(
                pages=result.counts["pages"],
                given=len(result.pages),
                operations=result.counts["operations"],
                models=result.counts["models"],
                enumerations=result.counts["enumerations"],
                written=done.written,
                unchanged=done.unchanged,
                removed=done.removed,
                implementers=done.implementers,
                seconds=console.seconds,
                findings=found,
                lint=lint,
            )
        )
    )
    return status_of(found)
