"""Explanations as text that fits a screen, and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from helpwright.escape import terminal
from helpwright.explain.facts import Explanation, Fact
from helpwright.explain.questions import OpenQuestion
from helpwright.place import Place
from helpwright.spec import AppliedCorrection, Origin

_WIDTH = 88
_INDENT = "    "


def as_text(explanation: Explanation) -> str:
    """For a person to check by eye: each fact, and where to look for it."""
    lines = [f"{terminal(explanation.address)} ({explanation.kind})"]
    for fact in explanation.facts:
        lines += ["", *_fact(fact)]
    if explanation.findings:
        lines += ["", "Findings:"]
        for finding in explanation.findings:
            said = f"{finding.code} {finding.severity}: {finding.message}"
            lines += _wrapped(f"{_place(finding.place)}: {said}", "  ")
    if explanation.inside:
        lines += ["", "Made of:"]
        lines += [f"  {terminal(address)}" for address in explanation.inside]
    return "\n".join(lines) + "\n"


def as_json(explanation: Explanation) -> dict[str, Any]:
    """For a program: the same, as plain JSON values."""
    return asdict(explanation)


def questions_as_text(questions: Iterable[OpenQuestion]) -> str:
    """What is open, and what would settle it; one reason is said once."""
    by_reason: dict[tuple[str, str], list[OpenQuestion]] = {}
    for question in questions:
        by_reason.setdefault((question.why, question.decided_by), []).append(question)
    if not by_reason:
        return "Nothing is open.\n"
    lines: list[str] = []
    for (why, decided_by), group in by_reason.items():
        names = ", ".join(f"{each.address}.{each.fact}" for each in group)
        lines += _wrapped(names, "")
        lines += _wrapped(f"open: {why}", _INDENT)
        lines += _wrapped(f"decided by: {decided_by}", _INDENT)
        lines.append("")
    return "\n".join(lines)


def corrections_as_text(corrections: Iterable[AppliedCorrection]) -> str:
    """What people have set against the documentation, and why."""
    lines: list[str] = []
    for each in corrections:
        lines += _wrapped(f"{each.target} = {each.value}", "")
        lines += _wrapped(_place(each.place), _INDENT)
        if each.reason:
            lines += _wrapped(f"because: {each.reason}", _INDENT)
        lines.append("")
    return "\n".join(lines) or "Nothing is corrected.\n"


def _fact(fact: Fact) -> Iterator[str]:
    yield from _wrapped(f"{fact.name}: {fact.value}" if fact.value else fact.name, "")
    for witness in fact.witnesses:
        yield from _wrapped(_place(witness.place), _INDENT)
        if witness.text:
            yield from _wrapped(f"reads: {witness.text}", _INDENT * 2)
        if witness.note:
            yield from _wrapped(f"so: {witness.note}", _INDENT * 2)
        yield from _wrapped(_rule(witness), _INDENT * 2)


def _rule(witness: Origin) -> str:
    strength = f", {witness.strength}" if witness.strength else ""
    return f"rule: {witness.rule} ({witness.basis}{strength})"


def _place(place: Place) -> str:
    words = place.page or "no page"
    if place.line:
        words += f", line {place.line}"
    return f"{words}, {place.cell}" if place.cell else words


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        terminal(text),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
