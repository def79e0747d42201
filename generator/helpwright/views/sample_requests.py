"""One HTTP request for each operation, made of the samples on its page."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.openapi.dump import dumps
from helpwright.value import dataclass
from helpwright.views.redaction import redacted, redacted_value
from helpwright.views.sample_bounds import filled, within_bounds

ADDRESS = "https://api.example.com"
"""The address in all examples; nobody can be reached there."""

_DEEPEST = 4
"""Models within models, where a body has no sample."""

_MOST = 1000
"""Values in such a body; objects beyond are empty."""

_MOST_LINES = 100
"""Of a body that is shown whole."""

_VARIABLE = re.compile(r"\{\*?([^{}]+)\}")
_FORM = "application/x-www-form-urlencoded"
_TEXTS = {
    "uuid": "00000000-0000-0000-0000-000000000001",
    "date-time": "2024-01-31T00:00:00",
    "date": "2024-01-31",
    "time-span": "01:00:00",
    "uri": "https://www.example.com/",
    "byte": "AQID",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRequest:
    """What travels: everything encoded as it has to be on the wire."""

    method: str
    """Upper case."""
    url: str
    """ASCII, with what it needs of a query."""
    headers: tuple[tuple[str, str], ...]
    """The content's type first, then credentials that a reader has to put in."""
    content: str
    """The body as text, JSON indented by two; empty where nothing is sent."""
    value: Any
    """What `content` says where that is JSON, else None."""
    is_json: bool


def sample_request(document: Json, operation: OperationNode) -> SampleRequest:
    """The request for `operation` with its documented sample.

    Parameters that may be left out are, and so are the copies in a sample's lists, and
    what large bodies hold within members that they need not have. What breaks a bound of
    its type is moved to it. Values that the documentation does not show are drawn from
    their schemas; secrets are masked.
    """
    schemas = doc.schemas(document)
    media_type, value = _body(operation, schemas)
    is_json = "json" in media_type
    if is_json:
        content = dumps(value).rstrip("\n")
    elif media_type == _FORM:
        content = "&".join(_pairs(value)) if isinstance(value, Mapping) else ""
    else:
        content = redacted(value) if isinstance(value, str) else ""
    headers = [("Content-Type", media_type)] if content else []
    header, query = _credentials(document)
    pairs = [*_query(operation, schemas), *query]
    return SampleRequest(
        method=operation.method.upper(),
        url=address(document)
        + _path(operation, schemas)
        + (f"?{'&'.join(pairs)}" if pairs else ""),
        headers=(*headers, *_headers(operation, schemas), *header),
        content=content,
        value=value if is_json else None,
        is_json=is_json,
    )


def address(document: Json) -> str:
    """Where the API is, without a slash at the end; a place of nobody's if unknown."""
    servers = [str(each.get("url", "")) for each in document.get("servers", ())]
    url = next(iter(servers), "").rstrip("/")
    try:
        parts = urlsplit(url)
    except ValueError:
        return ADDRESS
    known = parts.scheme in ("http", "https") and parts.netloc
    # Only what can stand in an address goes on; the rest was no address.
    return quote(url, safe=":/.-_~[]%") if known else ADDRESS


# --- body -----------------------------------------------------------------------------


def _body(operation: OperationNode, schemas: Mapping[str, Json]) -> tuple[str, Any]:
    """Media type and value: JSON where there is some, else what is listed first."""
    content: Json = operation.node.get("requestBody", {}).get("content", {})
    if not content:
        return "", None
    media_type = next((name for name in content if "json" in name), next(iter(content)))
    media = content[media_type]
    if "example" in media:
        schema = media.get("schema", {})
        value = _once(redacted_value(media["example"]))
        value = within_bounds(value, schema, schemas)
        if dumps(value).count("\n") > _MOST_LINES:
            value = _brief(value, schema, schemas)
        return media_type, value
    return media_type, made_value(media.get("schema", {}), schemas)


def _once(value: Any) -> Any:
    """`value` without the copies that fill the lists of a machine-made sample."""
    if isinstance(value, dict):
        return {name: _once(each) for name, each in value.items()}
    if isinstance(value, list):
        items = [_once(each) for each in value]
        return items[:1] if all(each == items[0] for each in items) else items
    return value


def _brief(value: Any, schema: Json, schemas: Mapping[str, Json]) -> Any:
    """An object with the members that it needs, and with those that hold no others."""
    if "$ref" in schema:
        schema = schemas.get(doc.component(schema) or "", {})
    properties, required = schema.get("properties", {}), schema.get("required", ())
    if not isinstance(value, dict) or not properties:
        return value
    return {
        name: _brief(each, properties.get(name, {}), schemas)
        for name, each in value.items()
        if name in required or not isinstance(each, dict | list)
    }


def made_value(schema: Json, schemas: Mapping[str, Json]) -> Any:
    """A JSON value that `schema` allows, with the members that it requires."""
    return _Maker(schemas).value(schema, 0, ())


