"""What the document says of an operation, in the words of a client."""

from __future__ import annotations

from collections.abc import Mapping

from helpwright.escape import literal
from helpwright.names.document import Json, OperationNode
from helpwright.views.annotations import ANY, NONE, Annotation, Annotations, united

JSON = "application/json"

STATUS_ERRORS = {
    "400": "BadRequestError",
    "401": "UnauthorizedError",
    "403": "ForbiddenError",
    "404": "NotFoundError",
    "405": "MethodNotAllowedError",
    "406": "NotAcceptableError",
    "409": "ConflictError",
    "410": "GoneError",
    "412": "PreconditionFailedError",
    "413": "PayloadTooLargeError",
    "415": "UnsupportedMediaTypeError",
    "422": "UnprocessableEntityError",
    "429": "TooManyRequestsError",
    "500": "InternalServerError",
    "502": "BadGatewayError",
    "503": "ServiceUnavailableError",
    "504": "GatewayTimeoutError",
}
"""Class of the error that a status raises."""


def request_body(operation: OperationNode) -> Json | None:
    """The request body of an operation; None where it has none."""
    body: Json | None = operation.node.get("requestBody")
    return body if body and body.get("content") else None


def body_schema(body: Json) -> Json:
    """The schema of a body; all its media types have the same."""
    schemas = (media.get("schema", {}) for media in body.get("content", {}).values())
    return next((schema for schema in schemas if schema), {})


def result_of(operation: OperationNode, annotations: Annotations) -> Annotation:
    """What an operation returns: bytes where no text is documented, None where nothing."""
    found: list[Annotation] = []
    for response in successes(operation):
        content = response.get("content", {})
        if not content:
            found.append(NONE)
        elif schema := body_schema(response):
            found.append(annotations.of(schema))
        elif any(_is_text(name) for name in content):
            found.append(ANY)
        else:
            found.append(Annotation(("bytes",)))
    return united(found) if found else ANY


def template_of(operation: OperationNode) -> str:
    """The path as the runtime reads it: `{*rest}` may hold slashes."""
    path = operation.path
    for parameter in operation.parameters:
        if parameter["in"] == "path" and parameter.get("x-catch-all"):
            path = path.replace(f"{{{parameter['name']}}}", f"{{*{parameter['name']}}}")
    return path


def successes(operation: OperationNode) -> list[Json]:
    responses = operation.node["responses"]
    found = [r for status, r in responses.items() if str(status)[:1] == "2"]
    return found or [r for status, r in responses.items() if status == "default"]


def _is_text(media_type: str) -> bool:
    return any(word in media_type for word in ("json", "xml", "text/", "form", "*/*"))


def media_type_of(content: Mapping[str, object]) -> str:
    """The media type of `content` that is written: JSON where there is JSON."""
    kinds = list(content)
    return next((k for k in _PREFERRED if k in kinds), kinds[0])


_PREFERRED = (JSON, "text/json", "application/xml", "text/xml")


def is_xml(media_type: str) -> bool:
    """Whether a media type is XML: `application/atom+xml` is too."""
    kind = media_type.partition(";")[0].strip().lower()
    return kind.endswith(("/xml", "+xml"))


def sends_xml(body: Json) -> bool:
    """Whether a request body is written in XML, for want of JSON."""
    return is_xml(media_type_of(body.get("content", {})))


def answers_xml(operation: OperationNode) -> bool:
    """Whether an operation has no answer but XML."""
    kinds = [kind for each in successes(operation) for kind in each.get("content", {})]
    plain = any("json" in kind or kind == "*/*" for kind in kinds)
    return not plain and any(is_xml(kind) for kind in kinds)


def accepted(operation: OperationNode) -> str:
    kinds = [kind for each in successes(operation) for kind in each.get("content", {})]
    if not kinds or JSON in kinds or "*/*" in kinds:
        return JSON
    return ", ".join(dict.fromkeys(kinds))


def styles_of(operation: OperationNode) -> tuple[str, ...]:
    found = []
    for parameter in operation.parameters:
        pairs = "indexed-pairs"
        style = pairs if parameter.get("x-aspnet-style") == pairs else ""
        if parameter.get("explode") is False and parameter.get("style") == "form":
            style = "comma"
        if parameter["in"] == "query" and style:
            found.append(f"{literal(str(parameter['name']))}: {literal(style)}")
    return tuple(found)


def words_of(parameter: Json, schema: Json) -> str:
    words = str(parameter.get("description", ""))
    if "default" not in schema:
        return words
    default = schema["default"]
    shown = f'"{default}"' if isinstance(default, str) else str(default)
    return f"{words}\n\nThe server takes {shown} where it is left out."
