"""The words that help pages themselves use: headings, column heads, fixed lines, types.

Readers need them to find where a glued word ends, interpretation to find what a block is.
Source: the views and `ModelDescriptionGenerator` of Microsoft.AspNet.WebApi.HelpPage 4.0
to 5.3, and wordings that vendors put in their place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from helpwright.spec import ScalarName

Section: TypeAlias = Literal[
    "request",
    "uri",
    "headers",
    "parameters",
    "body",
    "request-formats",
    "response",
    "resource",
    "response-formats",
    "errors",
    "other",
]
"""What a heading opens. `request` and `response` only hold the others."""

_SECTIONS: dict[str, Section] = {
    "request information": "request",
    "request": "request",
    "request details": "request",
    "uri parameters": "uri",
    "uri parameter": "uri",
    "url parameters": "uri",
    "url parameter": "uri",
    "query parameters": "uri",
    "query string parameters": "uri",
    "querystring parameters": "uri",
    "path parameters": "uri",
    "route parameters": "uri",
    "header parameters": "headers",
    "request headers": "headers",
    "headers": "headers",
    "parameters": "parameters",
    "request parameters": "parameters",
    "body parameters": "body",
    "body parameter": "body",
    "request body": "body",
    "body": "body",
    "request formats": "request-formats",
    "request format": "request-formats",
    "request body formats": "request-formats",
    "request body format": "request-formats",
    "request samples": "request-formats",
    "request sample": "request-formats",
    "sample request": "request-formats",
    "response information": "response",
    "response": "response",
    "response details": "response",
    "resource description": "resource",
    "response description": "resource",
    "response resource description": "resource",
    "response body": "resource",
    "standard responses": "resource",
    "standard response": "resource",
    "response formats": "response-formats",
    "response format": "response-formats",
    "response body formats": "response-formats",
    "response body format": "response-formats",
    "response samples": "response-formats",
    "response sample": "response-formats",
    "sample response": "response-formats",
    "error responses": "errors",
    "error response": "errors",
    "error codes": "errors",
    "errors": "errors",
    "remarks": "other",
    "example": "other",
    "examples": "other",
    "example url": "other",
    "uri": "other",
    "url": "other",
    "authorization": "other",
    "authentication": "other",
    "permissions": "other",
    "status codes": "errors",
    "response codes": "errors",
}
SECTION_STARTS = frozenset(text.split()[0] for text in _SECTIONS)
"""First words of all headings that open a section, in lower case."""

OLD_GENERATION = frozenset(
    {
        "parameters",
        "request body formats",
        "request body format",
        "response body formats",
        "response body format",
    }
)
"""Headings that only the views of 4.0 and 5.0 write."""

Column: TypeAlias = Literal[
    "name",
    "description",
    "type",
    "annotations",
    "value",
    "api",
    "status",
    "message",
    "required",
    "default",
]
_COLUMNS: dict[str, Column] = {
    "name": "name",
    "parameter": "name",
    "property": "name",
    "field": "name",
    "member": "name",
    "description": "description",
    "documentation": "description",
    "summary": "description",
    "type": "type",
    "data type": "type",
    "additional information": "annotations",
    "additional info": "annotations",
    "information": "annotations",
    "constraints": "annotations",
    "annotations": "annotations",
    "value": "value",
    "api": "api",
    "required": "required",
    "mandatory": "required",
    "default": "default",
    "default value": "default",
    "http status code": "status",
    "status code": "status",
    "error message": "message",
    "message": "message",
}

SCALARS: dict[str, ScalarName] = {
    "string": "string",
    "integer": "integer",
    "unsigned integer": "unsigned integer",
    "byte": "byte",
    "signed byte": "signed byte",
    "character": "character",
    "boolean": "boolean",
    "decimal number": "decimal number",
    "date": "date",
    "time interval": "time interval",
    "globally unique identifier": "globally unique identifier",
    "URI": "URI",
    "Object": "Object",
}
"""Simple types, as the page spells them."""

_CSHARP_SCALARS: dict[str, ScalarName] = {
    "bool": "boolean",
    "char": "character",
    "datetime": "date",
    "datetimeoffset": "date",
    "decimal": "decimal number",
    "double": "decimal number",
    "float": "decimal number",
    "guid": "globally unique identifier",
    "int": "integer",
    "int16": "integer",
    "int32": "integer",
    "int64": "integer",
    "long": "integer",
    "number": "decimal number",
    "object": "Object",
    "sbyte": "signed byte",
    "short": "integer",
    "single": "decimal number",
    "string": "string",
    "timespan": "time interval",
    "uint": "unsigned integer",
    "uint16": "unsigned integer",
    "uint32": "unsigned integer",
    "uint64": "unsigned integer",
    "ulong": "unsigned integer",
    "uri": "URI",
    "ushort": "unsigned integer",
    "uuid": "globally unique identifier",
}
HAND_WRITTEN_SCALARS: dict[str, ScalarName] = _CSHARP_SCALARS | {
    name.lower(): scalar for name, scalar in SCALARS.items()
}
"""Simple types as hand-made views spell them, in lower case."""

PLUMBING = frozenset({"HttpResponseMessage", "IHttpActionResult", "IActionResult"})
"""Results of an action that say nothing of what travels."""

PLUMBING_PARTS = frozenset(
    {"HttpContent", "HttpMethod", "HttpRequestMessage", "HttpStatusCode", "Version"}
)
"""Models that the page of an `HttpResponseMessage` links to."""

ENUM_INTRO = "possible enumeration values"
NOT_AVAILABLE = re.compile(r"^\s*sample (is )?not available\.?\s*$", re.IGNORECASE)
SAMPLE_ERROR = re.compile(
    r"^\s*(Failed to generate the sample for media type"
    r"|An exception has occurred while using the formatter)\b"
)
BSON_TEXT = re.compile(
    r"^\s*Binary JSON content\. See http://bsonspec\.org", re.IGNORECASE
)
SAMPLE_LABEL = re.compile(r"^\s*(sample|example)s?\s*(?::\s*)?$", re.IGNORECASE)

ANNOTATION = re.compile(
    r"Required(?![\w-])\.?(?=\s|$)"
    r"|Range: inclusive between "
    r"|Max length: "
    r"|Min length: "
    r"|String length: inclusive between "
    r"|Data type: "
    r"|Matching regular expression pattern: "
    r"|Default value is(?=\s|$)"
    r"|Optionally required\s*: "
)
"""Openings of the texts that stand under `Additional information`."""

_METHODS = (
    "ACL|BIND|CHECKOUT|CONNECT|COPY|DELETE|GET|HEAD|LINK|LOCK|MERGE|MKCOL|MOVE|OPTIONS"
    "|PATCH|POST|PROPFIND|PROPPATCH|PURGE|PUT|REPORT|SEARCH|TRACE|UNLINK|UNLOCK|VIEW"
)
_TITLE = re.compile(
    rf"({_METHODS}|[A-Z]{{2,20}}(?=\s*:?\s+\S*[/{{?]))\s*:?\s+(\S.*)", re.DOTALL
)
_LOOSE_TITLE = re.compile(rf"({_METHODS})\s*:?\s+([^\s/{{]*[/{{]\S*)", re.IGNORECASE)
_TITLE_END = re.compile(r"(?<=\S) [-–—|] (?=\S)")
_FRIENDLY_ID = re.compile(rf"({_METHODS}|[A-Z]{{2,20}})-(\S.*)")
_PATH = re.compile(
    r"(?:https?://[^\s/]+)?(?:/?[\w.{}~-]+/[\w./{}?&=~%\[\]:*-]*|/[\w.{}~-]+)"
)
_MEDIA_TYPE = re.compile(
    r"(?:application|audio|font|image|message|model|multipart|text|video|\*|x-[a-z]+)"
    r"/[A-Za-z0-9!#$&^_.+*-]+(?:\s*;\s*[A-Za-z0-9!#$&^_.+-]+=\"?[^\s,;\"]+\"?)*",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s+")


def fold(text: str) -> str:
    """`text` with every run of white space as one blank, none at the ends."""
    return " ".join(text.split())


def wording(text: str) -> str:
    """A heading or column head as compared: one case, no colon, no ornament."""
    return fold(text).strip(" :.*#-–—").lower()


def section_of(text: str) -> Section | None:
    """The section that a heading opens, whatever its case, colon and vendor's wording."""
    return _SECTIONS.get(wording(text))


