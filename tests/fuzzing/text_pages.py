"""Help pages as text, in all the forms in which people have saved them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from html_pages import WORDS as PAGE_WORDS
from pieces import changed
from sample_bodies import changed_sample

WORDS = (
    *(word for word in PAGE_WORDS if not word.startswith(("<", "&"))),
    *("| Name | Description | Type | Additional information |", "|---|---|---|---|"),
    *("| Id | | integer | Required |", "Id | | integer", "|Id||integer||", "||||", "|"),
    *(
        "+----+-----+",
        "=====  =====",
        "-----  -----",
        "=======",
        "-------",
        "~~~~",
        "```",
    ),
    *(
        "# GET api/boxes",
        "## Body Parameters",
        "* item",
        "- item",
        "1. item",
        "> quote",
    ),
    *(
        "[1] http://x/Help",
        "[Box](/Help/ResourceModel?modelName=Box)",
        "Box [1]",
        "\\|",
    ),
    *("Name\tDescription\tType\tAdditional information", "Id\t\tinteger\t", "\t\t\t\t"),
    *(
        "NameDescriptionTypeAdditional information",
        "Idinteger",
        "**Id**",
        "_Id_",
        "`Id`",
    ),
    *("    ", "  ", "\n", "\n\n", "\r\n", "\f", "\v", " " * 200, "| " * 60, "+-" * 60),
    *("Name:", "Id: integer", "term\n: definition", "&nbsp;", "&lt;T&gt;", "<br>"),
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\s+|[^\s|]+|\|")
_SAMPLE = re.compile(r"^[ \t]*[{\[<].*?^[ \t]*[}\]<][^\n]*$", re.DOTALL | re.MULTILINE)


def changed_page(text: str, random: Random, others: Sequence[str]) -> str:
    """`text`, a page, with a few changes: in lines, in words, in a sample."""
    choice = random.random()
    if choice < 0.15 and (found := list(_SAMPLE.finditer(text))):
        match = random.choice(found)
        sample = changed_sample(match[0], random)
        return text[: match.start()] + sample + text[match.end() :]
    if choice < 0.3:
        return _reshaped(text, random)
    piece = _LINE if choice < 0.75 else _WORD
    taken = [piece.findall(random.choice(others))] if others else []
    return "".join(changed(piece.findall(text), random, WORDS, taken))


def _reshaped(text: str, random: Random) -> str:
    """All of the text, or a part of it, in another shape."""
    start = random.randint(0, len(text))
    end = random.randint(start, len(text))
    part = text[start:end]
    match random.randrange(8):
        case 0:
            part = part.replace("\n", "\r\n")
        case 1:
            part = part.replace("\n", "\n\n")
        case 2:
            part = part.replace("\n\n", "\n")
        case 3:
            part = part.replace("\n", " ")
        case 4:
            part = part.replace("|", random.choice(("\t", "  ", "", "||", "\\|")))
        case 5:
            part = part.replace("\t", random.choice(("|", "    ", " ", "")))
        case 6:
            indent = random.choice((" ", "    ", "\t", "> ", "| ", "* "))
            part = part.replace("\n", "\n" + indent)
        case _:
            part = re.sub(r" {2,}", random.choice((" ", "\t", "|")), part)
    return text[:start] + part + text[end:]
