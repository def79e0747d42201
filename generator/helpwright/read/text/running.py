"""Puts line breaks back into a text that lost all of them, samples excepted.

Headings, heads of tables and `Sample:` are found wherever they stand, and what lies
between two of them is taken apart by what the first one lets expect.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from helpwright.read.text.chunks import KnownNames, rows_on_lines
from helpwright.read.text.heads import KNOWN_HEADS
from helpwright.read.text.kinds import is_plain_type, is_title, type_cost
from helpwright.read.text.lines import Line, line_of
from helpwright.read.text.samples import nested_end
from helpwright.vocabulary import columns_of, fold

_HEAD = "|".join(
    r"[ \t\n]*".join(column.replace(" ", r"\s+") for column in columns)
    for columns in KNOWN_HEADS
)
_LANDMARK = re.compile(
    r"(?P<sections>(?:Request|Response) Information)"
    r"|(?P<described>(?:URI|Body|Header) Parameters|Resource Description)"
    r"|(?P<formats>(?:Request|Response)(?: body)? [Ff]ormats?)"
    r"|(?P<label>Sample:)|(?P<intro>Possible enumeration values:)"
    rf"|(?P<head>{_HEAD})"
)
_MEDIA_TYPE = re.compile(
    r"(?:application|audio|image|multipart|text|video)/[\w.+*-]+(?:,\s*|$)"
)
_HOME = "Help Page Home"
_FOOTER = re.compile(r"(?:©|\(c\) ?\d{4}|Copyright )")
_NAME = re.compile(r"\{([^{}]+)\}|[?&]([^=&]+)=")
_MEMBER = re.compile(r'"([^"\\\n]{1,80})"\s*:')
_BEHIND_SENTENCE = r"(?:(?<=[.!?)])|^)\s*"
_LAST_TYPES = re.compile(
    rf"{_BEHIND_SENTENCE}((?:Collection|Dictionary|Pair) of(?: .*| ?\S+)"
    r"|decimal number|time interval|globally unique identifier|unsigned integer|signed byte)$"
)
_LAST_WORD = re.compile(rf"{_BEHIND_SENTENCE}(\S+)$")
_LONGEST_TITLE = 2000
_WORD = re.compile(r"\S")
_WORDS_ON_LINE = re.compile(r"[^\S\n]*+\S")


def applies(text: str) -> bool:
    """Whether landmarks stand in the middle of the text's lines."""
    inner = heads = 0
    for match in _LANDMARK.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        follows = _WORDS_ON_LINE.match(text, match.end()) is not None
        above = _WORDS_ON_LINE.match(text, line_start, match.start()) is not None
        heads += match.lastgroup == "head" and follows
        inner += above and follows
        if heads or inner > 2:
            return True
    return False


def read(lines: Sequence[Line], page: str) -> list[Line]:
    """The lines that the text had."""
    return _Unfolder("\n".join(line.text for line in lines), page).run()


