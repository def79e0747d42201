"""The texts that stand under `Additional information`.

One paragraph each on the page; text copies run them together, so that a paragraph is
split where a known opening stands. Source: `ModelDescriptionGenerator`, 5.1 to 5.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from decimal import Decimal, InvalidOperation, Overflow

from helpwright.spec import Constraints
from helpwright.value import dataclass
from helpwright.vocabulary import ANNOTATION, fold, is_none

_DATA_TYPES = re.compile(
    r"(?:Custom|DateTime|Date|Time|Duration|PhoneNumber|Currency|Text|Html|MultilineText"
    r"|EmailAddress|Password|ImageUrl|Url|CreditCard|PostalCode|Upload)(?!\S)"
)
_NUMBER = r"[-+]?(?:[0-9]+(?:[.,][0-9]+)?(?:E[-+]?[0-9]+)?|∞|Infinity)"
_RANGE = re.compile(rf"({_NUMBER}) and ({_NUMBER})(?=\s|$)(.*)", re.DOTALL)
_LENGTHS = re.compile(r"(\d{1,18}) and (\d{1,18})(?=\s|$)(.*)", re.DOTALL)
_LENGTH = re.compile(r"(-?\d{1,18})(?=\s|$)(.*)", re.DOTALL)
_AFTER_PATTERN = re.compile(
    r"\s(?=(?:Max length: -?\d+|Min length: \d+|String length: inclusive between \d+ and"
    rf" \d+|Range: inclusive between {_NUMBER} and {_NUMBER})(?:\s|$))"
)
_ONE_OF = re.compile(r"(.+?) must be provided\.?(.*)", re.DOTALL)
_BLANKS = re.compile(" *")
_UNBOUND = Constraints()
_NO_DOUBLE = Decimal("1.7976931348623E+308")
"""A bound that reaches this is `double.MaxValue` and means none."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """What one cell says."""

    required: bool = False
    default: str | None = None
    constraints: Constraints = _UNBOUND
    one_required: tuple[str, ...] = ()
    """Names of members of which one must be given, as the text has them."""
    one_required_text: str = ""
    """The words that say so."""


_NOTHING = Annotations()


@dataclass(slots=True)
class _Gathered:
    required: bool = False
    default: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    minimum: str | None = None
    maximum: str | None = None
    pattern: str | None = None
    data_type: str | None = None
    notes: list[str] = field(default_factory=list)
    one_required: tuple[str, ...] = ()
    one_required_text: str = ""

    def note(self, text: str) -> None:
        text = text.strip()
        if text and not is_none(text):
            self.notes.append(text)

    def finish(self) -> Annotations:
        return Annotations(
            required=self.required,
            default=self.default,
            constraints=Constraints(
                min_length=self.min_length,
                max_length=self.max_length,
                minimum=self.minimum,
                maximum=self.maximum,
                pattern=self.pattern,
                data_type=self.data_type,
                notes=tuple(self.notes),
            ),
            one_required=self.one_required,
            one_required_text=self.one_required_text,
        )


def read_annotations(
    paragraphs: tuple[str, ...], *, own_paragraphs: bool = False
) -> Annotations:
    """Reads a cell.

    `own_paragraphs` tells that the form keeps each annotation in a paragraph of its own,
    so that a pattern at the beginning of one lasts to its end.
    """
    if all(is_none(paragraph) for paragraph in paragraphs):
        return _NOTHING
    if paragraphs == ("Required",):
        return Annotations(required=True)
    gathered = _Gathered()
    for paragraph in paragraphs:
        for line in _lines(paragraph):
            _read_line(line.strip(), gathered, own_paragraphs)
    return gathered.finish()


def _lines(paragraph: str) -> list[str]:
    """A paragraph's lines, where each begins as an annotation does; else it is whole."""
    lines = [line for line in paragraph.split("\n") if line.strip()]
    if len(lines) > 1 and all(ANNOTATION.match(line.strip()) for line in lines[1:]):
        return lines
    return [paragraph]


