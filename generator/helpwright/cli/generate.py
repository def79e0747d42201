"""`helpwright generate`: the main job."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass, replace

from helpwright import inputs
from helpwright.cli.console import Console, listed, status_of
from helpwright.cli.network import local_pages
from helpwright.cli.settings import settings
from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.sources import PageFile, list_pages
from helpwright.spec import Api
from helpwright.write.manifest import unchanged


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status."""
    console = Console()
    findings = Findings()
    with local_pages(settings(options), options, findings, console) as config:
        pages = list_pages([str(config.path(page)) for page in config.pages], findings)
        made_of = inputs.inputs_of(config, pages)
        generator = inputs.generator()
        if unchanged(config.path(config.out), made_of, generator):
            from helpwright.cli.current import report_current

            return report_current(config, pages, console)
        result = _make(config, findings, console)
        if options.check:
            return _check(config, result, findings, console)
        return _write(config, result, findings, console, made_of, generator)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """All that a run makes."""

    files: Mapping[str, str]
    """By path below the output folder."""
    beside: Mapping[str, str]
    """By path from the configuration: what has its place outside the output folder."""
    once: Mapping[str, str]
    """By path from the configuration: what a person goes on writing, if it is not there."""
    pages: tuple[PageFile, ...]
    read: int
    """How many pages could be read."""
    counts: tuple[int, int, int]
    """Operations, models, enumerations."""


def _make(config: Config, findings: Findings, console: Console) -> _Result:
    from helpwright import pipeline, spec_json
    from helpwright.names import lock
    from helpwright.openapi.dump import dumps

    described = pipeline.describe(config, findings, progress=console.progress)
    emitted = pipeline.emit(described.document, config, findings)
    api = described.api
    texts = {
        config.spec: spec_json.dump(api, findings.sorted_findings()),
        config.openapi: dumps(described.document),
    }
    if config.names:
        texts[config.names] = lock.dumps(emitted.names)
    files, beside = dict(emitted.files), {}
    for name, text in texts.items():
        below = config.below_out(name)
        if below:
            files[below] = text
        else:
            beside[name] = text
    return _Result(
        files=files,
        beside=beside,
        once=_starter(api, config),
        pages=described.files,
        read=len(api.pages),
        counts=(len(api.operations), len(api.models), len(api.enumerations)),
    )


def _starter(api: Api, config: Config) -> dict[str, str]:
    """The corrections file of a project that has none yet."""
    if not config.corrections or config.path(config.corrections).exists():
        return {}
    from helpwright.explain.starter import starter

    return {config.corrections: starter(api)}


def _check(
    config: Config, result: _Result, findings: Findings, console: Console
) -> int:
    """Says what `generate` would change; the differences go to standard output."""
    from helpwright import report
    from helpwright.write.beside import check_beside
    from helpwright.write.output import check

    below = check(result.files, config.path(config.out))
    differences = [
        *check_beside(result.beside, config.root),
        *(replace(each, path=f"{config.out}/{each.path}") for each in below),
    ]
    for difference in differences:
        sys.stdout.write(difference.diff)
    found = listed(findings, result.pages)
    errors = [finding for finding in found if finding.severity == "error"]
    if errors:
        console.say(report.as_text(errors))
    if differences:
        console.say(f"Not current: {len(differences)}")
        for difference in differences[:10]:
            console.say(f"  {difference.path}: {difference.kind}")
        if len(differences) > 10:
            console.say("  …")
        console.say("Run `helpwright generate` and commit what it writes.")
        return 1
    console.say(f"All {len(result.files) + len(result.beside)} files are current.")
    return status_of(found)


def _write(
    config: Config,
    result: _Result,
    findings: Findings,
    console: Console,
    made_of: Mapping[str, str],
    generator: str,
) -> int:
    from helpwright import report
    from helpwright.write.beside import write_beside
    from helpwright.write.manifest import digest
    from helpwright.write.output import write

    outside = {**result.beside, **result.once}
    beside = {name: digest(text.encode()) for name, text in outside.items()}
    out = config.path(config.out)
    done = write(
        result.files,
        out,
        findings,
        inputs={**made_of, **beside},
        generator=generator,
    )
    changed = write_beside(outside, config.root)
    operations, models, enumerations = result.counts
    found = listed(findings, result.pages)
    console.say(
        report.run_as_text(
            report.Run(
                pages=result.read,
                given=len(result.pages),
                operations=operations,
                models=models,
                enumerations=enumerations,
                written=[*changed, *(f"{config.out}/{path}" for path in done.written)],
                unchanged=len(done.unchanged) + len(beside) - len(changed),
                removed=[f"{config.out}/{path}" for path in done.removed],
                seconds=console.seconds,
                findings=found,
                lint=f"helpwright lint {' '.join(config.pages)}",
            )
        )
    )
    return status_of(found)
