"""What descriptions hint at: suggestions, and never more than the words carry.

A hint is only taken from words that can hardly mean anything else. `Embedded entity "job"`
quotes a name and allows no values; `read` alone makes nothing read-only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from helpwright.diagnostics import Finding, Findings
from helpwright.evidence.statements import shortened
from helpwright.limits import DEFAULTS, Limits, advice
from helpwright.place import Place
from helpwright.spec import (
    Api,
    Operation,
    Origin,
    Parameter,
    Property,
    Suggestions,
)
from helpwright.value import replace

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


def with_suggestions(api: Api, findings: Findings, limits: Limits) -> Api:
    """`api` with what the descriptions of members and parameters suggest."""

    def of_property(member: Property) -> Property:
        _report_long(member, findings, limits)
        return _of_property(member, limits)

    models = tuple(
        replace(model, properties=tuple(map(of_property, model.properties)))
        for model in api.models
    )
    for operation in api.operations:
        for parameter in operation.parameters:
            _report_long(parameter, findings, limits)
    operations = tuple(_of_operation(each, limits) for each in api.operations)
    return replace(api, models=models, operations=operations)


def _report_long(
    described: Property | Parameter, findings: Findings, limits: Limits
) -> None:
    """Reports what is too long to be searched as a whole."""
    text, most = described.description, limits.searched_sentence
    if len(text) <= most:
        return
    if len(text) > limits.searched_description:
        findings.add(_too_long(described, "searched_description", limits))
    searched = text[: limits.searched_description]
    if any(len(found[0]) > most for found in _SENTENCE.finditer(searched)):
        findings.add(_too_long(described, "searched_sentence", limits))


def _too_long(described: Property | Parameter, limit: str, limits: Limits) -> Finding:
    place = next(
        (each.place for each in described.origins if each.fact == "description"),
        Place(page=""),
    )
    is_whole = limit == "searched_description"
    what = "the description" if is_whole else "a sentence of the description"
    return Finding(
        code="HW317",
        severity="note",
        message=f"{what} of {described.name} has more than"
        f" {getattr(limits, limit):,} characters",
        place=place,
        text=shortened(described.description),
        made_of_it=(
            "the rest of it is searched for no unit, value or condition"
            if is_whole
            else "the sentence is searched for no condition"
        ),
        advice=advice(limit),
    )


def _of_operation(operation: Operation, limits: Limits) -> Operation:
    parameters = tuple(_of_parameter(p, limits) for p in operation.parameters)
    return replace(operation, parameters=parameters)


def _of_property(member: Property, limits: Limits) -> Property:
    found = suggestions(member.description, limits)
    if found == Suggestions():
        return member
    origins = (*member.origins, *_origins(found, member.description, member.origins))
    return replace(member, suggestions=found, origins=origins)


def _of_parameter(parameter: Parameter, limits: Limits) -> Parameter:
    found = replace(suggestions(parameter.description, limits), read_only=False)
    if found == Suggestions():
        return parameter
    origins = _origins(found, parameter.description, parameter.origins)
    return replace(parameter, suggestions=found, origins=(*parameter.origins, *origins))


def suggestions(description: str, limits: Limits = DEFAULTS) -> Suggestions:
    """What `description` suggests."""
    if not description:
        return Suggestions()
    description = description[: limits.searched_description]
    unit = _UNIT.search(description)
    return Suggestions(
        read_only=_says_read_only(description),
        deprecated=_DEPRECATED.search(description) is not None,
        allowed_values=_allowed_values(description),
        unit=(unit[1] or unit[2]) if unit else "",
        dependency=_dependency(description, limits.searched_sentence),
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


def _dependency(text: str, most: int) -> str:
    for sentence in _SENTENCE.finditer(text):
        if len(sentence[0]) > most:
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
