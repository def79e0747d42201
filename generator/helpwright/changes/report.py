"""Changes as text for a terminal, Markdown for a pull request, and JSON for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from helpwright.changes.change import VERDICTS, Change, Verdict, version_step
from helpwright.escape import prose, pull_request, terminal
from helpwright.openapi.dump import JSON, dumps
from helpwright.place import Place

_HEADINGS: dict[Verdict, str] = {
    "wire-breaking": "Breaks requests or answers",
    "code-breaking": "Breaks programs that use the client",
    "addition": "New",
    "documentation": "Documentation",
}
_NO_CHANGE = "Nothing has changed, samples aside."


def as_text(changes: tuple[Change, ...], accepted: Mapping[str, str]) -> str:
    """Each change with its places, words and fingerprint, under its verdict."""
    if not changes:
        return _NO_CHANGE + "\n"
    lines = []
    for verdict, group in _grouped(changes):
        lines.append(f"{_HEADINGS[verdict]} ({verdict})")
        for change in group:
            lines.append(f"  {terminal(change.message)}  [{change.fingerprint}]")
            for sign, words, place in (
                ("-", change.old, change.old_place),
                ("+", change.new, change.new_place),
            ):
                if words or place:
                    lines.append(f"    {sign} {terminal(words + _at(place))}".rstrip())
            if change.note:
                lines.append(f"    suggestion: {terminal(change.note)}")
            if reason := accepted.get(change.fingerprint):
                lines.append(f"    accepted: {terminal(reason)}")
        lines.append("")
    lines.append(f"Version step: {version_step(_open(changes, accepted))}")
    return "\n".join(lines) + "\n"


def as_markdown(changes: tuple[Change, ...], accepted: Mapping[str, str]) -> str:
    """For the body of a pull request."""
    if not changes:
        return _NO_CHANGE + "\n"
    lines = [f"**Version step: {version_step(_open(changes, accepted))}**", ""]
    for verdict, group in _grouped(changes):
        lines += [f"### {_HEADINGS[verdict]}", ""]
        for change in group:
            lines.append(f"- {_sentence(change)}{_accepted(change, accepted)}")
            for label, words, place in (
                ("was", change.old, change.old_place),
                ("is", change.new, change.new_place),
            ):
                if words or place:
                    stands = pull_request(words) if words else "nothing"
                    lines.append(f"  - {label}: {stands}{_prose(_at(place))}")
            if change.note:
                lines.append(f"  - suggestion: {pull_request(change.note)}")
            lines.append(f"  - fingerprint: `{change.fingerprint}`")
        lines.append("")
    return "\n".join(lines)


def as_json(changes: tuple[Change, ...], accepted: Mapping[str, str]) -> str:
    """The changes and the version step, for a program."""
    entries: list[JSON] = [
        {
            "verdict": change.verdict,
            # Enumerations are named types as models are: readers look for one of two.
            "operation" if change.subject == "operation" else "model": change.name,
            "where": change.where,
            "old": change.old,
            "new": change.new,
            "message": change.message,
            "old_place": _at(change.old_place).strip(" ()"),
            "new_place": _at(change.new_place).strip(" ()"),
            "note": change.note,
            "fingerprint": change.fingerprint,
            "accepted": change.fingerprint in accepted,
        }
        for change in changes
    ]
    step = version_step(_open(changes, accepted))
    return dumps({"changes": entries, "version_step": step})


def as_changelog(changes: tuple[Change, ...]) -> str:
    """The changelog entry of the emitted package, without words about words."""
    return "\n".join(
        "\n".join([f"### {title}", "", *lines, ""])
        for title, lines in changelog_lines(changes).items()
    )


def changelog_lines(changes: tuple[Change, ...]) -> dict[str, list[str]]:
    """The lines of the changelog entry by the heading above them."""
    lines: dict[str, list[str]] = {}
    for title, verdicts in (
        ("Breaking", ("wire-breaking", "code-breaking")),
        ("Added", ("addition",)),
    ):
        for change in changes:
            if change.verdict in verdicts:
                lines.setdefault(title, []).append(f"- {_sentence(change)}")
    return lines


def reaches(
    changes: Iterable[Change], accepted: Mapping[str, str], limit: Verdict
) -> bool:
    """Whether a change that nobody has accepted is at or above `limit`."""
    return any(
        VERDICTS.index(change.verdict) <= VERDICTS.index(limit)
        for change in changes
        if change.fingerprint not in accepted
    )


def _open(
    changes: tuple[Change, ...], accepted: Mapping[str, str]
) -> tuple[Change, ...]:
    return tuple(c for c in changes if c.fingerprint not in accepted)


def _grouped(
    changes: tuple[Change, ...],
) -> Iterable[tuple[Verdict, list[Change]]]:
    for verdict in VERDICTS:
        group = [change for change in changes if change.verdict == verdict]
        if group:
            yield verdict, group


def _sentence(change: Change) -> str:
    """The message with its code spans kept and all else of it escaped."""
    parts = change.message.split("`")
    return "".join(
        _code(part) if number % 2 else _prose(part) for number, part in enumerate(parts)
    )


def _code(text: str) -> str:
    """A code span. It ends at a blank line, so white space in it is folded; one with
    nothing in it would be the mark of a longer one.
    """
    words = " ".join(prose(text).split())
    return f"`{words}`" if words else ""


def _prose(text: str) -> str:
    """`text` escaped, with the spaces that part it from code spans."""
    before = " " if text[:1] == " " else ""
    after = " " if text[-1:] == " " and text.strip() else ""
    return f"{before}{pull_request(text.strip())}{after}"


def _accepted(change: Change, accepted: Mapping[str, str]) -> str:
    reason = accepted.get(change.fingerprint)
    return f" (accepted: {pull_request(reason)})" if reason else ""


def _at(place: Place | None) -> str:
    if place is None:
        return ""
    line = f":{place.line}" if place.line else ""
    cell = f", {place.cell}" if place.cell else ""
    return f" ({place.page}{line}{cell})"
