"""`helpwright observe`: keep what recorded traffic shows, and no value."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from helpwright import config as configuration
from helpwright.cli.console import Console, status_of
from helpwright.config import Config
from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.holding import beside
from helpwright.limits import Limits, advice
from helpwright.place import Place
from helpwright.transaction import Patience, alone, together

if TYPE_CHECKING:
    from helpwright.traffic import Tally


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status."""
    from helpwright import report

    console = Console()
    findings = Findings()
    config = _config(options)
    into = Path(options.into) if options.into else _default(config)
    patience = Patience(seconds=config.limits.wait_seconds, say=console.say)
    # Of two runs at once the second adds to what the first has written.
    with (
        alone(into.parent, beside(config), patience),
        together(config.path(config.out), beside(config), patience),
    ):
        added = _add(config, into, options, console, findings)
    found = findings.sorted_findings()
    if found:
        console.say(report.as_text(found))
    if added is None:
        console.say(f"No recording could be read: {into.as_posix()} is left as it was")
        return 1
    used, unmatched, operations = added
    console.say(f"Observed {used} requests of {operations} operations")
    if unmatched:
        console.say(f"  {unmatched} others match no documented operation")
    console.say(f"  wrote {into.as_posix()}: types only")
    if config.path(config.observations) != into:
        console.say(f'  to use it, set observations = "{into.as_posix()}"')
    return status_of(found)


def _add(
    config: Config,
    into: Path,
    options: Namespace,
    console: Console,
    findings: Findings,
) -> tuple[int, int, int] | None:
    """Adds what the recordings show to the file `into`.

    Returns how many requests were used and how many match no operation, and of how many
    operations the file now tells; None where no recording could be read, and the file was
    left alone.
    """
    from helpwright import spec_json
    from helpwright.traffic import Observations, observe, read_har
    from helpwright.traffic.observations import dumps, loads
    from helpwright.write.beside import write_beside

    spec = Path(options.spec) if options.spec else config.path(config.spec)
    try:
        api = spec_json.load(spec_json.content_of(spec, config.limits))
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        raise _unusable(spec, reason, "run `helpwright generate` first") from None
    except spec_json.SpecError as error:
        again = "write it anew with `helpwright generate`"
        raise _unusable(spec, str(error), again) from None
    observations = Observations()
    if into.is_file() and not options.fresh:
        try:
            observations = loads(config.read(str(into.absolute())))
        except ValueError as error:
            raise _unusable(into, str(error), "start anew with --fresh") from None
    used = unmatched = unread = 0
    for number, name in enumerate(options.files):
        console.progress("Observing", number, len(options.files))
        content = _recording(Path(name), config.limits)
        digest = hashlib.sha256(content).hexdigest()
        if digest in observations.recordings:
            console.say(f"{name} was observed before: it counts once")
            continue
        doubts = len(findings)
        exchanges = read_har(content, Path(name).as_posix(), findings)
        tally = observe(exchanges, api, observations, config.limits)
        if tally.deep:
            findings.add(_too_deep(Path(name), tally, config.limits))
        if tally.first_left_out:
            findings.add(_too_many(Path(name), tally, config.limits))
        if tally.large:
            findings.add(_too_large(Path(name), tally, config.limits))
        if not tally.used + tally.unmatched and len(findings) > doubts:
            unread += 1  # Not kept as observed: it may come again, mended.
            continue
        observations.recordings.add(digest)
        used += tally.used
        unmatched += tally.unmatched
    if unread and unread == len(options.files):
        return None
    write_beside({into.name: dumps(observations)}, into.parent)
    return used, unmatched, len(observations.operations)


def _config(options: Namespace) -> Config:
    path = Path(options.config) if options.config else configuration.find(Path.cwd())
    return Config() if path is None else configuration.load(path)


def _default(config: Config) -> Path:
    if config.observations:
        return config.path(config.observations)
    return config.path(str(PurePath(config.spec).with_name("observed.json")))


def _too_deep(path: Path, tally: Tally, limits: Limits) -> Finding:
    counted = "a body nests" if tally.deep == 1 else f"{tally.deep:,} bodies nest"
    return Finding(
        code="HW932",
        severity="warning",
        message=f"{counted} deeper than {limits.sample_depth} levels",
        place=Place(page=path.as_posix(), cell=f"entry {tally.first_deep}"),
        made_of_it="what lies deeper was left out",
        advice=advice("sample_depth"),
    )


def _too_many(path: Path, tally: Tally, limits: Limits) -> Finding:
    return Finding(
        code="HW932",
        severity="warning",
        message=f"bodies have more than {limits.observed_places:,} members and items,"
        " those observed before included",
        place=Place(page=path.as_posix(), cell=f"entry {tally.first_left_out}"),
        made_of_it="new ones from there on were left out",
        advice=advice("observed_places"),
    )


def _too_large(path: Path, tally: Tally, limits: Limits) -> Finding:
    counted = "a body has" if tally.large == 1 else f"{tally.large:,} bodies have"
    return Finding(
        code="HW932",
        severity="warning",
        message=f"{counted} more than {limits.har_values:,} values",
        place=Place(page=path.as_posix(), cell=f"entry {tally.first_large}"),
        made_of_it="left out; the status of the answer was used",
        advice=advice("har_values"),
    )


def _recording(path: Path, limits: Limits) -> bytes:
    from helpwright.traffic import has_more_values

    if path.is_file() and (size := path.stat().st_size) > limits.har_bytes:
        counted = f"has {size:,} bytes; the limit is {limits.har_bytes:,}"
        raise _unusable(path, counted, f"record in parts, or: {advice('har_bytes')}")
    content = _read(path, "give files that a browser or a proxy has exported")
    if has_more_values(content, limits.har_values):
        counted = f"has more than {limits.har_values:,} values, which is the limit"
        raise _unusable(path, counted, f"record in parts, or: {advice('har_values')}")
    return content


def _read(path: Path, otherwise: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        raise _unusable(path, reason, otherwise) from None


def _unusable(path: Path, message: str, otherwise: str) -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code="HW931",
            severity="error",
            message=message,
            place=Place(page=path.as_posix()),
            advice=otherwise,
        )
    )
