"""What descriptions hint at: suggestions, and never more than the words carry.

A hint is only taken from words that can hardly mean anything else. `Embedded entity "job"`
quotes a name and allows no values; `read` alone makes nothing read-only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from helpwright.evidence.statements import shortened
from helpwright.place import Place
from helpwright.spec import (
    Api,
    Operation,
    Origin,
    Parameter,
    Property,
    Suggestions,
)

_READ_ONLY = re.compile(
    r"\b(?:read[ -]?only|not (?:be )?(?:updat|edit|modifi|chang|writ)(?:e?able|ed)"
    r"|ignored (?:on|in|for|when) (?:input|requests?|writ\w+|creat\w+|updat\w+|post\w*"
    r"|put\w*)"
    r"|(?:field|property|value|column|member)s? (?:is|are|will be)"
    r" (?:set|filled|filled in|generated|calculated|computed|assigned|maintained|managed)"
    r" (?:automatically|by the (?:server|system|database)))\b",
    re.IGNORECASE,
)
_NEVER_READ_ONLY = re.compile(
    r"\b(?:not|no longer|isn't|never|if|when|unless|whether)\s+(?:\w+\s+)?read[ -]?only",
    re.IGNORECASE,
)
_DEPRECATED = re.compile(
    r"(?:^|[.;:!?([*]\s*)(?:deprecated|obsolete)\b(?! (?:items?|records?|values?)\b)"
    r"|\b(?:this|it|(?:this|the) (?:field|property|member|value|parameter|column|method"
    r"|option))\s+(?:is|was|has been|became)\s+(?:now\s+)?(?:deprecated|obsolete)\b"
    r"(?! or not)"
    r"|\bno longer (?:used|supported|in use)\b|\bfor backwards? compatibility only\b",
    re.IGNORECASE,
)
_VALUES_FOLLOW = re.compile(
    r"(?:\b(?:use|one of|either|allowed values?|possible values?|valid values?"
    r"|permitted values?|accepted values?|supported values?|values?|options?|can be"
    r"|may be|must be)(?: (?:the following|are|is|values?|only|one of|either|be))*"
    r"\s*+[:=]?\s*+[\[(]?\s*+)(?=[\"'“‘«`])",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"([^\"]*)\"|“([^”]*)”|«([^»]*)»|‘([^’]*)’|'([^']*)'|`([^`]*)`")
_BETWEEN_QUOTED = re.compile(r"\s*(?:,\s*(?:or|and)?|;|\||/|\bor\b|\band\b)\s*")
_LISTED = re.compile(
    r"\b(?:allowed|possible|valid|permitted|accepted|supported) (?:values?|options?)"
    r"(?: are| is)?\s*[:=]\s*([^\s.,;|][^.;|\n]*(?:[,|/;][^.;|\n]+)+)",
    re.IGNORECASE,
)
_IN_LIST = re.compile(r"\s*[,|/;]\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+")
_VALUE = re.compile(r"[^\W_][\w.+-]*(?: [\w.+-]+){0,2}|-?\d+(?:\.\d+)?")
_LONGEST_VALUE = 40
_LONGEST_SENTENCE = 500
_LONGEST_DESCRIPTION = 4000
"""What a person would read; patterns that look ahead cost the square of a text."""

_UNITS = (
    "milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|ms|sec|min"
    "|millimet(?:er|re)s?|centimet(?:er|re)s?|kilomet(?:er|re)s?|met(?:er|re)s?|miles?"
    "|inch(?:es)?|feet|mm|cm|km|grams?|kilograms?|kilos?|tons?|tonnes?|kg|lbs?|pounds?"
    "|lit(?:er|re)s?|degrees?(?: (?:celsius|fahrenheit))?|percent|per cent|%|°c|°f"
    "|bytes?|kilobytes?|megabytes?|kb|mb|gb|pixels?|px|points?|watts?|kilowatts?|kw|kwh"
    "|volts?|cents?|euros?|dollars?|eur|usd|gbp|chf"
)
_UNIT = re.compile(
    rf"[(\[]\s*(?:in|as|unit:?)?\s*({_UNITS})\s*[)\]]"
    rf"|\b(?:in|expressed in|measured in|given in)\s+({_UNITS})\b(?=\s*(?:[.,;)]|$))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\w)[^.!?\n]*)*[.!?]?")
_DEPENDENCY = re.compile(
    r"\bif\b.+\bthen\b"
    r"|\b(?:required|mandatory|obligatory|needed|only (?:used|valid|allowed|filled))"
    r"\s*,?\s+(?:if|when|unless|for|in case)\b"
    r"|\b(?:if|when|unless)\b.+\b(?:is|are|becomes?|be|field is) (?:required|mandatory"
    r"|obligatory|ignored)\b"
    r"|\b(?:used|filled|set|ignored) (?:if|when|unless) .+ (?:is|are) (?:not )?"
    r"(?:empty|null|set|filled|given|provided|missing)\b",
    re.IGNORECASE,
)


def with_suggestions(api: Api) -> Api:
    """`api` with what the descriptions of members and parameters suggest."""
    models = tuple(
        replace(model, properties=tuple(_of_property(p) for p in model.properties))
        for model in api.models
    )
    operations = tuple(_of_operation(operation) for operation in api.operations)
    return replace(api, models=models, operations=operations)


def _of_operation(operation: Operation) -> Operation:
    parameters = tuple(_of_parameter(p) for p in operation.parameters)
    return replace(operation, parameters=parameters)


def _of_property(member: Property) -> Property:
    found = suggestions(member.description)
    if found == Suggestions():
        return member
    origins = (*member.origins, *_origins(found, member.description, member.origins))
    return replace(member, suggestions=found, origins=origins)


def _of_parameter(parameter: Parameter) -> Parameter:
    found = replace(suggestions(parameter.description), read_only=False)
    if found == Suggestions():
        return parameter
    origins = _origins(found, parameter.description, parameter.origins)
    return replace(parameter, suggestions=found, origins=(*parameter.origins, *origins))


def suggestions(description: str) -> Suggestions:
    """What `description` suggests."""
    if not description:
        return Suggestions()
    description = description[:_LONGEST_DESCRIPTION]
    unit = _UNIT.search(description)
    return Suggestions(
        read_only=_says_read_only(description),
        deprecated=_DEPRECATED.search(description) is not None,
        allowed_values=_allowed_values(description),
        unit=(unit[1] or unit[2]) if unit else "",
        dependency=_dependency(description),
    )


def _says_read_only(text: str) -> bool:
    return _READ_ONLY.search(text) is not None and not _NEVER_READ_ONLY.search(text)


def _allowed_values(text: str) -> tuple[str, ...]:
    """Values that the text lists in quotes after words that call for them, or after
    `allowed values:`; a single one is no list."""
    for opening in _VALUES_FOLLOW.finditer(text):
        values = _quoted_values(text, opening.end())
        if len(values) > 1:
            return values
    if listed := _LISTED.search(text):
        return _plain_values(listed[1])
    return ()


def _quoted_values(text: str, start: int) -> tuple[str, ...]:
    quoted: list[str] = []
    while found := _QUOTED.match(text, start):
        quoted.append(next(group for group in found.groups() if group is not None))
        between = _BETWEEN_QUOTED.match(text, found.end())
        if between is None:
            break
        start = between.end()
    if len(quoted) == 1:
        return _plain_values(quoted[0])
    return tuple(dict.fromkeys(value.strip() for value in quoted if value.strip()))


def _plain_values(text: str) -> tuple[str, ...]:
    values = [value.strip(" \t\"'") for value in _IN_LIST.split(text.strip())]
    fit = all(_VALUE.fullmatch(v) and len(v) <= _LONGEST_VALUE for v in values)
    return tuple(dict.fromkeys(values)) if fit and len(values) > 1 else ()


def _dependency(text: str) -> str:
    for sentence in _SENTENCE.finditer(text):
        if len(sentence[0]) > _LONGEST_SENTENCE:
            continue
        if _DEPENDENCY.search(sentence[0]):
            return " ".join(sentence[0].split())
    return ""


def _origins(
    found: Suggestions, description: str, known: Iterable[Origin]
) -> list[Origin]:
    place = next(
        (origin.place for origin in known if origin.fact == "description"),
        Place(page=""),
    )
    facts = {
        "read_only": found.read_only,
        "deprecated": found.deprecated,
        "allowed_values": found.allowed_values,
        "unit": found.unit,
        "dependency": found.dependency,
    }
    return [
        Origin(
            fact=f"suggestions.{fact}",
            place=place,
            text=shortened(description),
            rule=f"prose.{fact.replace('_', '-')}",
            basis="inferred",
            note="the description suggests it; descriptions prove nothing",
            strength="suggested",
        )
        for fact, value in facts.items()
        if value
    ]
