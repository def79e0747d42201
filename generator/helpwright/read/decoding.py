"""Bytes to text, and what kind of text."""

from __future__ import annotations

import codecs
import re

from helpwright.diagnostics import Finding, Findings
from helpwright.place import Place
from helpwright.sources.source import Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_DECLARED_NAMES = """
    big5 big5hkscs cp437 cp850 cp852 cp866 cp874 cp932 cp949 cp950 cp1250 cp1251 cp1252
    cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 euc_jp euc_kr gb18030 gb2312 gbk iso2022_jp
    iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9
    iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u
    mac-cyrillic mac-roman shift_jis
"""
_DECLARED = frozenset(_DECLARED_NAMES.split())
"""Encodings that pages come in, as Python calls them. It has others, of which some take
hours, some read half characters and some no text at all."""
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"wOF",
    b"BZh",
    b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0",
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\f\r\x1b")
_PAGE = r"<(?:!doctype\s+html|html|head|body|frameset)\b"
_PAGE_TAG = re.compile(_PAGE, re.IGNORECASE)
_PAGE_START = re.compile(rf"^[ \t]*{_PAGE}", re.IGNORECASE | re.MULTILINE)
_MARKUP = re.compile(
    r"</?(?:h[1-6]|p|table|tbody|tr|td|th|div|section|pre|span|b|a)\b[^<>]*>",
    re.IGNORECASE,
)


def is_binary(content: bytes) -> bool:
    """Whether these bytes are no text in any encoding that pages come in."""
    if content.startswith(_MAGIC):
        return True
    start = content[:4096]
    if start.startswith(tuple(mark for mark, _ in _BOMS)) or _wide(start):
        return False
    odd = len(start) - len(start.translate(None, delete=_CONTROLS))
    return odd > len(start) // 50


def decode(source: Source, findings: Findings) -> str:
    """The text of `source`, with `\\n` at the end of each line.

    Tried in turn: a byte order mark, UTF-8 as far as the last character is whole, the
    charset that the page declares, and Windows-1252, which reads nearly anything.
    """
    text = _decoded(source, findings)
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _decoded(source: Source, findings: Findings) -> str:
    content = source.content
    marked = (name for mark, name in _BOMS if content.startswith(mark))
    shown = next(marked, "") or _wide(content[:4096])
    try:
        return codecs.getincrementaldecoder(shown or "utf-8")().decode(content)
    except UnicodeDecodeError as error:
        fault = error.start
    declared = () if shown else _declared(content)
    for encoding in (*declared, *(() if shown else ("cp1252",))):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding not in declared:
            _doubt(source, findings, fault, "read as Windows-1252")
        return text
    _doubt(source, findings, fault, "bytes of no character stand as \ufffd")
    return content.decode(shown or "utf-8", "replace")


def _declared(content: bytes) -> tuple[str, ...]:
    """The encodings to read the page in by its own word, in their order."""
    charset = _CHARSET.search(content[:4096])
    try:
        name = codecs.lookup(charset[1].decode("ascii")).name if charset else ""
    except LookupError:
        return ()
    if name in ("ascii", "iso8859-1"):
        # What browsers make of these words, and what writers of pages mean.
        return "cp1252", "iso8859-1"
    return (name,) if name in _DECLARED else ()


def _doubt(source: Source, findings: Findings, fault: int, made_of_it: str) -> None:
    line = source.content.count(b"\n", 0, fault) + 1
    findings.add(
        Finding(
            code="HW103",
            severity="note",
            message="the page is neither UTF-8 nor in an encoding that it declares",
            place=Place(page=source.name, line=line),
            text=source.content[max(0, fault - 20) : fault + 20].decode(
                "ascii", "backslashreplace"
            ),
            made_of_it=made_of_it,
            advice="save the page as UTF-8 if letters look wrong",
        )
    )


def _wide(start: bytes) -> str:
    """Name of the UTF-16 form that text of this start is in, without a mark; or empty."""
    if len(start) < 4:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def looks_like_html(text: str) -> bool:
    """Whether this is HTML: a page, or a piece of one as a browser's inspector copies it."""
    start = text.lstrip()[:20_000]
    if start.startswith("<") and _PAGE_TAG.search(start[:4000]):
        return True
    if not start.startswith("<") and not _PAGE_START.search(start[:4000]):
        return False
    return len(_MARKUP.findall(start)) >= 4
