"""Standard error: findings, progress, and what a run did."""

from __future__ import annotations

import sys

from helpwright.cli.failures import as_text
from helpwright.diagnostics import Findings


class Console:
    """Writes to standard error, so that standard output can be piped."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._shown = ""

    def progress(self, what: str, done: int, total: int) -> None:
        """Shows how far long work has come; only on a terminal, on one line."""
        if not self._terminal:
            return
        text = f"{what} {done}/{total}" if done < total else ""
        print(f"\r{text.ljust(len(self._shown))}\r{text}", end="", file=sys.stderr)
        sys.stderr.flush()
        self._shown = text

    def say(self, text: str) -> None:
        print(text, file=sys.stderr)

    def findings(self, findings: Findings) -> None:
        for finding in findings.sorted_findings():
            print(as_text(finding), file=sys.stderr)

    def status(self, findings: Findings) -> int:
        """1 when something could not be read, else 0."""
        return int(any(finding.severity == "error" for finding in findings))