@lru_cache(maxsize=64)  # All tables of a site have few heads between them.
def columns_of(head: tuple[str, ...]) -> tuple[Column | None, ...]:
    """What each column of a table holds."""
    return tuple(_COLUMNS.get(wording(text)) for text in head)


def is_none(text: str) -> bool:
    """Whether this is the page's word for nothing."""
    return text.strip() in ("None.", "None", "none.", "none", "-", "N/A", "n/a")


def title_parts(text: str) -> tuple[str, str] | None:
    """Method and address, query included, of a title such as `GET api/boats/{id}`."""
    text = _TITLE_END.split(fold(text), maxsplit=1)[0]
    match = _TITLE.fullmatch(text)
    if match and (" " not in match[2] or "/" in match[2] or "{" in match[2]):
        return match[1], match[2]
    if match := _LOOSE_TITLE.fullmatch(text):
        return match[1].upper(), match[2]
    return None


def is_method(text: str) -> bool:
    """Whether this is a method and nothing else."""
    return bool(re.fullmatch(_METHODS, text.strip()))


def is_path(text: str) -> bool:
    """Whether this is a path and nothing else: no blank, and a slash with words around."""
    return bool(_PATH.fullmatch(text.strip()))


def friendly_id_parts(text: str) -> tuple[str, str] | None:
    """Method and the rest of a friendly id such as `GET-api-boats-id_part`."""
    match = _FRIENDLY_ID.fullmatch(text)
    return (match[1], match[2]) if match else None


def media_types(text: str) -> tuple[str, ...]:
    """The media types that a line names, in its order; empty unless it names only them."""
    parts = [part.strip() for part in re.split(r",", fold(text).strip(" :"))]
    if all(_MEDIA_TYPE.fullmatch(part) for part in parts):
        return tuple(parts)
    return ()
