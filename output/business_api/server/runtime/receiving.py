"""Reads requests against the documentation, and says what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from ...runtime.jsontext import decode_text, loads
from .binding import Bind, Binder, Report, Schema
from .documentation import Content, Operation
from .faults import invalid, not_acceptable, unsupported_media_type
from .forms import parse_form
from .media import choose, essence, form_of
from .parameters import Values
from .typed_text import Text, from_fields, plain, types_of
from .xml_text import parse_xml


@dataclass(slots=True)
class Received:
    """A request that keeps to the documentation, under the documented names."""

    answer_in: str
    """Media type to answer in; empty where the documentation lists none."""
    path: Values
    query: Values
    body: Any = None
    has_body: bool = False
    sent_in: str = ""
    """Content-Type of the request, as it was sent."""
    unknown: list[str] = field(default_factory=list[str])
    """Names that nobody documents; they were ignored."""


def receive(
    operation: Operation,
    *,
    path: Iterable[tuple[str, str]],
    query: bytes,
    headers: Mapping[str, str],
    body: bytes,
    quick: bool = False,
) -> Received:
    """Reads a request of `operation`.

    `path` are the values of the path's parameters, `query` is the query as it was sent,
    and the names of `headers` are in lower case. `quick` leaves it to models to find
    what is no date or GUID. Raises Fault with 406, 415 or 400, in this order, where the
    request does not keep to the documentation.
    """
    sent = headers.get("content-type", "")
    answer_in = negotiate(operation, headers.get("accept", ""), sent)
    report = Report()
    received = Received(
        answer_in=answer_in,
        path=operation.path_binder.bind(path, report),
        query=operation.query_binder.bind(_pairs(query), report),
        sent_in=sent,
    )
    if operation.takes_body:
        is_form = form_of(sent) == "form"
        received.has_body = bool(body) or is_form
        if received.has_body:
            binds = operation.quick_body if quick else operation.whole_body
            received.body = _body(operation, binds, sent, body, report)
        elif operation.body_required:
            report.add("required", None)
    if report.problems:
        raise invalid(report.problems)
    received.unknown = report.unknown
    return received


def negotiate(operation: Operation, accept: str, sent: str = "") -> str:
    """The documented media type to answer in; raises Fault with 406."""
    offered = operation.answer.media_types
    if not offered:
        return ""
    chosen = choose(offered, accept, sent)
    if chosen is None:
        raise not_acceptable(offered)
    return chosen


def _pairs(query: bytes) -> list[tuple[str, str]]:
    if not query:
        return []
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True)


def _body(
    operation: Operation,
    binds: Mapping[str, tuple[Content, Bind]],
    sent: str,
    body: bytes,
    report: Report,
) -> Any:
    media_type = essence(sent)
    documented = binds.get(media_type)
    if documented is None and (binds or not media_type):
        raise unsupported_media_type(media_type)
    content, bind = documented or (_undocumented(media_type), _as_it_is)
    try:
        value = _parse(content, operation, sent, body)
    except ValueError as error:
        report.add("syntax", None, f"The body can't be read: {error}")
        return None
    try:
        return bind(value, report)
    except RecursionError:
        report.add("syntax", None, "The body can't be read: it is nested too deeply")
        return None


def _undocumented(media_type: str) -> Content:
    """Content of a body of which the documentation only says that there is one."""
    return Content(media_type, form_of(media_type), {}, None)


def _as_it_is(value: Any, report: Report) -> Any:
    return value


def _parse(content: Content, operation: Operation, sent: str, body: bytes) -> Any:
    charset = _charset(sent)
    match content.form:
        case "json":
            return _whole(loads(body, charset), body)
        case "xml":
            return parse_xml(body, content.schema, operation.binder)
        case "form":
            form = parse_form(decode_text(body, charset))
            return filled_in(form, content.schema, operation.binder)
        case "other":
            return decode_text(body, charset)


def filled_in(form: dict[str, Text], schema: Schema, binder: Binder) -> Any:
    """The value that the fields of a form come to."""
    fields: Text = form
    types = types_of(plain(schema, binder))
    if form.keys() <= {""} and types and "object" not in types:
        # `=text` is how Web API takes a body that is a mere string.
        fields = form.get("", "" if "string" in types else {})
    return from_fields(fields, schema, binder)


def _whole(value: Any, body: bytes) -> Any:
    """`value`; raises ValueError where it holds half of a surrogate pair.

    Json.NET hands such text on, but no answer in UTF-8 can carry it.
    """
    if b"\\u" in body:
        json.dumps(value, ensure_ascii=False, default=str).encode()
    return value


def _charset(content_type: str) -> str | None:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"')
    return None
