"""Standard error: progress, findings, and what a run did."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from helpwright.diagnostics import Finding, Findings
from helpwright.sources import PageFile
from helpwright.value import replace


class Console:
    """Writes to standard error, so that standard output can be piped."""

    def __init__(self) -> None:
        self._began = perf_counter()
        self._terminal = sys.stderr.isatty()
        self._shown = ""

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return perf_counter() - self._began

    def progress(self, what: str, done: int, total: int) -> None:
        """Shows how far long work has come; only on a terminal, on one line."""
        if not self._terminal:
            return
        text = f"{what} {done}/{total}" if done < total else ""
        print(f"\r{text.ljust(len(self._shown))}\r{text}", end="", file=sys.stderr)
        sys.stderr.flush()
        self._shown = text

    def say(self, text: str) -> None:
        """Prints `text`, which may end in a line break."""
        print(shown(text.rstrip("\n")), file=sys.stderr)


def command(*words: str) -> str:
    """A command for people to copy: a shell takes each word as it is meant."""
    from shlex import join

    return join(words)


def shown(text: str) -> str:
    """Lines for a terminal; what may have come from a page moves no cursor in them."""
    if text.replace("\n", "").isprintable():
        return text
    from helpwright.escape import terminal_lines

    return terminal_lines(text)


def status_of(findings: Iterable[Finding]) -> int:
    """1 when something could not be read, else 0."""
    return int(any(finding.severity == "error" for finding in findings))


def listed(findings: Findings, files: Iterable[PageFile]) -> list[Finding]:
    """Findings in order, pages called by the paths that the user can open from here."""
    here = Path.cwd()
    paths = {file.name: _from(here, file.path) for file in files}
    return [
        (
            replace(
                finding, place=replace(finding.place, page=paths[finding.place.page])
            )
            if finding.place.page in paths
            else finding
        )
        for finding in findings.sorted_findings()
    ]


def _from(here: Path, path: Path) -> str:
    path = path.absolute()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
