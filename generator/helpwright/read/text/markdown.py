"""Takes Markdown off: headings, links, emphasis, escapes, fences and indented code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpwright.blocks import Link
from helpwright.read.text.escapes import Escapes, escapes_in, unescaped
from helpwright.read.text.lines import Line
from helpwright.sources.source import is_address

_ATX = re.compile(r"(#{1,6})\s+(.*)")
_SETEXT = re.compile(r"={3,}|-{3,}")
_FENCE = re.compile(r"(`{3,}|~{3,})[\w+-]*")
_LINK = re.compile(
    r"(?<!\\)(!?)\[((?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,200}\])*)\]"
    r"\(\s*(<?)(?!\?[:=!<])((?:[^()\s\\]|\\[\[\]()_*]|\([^()\s]*\))*)>?"
    r"(?:\s+\"[^\"\n]*\")?\s*\)"
)
_SIGN_OF_ADDRESS = re.compile(r"[/.#:]")
_ESCAPED_IN_ADDRESS = re.compile(r"\\([\[\]()_*])")
_CODE_SPAN = re.compile(r"```\s?([^`]*?)\s?```")
_STRONG = re.compile(r"(?<![\\*\w])(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1(?![*\w])")
_EMPHASIS = re.compile(
    r"(?<![\\*\w])\*(?=[^\s*])([^*|]{1,300}?)(?<=[^\s*\\])\*(?![*\w])"
)
_SIGNS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"^\S.*\n(?:={3,}|-{3,})$", re.MULTILINE),
    re.compile(r"\]\((?!\?[:=!<])(?=[^\s()\\]*[/.#:])[^\s()\\]*+\)"),
    re.compile(r"^(?:\| )?\*\*[^*|\n]+\*\*(?:$| \|)", re.MULTILINE),
    re.compile(r"^```", re.MULTILINE),
    re.compile(r"^\|[^|\n]*\w?\\_\w", re.MULTILINE),
    re.compile(r"(?<=[^|\n] )\\\[key\\\] and"),
)


def applies(text: str) -> bool:
    """Whether `text` bears the signs of Markdown."""
    return any(sign.search(text) for sign in _SIGNS)


def read(lines: Sequence[Line], page: str) -> list[Line]:
    """`lines` without markup; what it said is kept in the fields of each line."""
    marked = list(_with_code(lines))
    return list(_unmarked(marked, escapes_in(marked)))


def _with_code(lines: Sequence[Line]) -> Iterator[Line]:
    """Marks the lines of samples, fenced or indented; fences become blank lines."""
    fence = ""
    indented = False
    for before, line in zip([None, *lines], lines, strict=False):
        words = line.words
        if fence:
            closes = words.startswith(fence) and not words.strip(fence[0])
            fence = "" if closes else fence
            yield _blank(line) if closes else line._replace(code=True)
        elif match := _FENCE.fullmatch(words):
            fence = match[1]
            yield _blank(line)
        else:
            starts = before is None or not before.words or indented
            deep = line.text.startswith(("    ", "\t"))
            indented = starts and deep and bool(words) or indented and not words
            yield line._replace(code=True) if indented and deep else line


def _blank(line: Line) -> Line:
    return line._replace(text="", words="")


def _unmarked(lines: Sequence[Line], escapes: Escapes) -> Iterator[Line]:
    skip = False
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        if skip:
            skip = False
            yield _blank(line)
        elif line.code or not line.words:
            yield line
        elif match := _ATX.fullmatch(line.words):
            words = match[2].rstrip().rstrip("#").rstrip()
            yield _plain(line, words, escapes)._replace(level=len(match[1]))
        elif below and _SETEXT.fullmatch(below.words) and "|" not in line.words:
            skip = True
            level = 1 if below.words[0] == "=" else 2
            yield _plain(line, line.words, escapes)._replace(level=level)
        else:
            yield _plain(line, line.text, escapes)


def _plain(line: Line, text: str, escapes: Escapes) -> Line:
    """The line with `text`, freed of what Markdown writes within a line."""
    links: list[Link] = []
    if "](" in text:
        text = _unlinked(text, escapes, links)
    text = _unstressed(text, escapes)
    return line._replace(text=text, words=text.strip(), links=tuple(links))


def _unlinked(text: str, escapes: Escapes, links: list[Link]) -> str:
    """`text` with the words of links in their place; the links are added to `links`."""
    parts: list[str] = []
    at = begin = 0
    while match := _LINK.search(text, begin):
        address = match[4].removesuffix(">") if match[3] else match[4]
        if not _SIGN_OF_ADDRESS.search(address):
            begin = match.start() + 1
            continue
        parts += (text[at : match.start()], match[2])
        at = begin = match.end()
        words = " ".join(_unstressed(match[2], escapes).split())
        href = _ESCAPED_IN_ADDRESS.sub(r"\1", address)
        if not match[1] and words and is_address(href):
            links.append(Link(text=words, href=href))
    return "".join((*parts, text[at:]))


def _unstressed(text: str, escapes: Escapes) -> str:
    """`text` without the signs of emphasis and code, and without escapes."""
    if "*" in text or "__" in text:
        text = _STRONG.sub(r"\2", text)
        if escapes == "specials":
            text = _EMPHASIS.sub(r"\1", text)
    return unescaped(_CODE_SPAN.sub(r"\1", text), escapes)
