"""Descriptions that were copied from another member and never changed.

A description is taken to speak of another member only where its subject, the first words
behind `Gets or sets the`, names what tells that member from this one, and nothing in the
sentence names what tells this one from that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpwright.checks.places import place_of
from helpwright.diagnostics import Finding, Findings
from helpwright.spec import Api, Parameter, Property
from helpwright.value import dataclass

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_LEAD_IN = re.compile(
    r"(?:(?:gets?|sets?|or|and|the|a|an|this|its|is|of|for|to|id|identifier|guid|key"
    r"|code|number|name|value|primary|foreign|unique|reference|optional|required)\b"
    r"[\s:,/-]*)+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?\n]")
_NO_SUBJECT = frozenset(
    {"id", "ids", "guid", "key", "code", "codes", "number", "no", "nr", "name", "value"}
    | {"is", "has", "the", "of", "ref", "reference"}
)
_OPPOSITES = (
    ("latitude", "longitude"),
    ("width", "height"),
    ("minimum", "maximum"),
    ("start", "end"),
    ("first", "last"),
)
_OPPOSITE = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])}
_SHORT = {
    "lat": "latitude",
    "lon": "longitude",
    "lng": "longitude",
    "max": "maximum",
    "min": "minimum",
}
_SUBJECT_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Named:
    """A member or a parameter, by the words of its name."""

    node: Property | Parameter
    words: frozenset[str]


def check_descriptions(api: Api, findings: Findings) -> None:
    """Reports descriptions that belong to another member or parameter."""
    for owner, nodes in _groups(api):
        group = [_Named(node, _words(node.name)) for node in nodes]
        by_words: dict[frozenset[str], tuple[int, _Named]] = {}
        for at, each in enumerate(group):
            by_words.setdefault(each.words, (at, each))
        for each in group:
            other = _other_subject(each, by_words)
            if other:
                findings.add(
                    Finding(
                        code="HW502",
                        severity="note",
                        message=f"the description of {each.node.name!r} in {owner} seems"
                        f" to be that of {other!r}",
                        place=place_of(each.node.origins, "description", "name"),
                        text=each.node.description[:160],
                        made_of_it="it is taken over as it stands",
                        advice="correct it where it misleads",
                    )
                )


def _groups(api: Api) -> Iterator[tuple[str, Sequence[Property | Parameter]]]:
    for model in api.models:
        yield model.name, model.properties
    for operation in api.operations:
        yield f"{operation.method} {operation.path}", operation.parameters


def _other_subject(
    own: _Named, by_words: dict[frozenset[str], tuple[int, _Named]]
) -> str:
    """Name of what the description of `own` speaks of instead; empty where of `own`."""
    sentence = _SENTENCE.split(own.node.description.strip(), maxsplit=1)[0]
    lead_in = _LEAD_IN.match(sentence)
    spoken = _listed(sentence)
    subject = _listed(sentence[lead_in.end() if lead_in else 0 :])[:_SUBJECT_WORDS]
    if not subject or not own.words:
        return ""
    for word in own.words:
        opposite = _OPPOSITE.get(word)
        if opposite in subject and word not in spoken and opposite not in own.words:
            return str(opposite)
    # The subject begins with all words of the other one's name, in any order.
    begins = {frozenset(subject[: at + 1]) for at in range(len(subject))}
    found = dict(by_words[words] for words in begins if words in by_words)
    for other in (found[at] for at in sorted(found)):
        theirs = other.words - own.words
        ours = own.words - other.words
        if theirs and ours and other.words & own.words and ours.isdisjoint(spoken):
            return other.node.name
    return ""


def _listed(text: str) -> list[str]:
    return [_SHORT.get(word.lower(), word.lower()) for word in _WORD.findall(text)]


def _words(name: str) -> frozenset[str]:
    """The words of a name that can be a subject."""
    return frozenset(_listed(name)) - _NO_SUBJECT