class _Maker:
    """Makes one value. Models that require each other would make it grow for ever."""

    def __init__(self, schemas: Mapping[str, Json]) -> None:
        self._schemas = schemas
        self._left = _MOST

    def value(self, schema: Json, depth: int, seen: tuple[str, ...]) -> Any:
        """A value of `schema`, which stands for the components in `seen`."""
        self._left -= 1
        if "$ref" in schema:
            name = doc.component(schema) or ""
            target = {} if name in seen else self._schemas.get(name, {})
            return self.value(target, depth, (*seen, name))
        for known in ("example", "default", "const"):
            if known in schema:
                return schema[known]
        if schema.get("enum"):
            return schema["enum"][0]
        choices = schema.get("anyOf") or schema.get("oneOf")
        if choices:
            return self.value(choices[0], depth, seen)
        kinds = schema.get("type") or ""
        match kinds if isinstance(kinds, str) else kinds[0]:
            case "object" if depth < _DEEPEST and self._left > 0:
                return self._object(schema, depth)
            case "object":
                return {}
            case "array":
                return [self.value(schema.get("items", {}), depth + 1, seen)]
            case "integer" | "number":
                return schema.get("minimum", 1)
            case "boolean":
                return True
            case "string":
                return _made_text(schema)
        return None

    def _object(self, schema: Json, depth: int) -> Json:
        properties = schema.get("properties", {})
        names = [name for name in schema.get("required", ()) if name in properties]
        return {name: self.value(properties[name], depth + 1, ()) for name in names}


def _made_text(schema: Json) -> str:
    known = _TEXTS.get(schema.get("format", ""))
    return filled("text", schema) if known is None else known


# --- address and headers --------------------------------------------------------------


def _value(parameter: Json, schemas: Mapping[str, Json]) -> Any:
    """A value of `parameter`; a text that nothing is known of is called like it."""
    if "example" in parameter:
        return redacted_value(parameter["example"])
    schema = parameter.get("schema", {})
    value = made_value(schema, schemas)
    if value == "text" or value is None:
        return str(parameter["name"])
    return value


def _path(operation: OperationNode, schemas: Mapping[str, Json]) -> str:
    named = {p["name"]: p for p in operation.parameters if p["in"] == "path"}

    def fill(match: re.Match[str]) -> str:
        parameter = named.get(match[1], {"name": match[1]})
        value = _text(_value(parameter, schemas))
        return quote(value, safe="/" if parameter.get("x-catch-all") else "")

    pieces = []
    end = 0
    for match in _VARIABLE.finditer(operation.path):
        pieces += [_quoted_path(operation.path[end : match.start()]), fill(match)]
        end = match.end()
    return "".join((*pieces, _quoted_path(operation.path[end:])))


def _quoted_path(text: str) -> str:
    return quote(text, safe="/:@!$&()*+,;=~%")


def _query(operation: OperationNode, schemas: Mapping[str, Json]) -> Iterator[str]:
    for parameter in operation.parameters:
        if parameter["in"] != "query" or not parameter.get("required"):
            continue
        value = _value(parameter, schemas)
        if isinstance(value, list) and parameter.get("explode") is False:
            value = ",".join(map(_text, value))
        yield from _pairs(_numbered(parameter, value, schemas))


def _numbered(
    parameter: Json, value: Any, schemas: Mapping[str, Json]
) -> Mapping[str, Any]:
    """`value` by its name; dictionaries and lists of objects by numbered ones."""
    name, style = parameter["name"], parameter.get("x-aspnet-style")
    if style == "indexed-pairs":
        values = parameter.get("schema", {}).get("additionalProperties", {})
        entries = value or {"key": made_value(values, schemas)}
        pairs = [{"key": key, "value": each} for key, each in entries.items()]
        return {f"{name}[{number}]": pair for number, pair in enumerate(pairs)}
    if style == "indexed-members":
        return {f"{name}[{number}]": each for number, each in enumerate(value)}
    return {name: value}


def _headers(
    operation: OperationNode, schemas: Mapping[str, Json]
) -> Iterator[tuple[str, str]]:
    for parameter in operation.parameters:
        if parameter["in"] == "header" and parameter.get("required"):
            value = " ".join(_text(_value(parameter, schemas)).split())
            yield str(parameter["name"]), value


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    """`values` as the model binder of ASP.NET Web API reads them."""
    for name, value in values.items():
        match value:
            case None:
                continue
            case list():
                for item in value:
                    yield from _pairs({name: item})
            case Mapping():
                yield from _pairs({f"{name}.{key}": v for key, v in value.items()})
            case _:
                yield f"{quote(name, safe='$')}={quote(_text(value), safe='')}"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _credentials(document: Json) -> tuple[list[tuple[str, str]], list[str]]:
    """Headers and query pairs of the document's security scheme, to be filled in."""
    schemes = document.get("components", {}).get("securitySchemes", {})
    required = [name for each in document.get("security", ()) for name in each]
    scheme: Json = next((schemes[name] for name in required if name in schemes), {})
    kind, place = scheme.get("type"), scheme.get("in")
    if kind == "http" and scheme.get("scheme", "").lower() == "basic":
        text = base64.b64encode(b"username:password").decode()
        return [("Authorization", f"Basic {text}")], []
    if kind == "oauth2" or kind == "http":
        return [("Authorization", "Bearer YOUR_TOKEN")], []
    if kind == "apiKey" and place == "header":
        return [(str(scheme["name"]), "YOUR_API_KEY")], []
    if kind == "apiKey" and place == "query":
        return [], [f"{quote(str(scheme['name']), safe='$')}=YOUR_API_KEY"]
    return [], []