class _Unfolder:
    def __init__(self, text: str, page: str) -> None:
        self._text = text
        self._stem = _letters(PurePosixPath(unquote(page)).stem)
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        members = _MEMBER.findall(text)
        self._names = KnownNames()
        self._names.add(m for m in members if not m.startswith("sample string "))
        landmarks = [match.start() for match in _LANDMARK.finditer(text)]
        glued = sum(not text[at - 1].isspace() for at in landmarks if at)
        self._tight = glued * 2 > len(landmarks)
        self._lines: list[Line] = []
        self._head = ""

    def run(self) -> list[Line]:
        """All lines, a blank one between two."""
        text = self._text
        kind, at = "start", 0
        while True:
            if kind == "label":
                at = self._take_sample(at)
            match = _LANDMARK.search(text, at)
            end = match.start() if match else len(text)
            following = (match.lastgroup or "") if match else "end"
            self._take_between(kind, at, end, following)
            if match is None:
                return self._lines
            kind, at = following, match.end()
            self._add(fold(match[0]), match.start())
            if kind == "head":
                self._head = match[0]

    def _add(self, text: str, at: int) -> None:
        for part in text.split("\n"):
            number = bisect_right(self._starts, at)
            self._lines += (line_of(number, part), line_of(number, ""))
            at += len(part) + 1

    def _take_sample(self, at: int) -> int:
        """Takes the sample behind a label, if its end shows; returns that end."""
        words = _WORD.search(self._text, at)
        start = words.start() if words else len(self._text)
        end = nested_end(self._text, start)
        if end is None:
            return at
        self._add_sample(self._text[start:end], start)
        return end

    def _add_sample(self, text: str, at: int) -> None:
        number = bisect_right(self._starts, at)
        for part in text.split("\n"):
            self._lines.append(line_of(number, part))
            number += 1

    def _take_between(self, kind: str, start: int, end: int, following: str) -> None:
        text = self._text[start:end]
        footer = _FOOTER.search(text) if following == "end" else None
        words = text[: footer.start()].strip() if footer else text.strip()
        for part in self._parts(kind, words, following):
            self._add(part, start)

    def _parts(self, kind: str, text: str, following: str) -> Iterator[str]:
        if not text:
            return
        if kind == "start":
            yield from self._opening(text)
        elif kind == "head":
            roles = columns_of(_columns(self._head))
            yield from rows_on_lines(text, roles, self._names, self._tight)
        elif kind in ("label", "formats"):
            start = _media_start(text)
            if before := text[:start].strip():
                yield before
            if media := fold(text[start:]):
                yield media
        elif kind == "described":
            yield from _described(fold(text), following == "head")
        else:
            yield text

    def _opening(self, text: str) -> Iterator[str]:
        """What stands above the first landmark: titles, ways home, a name, words."""
        text = fold(text)
        before, home, rest = text.rpartition(_HOME)
        if before.strip():
            yield before.strip()
        if home:
            yield home
        rest = rest.strip()
        title = self._title(rest, before)
        if title:
            self._names.add(match[1] or match[2] for match in _NAME.finditer(title))
            yield title
            rest = rest[len(title) :].strip()
        elif name := self._model(rest) or (home and rest.split(" ", 1)[0]):
            yield name
            rest = rest[len(name) :].strip()
        if rest:
            yield rest

    def _title(self, text: str, before: str) -> str:
        """The title that `text` begins with; empty if it begins with none."""
        first = " ".join(text.split(" ", 2)[:2])
        if not is_title(first):
            return ""
        known = before.split(" - ")[0].strip()
        if known and text.startswith(known) and is_title(known):
            return known
        if not self._tight:
            return first
        for end in range(min(len(first), _LONGEST_TITLE), 4, -1):
            if _slug(first[:end]) == self._stem:
                return first[:end]
        return first

    def _model(self, text: str) -> str:
        """The model's name at the start of `text`, if it is the page's."""
        for end in range(min(len(text), 200), 0, -1):
            if _letters(text[:end]) == self._stem:
                return text[:end]
        return ""


def _media_start(text: str) -> int:
    """Where the media types begin that `text` ends with; its length if there are none."""
    start = end = -1
    for found in _MEDIA_TYPE.finditer(text):
        if found.start() != end:
            start = found.start()
        end = found.end()
    return start if end == len(text) else len(text)


def _columns(head: str) -> tuple[str, ...]:
    squeezed = _letters(head)
    return next(
        columns for columns in KNOWN_HEADS if _letters("".join(columns)) == squeezed
    )


def _letters(text: str) -> str:
    return re.sub(r"\W|_", "", text).casefold()


def _slug(title: str) -> str:
    """Letters of the friendly id of a title."""
    return _letters(re.sub(r"=\{[^{}]*\}", "", title))


def _last_type(text: str) -> re.Match[str] | None:
    """The type that `text` ends with, behind a sentence or alone."""
    longer = _LAST_TYPES.search(text)
    word = _LAST_WORD.search(text, max(0, text.rfind(" ")))
    return min(filter(None, (longer, word)), key=re.Match.start, default=None)


def _described(text: str, above_table: bool) -> Iterator[str]:
    """Words, type and `None.` of a section."""
    none = text.endswith("None.")
    text = text.removesuffix("None.").strip() if none else text
    if text and not is_plain_type(text):
        match = _last_type(text)
        if match is None and above_table:
            match = re.search(r"(?:^|\s)(\S+)$", text)
        if match and type_cost(match[1]) <= 2:
            if before := text[: match.start(1)].strip():
                yield before
            text = match[1]
    if text:
        yield re.sub(r" of(?=[A-Z])", " of ", text)
    if none:
        yield "None."
