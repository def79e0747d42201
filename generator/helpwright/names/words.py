"""Wire names to words, and words to Python names.

Python normalises identifiers with NFKC before it compares them (PEP 3131), so every
name is normalised here before anything else looks at it. Letters of every script are
kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_LENGTH = 60
"""Longest name that is made, in characters."""
_MAX_BYTES = 80
"""And in UTF-8, so that a file named after it stays under 100 bytes."""

# Terms whose capitals do not mark words.
_TERMS = {
    "DotNet": "Dotnet",
    "EBay": "Ebay",
    "GitHub": "Github",
    "IPv4": "Ipv4",
    "IPv6": "Ipv6",
    "IoT": "Iot",
    "MongoDB": "Mongodb",
    "OAuth": "Oauth",
    "OData": "Odata",
    "PayPal": "Paypal",
    "SByte": "Sbyte",
    "UInt": "Uint",
    "ULong": "Ulong",
    "UShort": "Ushort",
    "WiFi": "Wifi",
    "YouTube": "Youtube",
    "iOS": "ios",
    "kWh": "kwh",
    "macOS": "macos",
}
_TERM = re.compile(rf"(?:{'|'.join(_TERMS)})(?![a-z])")
_PLURAL = re.compile(r"(?<![A-Z])[A-Z]{2,}s(?![a-z])")
_MANGLED = re.compile(r"^[a-z]+[A-Z](?=_)")
_PLAIN = re.compile(r"[a-z]+[0-9]*(?:_[a-z]+[0-9]*)*")

# A name is matched through one letter per character: U upper case, l any other letter,
# d digit, m mark, - whatever no name can hold.
_WORD = re.compile(
    r"(?<![Ulm])[Ul]d[Ul](?=Um*l|[-d]|$)"  # B2B
    r"|U[Um]*(?=Um*l)"  # initialism before a word: EAN in EANCode
    r"|U?m*l[lm]*[dm]*"  # Code, street2
    r"|U[Um]*[dm]*"  # VAT, BIC2
    r"|d[dm]*(?:l[lm]*|Um*(?=U|-|$))"  # 1st, 3D
    r"|[dm]+"
)
_ASCII = {
    code: (
        ("U" if chr(code).isupper() else "l" if chr(code).isalpha() else "d")
        if chr(code).isalnum()
        else "-"
    )
    for code in range(128)
}
_SYMBOLS = {
    "%": "percent",
    "&": "and",
    "+": "plus",
    "-": "minus",
    "<": "less",
    "=": "equal",
    ">": "greater",
    "$": "dollar",
    "#": "number",
    "@": "at",
    "*": "all",
}
_CONTINUED = "a"
"""Letter before a character that asks whether a name may go on with it."""


def normal(text: str) -> str:
    """NFKC of `text`, as Python applies it to identifiers."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def words(name: str) -> tuple[str, ...]:
    """The words of a name, in their own case; empty where it holds nothing to say.

    `EANCode` → `EAN Code`, `db_address_street2` → `db address street2`.
    """
    return _words(normal(name))


def snake(name: str, kind: str) -> str:
    """`name` as a lower-case identifier: `PriceVATExcl` → `price_vat_excl`.

    `kind` stands in for a name without words and before a leading digit: `field_3d`.
    The result may be a reserved word.
    """
    return joined(words(name), kind)


def ascii_name(name: str) -> str:
    """An identifier in ASCII for `name`, where a file is called after it.

    Archives and file systems change other letters. Marks are dropped; a letter that is
    no Latin one is written as its code point.
    """
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = (c for c in plain if not unicodedata.combining(c))
    text = "".join(c if c.isascii() else f"u{ord(c):x}" for c in letters)
    return shortened(text) or "group"


def joined(parts: tuple[str, ...], kind: str) -> str:
    """Words as one lower-case identifier, cut between words where it grows too long."""
    text = normal("_".join(parts).lower()) or kind
    if not text.isidentifier():
        text = f"{kind}_{text}"
    return shortened(text)


def shortened(text: str) -> str:
    """`text` cut where it is too long, between two words where there are any."""
    cut = _cut(text)
    return text if cut == text else cut.rpartition("_")[0].rstrip("_") or cut


def _cut(text: str) -> str:
    # Cutting bytes may leave half a character at the end, which is dropped.
    return text[:MAX_LENGTH].encode()[:_MAX_BYTES].decode(errors="ignore")


def pascal(name: str, kind: str) -> str:
    """`name` as a class name that keeps its own capitals: `job_type` → `JobType`.

    `WorkNew` and `EANCode` stay as they are, `WORK_ORDER` becomes `WorkOrder`.
    """
    text = normal(name).replace("[]", " Array ")
    parts = _split(text)
    if not parts:
        parts = list(words(name))
    shouting = len(parts) > 1 and all(part.upper() == part for part in parts)
    text = normal("".join(_capital(part, shouting=shouting) for part in parts)) or kind
    if not text.isidentifier():
        text = normal(f"{kind}{text}")
    return normal(_cut(text))


def upper(name: str, kind: str) -> str:
    """`name` as an upper-case identifier, for members of an enumeration."""
    text = normal(snake(name, kind).upper())
    return text if text.isidentifier() else f"{kind.upper()}_{text}"


def singular(word: str) -> str:
    """An English plural in the singular, by the regular rules; others as they are."""
    lower = word.lower()
    if lower.endswith(_SINGULAR_ENDS):
        return word
    if len(word) > 4 and lower.endswith("ies"):
        return word[:-3] + ("Y" if word.isupper() else "y")
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and lower.endswith("s"):
        return word[:-1]
    return word


_SINGULAR_ENDS = ("ss", "us", "is", "news", "series", "species")


def _capital(part: str, *, shouting: bool) -> str:
    # `title` and not `upper` for the first letter: the one capital of `ǆ` is `ǅ`.
    return part[0].title() + (part[1:].lower() if shouting else part[1:])


def _split(text: str) -> list[str]:
    classes = _classes(text)
    return [text[m.start() : m.end()] for m in re.finditer(r"[^-]+", classes)]


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    if _PLAIN.fullmatch(name):
        return tuple(name.split("_"))
    # Json.NET's camel case lowers all but the last capital of a first word: `shelF_NO`.
    text = _MANGLED.sub(lambda match: match[0].lower(), name)
    text = _TERM.sub(lambda match: _TERMS[match[0]], text).replace("[]", " Array ")
    text = _PLURAL.sub(lambda match: match[0].capitalize(), text)
    classes = _classes(text)
    found = tuple(text[m.start() : m.end()] for m in _WORD.finditer(classes))
    return found or tuple(_SYMBOLS[char] for char in text if char in _SYMBOLS)


def _classes(text: str) -> str:
    if text.isascii():
        return text.translate(_ASCII)
    return "".join(map(_class, text))


@lru_cache(maxsize=4096)
def _class(char: str) -> str:
    if char.isascii():
        return _ASCII[ord(char)]
    category = unicodedata.category(char)
    if not (_CONTINUED + char).isidentifier() or category == "Pc":
        return "-"
    if not char.isidentifier():
        return "d" if category[0] == "N" else "m"
    return "U" if category in ("Lu", "Lt") else "l"
