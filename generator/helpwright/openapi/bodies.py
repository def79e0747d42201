"""Request bodies and responses."""

from __future__ import annotations

from http import HTTPStatus

from helpwright.openapi.components import Components
from helpwright.openapi.descriptions import described
from helpwright.openapi.dump import JSON
from helpwright.openapi.examples import example_of
from helpwright.openapi.marks import marks
from helpwright.openapi.types import schema_of
from helpwright.openapi.xml_objects import with_root
from helpwright.spec import Body, Operation, Response

_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_NO_MEDIA_TYPE = "media type: the page names none; Web API answers JSON by default"


def request_body(body: Body, components: Components) -> dict[str, JSON]:
    """The request body object; an action that takes a body needs it.

    It is said to be required where there is one way to write it. openapi-python-client
    makes no working code of a required body that is JSON or a form; absent, the word
    means nothing, and false stands only where some callers send none.
    """
    content = _content(body, components)
    has_forms = bool(_FORMS.intersection(content))
    required: dict[str, JSON] = {} if has_forms else {"required": True}
    return {
        **described(body.description),
        **required,
        "content": content,
        **marks(body.origins, sources=components.sources),
    }


def responses(operation: Operation, components: Components) -> dict[str, JSON]:
    """The responses by status; one that says so where the page documents none."""
    if not operation.responses:
        return {"default": {"description": "The documentation shows no response."}}
    return {
        response.status: _response(response, components)
        for response in operation.responses
    }


def _response(response: Response, components: Components) -> dict[str, JSON]:
    body = response.body
    text = response.description or (body.description if body else "")
    out: dict[str, JSON] = {"description": text or _phrase(response.status)}
    origins = response.origins
    if body is not None:
        out["content"] = _content(body, components)
        origins += body.origins
    out.update(marks(origins, sources=components.sources))
    return out


def _content(body: Body, components: Components) -> dict[str, JSON]:
    schema = with_root(schema_of(body.type, components), body, components)
    if not body.media_types:
        if not schema:
            return {"*/*": {"schema": {}}}
        return {"application/json": {"schema": schema, "x-inferred": _NO_MEDIA_TYPE}}
    content: dict[str, JSON] = {}
    for media_type in body.media_types:
        content.setdefault(
            media_type.name,
            {
                "schema": dict(schema),
                **example_of(media_type, components.findings),
                **marks(media_type.origins, sources=components.sources),
            },
        )
    return content


def _phrase(status: str) -> str:
    if status.isdecimal() and int(status) in {each.value for each in HTTPStatus}:
        return HTTPStatus(int(status)).phrase
    return "Any other answer."