def _read_line(text: str, gathered: _Gathered, own_paragraph: bool) -> None:
    at = 0
    while at < len(text):
        match = _opening(text, at)
        if not match:
            gathered.note(text[at:])
            return
        gathered.note(text[at : match.start()])
        opening = fold(match[0]).rstrip(" .:").lower()
        if opening == "matching regular expression pattern":
            whole = own_paragraph and match.start() == 0
            at = _read_pattern(text, match.end(), gathered, whole)
        elif opening == "default value is":
            _read_default(text[match.end() :], gathered)
            return
        else:
            following = _opening(text, match.end())
            end = following.start() if following else len(text)
            _READERS[opening](text[match.end() : end].strip(), match[0], gathered)
            at = end


def _opening(text: str, at: int) -> re.Match[str] | None:
    """The next opening. `Required` opens nothing where the sentence goes on after it."""
    for match in ANNOTATION.finditer(text, at):
        if not match[0].startswith("Required"):
            return match
        after = _BLANKS.match(text, match.end())
        end = after.end() if after else match.end()
        if end == len(text) or text[end] in "(\n" or ANNOTATION.match(text, end):
            return match
    return None


def _read_pattern(text: str, start: int, gathered: _Gathered, whole: bool) -> int:
    following = None if whole else _AFTER_PATTERN.search(text, start)
    end = following.start() if following else len(text)
    gathered.pattern = text[start:end].strip()
    return end


def _read_default(text: str, gathered: _Gathered) -> None:
    value = text.strip()
    if value.lower() != "null":
        gathered.default = value


def _read_required(text: str, _: str, gathered: _Gathered) -> None:
    gathered.required = True
    gathered.note(text)


def _read_range(text: str, opening: str, gathered: _Gathered) -> None:
    match = _RANGE.fullmatch(text)
    if not match:
        gathered.note(opening + text)
        return
    gathered.minimum, gathered.maximum = _bound(match[1]), _bound(match[2])
    gathered.note(match[3])


def _bound(text: str) -> str | None:
    """A number with a point as its decimal mark; None where it is no bound."""
    plain = text.replace(",", ".").removeprefix("+")
    try:
        size = abs(Decimal(plain))
    except (InvalidOperation, Overflow):
        return None
    # What is smaller than any double but 0 no reader of the document can tell from 0.
    is_bound = size < _NO_DOUBLE and (not size or size.adjusted() >= -324)
    return plain if is_bound else None


def _read_max_length(text: str, opening: str, gathered: _Gathered) -> None:
    match = _LENGTH.fullmatch(text)
    if not match:
        gathered.note(opening + text)
        return
    if int(match[1]) >= 0:
        gathered.max_length = _tighter(min, gathered.max_length, int(match[1]))
    gathered.note(match[2])


def _read_min_length(text: str, opening: str, gathered: _Gathered) -> None:
    match = _LENGTH.fullmatch(text)
    if not match:
        gathered.note(opening + text)
        return
    gathered.min_length = _tighter(max, gathered.min_length, int(match[1]))
    gathered.note(match[2])


def _read_lengths(text: str, opening: str, gathered: _Gathered) -> None:
    match = _LENGTHS.fullmatch(text)
    if not match:
        gathered.note(opening + text)
        return
    if int(match[1]):
        gathered.min_length = _tighter(max, gathered.min_length, int(match[1]))
    gathered.max_length = _tighter(min, gathered.max_length, int(match[2]))
    gathered.note(match[3])


def _tighter(choose: Callable[[int, int], int], old: int | None, new: int) -> int:
    return new if old is None else choose(old, new)


def _read_data_type(text: str, _: str, gathered: _Gathered) -> None:
    match = _DATA_TYPES.match(text)
    if match:
        gathered.data_type = match[0]
        gathered.note(text[match.end() :])
    else:
        gathered.data_type = text


def _read_one_of(text: str, opening: str, gathered: _Gathered) -> None:
    match = _ONE_OF.fullmatch(text)
    if not match:
        gathered.note(opening + text)
        return
    names = re.split(r" ?, ?(?:or )?| or ", fold(match[1]))
    gathered.one_required = tuple(name.strip("'\"`") for name in names if name)
    gathered.one_required_text = f"{opening}{match[1]} must be provided"
    gathered.note(match[2])


_READERS: dict[str, Callable[[str, str, _Gathered], None]] = {
    "required": _read_required,
    "range: inclusive between": _read_range,
    "max length": _read_max_length,
    "min length": _read_min_length,
    "string length: inclusive between": _read_lengths,
    "data type": _read_data_type,
    "optionally required": _read_one_of,
}
