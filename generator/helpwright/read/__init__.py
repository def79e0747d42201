"""Reads a source, HTML or text, into blocks; tells by content which of the two it is."""

from __future__ import annotations

from helpwright.blocks import Document
from helpwright.diagnostics import Finding, Findings
from helpwright.limits import advice
from helpwright.place import Place
from helpwright.read.decoding import decode, is_binary, looks_like_html
from helpwright.read.seen import SeenTables
from helpwright.sources.source import Source, is_address
from helpwright.value import replace

__all__ = ["read"]


def read(
    source: Source, findings: Findings, seen: SeenTables | None = None
) -> Document | None:
    """The blocks of `source`; None, with an error among `findings`, where it is no text.

    `seen` holds the tables of pages that were read before, and gets those of this one.
    Whether what was read is a help page is for interpretation to say.
    """
    if not source.content.strip(b" \t\r\n\0"):
        _refuse(source, findings, "HW101", "the page is empty")
        return None
    if is_binary(source.content):
        reason = "the page is binary data and neither HTML nor text"
        _refuse(source, findings, "HW102", reason)
        return None
    # Only the reader that is needed is loaded: start-up counts.
    if source.content[:4096].lower().find(b"multipart/related") >= 0:
        from helpwright.read.mhtml import is_archive, page_of

        source = page_of(source) if is_archive(source.content) else source
    if not is_address(source.address):
        source = replace(source, address="")
    text = decode(source, findings)
    if looks_like_html(text):
        from helpwright.read.html import read_html

        return read_html(text, source, findings, seen or SeenTables())
    from helpwright.read.text import read_text

    if len(source.content) > source.limits.text_bytes:
        reason = (
            f"a text of {len(source.content):,} bytes; the limit is"
            f" {source.limits.text_bytes:,}"
        )
        _refuse(source, findings, "HW105", reason, advice("text_bytes"))
        return None
    return read_text(text, source, findings)


def _refuse(
    source: Source, findings: Findings, code: str, reason: str, advice: str = ""
) -> None:
    findings.add(
        Finding(
            code=code,
            severity="error",
            message=reason,
            place=Place(page=source.name),
            made_of_it="not read",
            advice=advice or "save the page again, or leave the file out",
        )
    )
