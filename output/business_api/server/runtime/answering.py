"""Writes answers in the media types of the documentation."""

from __future__ import annotations

from ...runtime.jsontext import dumps
from .documentation import Operation
from .faults import not_acceptable, not_implemented
from .xml_text import write_xml

JSON = "application/json"


def encode(
    operation: Operation, result: object, media_type: str
) -> tuple[bytes | None, str]:
    """`result` of an implementation as a body, and the body's media type.

    The body is None where the documentation shows that there is none.
    """
    answer = operation.answer
    if answer.status == 204 or (answer.described and not answer.contents):
        return None, ""
    content = answer.content(media_type)
    if content is None or content.form == "json":
        return dumps(result), media_type or JSON
    if content.form == "xml":
        return write_xml(result, content.schema, operation.binder), media_type
    if isinstance(result, bytes):
        return result, media_type
    text = result if isinstance(result, str) else dumps(result).decode()
    return text.encode(), media_type


def documented(operation: Operation, media_type: str) -> tuple[bytes | None, str]:
    """The documented sample, and its media type; no body where none is documented.

    Raises Fault with 501 where the documentation shows no sample, and with 406 where it
    shows one in another media type only.
    """
    answer = operation.answer
    if answer.described and not answer.contents:
        return None, ""
    content = answer.content(media_type)
    if content is not None and content.sample is not None:
        return content.sample, media_type
    shown = [each.media_type for each in answer.contents if each.sample is not None]
    if shown:
        raise not_acceptable(shown)
    raise not_implemented(operation.name, "the documentation shows no answer to give")
