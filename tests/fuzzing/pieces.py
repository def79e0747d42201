"""Changes to a text that is taken for a row of pieces: tags, lines, words.

What a kind of input is made of, and which words mean something in it, the kind says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

Pieces = list[str]
_Step = Callable[[Pieces, Random, Sequence[str], Sequence[Pieces]], Pieces]

ODD_WORDS = (
    *(
        "",
        " ",
        "\t",
        "\r",
        "\r\n",
        "\n\n\n",
        "\0",
        "\ufeff",
        "\u00a0",
        "\u2028",
        "\x85",
    ),
    *("\u202e", "\ud800", "\U0001f600", "e\u0301", "İ", "ß", "٣", "²", "½", "\x1b[31m"),
    *("None", "null", "true", "0", "-1", "1e999", "NaN", "9" * 40, "9" * 5000, "0x1F"),
    *("{", "}", "[", "]", "(", ")", "<", ">", "&", '"', "'", "\\", "|", "`", ";", "#"),
    *(
        "{0}",
        "%s",
        "{{x}}",
        "{% x %}",
        "__class__",
        "../..",
        "/",
        "?",
        "=",
        "*/",
        "-->",
    ),
    *(
        "a" * 300,
        "\\u0000",
        "class",
        "self",
        "2024-02-30T25:61:61",
        "${x}",
        "\\N{DASH}",
    ),
)


def changed(
    pieces: Pieces, random: Random, words: Sequence[str], others: Sequence[Pieces]
) -> Pieces:
    """`pieces` after one to eight changes; `others` are texts to take pieces from."""
    for _ in range(1 + int(random.expovariate(0.7)) % 8):
        pieces = random.choice(_STEPS)(pieces, random, words, others)
    return pieces


def stretch(pieces: Sequence[object], random: Random) -> tuple[int, int]:
    """Start and end of a stretch of `pieces`: mostly short, never empty if it can be."""
    if not pieces:
        return 0, 0
    start = random.randrange(len(pieces))
    length = 1 + int(random.paretovariate(1.0)) % max(1, len(pieces) // 2 + 1)
    return start, min(len(pieces), start + length)


def a_word(random: Random, words: Sequence[str]) -> str:
    """One that means something, or one that should not."""
    return random.choice(words if random.random() < 0.75 else ODD_WORDS)


def _without(
    pieces: Pieces, random: Random, words: Sequence[str], others: Sequence[Pieces]
) -> Pieces:
    start, end = stretch(pieces, random)
    return pieces[:start] + pieces[end:]


def _repeated(
    pieces: Pieces, random: Random, words: Sequence[str], others: Sequence[Pieces]
) -> Pieces:
    start, end = stretch(pieces, random)
    times = random.choice((2, 2, 2, 3, 5, 40))
    return pieces[:start] + pieces[start:end] * times + pieces[end:]


def _moved(
    pieces: Pieces, random: Random, words: Sequence[str], others: Sequence[Pieces]
) -> Pieces:
    start, end = stretch(pieces, random)
    taken, rest = pieces[start:end], pieces[:start] + pieces[end:]
    to = random.randint(0, len(rest))
    return rest[:to] + taken + rest[to:]


def _added(
    pieces: Pieces, random: Random, words: Sequence[str], others: Sequence[Pieces]
) -> Pieces:
    to = random.randint(0, len(pieces))
    return [*pieces[:to], a_word(random, words), *pieces[to:]]


def _replaced(
    pieces: Pieces, random: Random, words: Sequence[str], others: Sequence[Pieces]
) -> Pieces:
    start, end = stretch(pieces, random)
    return [*pieces[:start], a_word(random, words), *pieces[end:]]


def _grafted(
    pieces: Pieces, random: Random, words: Sequence[str], others: Sequence[Pieces]
) -> Pieces:
    other = random.choice(others) if others else pieces
    start = random.randint(0, len(other))
    taken = other[start : start + random.choice((1, 4, 16, 64))]
    to = random.randint(0, len(pieces))
    return pieces[:to] + taken + pieces[to + random.choice((0, 0, len(taken))) :]


def _cut(
    pieces: Pieces, random: Random, words: Sequence[str], others: Sequence[Pieces]
) -> Pieces:
    if random.random() < 0.5:
        return pieces[: random.randint(0, len(pieces))]
    return pieces[random.randint(0, len(pieces)) :]


def _spoilt(
    pieces: Pieces, random: Random, words: Sequence[str], others: Sequence[Pieces]
) -> Pieces:
    """One character of one piece changed."""
    if not pieces:
        return pieces
    at = random.randrange(len(pieces))
    text = pieces[at]
    where = random.randint(0, len(text))
    odd = a_word(random, words)[:8]
    kept = text[where + random.choice((0, 1)) :]
    return [*pieces[:at], text[:where] + odd + kept, *pieces[at + 1 :]]


_STEPS: tuple[_Step, ...] = (
    *(_without, _repeated, _moved, _added, _replaced),
    *(_grafted, _grafted, _spoilt, _cut),
)
