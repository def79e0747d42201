"""Samples as pages show them: JSON and XML."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from random import Random

from pieces import changed
from trees import changed_value, written

NAMES = (
    *(
        "Id",
        "id",
        "ID",
        "Name",
        "name",
        "Items",
        "Value",
        "Key",
        "$id",
        "$ref",
        "$type",
    ),
    *("$values", "@odata.context", "Date", "IsX", "Total", "k__BackingField", "_x"),
    *("<A>k__BackingField", "m_Item1", "Item1", "sample string 1", "datetime", "self"),
)
WORDS = (
    *("{", "}", "[", "]", ",", ":", '"a"', '"$id": "1"', '"$ref": "1"', "null", "true"),
    *("1", "2", "1.0", "2.1", "1E-07", "-0", "01", "Infinity", '"sample string 2"'),
    *(
        '"2024-05-06T07:08:09.1234567+01:00"',
        "// note",
        "/* note */",
        "...",
        "…",
        "'a'",
    ),
    *('"\\ud83d"', '"\\ud83d\\ude00"', '"\\q"', '"\\u12"', '"tab\t"', "[" * 80),
    *(
        "<a>",
        "</a>",
        "<a/>",
        '<a i:nil="true"/>',
        "<!-- x -->",
        "<![CDATA[x]]>",
        "<?x?>",
    ),
    *('<!DOCTYPE a [<!ENTITY e "ee">]>', "&e;", "&lt;", "&#x0;", "&#10;", "&unknown;"),
    *('xmlns:i="http://www.w3.org/2001/XMLSchema-instance"', 'xmlns="urn:x"', "d2p1:"),
    *('xmlns:d2p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays"',),
    *("<ArrayOfint>", "<int>1</int>", "_x0031_st", 'i:type="d2p1:string"', "]]>"),
)
_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"?|<[^<>]*>?|&[#\w]{1,12};|[\w.+-]+|\s+|.', re.DOTALL
)


def pieces_of(text: str) -> list[str]:
    """Tags, strings, numbers and signs."""
    return _TOKEN.findall(text)


def changed_sample(text: str, random: Random, others: Sequence[str] = ()) -> str:
    """`text`, a sample, with changes that mostly leave it one."""
    if random.random() < 0.6 and not text.lstrip().startswith("<"):
        try:
            return written(changed_value(json.loads(text), random, NAMES), random)
        except (ValueError, RecursionError):
            pass
    taken = [pieces_of(random.choice(others))] if others else []
    return "".join(changed(pieces_of(text), random, WORDS, taken))
