"""The findings: what the vendor's pages leave in doubt, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from helpwright.diagnostics import Finding
from helpwright.documentation.book import Book
from helpwright.documentation.phrases import (
    Code,
    Html,
    Link,
    Medium,
    Phrase,
    Piece,
    joined,
)
from helpwright.documentation.places import FINDINGS
from helpwright.documentation.provenance import anchor_of, sentence
from helpwright.documentation.views import in_short, place_phrase, shortened
from helpwright.views.files import RenderedFile

_SEVERITIES = {
    "error": ("Not readable", "Something on the help pages could not be read."),
    "warning": (
        "May be wrong",
        "Something was inferred, or the help pages say two things of it.",
    ),
    "note": (
        "Worth knowing",
        "The help pages are odd or silent here. The documentation stands as it is.",
    ),
}
_MANY = 8
"""Places of a finding that are linked to."""


def findings_page(book: Book) -> RenderedFile | None:
    """All findings, the gravest first; None where there is none.

    What they concern is known once all other pages are made.
    """
    block = Html(FINDINGS)
    parts = []
    for severity, (title, intro) in _SEVERITIES.items():
        found = [f for f in book.provenance.findings if f.severity == severity]
        if found:
            groups = [*_grouped(book, found, block)]
            parts.append({"title": title, "intro": intro, "groups": groups})
    if not parts:
        return None
    return RenderedFile(
        path=FINDINGS,
        template="documentation/findings.md.jinja",
        context={"parts": parts, "count": len(book.provenance.findings)},
    )


def _grouped(
    book: Book, findings: list[Finding], block: Medium
) -> Iterator[dict[str, object]]:
    """Findings that say the same, under what they say."""
    same: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: f.code):
        key = (finding.code, finding.message, finding.made_of_it)
        same.setdefault(key, []).append(finding)
    for (code, message, made_of_it), listed in same.items():
        yield {
            "code": block.of((code,)),
            "message": block.of((sentence(message),)),
            "made_of_it": block.of((in_short(listed[0]),)) if made_of_it else "",
            "advice": block.of((sentence(listed[0].advice),)),
            "findings": [
                {
                    "anchor": anchor_of(finding),
                    "words": block.of(_where(book, finding)),
                    "concerns": block.of(_concerns(book, finding)),
                }
                for finding in listed
            ],
        }


def _where(book: Book, finding: Finding) -> Phrase:
    place = finding.place
    address = book.provenance.address(place.page)
    pieces: list[Piece] = [*place_phrase(place.page, address, place.line, place.cell)]
    if finding.text:
        pieces += [": " if pieces else "", Code(shortened(finding.text))]
    return tuple(pieces)


def _concerns(book: Book, finding: Finding) -> Phrase:
    """Links to what the finding is about."""
    found = [*book.provenance.concerns.get(anchor_of(finding), ())]
    if not found:
        return ()
    links: list[Phrase] = [
        (Link(words, page, anchor),) for words, page, anchor in found[:_MANY]
    ]
    more = (f" and {len(found) - _MANY} more",) if len(found) > _MANY else ()
    return ("Concerns ", *joined(links), *more, ".")
