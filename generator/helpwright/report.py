"""Findings and runs as text for people, and findings as JSON and SARIF for machines.

Pure functions that return text; the command line prints it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from helpwright import __version__
from helpwright.diagnostics import Finding, Severity
from helpwright.escape import terminal
from helpwright.openapi.dump import JSON, dumps
from helpwright.value import dataclass

DOCUMENTATION = "docs/findings.md"
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_QUOTED = 100
_MESSAGE = 300
_CODES_SHOWN = 8
_ERRORS_SHOWN = 4
_FILES_SHOWN = 3
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run did, for the report on one screen."""

    pages: int
    """Pages that were read."""
    given: int
    """Files that were given as pages."""
    operations: int
    models: int
    enumerations: int
    written: Sequence[str]
    """Files that were written, as the user calls them."""
    unchanged: int
    removed: Sequence[str] = ()
    implementers: Sequence[str] = ()
    """What has changed for implementations of the server."""
    seconds: float
    findings: Sequence[Finding] = ()
    lint: str = "helpwright lint"
    """The command that lists all findings."""


# --- text ---------------------------------------------------------------------------------


def as_text(findings: Iterable[Finding]) -> str:
    """Findings in the form of a compiler's messages, and how many there are."""
    listed = list(findings)
    lines = [line for finding in listed for line in _finding_lines(finding)]
    lines.append(f"Findings: {counted(listed)}.")
    return "\n".join(lines) + "\n"


def one_as_text(finding: Finding) -> str:
    """A finding on a few lines: place, code, message; the words; what to do."""
    return "\n".join(_finding_lines(finding)) + "\n"


def counted(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`, or `none`."""
    counts = Counter(finding.severity for finding in findings)
    parts = [
        f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}"
        for severity in _SEVERITIES
        if counts[severity]
    ]
    return ", ".join(parts) or "none"


def run_as_text(run: Run) -> str:
    """The report of a run, on one screen however much was found."""
    read = f"Read {_number(run.pages, 'page')}"
    if run.given != run.pages:
        read += f" of {_number(run.given, 'file')}"
    counts = (
        _number(run.operations, "operation"),
        _number(run.models, "model"),
        _number(run.enumerations, "enumeration"),
    )
    lines = [f"{read}: {', '.join(counts)}.", *_doubts(run), *_files(run)]
    lines += _protocols(run)
    return "\n".join(lines) + "\n"


def _finding_lines(finding: Finding) -> list[str]:
    place = finding.place
    where = terminal(place.page) or "(no page)"
    if place.line:
        where += f":{place.line}"
    message = _shortened(terminal(finding.message), _MESSAGE)
    lines = [f"{where}: {finding.severity} {finding.code}: {message}"]
    if place.cell:
        lines.append(f"    at {terminal(place.cell)}")
    if finding.text:
        lines.append(f"    reads: {_shortened(terminal(finding.text))}")
    if finding.made_of_it:
        lines.append(f"    made of it: {terminal(finding.made_of_it)}")
    if finding.advice:
        lines.append(f"    to do: {terminal(finding.advice)}")
    return lines


def _doubts(run: Run) -> list[str]:
    lines = [f"Findings: {counted(run.findings)}."]
    errors = [each for each in run.findings if each.severity == "error"]
    for error in errors[:_ERRORS_SHOWN]:
        lines.append(f"  {_finding_lines(error)[0]}")
    if len(errors) > _ERRORS_SHOWN:
        lines.append(f"  … and {len(errors) - _ERRORS_SHOWN} more errors")
    warnings = [each for each in run.findings if each.severity == "warning"]
    if len(warnings) <= _CODES_SHOWN:
        lines += [f"  {_finding_lines(each)[0]}" for each in warnings]
    else:
        lines += _by_code(warnings)
    if run.findings:
        lines.append(f"  All of them, and what to do: {terminal(run.lint)}")
    return lines


def _by_code(warnings: Sequence[Finding]) -> list[str]:
    """How many there are of each kind, the most frequent first, each with an example."""
    codes = Counter(each.code for each in warnings).most_common()
    examples = {each.code: each for each in reversed(warnings)}
    lines = [
        f"  {count:4} × {code}  {_shortened(terminal(examples[code].message))}"
        for code, count in codes[:_CODES_SHOWN]
    ]
    if len(codes) > _CODES_SHOWN:
        lines.append(f"  … and {len(codes) - _CODES_SHOWN} other kinds of warning")
    return lines


def _files(run: Run) -> list[str]:
    written = f"Wrote {_number(len(run.written), 'file')}"
    if run.unchanged:
        written += f", left {run.unchanged} as they were"
    if run.removed:
        written += f", removed {len(run.removed)}"
    lines = [f"{written}, in {run.seconds:.1f} s."]
    names = [terminal(name) for name in run.written[:_FILES_SHOWN]]
    if len(run.written) > _FILES_SHOWN:
        names.append("…")
    if names:
        lines.append(f"  {', '.join(names)}")
    return lines


def _protocols(run: Run) -> list[str]:
    """Operations that are new, changed or gone for who implements the server."""
    changes = [f"  {terminal(change)}" for change in run.implementers]
    if not changes:
        return []
    return ["To implement, as mypy will say:", *changes]


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _shortened(text: str, length: int = _QUOTED) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


# --- machines -----------------------------------------------------------------------------


def as_json(findings: Iterable[Finding]) -> str:
    """Findings as a list of objects; what is empty is left out."""
    found: list[JSON] = []
    for finding in findings:
        place = finding.place
        fields: dict[str, JSON] = {
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "page": place.page,
            "line": place.line,
            "cell": place.cell,
            "text": finding.text,
            "made_of_it": finding.made_of_it,
            "advice": finding.advice,
        }
        found.append({name: value for name, value in fields.items() if value})
    return dumps({"version": 1, "findings": found})


def as_sarif(findings: Iterable[Finding]) -> str:
    """Findings as a SARIF 2.1.0 log of one run."""
    listed = list(findings)
    codes = sorted({finding.code for finding in listed})
    rules: list[JSON] = [
        {"id": code, "help": {"text": f"See {code} in {DOCUMENTATION}."}}
        for code in codes
    ]
    results: list[JSON] = [
        _sarif_result(finding, codes.index(finding.code)) for finding in listed
    ]
    driver: JSON = {"name": "Helpwright", "version": __version__, "rules": rules}
    return dumps(
        {
            "$schema": _SARIF_SCHEMA,
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": results}],
        }
    )


def _sarif_result(finding: Finding, rule: int) -> JSON:
    parts = [finding.message, finding.made_of_it, finding.advice]
    sentences = [f"{part[0].upper()}{part[1:].rstrip('.')}." for part in parts if part]
    result: dict[str, JSON] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": " ".join(sentences)},
    }
    place = finding.place
    if not place.page:
        return result
    is_address = place.page.startswith(("http://", "https://"))
    physical: dict[str, JSON] = {
        "artifactLocation": {"uri": place.page if is_address else quote(place.page)}
    }
    if place.line:
        region: dict[str, JSON] = {"startLine": place.line}
        if finding.text:
            region["snippet"] = {"text": finding.text}
        physical["region"] = region
    location: dict[str, JSON] = {"physicalLocation": physical}
    if place.cell:
        location["logicalLocations"] = [{"fullyQualifiedName": place.cell}]
    result["locations"] = [location]
    return result
