"""`helpwright diff`: what changed in a documentation, and what it breaks."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from helpwright import config as configuration
from helpwright.cli.console import Console, status_of
from helpwright.cli.network import is_address, local_pages
from helpwright.cli.revisions import checked_out, is_revision
from helpwright.config import Config
from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.holding import reading
from helpwright.place import Place
from helpwright.spec import Api
from helpwright.value import replace


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status."""
    from helpwright.changes import compare
    from helpwright.changes import report as changes
    from helpwright.report import as_text

    console = Console()
    findings = Findings()
    accepted = accepted_by(findings, options.accepted, options.config)
    old = state_of(options.old, options, console)
    new = state_of(options.new, options, console)
    found = compare(old, new)
    forms = {
        "text": lambda: changes.as_text(found, accepted),
        "markdown": lambda: changes.as_markdown(found, accepted),
        "json": lambda: changes.as_json(found, accepted),
        "changelog": lambda: changes.as_changelog(found),
    }
    sys.stdout.buffer.write(forms[options.format]().encode("utf-8"))
    if len(findings):
        console.say(as_text(findings.sorted_findings()))
    limit = options.fail_on
    if limit is not None and changes.reaches(found, accepted, limit):
        return 1
    return status_of(findings)


def accepted_by(
    findings: Findings, named: str | None = None, config_file: str | None = None
) -> dict[str, str]:
    """Reasons by the fingerprints of changes that a person has accepted.

    They stand in the file `named`, or in the one that the configuration names.
    """
    from helpwright.changes.accepted import read_accepted

    if named:
        config, name = Config(), named
    else:
        config = _config(config_file)
        name = config.accepted
        if not name or not config.path(name).is_file():
            return {}
    return read_accepted(config.read(name), name, findings)


def _config(file: str | None = None) -> Config:
    path = Path(file) if file else configuration.find(Path.cwd())
    return Config() if path is None else configuration.load(path)


def _no_spec(name: str, reason: str) -> Finding:
    return Finding(
        code="HW016",
        severity="error",
        message=f"the spec cannot be read: {reason}",
        place=Place(page=name),
        advice="give a spec that `helpwright generate` wrote, or pages",
    )


def state_of(name: str, options: Namespace, console: Console) -> Api:
    """The API that an argument stands for. Raises HelpwrightError where it is none."""
    from helpwright import inputs, pipeline, spec_json

    if is_revision(name):
        with checked_out(name) as path:
            return state_of(str(path), options, console)
    path = Path(name)
    if path.suffix == ".json" and path.is_file():
        try:
            return spec_json.load(spec_json.content_of(path, _config().limits))
        except spec_json.SpecError as error:
            raise HelpwrightError(_no_spec(name, str(error))) from None
    if not is_address(name) and not path.exists():
        raise HelpwrightError(
            Finding(
                code="HW014",
                severity="error",
                message="no file, no folder, no address and no revision",
                place=Place(page=name),
                advice="give specs or pages, or REVISION:PATH",
            )
        )
    # What is doubtful in a page is for `lint` to say; here it would drown the changes.
    findings = Findings()
    config = configuration.without_file((name,))
    with (
        local_pages(config, options, findings, console) as local,
        reading(local, console.say),
    ):
        files = inputs.pages_of(local, findings)
        api = pipeline.understand(files, local, findings, console.progress)
    if not api.pages:
        raise _nothing_read(name, findings)
    return replace(api, corrections=())


def _nothing_read(name: str, findings: Findings) -> HelpwrightError:
    """Pages that can't be read are no API from which all was removed."""
    found = findings.sorted_findings()
    first = next((each for each in found if each.severity == "error"), None)
    return HelpwrightError(
        Finding(
            code="HW008",
            severity="error",
            message="none of the pages is a help page that can be read",
            place=Place(page=name),
            text=first.message if first else "",
            made_of_it="nothing was compared",
            advice="see what `helpwright lint` says of each",
        )
    )
