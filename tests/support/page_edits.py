"""Single edits of pages, and what Helpwright says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from helpwright.changes import Change, compare
from helpwright.diagnostics import Findings
from helpwright.evidence import weigh
from helpwright.interpret import interpret
from helpwright.read import read
from helpwright.sources.source import Source
from helpwright.spec import Api

Pages = Mapping[str, str]


@dataclass(frozen=True)
class Edit:
    """One edit of one page, and the verdict on each change that it makes."""

    name: str
    page: str
    replacements: tuple[tuple[str, str], ...]
    """Each old text stands exactly once on the page; the new one takes its place."""
    says: Mapping[str, str]
    """Verdict by message. Nothing where nothing has changed."""

    def __str__(self) -> str:
        return self.name


def edit(
    name: str, page: str, old: str, new: str, verdict: str = "", message: str = ""
) -> Edit:
    """An edit with one replacement and at most one change."""
    says = {message: verdict} if message else {}
    return Edit(name, page, ((old, new),), says)


def pages_in(folder: Path) -> dict[str, str]:
    """Text of each page in `folder` by its name."""
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(folder.iterdir())
        if path.suffix in (".html", ".txt")
    }


def edited(pages: Pages, change: Edit) -> dict[str, str]:
    """`pages` after an edit. Fails where what it replaces is not there, or twice."""
    text = pages[change.page]
    for old, new in change.replacements:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return {**pages, change.page: text}


def understood(pages: Pages) -> Api:
    """The API that `pages` describe."""
    findings = Findings()
    documents = []
    for name, text in sorted(pages.items()):
        document = read(Source(name=name, content=text.encode()), findings)
        assert document is not None
        documents.append(document)
    return weigh(interpret(tuple(documents), findings), findings)


def said(changes: tuple[Change, ...]) -> dict[str, str]:
    """Verdict by message."""
    return {change.message: change.verdict for change in changes}


def verdicts(old: Api, new: Api) -> dict[str, str]:
    """What is said of the way from `old` to `new`."""
    return said(compare(old, new))
