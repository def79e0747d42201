"""Puts line breaks back into the rows of a table that stand on one line.

An annotation ends a row, so that a name, a description and a type lie between two of
them. Where nothing at all stands between the cells, names known from the address and
from samples tell where one ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from helpwright.read.text.kinds import LONGEST_DISPLAY, is_title
from helpwright.vocabulary import SCALARS, Column, fold

_SCALAR = "|".join(sorted(map(re.escape, SCALARS), key=len, reverse=True))
_DATA_TYPES = (
    "CreditCard|Currency|DateTime|Date|Duration|EmailAddress|Html|ImageUrl|MultilineText"
    "|Password|PhoneNumber|PostalCode|Text|Time|Upload|Url"
)
_SOURCE = r"Define this parameter in the ?request ?(?:URI|body) ?\."
_APART = re.compile(
    rf"(?<!\S)(?:None\.|Required\.?|Data type: \S+|M(?:ax|in) length: \S+"
    rf"|(?:Range|String length): inclusive between \S+ and \S+"
    rf"|Matching regular expression pattern: \S+|Default value is|{_SOURCE})(?!\S)"
)
_NUMBER = r"-?\d[\d.,]*(?:E[+-]?\d+)?"
_LONGEST_PATTERN = 1000
_LONGEST_NAME = 200
_LONGEST_ROW = 4000
"""Characters of a row in which something that looks like an annotation is none."""
_TIGHT = re.compile(
    rf"None\.|Required(?! )|Data type: (?:{_DATA_TYPES})|M(?:ax|in) length: {_NUMBER}"
    rf"|(?:Range|String length): inclusive between {_NUMBER} and {_NUMBER}"
    rf"|Matching regular expression pattern: .{{0,{_LONGEST_PATTERN}}}?\$(?=\w|$)"
    rf"|Default value is ?|{_SOURCE}"
)
_PLAIN_DEFAULT = re.compile(rf"True|False|Null|{_NUMBER}")
_DEFAULT = re.compile(r" ((?:[^\s,]+, )*\S+)")
_MODEL = r"(?=\S*[A-Z_])[^\s.,;:!?]+"
_TYPE_END = re.compile(
    rf"(?:(?<=\s)|^)((?:Collection of )*(?:{_SCALAR}|{_MODEL})"
    r"|(?:Collection of )*(?:Dictionary|Pair) of .+ \[value\])$"
)
_TIGHT_TYPE_END = re.compile(
    rf"((?:Collection of ?)+(?:{_SCALAR}|{_MODEL})|{_SCALAR}"
    r"|(?:Collection of ?)*(?:Dictionary|Pair) of ?\S.*\[value\])$"
)
_HUMP = re.compile(r"[A-Z][a-z0-9]+|[a-z][a-z0-9]*|[A-Z_]+")
_LAST_HUMP = re.compile(r"(?=\w++[\s,.;:])(\w*[a-z0-9_])([A-Z]\w*)")
_SENTENCE_THEN_WORD = re.compile(r"(.*[.!?”\")])([A-Z_]\w*)$")
_METHOD = r"(?:DELETE|GET|HEAD|MERGE|OPTIONS|PATCH|POST|PURGE|PUT)"
_API = re.compile(rf"(?<![A-Z]){_METHOD} (?=\S)")
_NO_DOC = "No documentation available."
_ADDRESS_THEN_WORDS = re.compile(rf"({_METHOD} \S*[}}])([A-Z].*)")
_MEMBER = re.compile(r"(?:(?<=\s)|^)([^\s\d]\S*) (-?\d+)(?!\S)")
_TIGHT_MEMBER = re.compile(
    r"([A-Za-z_](?:[^\W\d]|\d++(?![A-Z_]|$))*+)(-?\d++)(?=[A-Z_]|$)|[A-Za-z_]\w*+"
)
"""A member; or, so that no word is looked through twice, a word that holds none."""


class KnownNames:
    """Names of parameters and members, in any case."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._lengths: list[int] = []

    def add(self, names: Iterable[str]) -> None:
        """Adds names, other than those too long to be one."""
        self._names |= {n for n in map(str.casefold, names) if len(n) <= _LONGEST_NAME}
        self._lengths = sorted(map(len, self._names), reverse=True)
        self._lengths = list(dict.fromkeys(self._lengths))

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def ends_in(self, text: str, start: int = 0) -> Iterator[int]:
        """Where names end that stand at `start`, the longest first."""
        ends = (start + length for length in self._lengths)
        return (e for e in ends if e <= len(text) and text[start:e] in self)

    def first_in(self, text: str, start: int) -> int:
        """Where the first name from `start` on stands; the end of `text` if none does."""
        places = range(start, len(text))
        return next((at for at in places if any(self.ends_in(text, at))), len(text))


def rows_on_lines(
    text: str, roles: Sequence[Column | None], names: KnownNames, tight: bool
) -> list[str]:
    """The cells of a table's body, each for itself, and what follows it.

    `names` are known names of parameters and members; `tight` tells that nothing stands
    between the cells.
    """
    text = fold(text)
    if "api" in roles:
        return list(_index_cells(text, tight))
    if "value" in roles:
        return list(_enum_cells(text, tight))
    return list(_cells(text, "type" in roles, names, tight))


