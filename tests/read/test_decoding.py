"""What kind of file a page is, and in which encoding, its content tells."""

from __future__ import annotations

import codecs

import pytest

from helpwright.blocks import Heading
from helpwright.diagnostics import Findings
from helpwright.read import read
from helpwright.sources.source import Source

PAGE = "<html><head>{}</head><body><h1>GET api/bäume</h1><p>Größe 5 €</p></body></html>"


def title(content: bytes, findings: Findings) -> str:
    document = read(Source(name="page", content=content), findings)
    assert document is not None
    heading = document.blocks[0]
    assert isinstance(heading, Heading)
    return heading.text


@pytest.mark.parametrize(
    ("content", "how"),
    [
        (PAGE.format("").encode(), "UTF-8"),
        (codecs.BOM_UTF8 + PAGE.format("").encode(), "a mark"),
        (codecs.BOM_UTF16_LE + PAGE.format("").encode("utf-16-le"), "UTF-16"),
        (PAGE.format("").encode("utf-16-be"), "UTF-16 without a mark"),
        (PAGE.format("<meta charset=cp1252>").encode("cp1252"), "declared"),
        (
            PAGE.format(
                "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-15'>"
            ).encode("iso-8859-15"),
            "declared as in HTML 4",
        ),
        (PAGE.format("<meta charset=iso-8859-1>").encode(), "UTF-8 against its word"),
    ],
)
def test_reads_every_encoding_that_pages_come_in(content: bytes, how: str) -> None:
    findings = Findings()
    assert title(content, findings) == "GET api/bäume", how
    assert not list(findings)


def test_says_so_where_the_encoding_is_a_guess() -> None:
    findings = Findings()
    content = PAGE.format("").encode("cp1252")
    assert title(content, findings) == "GET api/bäume"
    (finding,) = findings
    assert (finding.code, finding.severity) == ("HW103", "note")
    assert "Windows-1252" in finding.made_of_it


@pytest.mark.parametrize(
    ("charset", "findings"),
    [("iso-8859-1", 0), ("us-ascii", 0), ("utf-7", 1), ("unicode_escape", 1)]
    + [("utf-16", 1), ("punycode", 1), ("idna", 1), ("undefined", 1), ("hex", 1)],
)
def test_a_page_declares_only_encodings_that_pages_come_in(
    charset: str, findings: int
) -> None:
    found = Findings()
    page = PAGE.format(f"<meta charset={charset}>") + r"\ud800 +2AA-"
    document = read(Source(name="page", content=page.encode("cp1252")), found)
    assert document is not None
    assert [getattr(block, "text", "") for block in document.blocks] == [
        *("GET api/bäume", "Größe 5 €", r"\ud800 +2AA-")
    ]
    assert [finding.code for finding in found] == ["HW103"] * findings


def test_a_mark_that_does_not_hold_is_reported() -> None:
    found = Findings()
    content = codecs.BOM_UTF8 + PAGE.format("").encode("cp1252")
    assert title(content, found) == "GET api/b\ufffdume"
    (finding,) = found
    assert (finding.code, finding.severity) == ("HW103", "note")


def test_a_letter_cut_in_half_is_no_reason_to_doubt_the_encoding() -> None:
    findings = Findings()
    content = "<html><body><h1>GET api/x</h1><p>ä".encode()[:-1]
    assert title(content, findings) == "GET api/x"
    assert [finding.code for finding in findings] == ["HW104"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "HW101"),
        (b" \r\n\t", "HW101"),
        (b"\0" * 100, "HW101"),
        (b"%PDF-1.7\n%\xe2\xe3", "HW102"),
        (bytes(range(256)) * 8, "HW102"),
        (b"PK\x03\x04" + b"a" * 100, "HW102"),
    ],
)
def test_refuses_what_holds_no_text_and_says_why(content: bytes, code: str) -> None:
    findings = Findings()
    assert read(Source(name="x.html", content=content), findings) is None
    (finding,) = findings
    assert (finding.code, finding.severity) == (code, "error")
    assert finding.place.page == "x.html"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("<!DOCTYPE html><html><body><h1>GET a/b</h1></body></html>", "html"),
        ("\n  <HTML><BODY><H1>GET a/b</H1></BODY></HTML>", "html"),
        ("<!-- saved --><html><h1>GET a/b</h1></html>", "html"),
        ('<?xml version="1.0"?>\n<html><h1>GET a/b</h1></html>', "html"),
        (
            "HTTP/1.1 200 OK\nServer: x\n\n<html><body><h1>GET a/b</h1><p>x</p></body>",
            "html",
        ),
        ("<h1>GET a/b</h1><p>Doc</p><h2>Request Information</h2>", "html"),
    ],
)
def test_tells_html_by_its_content_and_not_by_its_name(text: str, form: str) -> None:
    document = read(Source(name="page.txt", content=text.encode()), Findings())
    assert document is not None
    assert document.form == form


def test_a_text_with_markup_in_a_sample_is_a_text() -> None:
    text = (
        "POST api/pages\nRequest Information\nURI Parameters\nNone.\nBody Parameters\n"
        "string\nRequest Formats\ntext/html\nSample:\n<html><body></body></html>\n"
    )
    document = read(Source(name="page.html", content=text.encode()), Findings())
    assert document is not None
    assert document.form != "html"
