"""The changelog of the emitted package: what a regeneration adds to it.

What is new stands under `## Unreleased`, which a person turns into a version. No dates:
the same change gives the same words on every machine.
"""

from __future__ import annotations

import re

from helpwright.changes.change import Change
from helpwright.changes.report import changelog_lines
from helpwright.escape import markdown

UNRELEASED = "## Unreleased"


def begun(package: str) -> str:
    """A changelog with no entry."""
    return f"# Changes of {markdown(package)}\n"


def with_changes(text: str, changes: tuple[Change, ...]) -> str:
    """`text` with what programs notice of `changes`; the same text where that is nothing.

    Lines that the section already holds are not repeated, and nothing of it is lost.
    """
    added = changelog_lines(changes)
    if not added:
        return text
    head, section, tail = _parted(text.replace("\r\n", "\n"))
    for title, lines in added.items():
        section = _with_lines(section, title, lines)
    changed = f"{head}{UNRELEASED}\n\n{section.strip()}\n{tail}"
    return changed.replace("\n", "\r\n") if "\r\n" in text else changed


def _parted(text: str) -> tuple[str, str, str]:
    """What stands above the unreleased section, the section, and what is below it."""
    found = re.search(rf"^{UNRELEASED}[ \t]*$", text, re.MULTILINE)
    below = re.compile(r"^## ", re.MULTILINE)
    if found:
        end = below.search(text, found.end())
        stop = end.start() if end else len(text)
        rest = text[stop:]
        return text[: found.start()], text[found.end() : stop], _apart(rest)
    first = below.search(text)
    stop = first.start() if first else len(text)
    return text[:stop].rstrip() + "\n\n", "", _apart(text[stop:])


def _apart(text: str) -> str:
    return f"\n{text}" if text else ""


def _with_lines(section: str, title: str, lines: list[str]) -> str:
    """`section` with `lines` at the end of what stands below `title`."""
    new = [line for line in lines if line not in section.splitlines()]
    heading = f"### {title}"
    if not new:
        return section
    found = re.search(rf"^{heading}[ \t]*$", section, re.MULTILINE)
    if found is None:
        return "\n".join([section.rstrip(), "", heading, "", *new]) + "\n"
    own, mark, others = section[found.end() :].partition("\n### ")
    own = "\n".join([own.rstrip() or "\n", *new])
    return f"{section[: found.end()]}{own}\n{mark}{others}"