def _cells(text: str, typed: bool, names: KnownNames, tight: bool) -> Iterator[str]:
    at = 0
    split = _split_tight if tight else _split_apart
    for match in (_TIGHT if tight else _APART).finditer(text):
        if match.start() < at:
            continue
        if chunk := text[at : match.start()].strip():
            parts = split(chunk, typed, names)
            if parts is None and " " not in chunk and tight:
                at = _annotation_end(text, match, names, tight)
                continue
            if parts is None and len(chunk) <= _LONGEST_ROW:
                continue
            yield from parts or (chunk,)
        elif not at:
            continue
        end = _annotation_end(text, match, names, tight)
        yield text[match.start() : end].strip()
        at = end
    if rest := text[at:].strip():
        yield rest


def _annotation_end(
    text: str, match: re.Match[str], names: KnownNames, tight: bool
) -> int:
    """Where an annotation ends whose grammar leaves that open."""
    end = match.end()
    if match[0].startswith("Default value is"):
        return _default_end(text, end, names, tight)
    if match[0].startswith("Matching") and not tight:
        start, is_open = match.start(), 0
        while (is_open := is_open + _opened(text, start, end)) > 0:
            start, end = end, text.find(" ", end + 1)
            if end < 0:
                return len(text)
    return end


def _opened(text: str, start: int, end: int) -> int:
    return text.count("[", start, end) - text.count("]", start, end)


def _default_end(text: str, end: int, names: KnownNames, tight: bool) -> int:
    if tight:
        if value := _PLAIN_DEFAULT.match(text, end):
            return value.end()
        return names.first_in(text, end)
    value = _DEFAULT.match(text, end)
    return value.end() if value and value[1] not in names else end


def _split_apart(chunk: str, typed: bool, names: KnownNames) -> tuple[str, ...] | None:
    """Name, description and type of a row; None where the words are no row."""
    name, _, rest = chunk.partition(" ")
    for end in names.ends_in(chunk):
        if " " in chunk[:end] and chunk[end : end + 1] == " ":
            name, rest = chunk[:end], chunk[end + 1 :]
            break
    if not typed:
        return (name, rest) if rest else None
    if rest and " " not in rest:
        return name, rest
    match = _TYPE_END.search(rest, max(0, len(rest) - LONGEST_DISPLAY))
    if match is None:
        return None
    description = rest[: match.start()].strip()
    return tuple(part for part in (name, description, match[1]) if part)


def _split_tight(chunk: str, typed: bool, names: KnownNames) -> tuple[str, ...] | None:
    if not typed:
        name, description = _tight_name(chunk, names)
        return (name, description) if name and description else None
    match = _TIGHT_TYPE_END.search(chunk, max(0, len(chunk) - LONGEST_DISPLAY))
    if match and match.start():
        name, description = _tight_name(chunk[: match.start()], names)
        parts = (name, description, _with_blanks(match[1]))
        return tuple(part for part in parts if part)
    name, rest = _tight_name(chunk, names)
    if name and not rest:
        humps = _HUMP.findall(chunk)
        name, rest = humps if len(humps) == 2 else ("", "")
    if not name or not rest:
        return None
    if re.fullmatch(r"[^\s.,;:!?]+", rest):
        return name, rest
    sentence = _SENTENCE_THEN_WORD.fullmatch(rest)
    return (name, sentence[1], sentence[2]) if sentence else None


def _with_blanks(display: str) -> str:
    """A type's display with the blanks that stood around its links."""
    display = re.sub(r" of(?=\S)", " of ", display)
    return re.sub(
        r"(?<=\S)\[(key|value)\]", r" [\1]", re.sub(r" and(?=\S)", " and ", display)
    )


def _tight_name(text: str, names: KnownNames) -> tuple[str, str]:
    """The name at the start of `text`, and what follows; no name where none is sure."""
    if known := next(names.ends_in(text), 0):
        return text[:known], text[known:].strip()
    if text.endswith(_NO_DOC) and text != _NO_DOC:
        return text[: -len(_NO_DOC)], _NO_DOC
    if re.fullmatch(r"\w+", text):
        return text, ""
    hump = _LAST_HUMP.match(text)
    return (hump[1], text[len(hump[1]) :]) if hump else ("", text)


# --- the index and enumerations ---------------------------------------------------------


def _index_cells(text: str, tight: bool) -> Iterator[str]:
    starts = [match.start() for match in _API.finditer(text)]
    if starts[:1] != [0]:
        yield text
        return
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        row = text[start:end].strip()
        address, found, rest = row.partition(_NO_DOC)
        if found and is_title(address.strip()):
            yield from (address.strip(), _NO_DOC)
        elif tight:
            if parts := _ADDRESS_THEN_WORDS.fullmatch(row):
                yield from parts.groups()
            continue
        else:
            method, address, rest = [*row.split(" ", 2), "", ""][:3]
            yield f"{method} {address}"
        if end == len(text):
            yield from _group(rest.strip(), described=not found)
        elif rest.strip():
            yield rest.strip()


def _group(rest: str, described: bool) -> Iterator[str]:
    """The last description, if it is still to come, and the next group's name and words."""
    if described:
        sentence, dot, rest = rest.partition(". ")
        yield sentence + dot.strip()
    name, _, words = rest.strip().partition(" ")
    if name:
        yield name
    if words:
        yield words


def _enum_cells(text: str, tight: bool) -> Iterator[str]:
    at = 0
    for match in (_TIGHT_MEMBER if tight else _MEMBER).finditer(text):
        if match[1] is None:
            continue
        if before := text[at : match.start()].strip():
            yield before
        yield from match.groups()
        at = match.end()
    if rest := text[at:].strip():
        yield rest
